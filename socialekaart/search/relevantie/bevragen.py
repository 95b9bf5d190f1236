"""Puts the judged queries to an engine, and to Wagtail's own search as the baseline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from time import perf_counter

from django.core.management import call_command
from django.db.models import Q

from portal.gemeente.selectors import zoek_postcode
from socialekaart.models import VoorzieningPage
from socialekaart.models.keuzes import Bereik
from socialekaart.search.relevantie.maten import DIEPTE
from socialekaart.search.relevantie.meting import Antwoord
from socialekaart.search.relevantie.oordelen import Oordeel
from socialekaart.search.types import Engine, Plek, Vraag

WAGTAIL = "wagtail"


def vraag_van(oordeel: Oordeel) -> Vraag:
    """The search that a visitor of this portal does. An unknown postcode is left out, as the page does."""
    plek = zoek_postcode(oordeel.postcode) if oordeel.postcode else None
    return Vraag(
        q=oordeel.q,
        gemeente=oordeel.gemeente,
        plek=Plek(plek.lat, plek.lon, plek.wijk_code, plek.label) if plek else None,
        per_pagina=DIEPTE,
    )


def vraag_engine(engine: Engine, oordelen: Iterable[Oordeel]) -> list[Antwoord]:
    """The first page of every query. Raises `EngineFout`: a fallback would measure another engine than was asked."""
    result = []
    for oordeel in oordelen:
        vraag = vraag_van(oordeel)
        begin = perf_counter()
        resultaat = engine.search(vraag)
        duur = perf_counter() - begin
        ids = tuple(treffer.document.extern_id for treffer in resultaat.treffers)
        result.append(Antwoord(ids, gevaar=bool(resultaat.gevaar), duur=duur))
    return result


def vraag_wagtail(oordelen: Sequence[Oordeel]) -> list[Antwoord]:
    """The baseline: what Wagtail finds by itself, less what is not there for the municipality. It knows of no danger.

    Wagtail's index is brought up to date first: its updates wait for a worker, and an empty index would flatter ours.
    """
    call_command("update_index", verbosity=0)
    bedient: dict[str, set[int]] = {}
    for code in {oordeel.gemeente for oordeel in oordelen}:
        aanbod = VoorzieningPage.objects.live().public()
        if code:
            overal = Q(bereik__in=[Bereik.LAND, Bereik.ONLINE])
            aanbod = aanbod.filter(overal | Q(gemeenten__code=code) | Q(gemeenten=None))
        bedient[code] = set(aanbod.values_list("pk", flat=True))
    result = []
    for oordeel in oordelen:
        begin = perf_counter()
        gevonden = list(VoorzieningPage.objects.search(oordeel.q))
        duur = perf_counter() - begin
        ids = [pagina.extern_id for pagina in gevonden if pagina.pk in bedient[oordeel.gemeente]]
        result.append(Antwoord(tuple(ids[:DIEPTE]), gevaar=None, duur=duur))
    return result
