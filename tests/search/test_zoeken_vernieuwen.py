"""After an update of the code an index of before it still answers, operators see it, and it is built anew by itself."""

from __future__ import annotations

import shutil
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from socialekaart.models import VoorzieningPage
from socialekaart.search import onderhoud, service, woordenboek
from socialekaart.search.elastic import catchup
from socialekaart.search.elastic import client as verbinding
from socialekaart.search.embedded import schema, stand
from socialekaart.search.embedded import som as som_
from socialekaart.search.embedded.stand import NAAM
from socialekaart.search.models import IndexStand, IndexWoord
from socialekaart.search.scoring import VELDEN
from socialekaart.search.types import Vraag
from tests import factories
from tests.search.hulp import na_commit

pytestmark = pytest.mark.django_db


def deel() -> tuple[int, str]:
    antwoord = Client().get("/healthz")
    return antwoord.status_code, antwoord.json()["onderdelen"]["zoeken"]["status"]


@pytest.fixture
def oude_tabel(voorziening: VoorzieningPage) -> int:
    """The generation that answers has the table of a version that knew fewer fields, and one that is no more."""
    nummer = IndexStand.objects.get(naam=NAAM).generatie
    weg = ("samenvatting", "plek")
    rijen = schema.lees(nummer, _pks(nummer))
    schema.gooi_weg(nummer)
    velden = [veld for veld in VELDEN if veld not in weg] + ["vroeger"]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"CREATE VIRTUAL TABLE {schema.tabel(nummer)} USING fts5({', '.join(velden)})")
        else:
            lijst = ", ".join(f"{veld} text NOT NULL" for veld in velden)
            cursor.execute(
                f"CREATE TABLE {schema.tabel(nummer)} (rowid bigint PRIMARY KEY, {lijst}, tsv tsvector NOT NULL)"
            )
    schema._kolommen.clear()
    schema.schrijf(nummer, list(rijen.items()))
    IndexStand.objects.filter(naam=NAAM).update(som="van vroeger")
    yield nummer
    schema._kolommen.clear()


def _pks(nummer: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT rowid FROM {schema.tabel(nummer)}")
        return [rij[0] for rij in cursor.fetchall()]


def test_a_new_portal_has_an_index_of_now(voorziening: VoorzieningPage) -> None:
    assert not som_.verouderd()
    assert deel() == (200, "ok")


def test_an_index_of_other_fields_answers_and_takes_changes(
    oude_tabel: int, voorziening: VoorzieningPage
) -> None:
    assert service.zoek(Vraag("koffie")).totaal == 1
    assert service.zoek(Vraag("hulp bij schulden koffie")).totaal == 1, (
        "phrases name the fields that are there"
    )
    voorziening.title = "Thee in de buurt"
    voorziening.save_revision().publish()
    assert service.zoek(Vraag("thee")).totaal == 1
    assert [s.tekst for s in service.suggesties("thee")] == ["Thee in de buurt"]
    voorziening.unpublish()
    assert service.zoek(Vraag("thee")).totaal == 0
    assert deel() == (200, "degraded")


@pytest.mark.parametrize("hoe", ["check", "onderhoud", "nacht"])
def test_it_is_built_anew_by_itself(oude_tabel: int, hoe: str) -> None:
    if hoe == "check":  # what klaarzetten calls, and so `make run`
        uit = StringIO()
        call_command("zoekindex", "check", stdout=uit)
        assert "embedded: 1 bijgewerkt" in uit.getvalue()
    else:
        (onderhoud.haal_in if hoe == "onderhoud" else onderhoud.kijk_na)()
    nu = IndexStand.objects.get(naam=NAAM)
    assert nu.generatie > oude_tabel
    assert schema.kolommen(nu.generatie) == VELDEN
    assert service.zoek(Vraag("koffie")).totaal == 1
    assert deel() == (200, "ok")
    assert service.herstel()["embedded"] == (0, 0), "once is enough"


def test_a_catalogue_that_has_grown_much_is_built_anew(db: None) -> None:
    """Only a build counts in how many offers a word stands: how an index came about may not show in the answers."""
    service.herbouw("embedded")
    organisatie = factories.OrganisatiePageFactory()
    for n in range(som_.SPELING + 1):
        factories.VoorzieningPageFactory(parent=organisatie, title=f"Koffie {n}")
    na_commit()
    voor = IndexStand.objects.get(naam=NAAM)
    assert set(IndexWoord.objects.filter(woord="koffie").values_list("telling", flat=True)) == {1}
    onderhoud.haal_in()
    na = IndexStand.objects.get(naam=NAAM)
    assert (na.generatie > voor.generatie, na.omvang) == (True, som_.SPELING + 1)
    telling = IndexWoord.objects.get(generatie=na.generatie, woord="koffie").telling
    assert telling == som_.SPELING + 1
    onderhoud.haal_in()
    assert IndexStand.objects.get(naam=NAAM).generatie == na.generatie, "once is enough"


@pytest.mark.parametrize("naam", som_.BRONNEN)
def test_the_sum_changes_with_every_source_of_the_tokens(naam: str, tmp_path: Path) -> None:
    kopie = tmp_path / "search"
    shutil.copytree(som_.MAP, kopie, ignore=shutil.ignore_patterns("__pycache__"))
    voor = som_.bereken(kopie, "3.0")
    assert som_.bereken(kopie, "3.0") == voor
    (kopie / naam).write_bytes((kopie / naam).read_bytes() + b"\n")
    assert som_.bereken(kopie, "3.0") != voor


def test_the_sum_changes_with_the_stemmer() -> None:
    assert som_.bereken(som_.MAP, "3.0") != som_.bereken(som_.MAP, "3.1")


@pytest.mark.elasticsearch
def test_elasticsearch_with_another_mapping_is_not_asked_until_it_is_built_anew(
    elastic: Any, voorziening: VoorzieningPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    na_commit()
    catchup.verwerk()
    assert service.zoek(Vraag("koffie")).engine == "elasticsearch"
    monkeypatch.setattr(verbinding, "schema_som", lambda: "anders00")
    assert service.zoek(Vraag("koffie")).engine == "embedded"
    assert deel() == (200, "degraded")
    call_command("zoekindex", "check", stdout=StringIO())
    assert service.zoek(Vraag("koffie")).engine == "elasticsearch"
    assert deel() == (200, "ok")


@pytest.mark.elasticsearch
def test_elasticsearch_follows_an_embedded_index_that_was_built_anew(
    elastic: Any, voorziening: VoorzieningPage
) -> None:
    na_commit()
    catchup.verwerk()
    voor = list(verbinding.client(10).indices.get(index=verbinding.alias()))
    IndexStand.objects.filter(naam=NAAM).update(som="van vroeger")
    for onderdeel in (stand, woordenboek):
        onderdeel.vergeet()
    assert service.zoek(Vraag("koffie")).engine == "elasticsearch"
    onderhoud.haal_in()
    assert list(verbinding.client(10).indices.get(index=verbinding.alias())) != voor
    assert service.zoek(Vraag("koffie")).engine == "elasticsearch"
