"""What is done after a commit, and may fail without harm to who committed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction


def na_commit(doe: Callable[..., object], *args: Any) -> None:
    """Call this after the commit. What it raises is logged, and the next call is made all the same.

    Django names a failed call by its `__qualname__`, which a `partial` has not: that fault would reach the visitor.
    """

    def na() -> None:
        doe(*args)

    transaction.on_commit(na, robust=True)
