"""Welk team krijgt een melding: an ordered table of rules, the first that fits wins.

The table is checked as a whole when it is made. Without a last rule that always fits, or with a rule that can never
be reached, it is refused: a rule that is silently dead, or a melding without a team, must not be possible.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product


@dataclass(frozen=True)
class Geval:
    """What is known of a melding when a team is chosen. Unknown is `None`, or an empty set of subjects."""

    gemeente: str
    wijk: str | None = None
    leeftijd: int | None = None
    onderwerpen: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Regel:
    """One rule. A condition that is left out always fits; what is unknown in the case fits no condition.

    `leeftijd_van` and `leeftijd_tot` are whole years, both included. Of `onderwerpen` one in common is enough.
    """

    team: str
    gemeente: str | None = None
    wijken: frozenset[str] = frozenset()
    leeftijd_van: int | None = None
    leeftijd_tot: int | None = None
    onderwerpen: frozenset[str] = field(default_factory=frozenset)

    @property
    def past_altijd(self) -> bool:
        """True for the rule that closes a table: no condition at all."""
        return (
            self.gemeente is None
            and not self.wijken
            and self.leeftijd_van is None
            and self.leeftijd_tot is None
            and not self.onderwerpen
        )

    def past(self, geval: Geval) -> bool:
        """True when every condition of this rule holds for the case."""
        if self.gemeente is not None and self.gemeente != geval.gemeente:
            return False
        if self.wijken and geval.wijk not in self.wijken:
            return False
        if self.leeftijd_van is not None or self.leeftijd_tot is not None:
            if geval.leeftijd is None:
                return False
            if self.leeftijd_van is not None and geval.leeftijd < self.leeftijd_van:
                return False
            if self.leeftijd_tot is not None and geval.leeftijd > self.leeftijd_tot:
                return False
        return not self.onderwerpen or bool(self.onderwerpen & geval.onderwerpen)


class OngeldigeRoutetabel(ValueError):
    """The table may not be used. `problemen` says in Dutch what to mend, each with the number of its rule."""

    def __init__(self, problemen: Sequence[str]) -> None:
        self.problemen = tuple(problemen)
        super().__init__(" ".join(self.problemen))


class Routetabel:
    """An ordered, checked table of rules. Raises OngeldigeRoutetabel when it is not sound."""

    def __init__(self, regels: Iterable[Regel]) -> None:
        self.regels = tuple(regels)
        problemen = list(controleer(self.regels))
        if problemen:
            raise OngeldigeRoutetabel(problemen)

    def kies(self, geval: Geval) -> Regel:
        """The first rule that fits. There always is one, since the last fits everything."""
        return next(regel for regel in self.regels if regel.past(geval))


def controleer(regels: Sequence[Regel]) -> Iterator[str]:
    """What is wrong with this table, in words for the person who edits it. Empty means sound."""
    if not regels or not regels[-1].past_altijd:
        yield (
            "De laatste regel moet altijd passen: laat daar gemeente, wijk, leeftijd en onderwerp leeg. "
            "Anders kan een melding zonder team blijven."
        )
    for nummer, regel in enumerate(regels, start=1):
        if regel.wijken and regel.gemeente is None:
            yield f"Regel {nummer}: kies ook een gemeente, want een wijk hoort bij één gemeente."
        van, tot = regel.leeftijd_van, regel.leeftijd_tot
        if (van is not None and van < 0) or (tot is not None and tot < 0):
            yield f"Regel {nummer}: een leeftijd kan niet lager dan 0 zijn."
        elif van is not None and tot is not None and van > tot:
            yield f"Regel {nummer}: de leeftijd ‘van’ ({van}) is hoger dan ‘tot en met’ ({tot})."
        elif tegenvoorbeeld(regels, nummer - 1) is None:
            yield f"Regel {nummer} wordt nooit gebruikt: alles wat daarop past, past al op een regel erboven."


def tegenvoorbeeld(regels: Sequence[Regel], index: int) -> Geval | None:
    """A case that this rule gets and no earlier one, or None when there is none (the rule is dead).

    Exact and cheap. Per condition only values that a rule names, and one that no rule names, can make a difference.
    Of subjects the smallest set that fits is enough: fewer subjects never make an earlier rule fit that did not.
    """
    regel, eerdere = regels[index], regels[:index]
    gemeenten = {r.gemeente for r in eerdere if r.gemeente is not None}
    wijken = frozenset().union(*(r.wijken for r in eerdere)) if eerdere else frozenset()
    leeftijden = {0} | {r.leeftijd_van for r in (*eerdere, regel) if r.leeftijd_van is not None}
    leeftijden |= {r.leeftijd_tot + 1 for r in eerdere if r.leeftijd_tot is not None}

    kies_gemeente = (
        [regel.gemeente] if regel.gemeente is not None else [_anders(gemeenten), *sorted(gemeenten)]
    )
    kies_wijk: list[str | None] = [*sorted(regel.wijken)] if regel.wijken else [None, *sorted(wijken)]
    kies_leeftijd: list[int | None] = [None, *sorted(leeftijden)]
    kies_onderwerp = [frozenset({o}) for o in sorted(regel.onderwerpen)] or [frozenset[str]()]
    for gemeente, wijk, leeftijd, onderwerpen in product(
        kies_gemeente, kies_wijk, kies_leeftijd, kies_onderwerp
    ):
        geval = Geval(gemeente, wijk, leeftijd, onderwerpen)
        if regel.past(geval) and not any(r.past(geval) for r in eerdere):
            return geval
    return None


def _anders(namen: set[str]) -> str:
    """A name that is not among these: stands for any municipality that no rule mentions."""
    naam = "elders"
    while naam in namen:
        naam += "-"
    return naam
