"""The proof that a stroom may be published: each promise to the visitor, checked for every possible set of
answers.

That every path ends needs no proof: the questions are a finite list that is walked forward once. The rest is
checked here. A failure names the question or outcome and, where a path can show it, the answers that an
editor can play to see it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import product
from math import prod
from typing import Any

from selfcheck.engine.satisfy import eis, getuige, speel
from selfcheck.engine.texts import incomplete
from selfcheck.engine.types import (
    AUTOMATISCH,
    MAX_REGELS,
    Kaart,
    Regel,
    Stroom,
    Uitkomst,
    Veiligheid,
    Voorwaarde,
    Vraag,
)
from selfcheck.engine.walk import voldoet, walk

MAX_AFHANKELIJK = 8
"""An editor cannot oversee a condition that leans on more questions than this."""
MAX_COMBINATIES = 20_000
"""Nor can the proof try more combinations of answers than this for one outcome."""
BRONTAAL = "nl"


@dataclass(frozen=True, slots=True)
class Bevinding:
    """One broken promise. ``regel`` is the row of the proof table; ``plaats`` the key of the question or
    outcome.
    """

    regel: str
    plaats: str
    uitleg: str
    pad: Mapping[str, str] | None = None
    """Answers that show it, or None when no path can."""


@dataclass(frozen=True, slots=True)
class Bewijs:
    """The report. ``talen`` are the languages that are complete, and so may be offered."""

    bevindingen: tuple[Bevinding, ...]
    talen: tuple[str, ...]

    @property
    def groen(self) -> bool:
        return not self.bevindingen

    def as_data(self) -> dict[str, Any]:
        """JSON-like, to keep with the version."""
        return {
            "groen": self.groen,
            "talen": list(self.talen),
            "bevindingen": [asdict(item) for item in self.bevindingen],
        }


def prove(stroom: Stroom, kaarten: Mapping[str, Kaart], contacten: Collection[str]) -> Bewijs:
    """Check everything. ``kaarten`` are the crisis cards that exist, ``contacten`` the keys of people who can
    be called.
    """
    ontbreekt = {taal: incomplete(stroom, taal) for taal in (BRONTAAL, *stroom.teksten)}
    talen = tuple(taal for taal, missing in ontbreekt.items() if not missing)
    found = list(_form(stroom))
    if not found:  # the other checks lean on keys that exist and look back only
        found += _reachable(stroom)
        found += _budget(stroom)
        found += _safety(stroom, kaarten, talen)
        found += _monotone(stroom)
    if stroom.anders is None or stroom.anders.voorwaarde:
        found.append(
            Bevinding(
                "uitweg", "anders", "Er is een uitkomst nodig die altijd past.", _niets_past(stroom, found)
            )
        )
    if stroom.contact not in contacten:
        found.append(Bevinding("mens", stroom.contact, "Er is geen geldige kaart met mensen om te bellen."))
    if ontbreekt[BRONTAAL]:
        found.append(
            Bevinding("taal", BRONTAAL, "Deze teksten ontbreken: " + ", ".join(ontbreekt[BRONTAAL][:10]))
        )
    return Bewijs(tuple(found), talen)


def _form(stroom: Stroom) -> Iterator[Bevinding]:
    """Keys are unique, conditions are short and look back only, to options that exist."""
    sleutels = [vraag.sleutel for vraag in stroom.vragen]
    uitkomsten = [
        uitkomst.sleutel for uitkomst in (*stroom.uitkomsten, *([stroom.anders] if stroom.anders else []))
    ]
    for soort in (sleutels, uitkomsten):
        for sleutel in sorted({sleutel for sleutel in soort if soort.count(sleutel) > 1}):
            yield Bevinding("vorm", sleutel, "Deze sleutel staat er twee keer.")
    if not stroom.vragen or stroom.vragen[0].sleutel != stroom.voor_wie or stroom.vragen[0].voorwaarde:
        yield Bevinding("vorm", stroom.voor_wie, "De eerste vraag is altijd: voor wie is dit?")
    for vraag in stroom.vragen:
        opties = [optie.sleutel for optie in vraag.opties]
        if not opties or len(set(opties)) < len(opties) or set(opties) & set(AUTOMATISCH):
            yield Bevinding(
                "vorm", vraag.sleutel, "De opties ontbreken, staan er twee keer of heten als een vaste optie."
            )
        yield from _rows(stroom, vraag.sleutel, vraag.voorwaarde, stroom.volgorde[vraag.sleutel])
    for uitkomst in stroom.uitkomsten:
        yield from _rows(stroom, uitkomst.sleutel, uitkomst.voorwaarde, len(stroom.vragen))
        if not uitkomst.voorwaarde:
            yield Bevinding("vorm", uitkomst.sleutel, "Een uitkomst zonder voorwaarde hoort bij 'anders'.")


def _rows(stroom: Stroom, plaats: str, voorwaarde: Voorwaarde, voor: int) -> Iterator[Bevinding]:
    if len(voorwaarde) > MAX_REGELS:
        yield Bevinding("vorm", plaats, f"Een voorwaarde heeft hooguit {MAX_REGELS} regels.")
    for regel in voorwaarde:
        vraag = stroom.vraag(regel.vraag)
        if vraag is None or stroom.volgorde[regel.vraag] >= voor:
            yield Bevinding(
                "vorm", plaats, f"De voorwaarde verwijst naar '{regel.vraag}', en die vraag komt niet eerder."
            )
        elif vreemd := sorted(regel.opties - {optie.sleutel for optie in vraag.alle_opties}):
            yield Bevinding(
                "vorm",
                plaats,
                f"De voorwaarde verwijst naar een optie die '{regel.vraag}' niet heeft: {vreemd[0]}.",
            )


def _items(stroom: Stroom) -> list[Vraag | Uitkomst]:
    return [*stroom.vragen, *stroom.uitkomsten]


def _reachable(stroom: Stroom) -> Iterator[Bevinding]:
    """Every question and outcome is reached by somebody; if not, the path shows how far one comes."""
    for item in _items(stroom):
        nodig = eis(stroom, item.voorwaarde)
        if (botsing := nodig.tegenspraak) is not None:
            wie = sorted({asker or item.sleutel for asker, _ in nodig.regels[botsing]})
            uitleg = (
                f"Dit komt nooit voor: {' en '.join(wie)} vragen samen om een antwoord op '{botsing}' "
                "dat niet bestaat."
            )
            haalbaar = {vraag: opties for vraag, opties in nodig.ruimte.items() if opties}
            yield Bevinding("bereikbaar", item.sleutel, uitleg, speel(stroom, haalbaar))


def _budget(stroom: Stroom) -> Iterator[Bevinding]:
    for item in _items(stroom):
        ruimte = eis(stroom, item.voorwaarde).ruimte
        if len(ruimte) > MAX_AFHANKELIJK or _combinations(stroom, item.voorwaarde) > MAX_COMBINATIES:
            vragen = ", ".join(ruimte)
            yield Bevinding(
                "budget",
                item.sleutel,
                f"Dit hangt af van te veel vragen om te overzien: {vragen}.",
                getuige(stroom, item.voorwaarde),
            )


def _combinations(stroom: Stroom, voorwaarde: Voorwaarde) -> int:
    return prod(len(opties) for opties in eis(stroom, voorwaarde).ruimte.values())


def _safety(stroom: Stroom, kaarten: Mapping[str, Kaart], talen: Collection[str]) -> Iterator[Bevinding]:
    """Whoever it is for meets a safety question among the first three, and a direct answer always has help in
    their language.
    """
    for optie in stroom.vragen[0].alle_opties:
        begin = _first_three(stroom, optie.sleutel)
        if not any(vraag.is_veiligheidsvraag for vraag in begin):
            uitleg = (
                f"Wie '{optie.sleutel}' kiest, krijgt bij de eerste drie vragen geen vraag over veiligheid."
            )
            yield Bevinding(
                "veiligheid",
                stroom.voor_wie,
                uitleg,
                speel(stroom, {stroom.voor_wie: frozenset({optie.sleutel})}),
            )
    for vraag in stroom.vragen:
        for optie in vraag.opties:
            if optie.veiligheid is not Veiligheid.DIRECT:
                continue
            for taal in sorted({BRONTAAL, *talen}):
                if not any(
                    k in kaarten and kaarten[k].dag_en_nacht and taal in kaarten[k].talen
                    for k in optie.kaarten
                ):
                    uitleg = (
                        f"Bij '{optie.sleutel}' staat geen nummer dat dag en nacht helpt, "
                        f"met tekst in taal '{taal}'."
                    )
                    yield Bevinding(
                        "veiligheid", vraag.sleutel, uitleg, _answering(stroom, vraag, optie.sleutel)
                    )
            for erger in vraag.opties:
                hoger = None not in (optie.ernst, erger.ernst) and (erger.ernst or 0) > (optie.ernst or 0)
                if hoger and (
                    erger.veiligheid is not Veiligheid.DIRECT or not set(optie.kaarten) <= set(erger.kaarten)
                ):
                    uitleg = f"'{erger.sleutel}' is erger dan '{optie.sleutel}', maar toont minder hulp."
                    yield Bevinding(
                        "monotoon", vraag.sleutel, uitleg, _answering(stroom, vraag, erger.sleutel)
                    )


def _first_three(stroom: Stroom, voor_wie: str) -> list[Vraag]:
    """The questions that surely come first for this answer: those that depend on nothing but for whom it is."""
    begin: list[Vraag] = []
    for vraag in stroom.vragen:
        if any(regel.vraag != stroom.voor_wie for regel in vraag.voorwaarde):
            begin.append(
                Vraag(vraag.sleutel, ())
            )  # it may come; it takes a place, but it does not count as safety
        elif voldoet(vraag.voorwaarde, {stroom.voor_wie: voor_wie}):
            begin.append(vraag)
    return begin[:3]


def _answering(stroom: Stroom, vraag: Vraag, optie: str) -> dict[str, str] | None:
    nodig = eis(stroom, vraag.voorwaarde)
    return speel(stroom, {**nodig.ruimte, vraag.sleutel: frozenset({optie})}) if nodig.vervulbaar else None


def _monotone(stroom: Stroom) -> Iterator[Bevinding]:
    """A more severe answer never takes away the way to the team (an outcome of trede 4) or a crisis card.

    Only the questions that such help leans on can take it away, so only their combinations are tried.
    """
    team = [(uitkomst.sleutel, uitkomst.voorwaarde) for uitkomst in stroom.uitkomsten if uitkomst.trede == 4]
    for hulp in team:
        yield from _loses(stroom, hulp, team)
    crisis = [
        (
            (vraag.sleutel, (*vraag.voorwaarde, Regel(vraag.sleutel, frozenset({optie.sleutel})))),
            set(optie.kaarten),
        )
        for vraag in stroom.vragen
        for optie in vraag.opties
        if optie.veiligheid is Veiligheid.DIRECT
    ]
    for hulp, kaarten in crisis:
        yield from _loses(
            stroom, hulp, [ander for ander, van_ander in crisis if kaarten <= van_ander], hulp[0]
        )


def _loses(
    stroom: Stroom, hulp: tuple[str, Voorwaarde], even_goed: list[tuple[str, Voorwaarde]], behalve: str = ""
) -> Iterator[Bevinding]:
    """Whether ``hulp``, or anything as good, can be lost by a more severe answer to a question other than
    ``behalve``.
    """
    ruimte = eis(stroom, hulp[1]).ruimte
    vragen = [vraag for vraag in stroom.vragen if vraag.sleutel in ruimte]
    if len(vragen) > MAX_AFHANKELIJK or _combinations(stroom, hulp[1]) > MAX_COMBINATIES:
        return  # reported by the budget
    for keuze in product(*(sorted(ruimte[vraag.sleutel]) for vraag in vragen)):
        antwoorden = {vraag.sleutel: sleutel for vraag, sleutel in zip(vragen, keuze, strict=True)}
        for vraag in vragen:
            nu = vraag.optie(antwoorden[vraag.sleutel])
            for erger in vraag.opties if vraag.sleutel != behalve else ():
                if nu is None or nu.ernst is None or erger.ernst is None or erger.ernst <= nu.ernst:
                    continue
                erg = {**antwoorden, vraag.sleutel: erger.sleutel}
                op_pad = walk(stroom, erg).antwoorden
                if not any(voldoet(voorwaarde, op_pad) for _, voorwaarde in even_goed):
                    uitleg = (
                        f"Wie bij '{vraag.sleutel}' niet '{nu.sleutel}' maar het zwaardere "
                        f"'{erger.sleutel}' kiest, ziet deze hulp niet meer."
                    )
                    ruim = {sleutel: frozenset({optie}) for sleutel, optie in erg.items()}
                    yield Bevinding("monotoon", hulp[0], uitleg, speel(stroom, ruim))
                    return


def _niets_past(stroom: Stroom, found: list[Bevinding]) -> dict[str, str] | None:
    """A path on which no outcome fits, for the editor to play; None when the stroom cannot be walked or none
    was met.
    """
    if any(item.regel == "vorm" for item in found):
        return None
    antwoorden = speel(stroom, {})
    past = any(voldoet(uitkomst.voorwaarde, antwoorden) for uitkomst in stroom.uitkomsten)
    return None if past else antwoorden
