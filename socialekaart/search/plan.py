"""What a question asks of the index: units with alternatives. Pure values; both engines write them out in their own words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from socialekaart.search.lexicon import Sleutel

DEEL_VAN_VRAAG = 0.5
"""The share of the question's weight that a relaxed hit must match."""
GENOEG = 5
"""Below so many strict hits the engine looks with relaxed demands."""

Soort = Literal["woord", "frase", "delen"]
Rol = Literal["gewoon", "kern", "moet", "mag"]


@dataclass(frozen=True, slots=True)
class Alternatief:
    """Tokens that satisfy a unit. `frase`: in this order in one field; `delen`: all of them, in any field. `verwant`: not what
    was typed, but what the lists have for it."""

    tokens: Sleutel
    gewicht: float = 1.0
    soort: Soort = "woord"
    tekst: str = ""
    verwant: bool = False


@dataclass(frozen=True, slots=True)
class Eenheid:
    """One thing asked for. `gewicht` is its part in the score and in what a relaxed hit must match.

    `rol`: `kern` is what a sentence is about and enough for a relaxed hit; `moet` may never be left out; `mag` only lifts
    (a place).
    """

    woord: str
    alternatieven: tuple[Alternatief, ...]
    gewicht: float = 1.0
    rol: Rol = "gewoon"


@dataclass(frozen=True, slots=True)
class Plan:
    """What to look up. Without `eenheden` and with `leeg` everything matches; without both nothing does."""

    eenheden: tuple[Eenheid, ...] = ()
    leeg: bool = False
    gevaar: str = ""
    suggestie: str = ""
    ook_gezocht_op: tuple[str, ...] = ()

    @property
    def los(self) -> bool:
        """Is this about something that a rule or a phrase names? Then that is enough, and all that match more stand higher."""
        return any(eenheid.rol == "kern" for eenheid in self.eenheden)

    def nodig(self) -> tuple[int, ...]:
        """The units (by index) that a strict hit must match: all but those that may; those too when there is nothing else."""
        eisen = tuple(i for i, eenheid in enumerate(self.eenheden) if eenheid.rol != "mag")
        return eisen or tuple(range(len(self.eenheden)))

    def genoeg(self) -> tuple[tuple[int, ...], ...]:
        """The smallest sets of units (by index) that together are enough for a relaxed hit."""
        eisen = self.nodig()
        vast = frozenset(i for i in eisen if self.eenheden[i].rol == "moet")
        kern = [i for i in eisen if self.eenheden[i].rol == "kern"]
        # Words of danger may be heard where there is none: then the other words must still be able to find.
        telt = [i for i in eisen if not (self.gevaar and i in kern)] or list(eisen)
        nodig = DEEL_VAN_VRAAG * sum(self.eenheden[i].gewicht for i in telt) - 1e-9
        sets: list[frozenset[int]] = [vast | {i} for i in kern]
        for grootte in range(1, len(telt) + 1):
            for keuze in combinations(telt, grootte):
                gekozen = vast.union(keuze)
                if any(kleiner <= gekozen for kleiner in sets):
                    continue
                if sum(self.eenheden[i].gewicht for i in keuze) >= nodig:
                    sets.append(gekozen)
        return tuple(tuple(sorted(keuze)) for keuze in sets)
