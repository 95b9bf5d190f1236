"""Can this condition ever hold? Exact and fast, because conditions only AND.

A condition holds when each row's question is on the path and answered with one of the row's options. Being on
the path is a condition again, so all rows, taken together with those of the questions they lean on, ask of
each question that its answer lies in a set. The condition can hold if and only if no set is empty: there is
nothing to enumerate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from selfcheck.engine.types import WEET_NIET, Regel, Stroom, Voorwaarde
from selfcheck.engine.walk import voldoet


@dataclass(frozen=True, slots=True)
class Eis:
    """What a condition asks: for each question it leans on, the options that are left, and the rows that said
    so.
    """

    ruimte: Mapping[str, frozenset[str]]
    regels: Mapping[str, tuple[tuple[str, Regel], ...]]
    """Question → (who asks it: a question key, or "" for the condition itself; the row)."""

    @property
    def vervulbaar(self) -> bool:
        return all(self.ruimte.values())

    @property
    def tegenspraak(self) -> str | None:
        """The first question for which no option is left."""
        return next((vraag for vraag, opties in self.ruimte.items() if not opties), None)


def eis(stroom: Stroom, voorwaarde: Voorwaarde) -> Eis:
    """Everything that a condition asks, its own rows and those of the questions it leans on."""
    ruimte: dict[str, frozenset[str]] = {}
    regels: dict[str, tuple[tuple[str, Regel], ...]] = {}
    open_: list[tuple[str, Regel]] = [("", regel) for regel in voorwaarde]
    gezien: set[str] = set()
    while open_:
        wie, regel = open_.pop(0)
        vraag = stroom.vraag(regel.vraag)
        bestaand = frozenset(optie.sleutel for optie in vraag.alle_opties) if vraag else frozenset()
        ruimte[regel.vraag] = ruimte.get(regel.vraag, bestaand) & regel.opties
        regels[regel.vraag] = (*regels.get(regel.vraag, ()), (wie, regel))
        if vraag is not None and vraag.sleutel not in gezien:
            gezien.add(vraag.sleutel)
            open_ += [(vraag.sleutel, eerder) for eerder in vraag.voorwaarde]
    return Eis(ruimte, regels)


def getuige(stroom: Stroom, voorwaarde: Voorwaarde) -> dict[str, str] | None:
    """Answers under which the condition holds, over the whole path, so that an editor can play them; None
    when it never can.
    """
    nodig = eis(stroom, voorwaarde)
    return speel(stroom, nodig.ruimte) if nodig.vervulbaar else None


def speel(stroom: Stroom, ruimte: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """Walk the stroom to its end: within ``ruimte`` where it says something, else with "weet ik niet" or the
    first option.
    """
    antwoorden: dict[str, str] = {}
    for vraag in stroom.vragen:
        if not voldoet(vraag.voorwaarde, antwoorden):
            continue
        mogelijk = [optie.sleutel for optie in vraag.alle_opties]
        toegestaan = [sleutel for sleutel in mogelijk if sleutel in ruimte.get(vraag.sleutel, mogelijk)]
        if toegestaan:
            gekozen = WEET_NIET if vraag.sleutel not in ruimte and WEET_NIET in toegestaan else toegestaan[0]
            antwoorden[vraag.sleutel] = gekozen
    return antwoorden
