"""The result as a page shows it: the ladder with reasons and live offers, and the picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.gemeente.models import Gemeente
from portal.gemeente.selectors import Plek
from selfcheck import cirkel
from selfcheck.aanbod import AanbodHit, Leeftijd, aanbod_bij, als_hits, zoek_url
from selfcheck.engine.explain import Gevonden, Reden, Resultaat
from selfcheck.engine.prove import BRONTAAL
from selfcheck.engine.texts import needs_fallback, option_text, text
from selfcheck.engine.types import ZEG_NIET, Stroom
from socialekaart.search.types import Treffer
from socialekaart.taxonomy import LEEFGEBIEDEN

TREDEN = {
    1: gettext_lazy("Zelf"),
    2: gettext_lazy("Samen met mensen om u heen"),
    3: gettext_lazy("Vrij toegankelijk in de buurt"),
    4: gettext_lazy("Hulp van het sociaal team"),
}
TREDE_2 = {
    "je": gettext_lazy("Samen met mensen om je heen"),
    "derde": gettext_lazy("Samen met mensen eromheen"),
}
IN_WOORDEN = {
    "0": gettext_lazy("Gaat goed"),
    "1": gettext_lazy("Kost wat moeite"),
    "2": gettext_lazy("Lukt niet alleen"),
    "3": gettext_lazy("Vraagt nu aandacht"),
    "onbekend": gettext_lazy("Weten we nog niet"),
}
AANTAL = 3
"""So many offers are shown with an outcome."""
OPEN = 4
"""So many outcomes of a step are shown at once with their offers; the others wait behind "Meer", with a link to search."""


@dataclass(frozen=True)
class Spreker:
    """Texts of a stroom in one language and way of addressing."""

    stroom: Stroom
    taal: str
    variant: str

    def __call__(self, key: str) -> str:
        return text(self.stroom, self.taal, key, self.variant)

    def antwoord(self, vraag: str, optie: str) -> str:
        """The words of an option."""
        return option_text(self.stroom, self.taal, vraag, optie, self.variant)

    def reden(self, reden: Reden) -> dict[str, str]:
        """An answer in words: the short name of the question, and the option."""
        return {
            "vraag": self(f"vraag.{reden.vraag}.kort"),
            "antwoord": self.antwoord(reden.vraag, reden.optie),
        }


def ladder(
    result: Resultaat,
    spreker: Spreker,
    plek: Plek | None,
    gemeente: Gemeente | None,
    leeftijd: Leeftijd | None = None,
) -> list[dict[str, Any]]:
    """The steps that hold something, from near to far; step 4 is always there, since the team always is.

    An offer is shown once, at the first outcome that finds it.
    """
    per_trede = {
        nummer: [item for item in result.gevonden if item.uitkomst.trede == nummer] for nummer in TREDEN
    }
    getoond: dict[str, Treffer] = {}
    aanbod: dict[str, tuple[list[str], bool]] = {}
    for items in per_trede.values():
        for item in items[:OPEN]:
            gevonden = aanbod_bij(item.uitkomst, plek, gemeente, leeftijd=leeftijd)
            nieuw = [treffer for treffer in gevonden if treffer.document.id not in getoond][:AANTAL]
            getoond |= {treffer.document.id: treffer for treffer in nieuw}
            aanbod[item.uitkomst.sleutel] = [treffer.document.id for treffer in nieuw], not gevonden
    hits = als_hits(getoond.values(), spreker.taal)

    def advies(item: Gevonden) -> dict[str, Any]:
        ids, niets = aanbod.get(item.uitkomst.sleutel, ([], False))
        return _advies(item, spreker, [hits[id_] for id_ in ids], niets=niets)

    return [
        {
            "trede": nummer,
            "naam": TREDE_2.get(spreker.variant, TREDEN[nummer]) if nummer == 2 else TREDEN[nummer],
            "adviezen": [advies(item) for item in items[:OPEN]],
            "meer": [advies(item) for item in items[OPEN:]],
            "is_team": nummer == 4,
            "past_het_best": nummer == result.zwaartepunt and not result.is_anders,
        }
        for nummer, items in per_trede.items()
        if items or nummer == 4
    ]


def _advies(item: Gevonden, spreker: Spreker, hits: Sequence[AanbodHit], *, niets: bool) -> dict[str, Any]:
    """One outcome in words. ``niets``: the directory was asked, and has nothing. Only what is free and nearby has a link
    to more of it: the other steps stand by themselves.
    """
    uitkomst = item.uitkomst
    zoekt = needs_fallback(uitkomst)
    return {
        "titel": spreker(f"uitkomst.{uitkomst.sleutel}.titel"),
        "tekst": spreker(f"uitkomst.{uitkomst.sleutel}.advies"),
        "terugval": spreker(f"uitkomst.{uitkomst.sleutel}.terugval") if zoekt and niets else "",
        "redenen": [spreker.reden(reden) for reden in redenen_die_iets_zeggen(item, spreker.stroom)],
        "hits": hits,
        "zoek_url": zoek_url(uitkomst) if zoekt and not niets else "",
        "spoed": uitkomst.spoed,
    }


def redenen_die_iets_zeggen(item: Gevonden, stroom: Stroom) -> Iterator[Reden]:
    """Without "for whom", which explains nothing, unless it is the only reason."""
    zinvol = [reden for reden in item.redenen if reden.vraag != stroom.voor_wie]
    yield from zinvol or item.redenen


def plaatje(ernst: Mapping[str, int | None]) -> list[dict[str, Any]]:
    """The parts of the circle with their words; the same rows make the table."""
    namen = {info.code: info.naam for info in LEEFGEBIEDEN}
    return [
        {
            "deel": deel,
            "naam": _(namen.get(deel.leefgebied, deel.leefgebied)),
            "woorden": IN_WOORDEN[deel.klasse],
        }
        for deel in cirkel.delen(ernst)
    ]


def mee_te_nemen(antwoorden: Mapping[str, str], spreker: Spreker) -> list[dict[str, str]]:
    """The answers on the path in words, for who wants to take them along; what was not told is not offered.

    Also in Dutch: the team reads what a visitor answered in another language.
    """
    team = replace(spreker, taal=BRONTAAL)
    return [
        {
            "vraag": spreker(f"vraag.{vraag}.tekst"),
            "antwoord": spreker.antwoord(vraag, optie),
            "vraag_team": team(f"vraag.{vraag}.tekst"),
            "antwoord_team": team.antwoord(vraag, optie),
        }
        for vraag, optie in antwoorden.items()
        if optie != ZEG_NIET and vraag != spreker.stroom.voor_wie
    ]
