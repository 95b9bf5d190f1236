"""A schedule as compact JSON, without loss: for the search index, caches and exchange."""

from __future__ import annotations

import json
from datetime import date, time
from functools import lru_cache
from typing import Any

from portal.openingstijden.rooster import Blok, OngeldigRooster, Rooster, Uitzondering


def _uur(tijd: time) -> str:
    return tijd.strftime("%H:%M")


def to_json(rooster: Rooster) -> str:
    """The schedule as one line of JSON; equal schedules give equal text."""
    data: dict[str, Any] = {}
    if rooster.blokken:
        data["blokken"] = [
            [b.dag, _uur(b.van), _uur(b.tot)]
            + ([b.elke_weken, b.anker.isoformat()] if b.anker is not None else [])
            for b in rooster.blokken
        ]
    if rooster.uitzonderingen:
        data["uitzonderingen"] = [
            [
                u.van.isoformat(),
                u.tot_en_met.isoformat(),
                [[_uur(van), _uur(tot)] for van, tot in u.blokken],
                u.reden,
            ]
            for u in rooster.uitzonderingen
        ]
    if rooster.feestdagen_open:
        data["feestdagen_open"] = True
    if rooster.op_afspraak:
        data["op_afspraak"] = True
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _blok(dag: int, van: str, tot: str, elke_weken: int = 1, anker: str | None = None) -> Blok:
    return Blok(
        dag,
        time.fromisoformat(van),
        time.fromisoformat(tot),
        elke_weken,
        date.fromisoformat(anker) if anker else None,
    )


def _uitzondering(van: str, tot_en_met: str, blokken: list[list[str]], reden: str = "") -> Uitzondering:
    tijden = tuple((time.fromisoformat(begin), time.fromisoformat(einde)) for begin, einde in blokken)
    return Uitzondering(date.fromisoformat(van), date.fromisoformat(tot_en_met), tijden, reden)


@lru_cache(maxsize=8192)
def from_json(tekst: str) -> Rooster:
    """The schedule of ``to_json``; remembered, since one list page reads the same ones again and again.

    Raises ``OngeldigRooster`` for anything else.
    """
    try:
        data = json.loads(tekst) if tekst else {}
        return Rooster(
            tuple(_blok(*rij) for rij in data.get("blokken", ())),
            tuple(_uitzondering(*rij) for rij in data.get("uitzonderingen", ())),
            bool(data.get("feestdagen_open", False)),
            bool(data.get("op_afspraak", False)),
        )
    except OngeldigRooster:
        raise
    except (ValueError, TypeError, AttributeError) as fout:
        raise OngeldigRooster("dit zijn geen bewaarde openingstijden.", tekst[:60]) from fout
