"""The search page: everything is in its address, and whatever is in the address gives an ordinary page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client, RequestFactory
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothese
from hypothesis import strategies as st

from socialekaart.filters import Filter, Filterwaarde
from socialekaart.search import woordenboek
from socialekaart.search.embedded import stand
from socialekaart.search.types import FACETTEN
from socialekaart.zoekpagina import zoek_voor
from tests import factories
from tests.conftest import Samen

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _vers() -> Iterator[None]:
    """No test inherits what a process remembers of the index."""
    for onderdeel in (stand, woordenboek):
        onderdeel.vergeet()
    yield
    for onderdeel in (stand, woordenboek):
        onderdeel.vergeet()


@pytest.fixture(scope="module")
def kaart(samen: Samen) -> None:
    """Three offers: a walk in Duinrand, money help by phone, and one of the neighbours."""
    with samen():
        duinrand, polderwijk = factories.maak_duinrand(), factories.maak_polderwijk()
        organisatie = factories.maak_organisatie()
        wijk = factories.WijkFactory(gemeente=duinrand, naam="Vuurtoren")
        factories.PostcodeFactory(postcode="1987DB", wijk=wijk)
        factories.PostcodeFactory(
            postcode="1988AA", wijk=factories.WijkFactory(gemeente=polderwijk, naam="Dijk")
        )
        plek = factories.LocatiePageFactory(parent=organisatie, title="Buurthuis De Duinpan")
        maak = factories.VoorzieningPageFactory
        maak(
            parent=organisatie, title="Wandelen met de buurt", samenvatting="Elke week een rondje lopen.", plekken=[plek],
            leefgebieden=["netwerk"], doelgroepen=["ouderen"], gemeenten=[duinrand], toegang="vrij", gratis=True,
        )  # fmt: skip
        maak(
            parent=organisatie, title="Geldloket", samenvatting="Hulp bij schulden en rekeningen.", toegang="aanmelden",
            leefgebieden=["financien"], gemeenten=[duinrand], gratis=True, op_afstand=True,
        )  # fmt: skip
        maak(
            parent=organisatie, title="Wandelclub Polder", samenvatting="Samen lopen langs de dijk.",
            leefgebieden=["netwerk"], gemeenten=[polderwijk],
        )  # fmt: skip


@pytest.fixture
def zoek(rf: RequestFactory, kaart: None) -> Any:
    """The context of the search page for a query string."""

    def doe(
        vraag: str = "", host: str = "duinrand.localhost", pad: str = "/zoeken/", **vast: str
    ) -> dict[str, Any]:
        return zoek_voor(rf.get(f"{pad}{vraag}", headers={"host": host}), **vast)

    return doe


def filter_van(context: dict[str, Any], naam: str) -> Any:
    return next(een for een in context["facetten"] if een.naam == naam)


class TestFilters:
    def test_they_are_in_words_with_counts(self, zoek: Any) -> None:
        onderwerp = filter_van(zoek(), "leefgebied")
        assert onderwerp.titel == "Onderwerp"
        assert {een.waarde: een.aantal for een in onderwerp.waarden}.items() >= {"financien": 1}.items()
        assert all(een.label and een.label != een.waarde for een in onderwerp.waarden)

    def test_letting_go_is_an_address(self, zoek: Any) -> None:
        gekozen = zoek("?postcode=1987+DB&leefgebied=netwerk")
        assert [een["weg"] for een in gekozen["gekozen"]] == ["/zoeken/?postcode=1987+DB"]
        assert gekozen["wis"] == "/zoeken/?postcode=1987+DB"

    def test_a_second_value_comes_beside_the_first(self, zoek: Any) -> None:
        beide = zoek("?leefgebied=financien&leefgebied=netwerk&pagina=3")
        assert beide["resultaat"].totaal == 3
        weg = {een["label"]: parse_qs(urlsplit(een["weg"]).query) for een in beide["gekozen"]}
        assert sorted(weg.values(), key=str) == [{"leefgebied": ["financien"]}, {"leefgebied": ["netwerk"]}]
        assert zoek("?leefgebied=financien,netwerk")["resultaat"].totaal == 3

    def test_a_choice_that_leads_to_nothing_can_be_let_go(self, zoek: Any) -> None:
        context = zoek("?q=wandelen&leefgebied=taal")
        assert context["resultaat"].totaal == 0
        assert [een["label"] for een in context["gekozen"]]
        assert context["gekozen"][0]["weg"] == "/zoeken/?q=wandelen"

    @pytest.mark.parametrize("naam", FACETTEN)
    def test_codes_that_do_not_exist_are_left_out(self, zoek: Any, naam: str) -> None:
        context = zoek(f"?{naam}=bestaat-niet&{naam}=%00&{naam}=" + "x" * 300)
        assert context["resultaat"].totaal == 3
        assert context["gekozen"] == []
        assert "bestaat-niet" not in context["letterlijk_url"]

    def test_the_fixed_subject_of_a_page_is_no_filter_and_not_in_its_addresses(self, zoek: Any) -> None:
        context = zoek("?leefgebied=financien", pad="/onderwerp/netwerk/", leefgebied="netwerk")
        assert {hit.titel for hit in context["hits"]} == {"Wandelen met de buurt", "Wandelclub Polder"}
        assert all(een.naam != "leefgebied" for een in context["facetten"])
        assert context["wis"] == "/onderwerp/netwerk/"


class TestAdres:
    def test_addresses_hold_what_means_something_and_nothing_else(self, zoek: Any) -> None:
        context = zoek(
            "?utm_source=brief&q=lopen&fbclid=1&postcode=1987+DB&sorteer=gek&letterlijk=ja&pagina=2"
        )
        assert context["wis"] == "/zoeken/?q=lopen&postcode=1987+DB"
        assert context["verborgen"] == []
        assert context["afstand_url"] == "/zoeken/?q=lopen&postcode=1987+DB&sorteer=afstand"
        assert zoek("?q=lopen&sorteer=afstand")["relevantie_url"] == "/zoeken/?q=lopen"

    def test_a_long_address_does_not_make_a_long_page(self, client: Client, kaart: None) -> None:
        gewoon = len(client.get("/zoeken/?q=lopen").content)
        lang = len(client.get("/zoeken/?q=lopen&x=" + "y" * 7000).content)
        assert lang < gewoon + 3 * 7000  # the language switch and the print of the address; not every filter

    def test_the_same_search_has_one_address(self, zoek: Any) -> None:
        een = zoek("?leefgebied=netwerk&leefgebied=financien&q=lopen")
        ander = zoek("?q=lopen&leefgebied=financien,netwerk&leefgebied=netwerk")
        assert een["letterlijk_url"] == ander["letterlijk_url"]


class TestSlechteInvoer:
    @pytest.mark.parametrize(
        "vraag",
        [
            "?q=" + "a" * 7000, "?q=" + "a+" * 3000, "?q=%00%01%ff%fe", "?q=%F0%9F%98%80", "?q='\"--;)(*", "?q=NEAR(a,b)",
            "?q=<script>alert(1)</script>", "?q=%25_%25", "?q=\\", "?q=" + "(" * 500, "?q=OR+AND+NOT", "?q&postcode",
            "?postcode=%00", "?postcode=" + "9" * 5000, "?postcode=0000", "?postcode=1987DB%0d%0aX-Kop:1",
            "?pagina=0", "?pagina=-1", "?pagina=99999999999999999999", "?pagina=een", "?pagina=%D9%A1", "?pagina=1&pagina=2",
            "?q=een&q=twee", "?leefgebied=" + "netwerk&leefgebied=" * 400, "?gratis=nee&nu_open=misschien", "?=&&&=",
        ],
    )  # fmt: skip
    def test_gives_an_ordinary_page(self, client: Client, kaart: None, vraag: str) -> None:
        for pad in ("/zoeken/", "/onderwerp/netwerk/", "/zoeken/suggesties/", "/en/zoeken/"):
            antwoord = client.get(pad + vraag)
            assert antwoord.status_code == 200, pad
            assert b"<script>alert" not in antwoord.content

    @hypothese(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        q=st.text(max_size=80),
        postcode=st.text(max_size=20),
        facet=st.sampled_from(FACETTEN),
        waarde=st.text(max_size=20),
    )
    def test_any_text_gives_an_ordinary_page(
        self, client: Client, kaart: None, q: str, postcode: str, facet: str, waarde: str
    ) -> None:
        antwoord = client.get("/zoeken/", {"q": q, "postcode": postcode, facet: waarde})
        assert antwoord.status_code == 200

    @pytest.mark.parametrize("q", ["می\u200cخواهم", "👩\u200d👩\u200d👧"])
    def test_what_holds_signs_together_stays(self, client: Client, kaart: None, q: str) -> None:
        assert f'value="{q}"' in client.get("/zoeken/", {"q": q}).content.decode()

    def test_a_page_beyond_the_last_is_no_dead_end(self, client: Client, kaart: None) -> None:
        tekst = client.get("/zoeken/?pagina=999").content.decode()
        assert "Wandelen met de buurt" in tekst


class TestPostcode:
    def test_a_known_one_counts_from_there(self, zoek: Any) -> None:
        context = zoek("?q=wandelen&postcode=1987db")
        assert context["plek"].label == "1987 DB"
        assert context["hits"][0].afstand_m is not None
        assert not context["postcode_melding"]
        assert not context["postcode_elders"]

    @pytest.mark.parametrize(
        ("postcode", "zin"),
        [("9999XX", "Deze postcode kennen we hier niet"), ("hier", "Schrijf een postcode zo"), ("1", "Schrijf een postcode zo")],
    )  # fmt: skip
    def test_an_unknown_one_says_so_and_shows_all(
        self, client: Client, kaart: None, postcode: str, zin: str
    ) -> None:
        tekst = client.get(f"/zoeken/?postcode={postcode}").content.decode()
        assert zin in tekst
        assert "Wandelen met de buurt" in tekst
        assert f'value="{postcode}"' in tekst

    def test_that_of_the_neighbours_gets_a_notice(self, client: Client, kaart: None) -> None:
        assert "ligt in een andere gemeente" in client.get("/zoeken/?postcode=1988AA").content.decode()

    def test_the_name_of_a_wijk_will_do(self, zoek: Any) -> None:
        assert zoek("?postcode=vuurtoren")["plek"].label == "Vuurtoren"


class TestTreffers:
    def test_what_does_not_serve_this_municipality_comes_last(self, zoek: Any) -> None:
        hits = zoek("?q=lopen")["hits"]
        assert [hit.bedient for hit in hits] == [True, False]
        assert (
            next(hit.titel for hit in zoek("?q=lopen", host="polderwijk.localhost")["hits"])
            == "Wandelclub Polder"
        )

    def test_nothing_found_helps_on(self, client: Client, kaart: None) -> None:
        tekst = client.get("/zoeken/?q=pizzabezorging").content.decode()
        assert "Niets gevonden voor “pizzabezorging”" in tekst
        assert 'href="tel:0123456700"' in tekst
        assert 'href="/zelfcheck/"' in tekst
        assert 'href="/onderwerp/wonen/"' in tekst

    def test_hits_in_english_say_that_they_are_dutch(self, client: Client, kaart: None) -> None:
        tekst = client.get("/en/zoeken/?q=wandelen").content.decode()
        assert 'lang="nl"' in tekst
        assert 'href="/en/aanbod/welzijn-duinrand/wandelen-met-de-buurt/"' in tekst

    def test_suggestions_are_texts_with_an_address(self, client: Client, kaart: None) -> None:
        antwoord = client.get("/zoeken/suggesties/?q=wand")
        assert antwoord["Content-Type"] == "application/json"
        rijen = antwoord.json()
        assert {"tekst", "soort", "adres"} == set(rijen[0])
        assert any(rij["adres"] == "/aanbod/welzijn-duinrand/wandelen-met-de-buurt/" for rij in rijen)
        assert client.get("/zoeken/suggesties/?q=w").json() == []
        engels = client.get("/en/zoeken/suggesties/?q=wand").json()
        assert all(rij["adres"].startswith("/en/") for rij in engels)


def test_of_a_long_filter_the_first_values_and_the_chosen_ones_are_in_sight() -> None:
    waarden = [Filterwaarde(f"f{n}", str(n), f"Waarde {n}", 9 - n, gekozen=n == 6) for n in range(8)]
    eerst, meer = Filter("wijk", "Wijk", waarden).delen
    assert [een.waarde for een in eerst] == ["0", "1", "2", "3", "4", "6"]
    assert [een.waarde for een in meer] == ["5", "7"]


def test_a_short_filter_hides_nothing() -> None:
    waarden = [Filterwaarde(f"f{n}", str(n), f"Waarde {n}", 9 - n, gekozen=False) for n in range(5)]
    assert Filter("wijk", "Wijk", waarden).delen == [waarden]
