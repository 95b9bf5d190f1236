"""Reads the judged queries from the files that editors keep: `oordelen.toml` (tuned on) and `oordelen_blind.toml` (never)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

KLASSEN = (
    "stam",
    "samenstelling",
    "synoniem",
    "alledaags",
    "tikfout",
    "begin",
    "meer-woorden",
    "zin",
    "plaats",
    "vakterm",
    "afkorting",
    "andere-taal",
    "gevaar",
    "geen-antwoord",
)
GEVAAR = "gevaar"
GEEN_ANTWOORD = "geen-antwoord"
AFGESTELD = "afgesteld"
BLIND = "blind"
BESTANDEN = {
    AFGESTELD: Path(__file__).with_name("oordelen.toml"),
    BLIND: Path(__file__).with_name("oordelen_blind.toml"),
}
_SLEUTELS = frozenset({"q", "klasse", "gemeente", "postcode", "goed"})


class OordeelFout(ValueError):
    """A query in the file is not usable; the text says which and why, for an editor."""


@dataclass(frozen=True, slots=True)
class Oordeel:
    """One judged query: what someone types, where, and which offers answer it (external id → grade 1 to 3)."""

    q: str
    klasse: str
    gemeente: str = ""
    postcode: str = ""
    goed: Mapping[str, int] = field(default_factory=dict)


def _maak(ruw: Mapping[str, Any]) -> Oordeel:
    q = ruw.get("q", "")
    if not isinstance(q, str) or not q.strip():
        raise OordeelFout(f"een vraag zonder q: {dict(ruw)}")
    if vreemd := sorted(set(ruw) - _SLEUTELS):
        raise OordeelFout(f"“{q}”: onbekend: {', '.join(vreemd)}")
    klasse = ruw.get("klasse", "")
    if klasse not in KLASSEN:
        raise OordeelFout(f"“{q}”: onbekende klasse “{klasse}”")
    goed = ruw.get("goed")
    if not isinstance(goed, Mapping):
        raise OordeelFout(f"“{q}”: goed ontbreekt")
    for naam, graad in goed.items():
        # bool is an int to Python, not to an editor.
        if type(graad) is not int or graad not in (1, 2, 3):
            raise OordeelFout(f"“{q}”: {naam} kreeg {graad!r}; geef 1, 2 of 3")
    if bool(goed) == (klasse == GEEN_ANTWOORD):
        raise OordeelFout(f"“{q}”: alleen de klasse {GEEN_ANTWOORD} heeft geen goed aanbod")
    if goed and max(goed.values()) < 2:
        raise OordeelFout(f"“{q}”: geen enkel aanbod kreeg een 2 of 3")
    return Oordeel(q.strip(), klasse, ruw.get("gemeente", ""), ruw.get("postcode", ""), dict(goed))


def lees_tekst(tekst: str) -> tuple[Oordeel, ...]:
    """The judged queries in a TOML text, in its order. Raises OordeelFout for what cannot be used."""
    try:
        ruw = tomllib.loads(tekst)
    except tomllib.TOMLDecodeError as fout:
        raise OordeelFout(f"geen leesbaar TOML-bestand: {fout}") from fout
    result = tuple(_maak(vraag) for vraag in ruw.get("vraag", ()))
    gezien: set[tuple[str, str, str]] = set()
    for oordeel in result:
        sleutel = (oordeel.q.casefold(), oordeel.gemeente, oordeel.postcode)
        if sleutel in gezien:
            raise OordeelFout(f"“{oordeel.q}” staat er tweemaal in")
        gezien.add(sleutel)
    return result


def lees(deel: str) -> tuple[Oordeel, ...]:
    """The judged queries of a part: `AFGESTELD` or `BLIND`."""
    return lees_tekst(BESTANDEN[deel].read_text(encoding="utf-8"))
