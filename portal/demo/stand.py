"""Making a thing once: the demo keeps a list of what it made, so that a second run changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import transaction

from portal.demo.models import DemoOnderdeel

T = TypeVar("T")


class Stand:
    """The demo's memory during one run."""

    def __init__(self) -> None:
        self.gemaakt = set(DemoOnderdeel.objects.values_list("sleutel", flat=True))
        self.nieuw = 0

    def eenmalig(self, sleutel: str, maak: Callable[[], T]) -> T | None:
        """Runs `maak` unless it was done in an earlier run; both or neither are written.

        The row comes first: a second run at the same moment waits for it, finds it, and leaves the thing alone.
        """
        if sleutel in self.gemaakt:
            return None
        with transaction.atomic():
            _, nieuw = DemoOnderdeel.objects.get_or_create(sleutel=sleutel)
            resultaat = maak() if nieuw else None
        self.gemaakt.add(sleutel)
        self.nieuw += nieuw
        return resultaat
