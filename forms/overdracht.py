"""Answers of the zelfcheck that a resident may take along into a melding.

The zelfcheck offers, the resident chooses: offered answers stand in the session for an hour, are shown one by one with
an empty checkbox, and only what is ticked goes along.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, MutableMapping
from typing import Any, TypedDict

from portal.shell.runs import load_runs, save_runs

SLEUTEL = "melding_aanbod"
GELDIG_SECONDEN = 3600
MAX_ITEMS = 30
MAX_TEKENS = 500


class Item(TypedDict):
    """One question with its answer: in the language the resident saw, and in that of the team."""

    vraag: str
    antwoord: str
    vraag_team: str
    antwoord_team: str


def bied_aan(session: MutableMapping[str, Any], items: Iterable[Mapping[str, str]]) -> None:
    """Offer these answers to a melding that starts from this session within the hour. Without words for the team those of
    the resident are used.
    """
    lijst = [
        Item(
            vraag=item["vraag"][:MAX_TEKENS],
            antwoord=item["antwoord"][:MAX_TEKENS],
            vraag_team=item.get("vraag_team", item["vraag"])[:MAX_TEKENS],
            antwoord_team=item.get("antwoord_team", item["antwoord"])[:MAX_TEKENS],
        )
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


def wis_verlopen(session: MutableMapping[str, Any], nu: int) -> bool:
    """Wipe an offer that is too old; True when there was one."""
    aanbod = session.get(SLEUTEL)
    if not aanbod or nu - aanbod["op"] <= GELDIG_SECONDEN:
        return False
    del session[SLEUTEL]
    return True


def vergeet(session: MutableMapping[str, Any]) -> None:
    """Forget every answer of the zelfcheck: the offer, and the copies that wait in a melding that was not sent."""
    trek_in(session)
    runs = load_runs(session, "melding")
    if any(run.extra.get("aanbod") for run in runs):
        for run in runs:
            run.extra = {**run.extra, "aanbod": []} if "aanbod" in run.extra else run.extra
        save_runs(session, "melding", runs)


def trek_in(session: MutableMapping[str, Any]) -> None:
    """Forget the offer."""
    session.pop(SLEUTEL, None)
