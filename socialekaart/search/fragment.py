"""Cutting the piece of text that shows why an offer was found, with the words marked. The template escapes each piece."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from socialekaart.search.analyzer import gevouwen, is_stop, plaatsen, stam
from socialekaart.search.types import Deel

LENGTE = 180
_ZIN_EIND = re.compile(r"(?<=[.!?])\s+|\n+")


class Markeerder:
    """Marks the words of one search in the texts of its hits.

    `gezocht` are stems, `delen` gives the stems of the parts of a compound. The same words stand in many texts: each is
    looked at once.
    """

    def __init__(
        self, gezocht: Collection[str], delen: Callable[[str], tuple[str, ...]] | None = None
    ) -> None:
        self._gezocht, self._delen = gezocht, delen
        self._gezien: dict[str, str] = {}

    def _raak(self, woord: str) -> str:
        """The stem of a word of the text that is one of those looked for, or holds one; else nothing."""
        stem = self._gezien.get(woord)
        if stem is None:
            stem = self._gezien[woord] = self._kijk(gevouwen(woord)) if self._gezocht else ""
        return stem

    def _kijk(self, woord: str) -> str:
        if is_stop(woord):
            return ""
        stem = stam(woord)
        if stem in self._gezocht:
            return stem
        delen = self._delen(woord) if self._delen else ()
        return stem if any(deel in self._gezocht for deel in delen) else ""

    def markeer(self, tekst: str) -> tuple[Deel, ...]:
        """The whole text in pieces."""
        stukken: list[Deel] = []
        einde = 0
        for begin, eind, woord in plaatsen(tekst):
            if not self._raak(woord):
                continue
            if begin > einde:
                stukken.append(Deel(tekst[einde:begin]))
            stukken.append(Deel(tekst[begin:eind], True))
            einde = eind
        if einde < len(tekst):
            stukken.append(Deel(tekst[einde:]))
        return tuple(stukken)

    def fragment(self, samenvatting: str, tekst: str) -> tuple[Deel, ...]:
        """The summary when it holds a word or nothing does; else the sentence of the text with most of the words."""
        beste = _kap(samenvatting or tekst)
        if self._gezocht and not self._aantal(beste):
            hoogste = 0
            for zin in _ZIN_EIND.split(tekst[:4_000]):
                if (aantal := self._aantal(zin)) > hoogste:
                    beste, hoogste = zin, aantal
            if hoogste:
                beste = self._kap_rond(beste)
        return self.markeer(beste)

    def _aantal(self, tekst: str) -> int:
        """How many of the words stand in it, each counted once."""
        return len({stem for _, _, woord in plaatsen(tekst) if (stem := self._raak(woord))})

    def _kap_rond(self, zin: str) -> str:
        zin = " ".join(zin.split())
        if len(zin) <= LENGTE:
            return zin
        eerste = next((begin for begin, _, woord in plaatsen(zin) if self._raak(woord)), 0)
        if eerste < LENGTE - 40:
            return _kap(zin)
        return "… " + _kap(zin[zin.rfind(" ", 0, eerste - 60) + 1 :])


def _kap(tekst: str, lengte: int = LENGTE) -> str:
    tekst = " ".join(tekst.split())
    if len(tekst) <= lengte:
        return tekst
    return tekst[: lengte + 1].rsplit(" ", 1)[0][:lengte].rstrip(" ,;:") + " …"
