"""From answers to a result: which outcomes fit, in the order of the ladder, and because of which answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from selfcheck.engine.types import Antwoorden, Stroom, Uitkomst, Veiligheid
from selfcheck.engine.walk import voldoet, walk


@dataclass(frozen=True, slots=True)
class Reden:
    """One answer that mattered: question key and option key."""

    vraag: str
    optie: str


@dataclass(frozen=True, slots=True)
class Gevonden:
    """An outcome that fits, with the answers that made it fit (none for the else-outcome)."""

    uitkomst: Uitkomst
    redenen: tuple[Reden, ...]


@dataclass(frozen=True, slots=True)
class Resultaat:
    """What somebody sees in the end."""

    gevonden: tuple[Gevonden, ...]
    """In ladder order; never empty when the stroom has an else-outcome."""
    is_anders: bool
    """Only the else-outcome fits: begin with a person."""
    ernst: Mapping[str, int | None]
    """Leefgebied → highest severity 0–3 of the answers; None when asked but not known. In order of severity.
    """
    veiligheid: Veiligheid
    kaarten: tuple[str, ...]
    """Crisis cards to show, the most pressing first."""
    veiligheidsredenen: tuple[Reden, ...]

    @property
    def tredes(self) -> tuple[int, ...]:
        """The steps of the ladder that have something, from near to far."""
        return tuple(sorted({item.uitkomst.trede for item in self.gevonden}))

    @property
    def zwaartepunt(self) -> int:
        """The step that fits best: 0 when safety comes first, else by the highest severity among what was
        found.
        """
        if self.veiligheid is Veiligheid.DIRECT:
            return 0
        if self.is_anders:
            return 4
        hoogste = max((value for value in self.ernst.values() if value is not None), default=0)
        gewenst = {0: 1, 1: 2, 2: 3, 3: 4}[hoogste]
        return min(self.tredes, key=lambda trede: (abs(trede - gewenst), trede), default=4)


def resultaat(stroom: Stroom, antwoorden: Antwoorden) -> Resultaat:
    """The result for these answers. Works on unfinished answers too: what is not answered fits nothing."""
    pad = walk(stroom, antwoorden)
    ernst: dict[str, int | None] = {}
    kaarten: dict[Veiligheid, list[str]] = {Veiligheid.DIRECT: [], Veiligheid.EXTRA: []}
    veiligheid = Veiligheid.GEEN
    veiligheidsredenen: list[Reden] = []
    for vraag in pad.vragen:
        optie = vraag.optie(pad.antwoorden.get(vraag.sleutel))
        if optie is None:
            continue
        if vraag.leefgebied is not None:
            known = [value for value in (ernst.get(vraag.leefgebied), optie.ernst) if value is not None]
            ernst[vraag.leefgebied] = max(known, default=None)
        if optie.veiligheid is not Veiligheid.GEEN:
            veiligheidsredenen.append(Reden(vraag.sleutel, optie.sleutel))
            kaarten[optie.veiligheid] += optie.kaarten
            if veiligheid is not Veiligheid.DIRECT:
                veiligheid = optie.veiligheid
    gevonden = [
        Gevonden(
            uitkomst, tuple(Reden(regel.vraag, pad.antwoorden[regel.vraag]) for regel in uitkomst.voorwaarde)
        )
        for uitkomst in stroom.uitkomsten
        if voldoet(uitkomst.voorwaarde, pad.antwoorden)
    ]
    gevonden.sort(key=lambda item: _ladder(item.uitkomst, ernst))
    is_anders = not gevonden and stroom.anders is not None
    if stroom.anders is not None and is_anders:
        gevonden = [Gevonden(stroom.anders, ())]
    return Resultaat(
        gevonden=tuple(gevonden),
        is_anders=is_anders,
        ernst=dict(sorted(ernst.items(), key=lambda item: -1 if item[1] is None else item[1], reverse=True)),
        veiligheid=veiligheid,
        kaarten=tuple(dict.fromkeys(kaarten[Veiligheid.DIRECT] + kaarten[Veiligheid.EXTRA])),
        veiligheidsredenen=tuple(veiligheidsredenen),
    )


def _ladder(uitkomst: Uitkomst, ernst: Mapping[str, int | None]) -> tuple[int, bool, int, int]:
    """Sort key: the ladder first, what is urgent before what is not, then severity and priority; the list
    decides the rest.
    """
    zwaar = ernst.get(uitkomst.leefgebied) if uitkomst.leefgebied else None
    return uitkomst.trede, not uitkomst.spoed, -(zwaar or 0), -uitkomst.prioriteit
