"""The editors' synonyms, suggestions, missed searches, commands, and the state of Elasticsearch that workers share."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import checks
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import resolve
from django.utils import timezone

from portal.gemeente.models import Gemeente
from portal.shell import health
from socialekaart.models import OrganisatiePage, VoorzieningPage
from socialekaart.search import service
from socialekaart.search.elastic import catchup, trust
from socialekaart.search.elastic.heel import heel
from socialekaart.search.models import Achterstand, EngineStand, SynoniemGroep
from socialekaart.search.types import Document, Vraag
from tests import factories
from tests.search.hulp import Index, na_commit

pytestmark = pytest.mark.django_db
Maak = Callable[..., Document]


def test_a_correction_leads_somewhere(index: Index, doc: Maak) -> None:
    index.vul(doc("1", "Mantelzorgcafé"), doc("2", "Koor", tekst="Met een pizza na afloop."))
    assert service.zoek(Vraag("mantelsorgcafee")).suggestie
    assert service.zoek(Vraag("pizzza bestelen")).suggestie == ""


def test_a_group_of_synonyms_works_at_the_next_search_and_stops_when_it_is_gone(
    index: Index, doc: Maak
) -> None:
    index.vul(doc("1", "Breicafé"), doc("2", "Koor"))
    assert index.ids("wolclub") == []
    groep = SynoniemGroep.objects.create(woorden="wolclub, wolgroep", doelen="breicafé")
    assert index.ids("wolclub") == ["1"]
    groep.doelen = "koor"
    groep.save()
    assert index.ids("wolgroep") == ["2"]
    groep.actief = False
    groep.save()
    assert index.ids("wolgroep") == []


def test_a_group_needs_two_words_and_harmless_signs() -> None:
    with pytest.raises(ValidationError):
        SynoniemGroep(woorden="alleen").clean()
    groep = SynoniemGroep(woorden="a = b > c # x\nd", doelen="e; f")
    groep.clean()
    assert groep.als_regel() == "a = b = c   x = d > e, f"


def test_suggestions_name_leefgebieden_offers_and_corrected_words(
    voorziening: VoorzieningPage, organisatie: OrganisatiePage, duinrand: Gemeente
) -> None:
    assert ("Wonen", "leefgebied") in [(s.tekst, s.soort) for s in service.suggesties("won")]
    wonen = next(s for s in service.suggesties("won") if s.soort == "leefgebied")
    assert resolve(wonen.pad).kwargs == {"code": "wonen"}
    assert ("Koffie in de buurt", "aanbod") in [
        (s.tekst, s.soort) for s in service.suggesties("kof", duinrand.code)
    ]
    assert ("Welzijn Duinrand", "organisatie") in [(s.tekst, s.soort) for s in service.suggesties("welz")]
    assert ("koffie", "woord") in [(s.tekst, s.soort) for s in service.suggesties("kofffie")]
    assert service.suggesties("koffie")[0].pad.startswith("/aanbod/")


def test_a_hidden_offer_is_not_suggested_word_for_word(voorziening: VoorzieningPage) -> None:
    assert service.suggesties("kof")
    voorziening.unpublish()
    assert service.suggesties("kof") == []
    assert service.suggesties("kofffie") == []


def zoek_json(*args: str) -> Any:
    uit = StringIO()
    call_command("zoek", *args, "--json", stdout=uit)
    return json.loads(uit.getvalue())


def test_the_command_tells_hits_and_why(voorziening: VoorzieningPage) -> None:
    antwoord = zoek_json("koffie", "--limit", "3", "--engine", "embedded", "--gemeente", "GM9901")
    (treffer,) = antwoord["treffers"]
    assert treffer["titel"] == "Koffie in de buurt"
    assert treffer["adres"] == "/aanbod/welzijn-duinrand/koffie-in-de-buurt/"
    assert treffer["score"] > 0
    assert treffer["woorden"][0] == "koffie"
    assert "titel" in treffer["velden"]
    assert {"extern_id", "organisatie", "bedient"} <= treffer.keys()


def test_the_command_reads_a_postcode_and_refuses_nonsense(
    voorziening: VoorzieningPage, duinrand: Gemeente
) -> None:
    factories.PostcodeFactory(postcode="1987DB", wijk=factories.WijkFactory(gemeente=duinrand))
    assert zoek_json("koffie", "--postcode", "1987 db")["treffers"][0]["bedient"]
    for fout in (["--postcode", "straat"], ["--postcode", "9999XX"], ["--engine", "google"]):
        with pytest.raises(CommandError):
            call_command("zoek", "koffie", *fout, stdout=StringIO())
    uit = StringIO()
    call_command("zoek", "zelfmoord", stdout=uit)
    assert "crisis" in uit.getvalue()


def test_rebuild_and_check_by_command(voorziening: VoorzieningPage) -> None:
    uit = StringIO()
    call_command("zoekindex", "rebuild", "--engine", "embedded", stdout=uit)
    assert "embedded: 1" in uit.getvalue()
    call_command("zoekindex", "check", stdout=uit)
    assert service.zoek(Vraag("koffie")).totaal == 1


# -- Elasticsearch away -------------------------------------------------------------------------------------------


@pytest.fixture
def weg(settings: Any) -> Any:
    """An Elasticsearch that refuses every connection."""
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    return settings


def test_with_elasticsearch_away_the_visitor_gets_results_and_the_operator_knows(
    weg: Any, voorziening: VoorzieningPage, caplog: pytest.LogCaptureFixture
) -> None:
    resultaat = service.zoek(Vraag("koffie"))
    assert (resultaat.totaal, resultaat.engine) == (1, "embedded")
    assert not trust.staat().vertrouwd
    _, verslag = health.report()
    assert verslag["onderdelen"]["zoeken"]["status"] == "degraded"
    assert verslag["onderdelen"]["zoeken"]["elasticsearch"]


def test_workers_share_what_they_know_and_only_one_tries_again(
    weg: Any, voorziening: VoorzieningPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    pogingen: list[int] = []

    def terug() -> bool:
        pogingen.append(1)
        return False

    monkeypatch.setattr(catchup, "terug", terug)
    trust.fout("proef")
    assert not trust.vertrouwd()
    assert pogingen == []
    EngineStand.objects.update(opnieuw=timezone.now() - timedelta(seconds=1))
    assert not trust.vertrouwd()
    assert not trust.vertrouwd()
    assert pogingen == [1], "the second worker waits for the first"


def test_the_pause_grows_with_every_failure_up_to_a_limit() -> None:
    wachten = []
    for _ in range(12):
        trust.fout("proef")
        rij = EngineStand.objects.get()
        assert rij.opnieuw is not None
        wachten.append(round((rij.opnieuw - timezone.now()).total_seconds()))
    assert wachten[:3] == [5, 10, 20]
    assert wachten[-1] == trust.RUST_MAX
    trust.hersteld()
    assert trust.staat().vertrouwd


def test_a_change_is_noted_in_the_database_until_it_is_delivered(
    weg: Any, voorziening: VoorzieningPage
) -> None:
    assert list(Achterstand.objects.values_list("doc_id", flat=True)) == [str(voorziening.pk)]
    na_commit()
    assert Achterstand.objects.count() == 1
    assert catchup.verwerk() == 0


@pytest.mark.elasticsearch
def test_elasticsearch_comes_back_by_itself_and_has_what_it_missed(
    elastic: Any, voorziening: VoorzieningPage, organisatie: OrganisatiePage, duinrand: Gemeente
) -> None:
    na_commit()
    goed = elastic.ELASTICSEARCH_URL
    assert catchup.verwerk() >= 0
    assert service.zoek(Vraag("koffie")).engine == "elasticsearch"
    elastic.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    trust.vergeet()
    assert service.zoek(Vraag("koffie")).engine == "embedded"
    factories.VoorzieningPageFactory(parent=organisatie, title="Breigroep", gemeenten=[duinrand])
    voorziening.unpublish()
    na_commit()
    assert service.zoek(Vraag("breigroep")).totaal == 1
    elastic.ELASTICSEARCH_URL = goed
    assert service.zoek(Vraag("breigroep")).engine == "embedded", "still at rest"
    EngineStand.objects.update(opnieuw=timezone.now() - timedelta(seconds=1))
    terug = service.zoek(Vraag("breigroep"))
    assert (terug.engine, terug.totaal) == ("elasticsearch", 1)
    assert "Koffie in de buurt" not in [t.document.titel for t in service.zoek(Vraag("koffie")).treffers]
    assert Achterstand.objects.count() == 0


@pytest.mark.elasticsearch
def test_half_an_index_is_no_index(elastic: Any, voorziening: VoorzieningPage) -> None:
    from socialekaart.search.elastic.client import alias, client

    na_commit()
    resultaat = service.zoek(Vraag("koffie"))
    assert (resultaat.engine, resultaat.totaal) == ("embedded", 1), "there is no index yet"
    # An index by hand under the alias, without our mapping: must not be trusted.
    client(10).indices.create(index=f"{alias()}-vreemd-1", aliases={alias(): {}})
    assert not heel()
    EngineStand.objects.update(opnieuw=timezone.now() - timedelta(seconds=1))
    terug = service.zoek(Vraag("koffie"))
    assert (terug.engine, terug.totaal) == ("elasticsearch", 1), "the worker has built one"
    (nu,) = client(10).indices.get(index=alias())
    assert "vreemd" not in nu


@pytest.mark.parametrize(
    ("engine", "adres", "fouten"),
    [
        ("embedded", "", []),
        ("embedded", "http://localhost:9200", []),
        ("elasticsearch", "http://localhost:9200", []),
        ("elasticsearch", "", ["zoeken.E002"]),
        ("elastic", "http://localhost:9200", ["zoeken.E001"]),
    ],
)
def test_settings_that_cannot_be_meant_stop_the_start(
    engine: str, adres: str, fouten: list[str], settings: Any
) -> None:
    settings.SEARCH_ENGINE, settings.ELASTICSEARCH_URL = engine, adres
    assert [een.id for een in checks.run_checks() if (een.id or "").startswith("zoeken.")] == fouten


def test_an_index_that_was_never_made_is_an_empty_page_and_no_error(
    client: Client, duinrand: Gemeente
) -> None:
    assert client.get("/zoeken/?q=lopen").status_code == 200
    assert service.herstel() is not None
