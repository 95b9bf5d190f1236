"""Cutting the piece of text that shows why an offer was found, with the words marked. The template escapes each piece."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from socialekaart.search.analyzer import gevouwen, is_stop, plaatsen, stam
from socialekaart.search.types import Deel

LENGTE = 180
_ZIN_EIND = re.compile(r"(?<=[.!?])\s+|\n+")


class Markeerder:
    """Marks words in the texts of the hits of one search.

    `gezocht` are the stems that matched in that hit, `delen` gives the stems of the parts of a compound. The same words
    stand in many texts: each is taken apart once.
    """

    def __init__(self, delen: Callable[[str], tuple[str, ...]] | None = None) -> None:
        self._delen = delen
        self._gezien: dict[str, tuple[str, ...]] = {}

    def _stammen(self, geschreven: str) -> tuple[str, ...]:
        """The stem of a word of the text and those of its parts; none of a word without meaning of its own."""
        stammen = self._gezien.get(geschreven)
        if stammen is None:
            woord = gevouwen(geschreven)
            stammen = () if is_stop(woord) else (stam(woord), *(self._delen(woord) if self._delen else ()))
            self._gezien[geschreven] = stammen
        return stammen

    def _raak(self, geschreven: str, gezocht: Collection[str]) -> bool:
        return any(stem in gezocht for stem in self._stammen(geschreven))

    def markeer(self, tekst: str, gezocht: Collection[str]) -> tuple[Deel, ...]:
        """The whole text in pieces."""
        if not gezocht:
            return (Deel(tekst),) if tekst else ()
        stukken: list[Deel] = []
        einde = 0
        for begin, eind, woord in plaatsen(tekst):
            if not self._raak(woord, gezocht):
                continue
            if begin > einde:
                stukken.append(Deel(tekst[einde:begin]))
            stukken.append(Deel(tekst[begin:eind], True))
            einde = eind
        if einde < len(tekst):
            stukken.append(Deel(tekst[einde:]))
        return tuple(stukken)

    def fragment(self, samenvatting: str, tekst: str, gezocht: Collection[str]) -> tuple[Deel, ...]:
        """The summary when it holds a word or nothing does; else the sentence of the text with most of the words."""
        beste = _kap(samenvatting or tekst)
        if gezocht and not self._aantal(beste, gezocht):
            hoogste = 0
            for zin in _ZIN_EIND.split(tekst[:4_000]):
                if (aantal := self._aantal(zin, gezocht)) > hoogste:
                    beste, hoogste = zin, aantal
            if hoogste:
                beste = self._kap_rond(beste, gezocht)
        return self.markeer(beste, gezocht)

    def _aantal(self, tekst: str, gezocht: Collection[str]) -> int:
        """How many of the words stand in it, each counted once."""
        return len({self._stammen(woord)[0] for _, _, woord in plaatsen(tekst) if self._raak(woord, gezocht)})

    def _kap_rond(self, zin: str, gezocht: Collection[str]) -> str:
        zin = " ".join(zin.split())
        if len(zin) <= LENGTE:
            return zin
        eerste = next((begin for begin, _, woord in plaatsen(zin) if self._raak(woord, gezocht)), 0)
        if eerste < LENGTE - 40:
            return _kap(zin)
        return "… " + _kap(zin[zin.rfind(" ", 0, eerste - 60) + 1 :])


def _kap(tekst: str, lengte: int = LENGTE) -> str:
    tekst = " ".join(tekst.split())
    if len(tekst) <= lengte:
        return tekst
    return tekst[: lengte + 1].rsplit(" ", 1)[0][:lengte].rstrip(" ,;:") + " …"
