"""From answers to a path: which questions are asked, which is next, and how far it is.

The path is worked out anew from the answers each time. Answers to questions that are off the path, or that
are no option of the question, are ignored; they come back when the question does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from selfcheck.engine.types import Antwoorden, Stroom, Voorwaarde, Vraag


@dataclass(frozen=True, slots=True)
class Pad:
    """The questions that these answers lead to, in order; ``antwoorden`` are the valid ones on it."""

    vragen: tuple[Vraag, ...]
    antwoorden: Mapping[str, str]

    @property
    def volgende(self) -> Vraag | None:
        """The first question without an answer; None at the end."""
        return next((vraag for vraag in self.vragen if vraag.sleutel not in self.antwoorden), None)

    @property
    def compleet(self) -> bool:
        return self.volgende is None


@dataclass(frozen=True, slots=True)
class Voortgang:
    """Where somebody is: question ``nummer`` (from 1) of between ``minimaal`` and ``maximaal``, probably
    ``ongeveer``.
    """

    nummer: int
    minimaal: int
    maximaal: int
    ongeveer: int

    @property
    def zeker(self) -> bool:
        """No answer can make it longer or shorter any more."""
        return self.minimaal == self.maximaal


def voldoet(voorwaarde: Voorwaarde, antwoorden: Antwoorden) -> bool:
    """Whether all rows hold; a question without an answer fits no row."""
    return all(antwoorden.get(regel.vraag) in regel.opties for regel in voorwaarde)


def walk(stroom: Stroom, antwoorden: Antwoorden) -> Pad:
    """The path for these answers. Ends always: one pass over a finite list."""
    op_pad: dict[str, str] = {}
    vragen: list[Vraag] = []
    for vraag in stroom.vragen:
        if not voldoet(vraag.voorwaarde, op_pad):
            continue
        vragen.append(vraag)
        optie = vraag.optie(antwoorden.get(vraag.sleutel))
        if optie is not None:
            op_pad[vraag.sleutel] = optie.sleutel
    return Pad(tuple(vragen), op_pad)


def voortgang(stroom: Stroom, antwoorden: Antwoorden, huidig: str) -> Voortgang:
    """The progress at question ``huidig``, knowing only the answers before it.

    A later question counts fully when its condition surely holds, not at all when it surely fails, and
    otherwise by the share of the options that lead to it. Raises KeyError when ``huidig`` is not on the path.
    """
    pad = walk(stroom, antwoorden)
    nummer = next((n for n, vraag in enumerate(pad.vragen, start=1) if vraag.sleutel == huidig), None)
    if nummer is None:
        raise KeyError(huidig)
    bekend = {vraag.sleutel: pad.antwoorden.get(vraag.sleutel) for vraag in pad.vragen[: nummer - 1]}
    kans = dict.fromkeys(bekend, 1.0) | {huidig: 1.0}
    minimaal = maximaal = nummer
    verwacht = float(nummer)
    for vraag in stroom.vragen[stroom.volgorde[huidig] + 1 :]:
        p = 1.0
        for regel in vraag.voorwaarde:
            if regel.vraag in bekend:
                p *= bekend[regel.vraag] in regel.opties
            else:
                bron = stroom.vraag(regel.vraag)
                deel = (
                    len([o for o in bron.alle_opties if o.sleutel in regel.opties]) / len(bron.alle_opties)
                    if bron
                    else 0
                )
                p *= kans.get(regel.vraag, 0.0) * deel
        kans[vraag.sleutel] = p
        minimaal += p == 1.0
        maximaal += p > 0.0
        verwacht += p
    return Voortgang(nummer, minimaal, maximaal, max(nummer, round(verwacht)))
