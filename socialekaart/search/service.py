"""What views, commands and signals call. The engine is chosen by settings; nobody else needs to know which one answers."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext

from socialekaart.search import documents, pending
from socialekaart.search.analyzer import vouw, woorden
from socialekaart.search.elastic import trust
from socialekaart.search.embedded.engine import EmbeddedEngine
from socialekaart.search.embedded.opslag import vinger
from socialekaart.search.embedded.som import verouderd
from socialekaart.search.types import Engine, EngineFout, Resultaat, Suggestie, Vraag, VraagFout
from socialekaart.taxonomy import LEEFGEBIEDEN

log = logging.getLogger("dichtbij.zoeken")
embedded = EmbeddedEngine()
T = TypeVar("T")


def met_elastic() -> bool:
    """Is there an Elasticsearch to keep up to date?"""
    return bool(settings.ELASTICSEARCH_URL)


def engine(naam: str = "") -> Engine:
    """The engine of that name (embedded, elasticsearch), or the one that the settings choose."""
    naam = naam or settings.SEARCH_ENGINE
    if naam == "embedded":
        return embedded
    if naam == "elasticsearch":
        from socialekaart.search.elastic.engine import ElasticEngine

        return ElasticEngine()
    raise ValueError(f"unknown engine: {naam}")


def zoek(vraag: Vraag) -> Resultaat:
    """Answer a query; never raises for what somebody typed.

    With Elasticsearch away, slow or half filled the embedded index answers, and every worker knows it.
    """
    pending.verwerk()
    antwoord = _zoek(vraag)
    if antwoord.suggestie and not antwoord.totaal:
        # A correction must lead somewhere.
        ander = _zoek(replace(vraag, q=antwoord.suggestie, pagina=1, per_pagina=1))
        if not ander.totaal:
            return replace(antwoord, suggestie="")
    return antwoord


def _zoek(vraag: Vraag) -> Resultaat:
    antwoord = _van_elastic(lambda ander: ander.search(vraag))
    return embedded.search(vraag) if antwoord is None else antwoord


def _van_elastic(vraag: Callable[[Engine], T]) -> T | None:
    """The answer of Elasticsearch; None when the embedded index is to answer."""
    if settings.SEARCH_ENGINE != "elasticsearch" or not met_elastic() or not trust.vertrouwd():
        return None
    try:
        antwoord = vraag(engine("elasticsearch"))
    except VraagFout as fout:
        log.warning("Elasticsearch: %s op één vraag. De ingebouwde index antwoordt daarop.", fout)
    except EngineFout as fout:
        trust.fout(str(fout))
    else:
        trust.goed()
        return antwoord
    return None


def suggesties(q: str, gemeente: str = "", aantal: int = 8) -> list[Suggestie]:
    """Lines under the search field: leefgebieden, organisations, offers, and words that finish or correct what is typed."""
    pending.verwerk()
    eerste = _leefgebieden(q)
    gevonden = _van_elastic(lambda ander: ander.suggest(q, gemeente, aantal))
    if gevonden is None:
        gevonden = embedded.suggest(q, gemeente, aantal)
    return [*eerste[:2], *gevonden][:aantal]


def _leefgebieden(q: str) -> list[Suggestie]:
    getypt = vouw(q).strip()
    if len(getypt) < 2:
        return []
    gevonden = []
    for leefgebied in LEEFGEBIEDEN:
        naam = gettext(leefgebied.naam)
        if any(woord.startswith(getypt) for woord in woorden(f"{naam} {gettext(leefgebied.woorden)}")):
            gevonden.append(Suggestie(naam, "leefgebied", f"/onderwerp/{leefgebied.code}/"))
    return gevonden


def indexeer(ids: Iterable[int | str]) -> int:
    """Bring these offers (primary keys) in line with the database: index what is visible, take out what is not.

    In one transaction, the caller's when there is one. Returns how many are in the index now.
    """
    lijst = list(dict.fromkeys(str(pk) for pk in ids))
    if not lijst:
        return 0
    with transaction.atomic():
        bouw = list(documents.documenten(lijst))
        embedded.index(bouw)
        embedded.remove(set(lijst) - {document.id for document in bouw})
        if met_elastic():
            from socialekaart.search.elastic import catchup

            catchup.meld(lijst)
    return len(bouw)


def herbouw(naam: str = "") -> int:
    """Build an index anew beside the old one, and swap. Returns how many offers it holds."""
    if (naam or "embedded") == "embedded":
        with _zonder_kringen_te_zoeken():
            return embedded.rebuild(documents.documenten(), opnieuw=documents.documenten)
    from socialekaart.search.elastic import catchup

    return catchup.herbouw()


@contextmanager
def _zonder_kringen_te_zoeken() -> Iterator[None]:
    """Leave Python's search for cycles until afterwards: among the words of a whole catalogue it finds none, and takes a
    fifth of the time."""
    aan = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if aan:
            gc.enable()


def vergelijk(naam: str = "embedded") -> tuple[list[str], list[str]]:
    """(ids that are missing or differ, ids that should not be there) of an index, compared with the database."""
    staat = engine(naam).ids()
    verwacht = {document.id: vinger(document) for document in documents.documenten()}
    anders = [pk for pk, teken in verwacht.items() if staat.get(pk) != teken]
    return anders, [pk for pk in staat if pk not in verwacht]


def vernieuw() -> int:
    """Build the embedded index anew when other code built it than runs now, or of quite another number of offers. Returns how
    many it then holds."""
    if not verouderd():
        return 0
    try:
        return herbouw("embedded")
    except EngineFout:
        if verouderd():
            raise
        return 0  # another process did it meanwhile


def herstel() -> dict[str, tuple[int, int]]:
    """Compare every index with the database and heal it. Returns per engine (written, taken out)."""
    uit = {"embedded": _herstel_embedded()}
    if met_elastic():
        from socialekaart.search.elastic import catchup

        try:
            uit["elasticsearch"] = catchup.herstel()
        except EngineFout as fout:
            trust.fout(str(fout))
    return uit


def _herstel_embedded() -> tuple[int, int]:
    if nieuw := vernieuw():
        return nieuw, 0
    anders, over = vergelijk("embedded")
    if anders and len(anders) == len(documents.zichtbare()):
        herbouw("embedded")
    else:
        for begin in range(0, len(anders), documents.PARTIJ):
            with transaction.atomic():
                embedded.index(documents.documenten(anders[begin : begin + documents.PARTIJ]))
    embedded.remove(over)
    return len(anders), len(over)
