"""Both engines give the same: offers, order, numbers, facets and suggestions, over a catalogue that nobody tuned for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from scripts.bench import gebieden, generator, vragen, woordenbron
from socialekaart.search import service
from socialekaart.search.documents import open_tijden
from socialekaart.search.elastic import catchup
from socialekaart.search.embedded import rangschik
from socialekaart.search.models import SynoniemGroep
from socialekaart.search.types import Document, Plek, Resultaat, Vraag
from tests.search.hulp import GM

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]
Maak = Callable[..., Document]
AANTAL = 115
DAG = date(2026, 3, 4)
NU = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)


@pytest.fixture
def gevuld(elastic: Any, monkeypatch: pytest.MonkeyPatch) -> vragen.Vragen:
    """Both engines filled with made-up offers, and questions for them. Every hit is scored with the formula."""
    monkeypatch.setattr(rangschik, "HERSCOOR", AANTAL)
    streken = gebieden.verzonnen(2)
    service.embedded.rebuild(
        list(generator.aanbod(AANTAL, streken, woordenbron.lees(), DAG, open_tijden, zaad=11))
    )
    catchup.herbouw()
    return vragen.verzin(streken, woordenbron.lees(), per_soort=24, zaad=11)


def beide(vraag: Vraag) -> tuple[Resultaat, Resultaat]:
    vraag = replace(vraag, moment=NU, per_pagina=100)
    return service.engine("embedded").search(vraag), service.engine("elasticsearch").search(vraag)


def kern(resultaat: Resultaat) -> dict[str, Any]:
    """What a visitor sees of an answer, and an editor of its reasons."""
    return {
        "totaal": resultaat.totaal,
        "versoepeld": resultaat.versoepeld,
        "ook": resultaat.ook_gezocht_op,
        "suggestie": resultaat.suggestie,
        "facetten": {
            naam: [(w.waarde, w.aantal, w.gekozen) for w in facet.waarden]
            for naam, facet in resultaat.facetten.items()
        },
        "treffers": sorted((t.document.id, t.bedient, t.woorden, t.velden) for t in resultaat.treffers),
    }


def assert_zelfde_volgorde(ene: Resultaat, andere: Resultaat, vraag: Vraag) -> None:
    """The same order, but for what differs by no more than the few digits that a server reckons in."""
    score = {t.document.id: t.score for t in andere.treffers}
    for een, ander in zip(ene.treffers, andere.treffers, strict=True):
        assert een.bedient == ander.bedient, vraag
        assert een.score == pytest.approx(ander.score, rel=0.005, abs=0.001), vraag
        gelijk = score[een.document.id] == pytest.approx(ander.score, rel=0.0005, abs=0.0005)
        assert een.document.id == ander.document.id or (ander.score and gelijk), vraag


def test_words_facets_and_places_give_the_same_answer(gevuld: vragen.Vragen) -> None:
    gevonden = 0
    for vraag in (*gevuld.woord, *gevuld.facet, *gevuld.plek, Vraag(), Vraag(q="koffie", letterlijk=True)):
        ene, andere = beide(vraag)
        assert kern(ene) == kern(andere), vraag
        assert_zelfde_volgorde(ene, andere, vraag)
        gevonden += len(ene.treffers)
    assert gevonden > 500, "an empty answer is easily the same"


def test_suggestions_are_the_same(gevuld: vragen.Vragen) -> None:
    soorten = set()
    for q in (*gevuld.suggestie, "schuldne", "wel", "stichting ge"):
        ene = service.engine("embedded").suggest(q, "GM8000")
        assert ene == service.engine("elasticsearch").suggest(q, "GM8000"), q
        soorten |= {suggestie.soort for suggestie in ene}
    assert soorten == {"aanbod", "organisatie", "woord"}


def test_what_is_written_later_is_split_as_in_the_embedded_index(elastic: Any, doc: Maak) -> None:
    """The splitter learns from every text that comes in, so the order in which texts came decides what it knew."""
    service.embedded.rebuild([doc("1", "Klompenmakerscursus")])
    service.embedded.index([doc("2", "Cursus", tekst="Voor klompenmakers.")])
    catchup.herbouw()
    for q in ("cursus", "klompenmakers", "klompenmaker"):
        ene, andere = beide(Vraag(q, letterlijk=True))
        assert kern(ene) == kern(andere), q


def test_a_light_phrase_must_stand_in_a_text_on_both(elastic: Any, doc: Maak) -> None:
    """Parts of a compound stand beside each other in the index by chance: they are no phrase."""
    SynoniemGroep.objects.create(woorden="babbelclub, praatgroep", doelen="taal les")
    service.embedded.rebuild([doc("1", "Taalles"), doc("2", "Koor", tekst="Een taal les na, en dan zingen.")])
    catchup.herbouw()
    ene, andere = beide(Vraag("babbelclub"))
    assert kern(ene) == kern(andere)
    assert all(treffer.score > 0 for treffer in ene.treffers)


def test_pages_deep_in_a_long_list_are_answered(elastic: Any, doc: Maak) -> None:
    service.embedded.rebuild([doc("1", "Koor")])
    catchup.herbouw()
    for pagina in (2_000, 10_000, 10**9):
        ene, andere = (
            service.engine(naam).search(Vraag("koor", pagina=pagina, per_pagina=100))
            for naam in ("embedded", "elasticsearch")
        )
        assert (ene.treffers, ene.totaal) == (andere.treffers, andere.totaal) == ((), 1)


def test_every_facet_value_is_counted_however_many_there_are(elastic: Any, doc: Maak) -> None:
    service.embedded.rebuild(
        [doc(str(n), "Koor", bereik="wijk", wijken={f"W{n}-{m}" for m in range(120)}) for n in range(5)]
    )
    catchup.herbouw()
    ene, andere = beide(Vraag("koor", gemeente=GM, plek=Plek(52.4, 4.6, "W1-1")))
    assert len(ene.facetten["wijk"].waarden) == 600
    assert kern(ene) == kern(andere)
