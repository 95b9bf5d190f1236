"""Live offers from the sociale kaart for an outcome. The only place where the self-check meets the search."""

from __future__ import annotations

import logging
from typing import Any

from portal.gemeente.models import Gemeente
from portal.gemeente.selectors import OngeldigePostcode, Plek, plek_van_wijk, zoek_postcode
from selfcheck.engine.types import Uitkomst
from socialekaart.search import service
from socialekaart.search.types import Plek as ZoekPlek
from socialekaart.search.types import Treffer, Vraag
from socialekaart.zoekpagina import Hit

AANTAL = 3
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
    uitkomst: Uitkomst, plek: Plek | None, gemeente: Gemeente | None, aantal: int = AANTAL
) -> list[Treffer]:
    """The best offers for this outcome that serve the municipality, the nearest first among equals.

    Empty when the outcome asks for nothing, when the directory has nothing, or when the search cannot answer: then
    the outcome's own text stands alone, and the result is still a result.
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
        per_pagina=aantal,
        alleen_gemeente=True,
    )
    try:
        treffers = service.zoek(vraag).treffers
    except Exception:  # whatever fails in the search, the advice and the people to call must come
        log.exception("zelfcheck: zoeken mislukt")
        return []
    straal = zoek.straal_m
    return [
        treffer
        for treffer in treffers
        if straal is None or treffer.afstand_m is None or treffer.afstand_m <= straal
    ][:aantal]


def als_hit(treffer: Treffer, taal: str) -> Any:
    """A hit in words, as ``components/kenmerken.html`` shows it."""
    return Hit(treffer, taal)
