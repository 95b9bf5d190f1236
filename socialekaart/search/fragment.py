"""Cutting the piece of text that shows why an offer was found, with the words marked. The template escapes each piece."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Set

from socialekaart.search.analyzer import WOORD, gevouwen, stukken
from socialekaart.search.types import Deel

LENGTE = 180
_ZIN_EIND = re.compile(r"(?<=[.!?])\s+|\n+")
_vind = WOORD.findall


class Markeerder:
    """Marks words in the texts of hits.

    `tokens` gives the stem of a folded word and those of its parts, and none of a word without meaning of its own (those
    of a `Splitser`). `gezocht` are the stems that matched in that hit.
    """

    def __init__(self, tokens: Callable[[str], tuple[str, ...]]) -> None:
        self._tokens = tokens

    def _raak(self, tekst: str, gezocht: Set[str]) -> dict[str, str]:
        """The words to mark, as they are written, with their stems. Most words are passed over at sight."""
        alle = {stuk for stem in gezocht for stuk in stukken(stem)}
        raak: dict[str, str] = {}
        for woord in set(_vind(tekst)):
            klein = gevouwen(woord)
            for stuk in alle:
                if stuk in klein:
                    tokens = self._tokens(klein)
                    if not gezocht.isdisjoint(tokens):
                        raak[woord] = tokens[0]
                    break
        return raak

    def markeer(self, tekst: str, gezocht: Set[str]) -> tuple[Deel, ...]:
        """The whole text in pieces."""
        return _in_delen(tekst, self._raak(tekst, gezocht) if gezocht else {})

    def fragment(
        self, samenvatting: str, tekst: str, gezocht: Set[str], *, in_tekst: bool = True
    ) -> tuple[Deel, ...]:
        """The summary when it holds a word or nothing does; else the sentence of the text with most of the words.

        `in_tekst`: may one of the words stand in the text?
        """
        beste = _kap(samenvatting or tekst)
        raak = self._raak(beste, gezocht) if gezocht else {}
        if gezocht and in_tekst and not raak:
            tekst = tekst[:4_000]
            if raak := self._raak(tekst, gezocht):
                # Each of the words counts once.
                zin = max(
                    _ZIN_EIND.split(tekst), key=lambda zin: len({raak[w] for w in _vind(zin) if w in raak})
                )
                beste = _kap_rond(zin, raak)
        return _in_delen(beste, raak)


def _in_delen(tekst: str, raak: Collection[str]) -> tuple[Deel, ...]:
    stukken: list[Deel] = []
    einde = 0
    for gevonden in WOORD.finditer(tekst) if raak else ():
        if gevonden.group() not in raak:
            continue
        begin, eind = gevonden.span()
        if begin > einde:
            stukken.append(Deel(tekst[einde:begin]))
        stukken.append(Deel(tekst[begin:eind], True))
        einde = eind
    if einde < len(tekst):
        stukken.append(Deel(tekst[einde:]))
    return tuple(stukken)


def _kap_rond(zin: str, raak: Collection[str]) -> str:
    zin = " ".join(zin.split())
    if len(zin) <= LENGTE:
        return zin
    eerste = next((gevonden.start() for gevonden in WOORD.finditer(zin) if gevonden.group() in raak), 0)
    if eerste < LENGTE - 40:
        return _kap(zin)
    return "… " + _kap(zin[zin.rfind(" ", 0, eerste - 60) + 1 :])


def _kap(tekst: str, lengte: int = LENGTE) -> str:
    tekst = " ".join(tekst.split())
    if len(tekst) <= lengte:
        return tekst
    return tekst[: lengte + 1].rsplit(" ", 1)[0][:lengte].rstrip(" ,;:") + " …"
