"""The state of each part, for operators and load balancers. Apps register their parts in `AppConfig.ready()`."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

Check = Callable[[], dict[str, Any]]

OK, DEGRADED, DOWN = "ok", "degraded", "down"
log = logging.getLogger("dichtbij.health")
_checks: dict[str, Check] = {}


def register(name: str, check: Check) -> None:
    """`check` returns a dict with at least `status`: ok, degraded (still serving) or down (cannot serve)."""
    _checks[name] = check


def report() -> tuple[bool, dict[str, Any]]:
    """Whether we can serve, and the state of every part. A check that raises is down, with its kind of error only."""
    parts: dict[str, Any] = {}
    for name, check in _checks.items():
        try:
            parts[name] = check()
        except Exception as fault:  # a part may fail in any way; the report must still come
            log.warning("part %s: %s", name, fault.__class__.__name__)
            parts[name] = {"status": DOWN, "fout": fault.__class__.__name__}
    states = {part["status"] for part in parts.values()}
    overall = DOWN if DOWN in states else DEGRADED if DEGRADED in states else OK
    return overall != DOWN, {"status": overall, "onderdelen": parts}
