"""Splitting Dutch compounds: rolstoelvervoer → rolstoel + vervoer.

A word is split only when its parts, with the linking letters of Dutch between them, cover it wholly and each part is in
the lexicon. Splitting at any known substring instead turns betaalt into taal, and "taal les" finds a thousand offers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache

from socialekaart.search.analyzer import STOPWOORDEN, stam

MIN_DEEL = 3
MIN_WOORD = 7
MAX_WOORD = 40
_TUSSEN = ("", "s", "e", "en", "n", "er", "ens")

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


def bruikbaar(woord: str) -> bool:
    """May this word of the catalogue be a part of a compound?"""
    return 4 <= len(woord) <= 14 and woord.isalpha() and woord not in STOPWOORDEN and woord not in GEEN_DEEL


class Splitser:
    """Splits with a lexicon: hand-written parts (from three letters) and words of the catalogue (from four).

    `heel` are words that stay whole whatever the lexicon says.
    """

    def __init__(
        self, delen: Iterable[str], catalogus: Iterable[str] = (), heel: Collection[str] = ()
    ) -> None:
        self._heel = frozenset(heel)
        vast = {deel for deel in delen if len(deel) >= MIN_DEEL}
        self._lexicon = vast
        self._stammen = {stam(deel) for deel in vast if len(stam(deel)) >= MIN_DEEL}
        self._langste = max((len(deel) for deel in vast), default=0) + 2
        self.splits = lru_cache(maxsize=8_192)(self._splits)
        self.leer(catalogus)

    def leer(self, catalogus: Iterable[str]) -> None:
        """Words of the catalogue that may be parts from now on."""
        nieuw = {woord for woord in catalogus if bruikbaar(woord)} - self._lexicon
        if nieuw:
            self._lexicon |= nieuw
            self._langste = max(self._langste, *(len(woord) + 2 for woord in nieuw))
            self.splits.cache_clear()

    def _kent(self, deel: str) -> bool:
        if len(deel) < MIN_DEEL or deel in GEEN_DEEL:
            return False
        return deel in self._lexicon or (len(deel) > 4 and stam(deel) in self._stammen)

    def _splits(self, woord: str) -> tuple[str, ...]:
        """The parts (surface forms), or () when the word is no compound of known parts."""
        if not MIN_WOORD <= len(woord) <= MAX_WOORD or woord in self._heel or not woord.isalpha():
            return ()
        gevonden = self._dek(woord, {})
        return gevonden if gevonden and len(gevonden) > 1 else ()

    def _dek(self, rest: str, gezien: dict[str, tuple[str, ...] | None]) -> tuple[str, ...] | None:
        """The cover of `rest` with fewest parts; the longest first part wins a draw."""
        if rest in gezien:
            return gezien[rest]
        gezien[rest] = None
        beste: tuple[str, ...] | None = None
        for lengte in range(min(len(rest), self._langste), MIN_DEEL - 1, -1):
            deel = rest[:lengte]
            if not self._kent(deel):
                continue
            if lengte == len(rest):
                # A whole word that is itself in the lexicon may still be a compound at top level.
                if len(rest) < MIN_WOORD or beste is None:
                    beste = beste or (deel,)
                continue
            for tussen in _TUSSEN:
                if rest.startswith(tussen, lengte) and len(rest) - lengte - len(tussen) >= MIN_DEEL:
                    staart = self._dek(rest[lengte + len(tussen) :], gezien)
                    if staart and (beste is None or len(beste) == 1 or len(staart) + 1 < len(beste)):
                        beste = (deel, *staart)
        gezien[rest] = beste
        return beste

    def stammen(self, woord: str) -> tuple[str, ...]:
        """The stems of the parts, without the stem of the word itself."""
        eigen = stam(woord)
        return tuple(token for deel in self.splits(woord) if (token := stam(deel)) != eigen)
