"""Searches without a result are counted per municipality, when a person typed them, and never at the visitor's cost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.gemeente.models import Gemeente
from socialekaart.gemist import onderhoud, tellen
from socialekaart.gemist.models import GemisteZoekvraag, Stand, Uitkomst, Zoekfeedback
from socialekaart.models import VoorzieningPage
from tests import factories

pytestmark = pytest.mark.django_db
Zoek = Callable[..., HttpResponse]


def geteld() -> dict[str, int]:
    return dict(GemisteZoekvraag.objects.values_list("tekst", "aantal"))


def test_the_same_words_are_one_row_that_counts(zoek: Zoek) -> None:
    for q in ("Wolclub", "wolclub", " WOLCLUB  "):
        assert zoek(q).status_code == 200
    rij = GemisteZoekvraag.objects.get()
    assert (rij.tekst, rij.aantal, rij.uitkomst, rij.stand) == ("wolclub", 3, Uitkomst.NIETS, Stand.OPEN)
    assert rij.eerste == rij.laatste == timezone.localdate()


def test_nothing_kept_can_say_who_or_when() -> None:
    """No column for a session, address, browser or time of day can slip in unseen."""
    kolommen = {
        model: {veld.name: veld.get_internal_type() for veld in model._meta.get_fields()}
        for model in (GemisteZoekvraag, Zoekfeedback)
    }
    assert set(kolommen[Zoekfeedback]) == {"id", "gemeente", "zoekvraag", "tekst", "dag"}
    assert set(kolommen[GemisteZoekvraag]) == {
        "id", "gemeente", "tekst", "aantal", "eerste", "laatste", "uitkomst", "stand", "synoniem",
    }  # fmt: skip
    assert not {"DateTimeField", "TimeField", "GenericIPAddressField"} & {
        soort for velden in kolommen.values() for soort in velden.values()
    }


def test_each_municipality_has_its_own_count(zoek: Zoek, polderwijk: Gemeente) -> None:
    zoek("wolclub")
    zoek("wolclub", host="polderwijk.localhost")
    zoek("wolclub", host="polderwijk.localhost")
    assert set(GemisteZoekvraag.objects.values_list("gemeente__naam", "aantal")) == {
        ("Duinrand", 1),
        ("Polderwijk", 2),
    }


@pytest.mark.parametrize(
    "q, meer",
    [
        ("breicafé", {}),
        ("", {}),
        ("wolclub", {"leefgebied": "netwerk"}),
        ("wolclub", {"pagina": "2"}),
        ("wolclub", {"letterlijk": "1"}),
        ("0612345678", {}),
        ("ik wil niet meer leven", {}),
        ("zelfmoordd wolclub", {}),
    ],
)
def test_what_is_no_missed_search_is_not_counted(zoek: Zoek, q: str, meer: dict[str, str]) -> None:
    assert zoek(q, **meer).status_code == 200
    assert geteld() == {}


@pytest.mark.parametrize(
    "koppen",
    [
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"Sec-Fetch-Dest": "image"},
    ],
)
def test_what_nobody_typed_is_not_counted(zoek: Zoek, koppen: dict[str, str]) -> None:
    zoek("wolclub", koppen)
    assert geteld() == {}


def test_loose_hits_are_counted_as_such(zoek: Zoek) -> None:
    assert zoek("breicafé wolclub").context["resultaat"].versoepeld
    assert list(GemisteZoekvraag.objects.values_list("tekst", "uitkomst")) == [
        ("breicafé wolclub", Uitkomst.RUIMER)
    ]


def test_a_database_that_cannot_write_costs_the_visitor_nothing(
    zoek: Zoek, monkeypatch: Any, caplog: Any
) -> None:
    def weg(*args: Any) -> None:
        raise DatabaseError("locked")

    monkeypatch.setattr(tellen, "tel", weg)
    assert b"wolclub" in zoek("wolclub").content
    assert "niet geteld" in caplog.text
    assert "wolclub" not in "".join(
        regel.getMessage() for regel in caplog.records if regel.name == "dichtbij.gemist"
    )


def test_a_page_with_results_asks_the_database_nothing_more(
    zoek: Zoek, monkeypatch: Any, django_assert_num_queries: Any
) -> None:
    zoek("breicafé")
    with CaptureQueriesContext(connection) as met:
        zoek("breicafé")
    monkeypatch.setattr("socialekaart.views.onthoud", lambda *args: None)
    with django_assert_num_queries(len(met)):
        zoek("breicafé")


def test_counting_costs_few_queries(zoek: Zoek, monkeypatch: Any) -> None:
    zoek("wolclub")
    with CaptureQueriesContext(connection) as met:
        zoek("wolclub")
    monkeypatch.setattr("socialekaart.views.onthoud", lambda *args: None)
    with CaptureQueriesContext(connection) as zonder:
        zoek("wolclub")
    eigen = [rij["sql"] for rij in met.captured_queries if "gemist_" in rij["sql"]]
    assert len(eigen) == 2
    assert len(met) - len(zonder) <= 10


def test_the_search_page_sets_no_cookie(zoek: Zoek) -> None:
    assert not zoek("wolclub").cookies


def test_a_full_list_takes_no_new_words_but_still_counts(zoek: Zoek, monkeypatch: Any) -> None:
    zoek("wolclub")
    monkeypatch.setattr(tellen, "MAX_RIJEN", 1)
    zoek("garenclub")
    zoek("wolclub")
    assert geteld() == {"wolclub": 2}


def test_found_nothing_again_after_a_synonym_is_open_again_ignored_stays(duinrand: Gemeente) -> None:
    for stand, uitkomst, verwacht in (
        (Stand.SYNONIEM, Uitkomst.NIETS, Stand.OPEN),
        (Stand.SYNONIEM, Uitkomst.RUIMER, Stand.SYNONIEM),
        (Stand.GENEGEERD, Uitkomst.NIETS, Stand.GENEGEERD),
    ):
        tellen.tel(duinrand, "wolclub", Uitkomst.NIETS)
        GemisteZoekvraag.objects.update(stand=stand)
        tellen.tel(duinrand, "wolclub", uitkomst)
        assert GemisteZoekvraag.objects.get().stand == verwacht


def test_waiting_for_a_busy_database_is_short_and_the_patience_comes_back(duinrand: Gemeente) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL gets its own limit per transaction")
    with connection.cursor() as cursor:
        voor = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        with tellen._kort_wachten():
            assert cursor.execute("PRAGMA busy_timeout").fetchone()[0] == tellen.MAX_WACHT_MS
        assert cursor.execute("PRAGMA busy_timeout").fetchone()[0] == voor != tellen.MAX_WACHT_MS


class TestVergeten:
    @pytest.fixture
    def rij(self, duinrand: Gemeente) -> Callable[..., GemisteZoekvraag]:
        def maak(tekst: str, dagen: int, aantal: int = 1) -> GemisteZoekvraag:
            dag: date = timezone.localdate() - timedelta(days=dagen)
            return GemisteZoekvraag.objects.create(
                gemeente=duinrand,
                tekst=tekst,
                aantal=aantal,
                eerste=dag,
                laatste=dag,
                uitkomst=Uitkomst.NIETS,
            )

        return maak

    def test_a_year_for_what_came_back_and_a_season_for_what_did_not(
        self, rij: Any, duinrand: Gemeente
    ) -> None:
        for tekst, dagen, aantal in (("a", 364, 2), ("b", 366, 9), ("c", 89, 1), ("d", 91, 1)):
            rij(tekst, dagen, aantal)
        for dagen in (364, 366):
            dag = timezone.localdate() - timedelta(days=dagen)
            Zoekfeedback.objects.create(gemeente=duinrand, tekst=str(dagen), dag=dag)
        assert onderhoud.ruim_op() == "2 zoekvragen, 1 reacties verwijderd"
        assert sorted(geteld()) == ["a", "c"]
        assert Zoekfeedback.objects.get().tekst == "364"
        assert onderhoud.ruim_op() == ""

    def test_a_full_list_loses_the_oldest_that_came_least(self, rij: Any, monkeypatch: Any) -> None:
        monkeypatch.setattr(tellen, "MAX_RIJEN", 3)
        for tekst, dagen, aantal in (("vaak", 80, 5), ("oud", 70, 1), ("nieuw", 1, 1)):
            rij(tekst, dagen, aantal)
        onderhoud.ruim_op()
        assert sorted(geteld()) == ["nieuw", "vaak"]

    def test_it_is_part_of_the_nightly_work(self) -> None:
        from portal.shell import maintenance

        naam = "gemiste zoekvragen: opruimen"
        assert naam in maintenance.names(nightly=True)
        assert naam not in maintenance.names(nightly=False)


def test_a_site_without_a_municipality_counts_nothing(client: Client, catalogus: object) -> None:
    organisatie = factories.OrganisatiePageFactory(parent=catalogus)
    factories.VoorzieningPageFactory(parent=organisatie, title="Breicafé")
    assert client.get("/zoeken/", {"q": "wolclub"}).status_code == 200
    assert geteld() == {}


def test_a_visitor_of_the_subject_page_is_not_counted(client: Client, breicafe: VoorzieningPage) -> None:
    assert client.get("/onderwerp/wonen/", {"q": "wolclub"}).status_code == 200
    assert geteld() == {}
