"""Live offers from the sociale kaart for an outcome. The only place where the self-check meets the search."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from portal.gemeente.models import Gemeente
from portal.gemeente.selectors import OngeldigePostcode, Plek, plek_van_wijk, zoek_postcode
from selfcheck.engine.types import Uitkomst
from socialekaart.search import service
from socialekaart.search.types import Plek as ZoekPlek
from socialekaart.search.types import Treffer, Vraag
from socialekaart.zoekpagina import Hit

AANTAL = 3
RUIM = 12
"""So many are asked for, since some fall away below."""
JONG = frozenset({"jongeren", "kinderen"})
EIGEN_KRING = frozenset({"beperking", "dementie", "lvb", "mantelzorgers", "nabestaanden", "verslaving"})
"""Groups whose offers suit few others: they come after the rest, unless the outcome is about them."""
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
    jong: bool = False,
    aantal: int = AANTAL,
) -> list[Treffer]:
    """The best offers for this outcome that serve the municipality, the nearest first among equals.

    Left out are offers for another age, and offers higher on the ladder than the outcome: who is advised to go
    somewhere freely must not find a door that opens through a melding only. Empty when the outcome asks for nothing,
    when the directory has nothing, or when the search cannot answer: the result is still a result.
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
    passend = [treffer for treffer in treffers if _past(treffer, uitkomst, zoek.straal_m, jong)]
    return sorted(passend, key=lambda treffer: _verder_weg(treffer, uitkomst))[:aantal]


def _past(treffer: Treffer, uitkomst: Uitkomst, straal_m: int | None, jong: bool) -> bool:
    document = treffer.document
    if straal_m is not None and treffer.afstand_m is not None and treffer.afstand_m > straal_m:
        return False
    if uitkomst.trede < 4 and (document.toegang == "melding" or (document.trede or 0) > uitkomst.trede):
        return False
    groepen = document.doelgroepen
    return not groepen or (bool(groepen & JONG) if jong else not groepen <= JONG)


def _verder_weg(treffer: Treffer, uitkomst: Uitkomst) -> tuple[bool, bool]:
    """After the others: what stands on another step, or is meant for people that this outcome is not about."""
    document, gevraagd = treffer.document, uitkomst.zoek.doelgroepen if uitkomst.zoek else ()
    andere_groep = bool(document.doelgroepen) and document.doelgroepen <= EIGEN_KRING.difference(gevraagd)
    return document.trede not in (None, uitkomst.trede), andere_groep


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


def als_hit(treffer: Treffer, taal: str) -> Any:
    """A hit in words, as ``components/kenmerken.html`` shows it."""
    return Hit(treffer, taal)
