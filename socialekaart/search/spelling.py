"""The words that the index knows, and the nearest of them to a word that it does not.

People write by ear ("eensaam", "sgulden", "ferpleging") as often as they hit a wrong key, so a word that sounds the same
goes before one that merely differs in few letters.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping
from heapq import nsmallest

from rapidfuzz import process
from rapidfuzz.distance import OSA

from socialekaart.search.analyzer import stam

_KLANKEN = (
    (re.compile("sch(?=[rs]|$)"), "s"),
    (re.compile("sch|sg|sk(?=[aou])"), "sx"),
    (re.compile("ch|g"), "x"),
    (re.compile("ij|y|ei"), "y"),
    (re.compile("eau"), "o"),
    (re.compile("au|ou"), "w"),
    (re.compile("ph|v"), "f"),
    (re.compile("th|dt|d$"), "t"),
    (re.compile("c(?=[eiy])|z"), "s"),
    (re.compile("ck|c|q"), "k"),
    (re.compile("b$"), "p"),
    (re.compile("tie"), "si"),
    (re.compile("ie"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)


def klank(woord: str) -> str:
    """A key that is equal for words that sound much alike in Dutch."""
    for patroon, vervanging in _KLANKEN:
        woord = patroon.sub(vervanging, woord)
    return woord


def ruimte(woord: str) -> int:
    """How many typing errors a word of this length may hold: 0 below four letters, then 1, 2 from nine, 3 from thirteen."""
    lengte = len(woord)
    return 0 if lengte < 4 else 1 if lengte < 9 else 2 if lengte < 13 else 3


MIN_NAAM = 6


class Woordenschat:
    """The words of the index (folded, as written) with how often they occur, and words that the lexicon adds."""

    def __init__(
        self,
        woorden: Mapping[str, int] | Iterable[str],
        lexicon: Iterable[str] = (),
        stammen: Iterable[str] = (),
        documenten: int = 0,
    ) -> None:
        self._documenten = documenten
        telling = dict(woorden) if isinstance(woorden, Mapping) else dict.fromkeys(woorden, 1)
        self._telling: dict[str, int] = telling
        self._per_stam: dict[str, int] = {}
        for woord, aantal in telling.items():
            self._tel(woord, aantal)
        self._delen = set[str]()
        self.leer_stammen(stammen)
        self._gesorteerd = sorted(telling)
        self._lexicon = frozenset(lexicon)
        self._bijna: dict[str, tuple[str, ...]] = {}
        self._emmers: dict[str, list[str]] | None = None
        self._klanken: dict[str, tuple[str, ...]] | None = None
        self._lijkt: dict[str, tuple[str, ...]] = {}

    def __len__(self) -> int:
        return len(self._telling)

    @property
    def telling(self) -> Mapping[str, int]:
        """The words of the index with how often they occur."""
        return self._telling

    @property
    def stammen(self) -> Iterable[str]:
        """Every stem that stands in the index."""
        return (*self._per_stam, *self._delen)

    def leer_stammen(self, stammen: Iterable[str]) -> None:
        """Stems that are in the index without a word of their own: the parts of compounds."""
        self._delen.update(token for token in stammen if token not in self._per_stam)

    def kent(self, token: str) -> bool:
        """Is this stem in the index?"""
        return token in self._per_stam or token in self._delen

    def heeft(self, woord: str) -> bool:
        """Does this word itself, as written, stand in the index?"""
        return woord in self._telling

    def zeldzaam(self, token: str) -> bool:
        """Do the words of the index hold this stem only once or twice, or not at all?"""
        return self._per_stam.get(token, 0) <= 2

    def deel(self, token: str) -> float:
        """The share of the offers that hold this stem, about: 0 to 1. 0 while nobody has counted."""
        return min(1.0, self._per_stam.get(token, 0) / self._documenten) if self._documenten else 0.0

    def _tel(self, woord: str, aantal: int) -> None:
        eigen = stam(woord)
        self._per_stam[eigen] = self._per_stam.get(eigen, 0) + aantal

    def bijna(self, woord: str, aantal: int = 3) -> tuple[str, ...]:
        """Words of the index that no list knows and that are nearly this long word: a slip in the catalogue."""
        if len(woord) < 8 or not woord.isascii():
            return ()
        if woord not in self._bijna:
            if len(self._bijna) > 2_000:
                self._bijna.clear()
            marge = 1 if len(woord) < 12 else 2
            token = stam(woord)
            gevonden = [
                (fouten, doel)
                for doel, fouten, _ in process.extract(
                    woord, self._emmer(woord), scorer=OSA.distance, score_cutoff=marge, limit=12
                )
                if fouten > 0
                and 0 < self._telling.get(doel, 0) <= 2
                and doel not in self._lexicon
                and stam(doel) != token
            ]
            self._bijna[woord] = tuple(doel for _, doel in sorted(gevonden))
        return self._bijna[woord][:aantal]

    def naam(self, woord: str) -> tuple[str, ...]:
        """Words of the index that no list knows, as names are, and that this may be with two slips; the first letters are
        right: wadburg, Wadborgh."""
        if not MIN_NAAM <= len(woord) <= 8 or not woord.isalpha():
            return ()
        begin = self._met_begin(woord[:3], 5_000)
        namen = [doel for doel in begin if abs(len(doel) - len(woord)) <= 2 and doel not in self._lexicon]
        gevonden = process.extract(woord, namen, scorer=OSA.distance, score_cutoff=2, limit=2)
        return tuple(doel for doel, _, _ in gevonden)

    def goed_geschreven(self, woord: str) -> tuple[str, ...]:
        """Words of the lists that this rare long word is a slip of."""
        if len(woord) < 8 or not woord.isascii():
            return ()
        marge = 1 if len(woord) < 12 else 2
        gevonden = process.extract(
            woord, self._emmer(woord), scorer=OSA.distance, score_cutoff=marge, limit=12
        )
        goed = [(fouten, doel) for doel, fouten, _ in gevonden if doel in self._lexicon and doel != woord]
        return tuple(doel for fouten, doel in sorted(goed) if fouten == min(goed)[0])[:2]

    def voeg_toe(self, woorden: Iterable[str]) -> list[str]:
        """Learn words that have come into the index; returns those that were new."""
        nieuw = [woord for woord in dict.fromkeys(woorden) if woord not in self._telling]
        for woord in nieuw:
            self._telling[woord] = 1
            self._tel(woord, 1)
            insort(self._gesorteerd, woord)
            if _is_doel(woord) and woord not in self._lexicon:
                if self._emmers is not None:
                    self._emmers.setdefault(woord[0], []).append(woord)
                if self._klanken is not None:
                    self._klanken[klank(woord)] = (*self._klanken.get(klank(woord), ()), woord)
        if nieuw:
            self._lijkt.clear()
            self._bijna.clear()
        return nieuw

    def begint(self, begin: str, aantal: int = 12) -> list[str]:
        """Words of the index that start so, shortest first."""
        return sorted(self._met_begin(begin, 200), key=lambda woord: (len(woord), woord))[:aantal]

    def vaakst(self, begin: str, aantal: int) -> list[str]:
        """Words of the index that start so, those that most offers hold first."""
        return nsmallest(
            aantal,
            self._met_begin(begin, 5_000),
            key=lambda woord: (-self._telling.get(woord, 0), len(woord), woord),
        )

    def _met_begin(self, begin: str, hoogstens: int) -> list[str]:
        if len(begin) < 2:
            return []
        eerste = bisect_left(self._gesorteerd, begin)
        rij = self._gesorteerd[eerste : eerste + hoogstens]
        return rij[: bisect_left(rij, begin + "\U0010ffff")]

    def lijkt_op(self, woord: str, aantal: int = 2) -> tuple[str, ...]:
        """The best corrections for a word the index does not know, best first; () when nothing is near enough."""
        if woord not in self._lijkt:
            if len(self._lijkt) > 2_000:
                self._lijkt.clear()
            self._lijkt[woord] = self._zoek(woord)
        return self._lijkt[woord][:aantal]

    def _zoek(self, woord: str) -> tuple[str, ...]:
        marge = ruimte(woord)
        if not marge or len(woord) > 40 or any(c.isdigit() for c in woord):
            return ()
        kandidaten: dict[str, float] = {}
        for gelijk in self._op_klank(woord):
            if abs(len(gelijk) - len(woord)) <= 3:
                kandidaten[gelijk] = 0.5
        for emmer in self._groepen(woord):
            for doel, fouten, _ in process.extract(
                woord, emmer, scorer=OSA.distance, score_cutoff=marge, limit=8
            ):
                # A different first letter is a rarer mistake than any other; in a short word it makes another word.
                straf = 0.0 if doel[0] == woord[0] else (1.0 if len(woord) > 5 else 2.0)
                kandidaten[doel] = min(kandidaten.get(doel, 9.0), fouten + straf)
        kandidaten = {doel: kosten for doel, kosten in kandidaten.items() if kosten <= marge}
        if not kandidaten:
            kandidaten = self._haast_op_klank(woord)
        if not kandidaten:
            return ()
        best = min(kandidaten.values())
        dichtbij = [doel for doel, kosten in kandidaten.items() if kosten <= best + 0.5]
        return tuple(sorted(dichtbij, key=lambda doel: (kandidaten[doel], -self._telling.get(doel, 0), doel)))

    def _emmer(self, woord: str) -> list[str]:
        """Words that begin like this one and are nearly as long."""
        marge = ruimte(woord)
        return [doel for doel in self._per_letter().get(woord[0], ()) if abs(len(doel) - len(woord)) <= marge]

    def _per_letter(self) -> dict[str, list[str]]:
        if self._emmers is None:
            emmers: dict[str, list[str]] = {}
            for doel in self._doelen():
                emmers.setdefault(doel[0], []).append(doel)
            self._emmers = emmers  # whole: another thread may be looking
        return self._emmers

    def _groepen(self, woord: str) -> list[list[str]]:
        emmers = self._per_letter()
        lengte, marge = len(woord), ruimte(woord)
        letters = {woord[0], woord[1]} | set(
            {"c": "ks", "k": "c", "f": "v", "v": "f", "s": "zc", "z": "s"}.get(woord[0], "")
        )
        return [
            [doel for doel in emmers.get(letter, ()) if abs(len(doel) - lengte) <= marge]
            for letter in sorted(letters)
        ]

    def _haast_op_klank(self, woord: str) -> dict[str, float]:
        """Words that sound nearly the same, however they are written: phsygoloog. For long words only."""
        eigen = klank(woord)
        if len(eigen) < 7:
            return {}
        self._op_klank(woord)
        gevonden = process.extract(
            eigen,
            list(self._klanken or ()),
            scorer=OSA.distance,
            score_cutoff=1 if len(eigen) < 12 else 2,
            limit=8,
        )
        return {
            doel: float(fouten)
            for anders, fouten, _ in gevonden
            for doel in (self._klanken or {})[anders]
            if abs(len(doel) - len(woord)) <= 3
        }

    def _op_klank(self, woord: str) -> tuple[str, ...]:
        if self._klanken is None:
            klanken: dict[str, tuple[str, ...]] = {}
            for doel in self._doelen():
                eigen = klank(doel)
                klanken[eigen] = (*klanken.get(eigen, ()), doel)
            self._klanken = klanken
        return self._klanken.get(klank(woord), ())

    def _doelen(self) -> list[str]:
        """What may be a correction: what the index holds, and what a synonym can lead to."""
        return sorted(woord for woord in {*self._telling, *self._lexicon} if _is_doel(woord))


def _is_doel(woord: str) -> bool:
    """Short words are too much alike, and a pure number is never a correction."""
    return len(woord) >= 4 and not woord.isdigit()
