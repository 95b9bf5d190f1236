"""Live offers from the sociale kaart for an outcome. The only place where the self-check meets the search."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from portal.gemeente.models import Gemeente
from portal.gemeente.selectors import OngeldigePostcode, Plek, plek_van_wijk, zoek_postcode
from selfcheck.engine.types import Uitkomst, Zoekopdracht
from socialekaart.search import service
from socialekaart.search.types import Document, Treffer, Vraag
from socialekaart.search.types import Plek as ZoekPlek
from socialekaart.selectors import vertaalde_titels
from socialekaart.zoekpagina import Hit

Leeftijd = tuple[int, int]
"""Lowest and highest age, in years."""
RUIM = 20
"""So many are asked for, since some fall away below."""
GENOEG = 0.5
"""An offer that fits the words less than this share of the best one is about something else."""
IEDEREEN: Leeftijd = (0, 120)
VOLWASSEN: Leeftijd = (28, 120)
"""Who gave no age: an offer for the young is one search away, a wrong one makes the others doubtful."""
LEEFTIJD_VAN_GROEP: dict[str, Leeftijd] = {"kinderen": (0, 17), "jongeren": (0, 27), "ouderen": (55, 120)}
MEERDERJARIG = 18
EIGEN_KRING = frozenset(
    {
        "beperking",
        "dementie",
        "lvb",
        "mantelzorgers",
        "nabestaanden",
        "nieuwkomers",
        "psychisch",
        "verslaving",
    }
)
"""Groups whose offers suit few others: only for who the outcome is about, or when there is nothing else."""
log = logging.getLogger("dichtbij.zelfcheck")


def plek_van(postcode: str, wijk: str) -> Plek | None:
    """Where somebody is: the wijk when it is known, else the four digits; None when neither is in the table."""
    if wijk and (plek := plek_van_wijk(wijk)) is not None:
        return plek
    try:
        return zoek_postcode(postcode) if postcode else None
    except OngeldigePostcode:
        return None


def aanbod_bij(
    uitkomst: Uitkomst,
    plek: Plek | None,
    gemeente: Gemeente | None,
    *,
    leeftijd: Leeftijd | None = None,
) -> list[Treffer]:
    """The offers for this outcome that serve the municipality, the best first and the nearest among equals.

    Left out are offers for another age or of another step of the ladder: who is advised to go somewhere freely must not
    find a door that opens through a melding only. Empty when the outcome asks for nothing, when the directory has
    nothing, or when the search cannot answer: the result is still a result.
    """
    zoek = uitkomst.zoek
    if zoek is None:
        return []
    vraag = Vraag(
        q=zoek.woorden,
        plek=ZoekPlek(plek.lat, plek.lon, plek.wijk_code, plek.label) if plek else None,
        gemeente=gemeente.code if gemeente else "",
        leefgebied=frozenset(zoek.leefgebieden),
        doelgroep=frozenset(zoek.doelgroepen),
        per_pagina=RUIM,
        alleen_gemeente=True,
    )
    try:
        treffers = service.zoek(vraag).treffers
    except Exception:  # whatever fails in the search, the advice and the people to call must come
        log.exception("zelfcheck: zoeken mislukt")
        return []
    passend = [treffer for treffer in treffers if _past(treffer, uitkomst.trede, zoek, leeftijd or VOLWASSEN)]
    besten = [
        treffer for treffer in passend if not _andere_kring(treffer.document, zoek.doelgroepen)
    ] or passend
    drempel = GENOEG * max((treffer.score for treffer in besten), default=0.0) if zoek.woorden else 0.0
    return [treffer for treffer in besten if treffer.score >= drempel]


def _past(treffer: Treffer, trede: int, zoek: Zoekopdracht, leeftijd: Leeftijd) -> bool:
    """On this step, near enough, and for this age."""
    te_ver = zoek.straal_m is not None and treffer.afstand_m is not None and treffer.afstand_m > zoek.straal_m
    return (
        not te_ver and trede_van(treffer.document) == trede and past_bij_leeftijd(treffer.document, leeftijd)
    )


def trede_van(document: Document) -> int:
    """The step of the ladder where an offer belongs; one that says nothing belongs where its door opens."""
    return document.trede or (4 if document.toegang == "melding" else 3)


def past_bij_leeftijd(document: Document, leeftijd: Leeftijd) -> bool:
    """Whether some of these ages are welcome: by the ages of the offer, else by those of its groups.

    Ages of an offer for parents are those of the children. Minors only get what is meant for the young or for everybody.
    """
    van, tot = leeftijd
    groepen = document.doelgroepen
    if "ouders" in groepen and van >= MEERDERJARIG:
        return True
    if tot < MEERDERJARIG and groepen and not groepen & {"kinderen", "jongeren"}:
        return False
    grenzen = [LEEFTIJD_VAN_GROEP.get(groep, IEDEREEN) for groep in groepen] or [IEDEREEN]
    vanaf = min(grens[0] for grens in grenzen) if document.leeftijd_van is None else document.leeftijd_van
    tot_en_met = (
        max(grens[1] for grens in grenzen) if document.leeftijd_tot is None else document.leeftijd_tot
    )
    return vanaf <= tot and van <= tot_en_met


def _andere_kring(document: Document, gevraagd: Collection[str]) -> bool:
    """Only for groups that this outcome is not about."""
    return bool(document.doelgroepen) and document.doelgroepen <= EIGEN_KRING.difference(gevraagd)


def zoek_url(uitkomst: Uitkomst) -> str:
    """The search page with the same question, for who wants to see more; "" when the outcome asks for nothing.

    Without the postcode: addresses stay in the history.
    """
    zoek = uitkomst.zoek
    if zoek is None:
        return ""
    velden = {"q": zoek.woorden or None, "leefgebied": zoek.leefgebieden, "doelgroep": zoek.doelgroepen}
    query = urlencode({naam: waarde for naam, waarde in velden.items() if waarde}, doseq=True)
    return f"{reverse('socialekaart:zoeken')}?{query}"


@dataclass(frozen=True)
class AanbodHit(Hit):
    """A hit in words, as ``components/kenmerken.html`` shows it: by its name in the visitor's language where there is one."""

    vertaald: str = ""

    @property
    def titel(self) -> str:
        return self.vertaald or super().titel

    @property
    def lang(self) -> str:
        return "" if self.vertaald else super().lang


def als_hits(treffers: Iterable[Treffer], taal: str) -> dict[str, AanbodHit]:
    """Id of the offer → the hit in words; the number of queries does not grow with the number of hits."""
    lijst = list(treffers)
    titels = (
        vertaalde_titels((t.document.id for t in lijst if t.document.taal != taal), taal) if lijst else {}
    )
    return {t.document.id: AanbodHit(t, taal, titels.get(t.document.id, "")) for t in lijst}
