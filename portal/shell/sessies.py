"""What visitors told waits in their session, and never longer than promised.

A session lives for as long as its longest part; the parts that must go sooner are wiped here, also when the visitor never
comes back. Apps register what they keep in `AppConfig.ready()`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, MutableMapping
from typing import Any

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

#: Takes out of one session what is too old at this moment (seconds since the epoch); True when there was something.
Wiper = Callable[[MutableMapping[str, Any], int], bool]

_wipers: list[Wiper] = []


def register(wiper: Wiper) -> None:
    """Have `onderhoud` call this for every living session."""
    if wiper not in _wipers:
        _wipers.append(wiper)


def wipe(now: int | None = None) -> str:
    """Wipe everywhere what is too old; a session that holds nothing else goes too. For `onderhoud`."""
    moment = int(time.time()) if now is None else now
    living = Session.objects.filter(expire_date__gt=timezone.now())
    wiped = sum(_wipe_one(key, moment) for key in living.values_list("pk", flat=True).iterator())
    return f"antwoorden gewist in {wiped} sessies" if wiped else ""


def _wipe_one(key: str, moment: int) -> bool:
    # Read again under a lock: what a visitor sends at this moment must not be overwritten with older answers.
    with transaction.atomic():
        row = Session.objects.select_for_update().filter(pk=key).first()
        data = row.get_decoded() if row else {}
        wiped = [wiper(data, moment) for wiper in _wipers]  # a list: every one of them must have its turn
        if row is None or not any(wiped):
            return False
        if data:
            row.session_data = Session.objects.encode(data)
            row.save(update_fields=["session_data"])
        else:
            row.delete()
    return True
