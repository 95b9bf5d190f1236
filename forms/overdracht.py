"""Answers of the zelfcheck that a resident may take along into a melding.

The zelfcheck offers, the resident chooses: offered answers stand in the session for an hour, are shown one by one with
an empty checkbox, and only what is ticked goes along.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, MutableMapping
from typing import Any, TypedDict

SLEUTEL = "melding_aanbod"
GELDIG_SECONDEN = 3600
MAX_ITEMS = 30
MAX_TEKENS = 500


class Item(TypedDict):
    """One question with its answer, both in the language the resident saw."""

    vraag: str
    antwoord: str


def bied_aan(session: MutableMapping[str, Any], items: Iterable[Mapping[str, str]]) -> None:
    """Offer these answers ("vraag" and "antwoord") to a melding that starts from this session within the hour."""
    lijst = [
        Item(vraag=str(item["vraag"])[:MAX_TEKENS], antwoord=str(item["antwoord"])[:MAX_TEKENS])
        for item in items
    ][:MAX_ITEMS]
    if lijst:
        session[SLEUTEL] = {"op": int(time.time()), "items": lijst}
    else:
        session.pop(SLEUTEL, None)


def aangeboden(session: MutableMapping[str, Any]) -> list[Item]:
    """What is on offer now; reading never creates a session. What is too old is wiped."""
    aanbod = session.get(SLEUTEL)
    if not aanbod:
        return []
    if time.time() - aanbod["op"] > GELDIG_SECONDEN:
        del session[SLEUTEL]
        return []
    return list(aanbod["items"])


def trek_in(session: MutableMapping[str, Any]) -> None:
    """Forget the offer."""
    session.pop(SLEUTEL, None)
