"""Cutting the piece of text that shows why an offer was found, with the words marked. The template escapes each piece."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from socialekaart.search.analyzer import is_stop, plaatsen, stam
from socialekaart.search.types import Deel

LENGTE = 180
_ZIN_EIND = re.compile(r"(?<=[.!?])\s+|\n+")


def markeer(
    tekst: str, gezocht: Collection[str], delen: Callable[[str], tuple[str, ...]] | None = None
) -> tuple[Deel, ...]:
    """The whole text in pieces; `gezocht` are stems, `delen` gives the stems of the parts of a compound."""
    stukken: list[Deel] = []
    einde = 0
    for begin, eind, woord in plaatsen(tekst):
        if not _raak(woord, gezocht, delen):
            continue
        if begin > einde:
            stukken.append(Deel(tekst[einde:begin]))
        stukken.append(Deel(tekst[begin:eind], True))
        einde = eind
    if einde < len(tekst):
        stukken.append(Deel(tekst[einde:]))
    return tuple(stukken)


def _raak(woord: str, gezocht: Collection[str], delen: Callable[[str], tuple[str, ...]] | None) -> bool:
    if is_stop(woord):
        return False
    return stam(woord) in gezocht or (delen is not None and any(deel in gezocht for deel in delen(woord)))


def fragment(
    samenvatting: str,
    tekst: str,
    gezocht: Collection[str],
    delen: Callable[[str], tuple[str, ...]] | None = None,
) -> tuple[Deel, ...]:
    """The summary when it holds a word or nothing does; else the sentence of the text with most of the words."""
    begin = _kap(samenvatting or tekst)
    if not gezocht or any(_raak(w, gezocht, delen) for _, _, w in plaatsen(begin)):
        return markeer(begin, gezocht, delen)
    beste, hoogste = begin, 0
    for zin in _ZIN_EIND.split(tekst[:4_000]):
        aantal = len({stam(w) for _, _, w in plaatsen(zin) if _raak(w, gezocht, delen)})
        if aantal > hoogste:
            beste, hoogste = _kap_rond(zin, gezocht, delen), aantal
    return markeer(beste, gezocht, delen)


def _kap(tekst: str, lengte: int = LENGTE) -> str:
    tekst = " ".join(tekst.split())
    if len(tekst) <= lengte:
        return tekst
    return tekst[: lengte + 1].rsplit(" ", 1)[0][:lengte].rstrip(" ,;:") + " …"


def _kap_rond(zin: str, gezocht: Collection[str], delen: Callable[[str], tuple[str, ...]] | None) -> str:
    zin = " ".join(zin.split())
    if len(zin) <= LENGTE:
        return zin
    eerste = next((b for b, _, w in plaatsen(zin) if _raak(w, gezocht, delen)), 0)
    if eerste < LENGTE - 40:
        return _kap(zin)
    return "… " + _kap(zin[zin.rfind(" ", 0, eerste - 60) + 1 :])
