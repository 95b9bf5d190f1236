"""Splitting Dutch compounds: rolstoelvervoer → rolstoel + vervoer.

A word is split only when its parts, with the linking letters of Dutch between them, cover it wholly and each part is in
the lexicon. Splitting at any known substring instead turns betaalt into taal, and "taal les" finds a thousand offers.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from socialekaart.search.analyzer import STOPWOORDEN, is_stop, stam

MIN_DEEL = 3
MIN_WOORD = 7
MAX_WOORD = 40
_TUSSEN = ("", "s", "e", "en", "n", "er", "ens")
"""The letters that Dutch puts between two parts."""
_TUSSEN_BIJ = {
    letter: tuple((tussen, len(tussen)) for tussen in _TUSSEN if tussen[:1] in ("", letter))
    for letter in "sen"
}
"""By the letter after a part, what may stand between with its length."""
_NIETS_TUSSEN = (("", 0),)

# Endings of derivation that look like words: a part may not be one of these.
GEEN_DEEL = frozenset(
    [
        "heid",
        "ering",
        "ling",
        "isch",
        "loos",
        "baar",
        "zaam",
        "lijk",
        "schap",
        "aard",
        "eren",
        "aten",
        "elen",
        "ende",
        "iging",
    ]
)


_DUBBELE_KLINKER = re.compile(r"(aa|ee|oo|uu)([bcdfgklmnprst])$")
_KORTE_KLINKER = re.compile(r"(?:^|[^aeiou])(?:[aiou]|e(?![lmnr]))([bdfgklmnprst])$")
_LANG = re.compile(r"(?:aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|ou|au)[fs]$|[lr]f$")


def meervoud(woord: str) -> str:
    """The plural in -en as it is spelt: taak → taken, gezin → gezinnen, brief → brieven, huis → huizen."""
    if gevonden := _LANG.search(woord):
        woord = woord[:-1] + ("v" if gevonden.group().endswith("f") else "z")
        woord = re.sub(r"(aa|ee|oo|uu)(?=[vz]$)", lambda klinker: klinker.group()[0], woord)
    elif gevonden := _DUBBELE_KLINKER.search(woord):
        woord = woord[: gevonden.start()] + gevonden[1][0] + gevonden[2]
    elif gevonden := _KORTE_KLINKER.search(woord):
        woord += gevonden[1]
    return woord + "en"


def bruikbaar(woord: str) -> bool:
    """May this word of the catalogue be a part of a compound?"""
    return 4 <= len(woord) <= 14 and woord.isalpha() and woord not in STOPWOORDEN and woord not in GEEN_DEEL


class Splitser:
    """Splits with a lexicon: hand-written parts (from three letters) with their plurals, and words of the catalogue (from four).

    `heel` are words that stay whole whatever the lexicon says; `onthoud` is how many words are kept with their parts.
    """

    def __init__(
        self,
        delen: Iterable[str],
        catalogus: Iterable[str] = (),
        heel: Collection[str] = (),
        onthoud: int = 2_048,
    ) -> None:
        self._heel = frozenset(heel)
        vast = {deel for deel in delen if len(deel) >= MIN_DEEL} - GEEN_DEEL
        #: The parts written by hand.
        self.delen = frozenset(vast)
        self._lexicon = vast | {meervoud(deel) for deel in vast}
        self._aan_het_eind = frozenset(deel + uitgang for deel in vast for uitgang in ("s", "e", "en"))
        # How long a part may be, as bits, by its first three letters: only pieces that can be a part are looked at.
        self._lengtes: dict[str, int] = {}
        for deel in (*self._lexicon, *self._aan_het_eind):
            self._onthoud(deel)
        #: The stem of a folded word and those of its parts; none of a word without meaning of its own.
        self.tokens = lru_cache(maxsize=onthoud)(self._tokens)
        # The same endings come again and again: of each its cover is kept.
        self._staart = lru_cache(maxsize=onthoud // 8)(self._dek)
        self.leer(catalogus)

    def _onthoud(self, deel: str) -> None:
        self._lengtes[deel[:3]] = self._lengtes.get(deel[:3], 0) | 1 << len(deel)

    def leer(self, catalogus: Iterable[str]) -> None:
        """Words of the catalogue that may be parts from now on."""
        nieuw = {woord for woord in catalogus if bruikbaar(woord)} - self._lexicon
        if nieuw:
            self._lexicon |= nieuw
            for woord in nieuw:
                self._onthoud(woord)
            self.tokens.cache_clear()
            self._staart.cache_clear()

    def splits(self, woord: str) -> tuple[str, ...]:
        """The parts (surface forms), or () when the word is no compound of known parts."""
        if not MIN_WOORD <= len(woord) <= MAX_WOORD or woord in self._heel or not woord.isalpha():
            return ()
        return self._dek(woord, heel=False) or ()

    def _dek(self, rest: str, *, heel: bool = True) -> tuple[str, ...] | None:
        """The cover of `rest` with fewest parts; the longest first part wins a draw. `heel`: one part is enough."""
        begint, lexicon = self._lengtes, self._lexicon
        # How long the first part may be; a part that leaves nothing is no first one.
        lengtes = begint.get(rest[:3], 0) & ((2 << len(rest)) - 1)
        if lengtes >> len(rest):
            lengtes ^= 1 << len(rest)
            if heel and (rest in lexicon or rest in self._aan_het_eind):
                return (rest,)
        beste: tuple[str, ...] | None = None
        while lengtes:
            lengte = lengtes.bit_length() - 1
            lengtes ^= 1 << lengte
            deel = rest[:lengte]
            if deel not in lexicon:
                continue
            for tussen, extra in _TUSSEN_BIJ.get(rest[lengte], _NIETS_TUSSEN):
                verder = lengte + extra
                # Nothing begins with these three letters: no need to look.
                if rest[verder : verder + 3] in begint and rest.startswith(tussen, lengte):
                    staart = self._staart(rest[verder:])
                    if staart and (beste is None or len(staart) + 1 < len(beste)):
                        beste = (deel, *staart)
        return beste

    def _tokens(self, woord: str) -> tuple[str, ...]:
        if is_stop(woord):
            return ()
        eigen = stam(woord)
        delen = self.splits(woord)
        if not delen:
            return (eigen,)
        # Of a part that is a compound itself its parts too.
        return (
            eigen,
            *dict.fromkeys(token for deel in delen for token in self.tokens(deel) if token != eigen),
        )

    def stammen(self, woord: str) -> tuple[str, ...]:
        """The stems of the parts of a folded word and of the parts of those, without the stem of the word itself."""
        return self.tokens(woord)[1:]
