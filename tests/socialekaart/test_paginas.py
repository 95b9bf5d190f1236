"""Overview, subject, organisation, place and offer: what stands on them, and how many queries they ask."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.gemeente.models import Gemeente
from socialekaart.models import LocatiePage, OrganisatiePage, OudAdres, VoorzieningPage
from socialekaart.search import service, woordenboek
from socialekaart.search.embedded import stand
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _vers() -> Iterator[None]:
    for onderdeel in (stand, woordenboek):
        onderdeel.vergeet()
    yield
    for onderdeel in (stand, woordenboek):
        onderdeel.vergeet()


def bladzijde(client: Client, pad: str, host: str = "duinrand.localhost") -> BeautifulSoup:
    antwoord = client.get(pad, headers={"host": host})
    assert antwoord.status_code == 200, pad
    return BeautifulSoup(antwoord.content, "html.parser")


def links(soep: BeautifulSoup) -> set[str]:
    return {a["href"] for a in soep.find("main").find_all("a", href=True)}


class TestOverzicht:
    def test_offers_of_this_municipality_by_organisation(
        self, client: Client, voorziening: VoorzieningPage, polderwijk: Gemeente
    ) -> None:
        organisatie = voorziening.get_parent().specific
        factories.VoorzieningPageFactory(parent=organisatie, title="Elders", gemeenten=[polderwijk])
        factories.VoorzieningPageFactory(parent=organisatie, title="Concept", live=False)
        soep = bladzijde(client, "/aanbod/")
        assert "1 keer hulp of iets te doen in Duinrand" in soep.get_text(" ", strip=True)
        assert {voorziening.pad(), organisatie.pad(), "/onderwerp/wonen/"} <= links(soep)
        assert not any("elders" in een or "concept" in een for een in links(soep))
        assert any("elders" in een for een in links(bladzijde(client, "/aanbod/", "polderwijk.localhost")))

    def test_an_empty_catalogue_is_a_page(self, client: Client, duinrand: Gemeente) -> None:
        assert "0 keer hulp" in bladzijde(client, "/aanbod/").get_text(" ", strip=True)


class TestLeefgebied:
    def test_all_about_one_subject(self, client: Client, voorziening: VoorzieningPage) -> None:
        anders = factories.VoorzieningPageFactory(
            parent=voorziening.get_parent().specific, title="Taalcafé", slug="taalcafe", leefgebieden=["taal"]
        )
        soep = bladzijde(client, "/onderwerp/netwerk/")
        assert voorziening.pad() in links(soep)
        assert anders.pad() not in links(soep)
        assert anders.pad() in links(bladzijde(client, "/onderwerp/taal/"))

    def test_an_unknown_subject_is_a_404(self, client: Client, duinrand: Gemeente) -> None:
        assert client.get("/onderwerp/geluk/").status_code == 404


class TestOrganisatie:
    @pytest.fixture
    def plek(self, organisatie: OrganisatiePage) -> LocatiePage:
        return factories.LocatiePageFactory(
            parent=organisatie, title="De Duinpan", route="Bus 3, halte Strand."
        )

    def test_its_offers_and_places_that_the_public_may_see(
        self, client: Client, organisatie: OrganisatiePage, voorziening: VoorzieningPage, plek: LocatiePage
    ) -> None:
        factories.VoorzieningPageFactory(parent=organisatie, title="Concept", live=False)
        factories.LocatiePageFactory(parent=organisatie, title="Dichte deur", live=False)
        soep = bladzijde(client, organisatie.pad())
        assert {voorziening.pad(), plek.pad()} <= links(soep)
        assert "Concept" not in soep.get_text()
        assert "Dichte deur" not in soep.get_text()

    def test_with_nothing_but_a_name_it_reads_well(
        self, client: Client, organisatie: OrganisatiePage, duinrand: Gemeente
    ) -> None:
        tekst = bladzijde(client, organisatie.pad()).find("main").get_text(" ", strip=True)
        assert "Welzijn Duinrand" in tekst
        assert "Er staat nu geen aanbod" in tekst
        assert "None" not in tekst

    def test_a_place_says_how_to_get_there_and_what_there_is_to_do(
        self, client: Client, organisatie: OrganisatiePage, plek: LocatiePage, duinrand: Gemeente
    ) -> None:
        aanbod = factories.VoorzieningPageFactory(parent=organisatie, title="Soep eten", plekken=[plek])
        soep = bladzijde(client, plek.pad())
        assert "Bus 3, halte Strand." in soep.get_text()
        assert "Duinweg 12" in soep.get_text()
        assert aanbod.pad() in links(soep)

    def test_a_place_with_nothing_but_a_name_reads_well(
        self, client: Client, organisatie: OrganisatiePage, duinrand: Gemeente
    ) -> None:
        kaal = factories.LocatiePageFactory(
            parent=organisatie, title="Ergens", straat="", postcode="", plaats="", lat=None, lon=None
        )
        soep = bladzijde(client, kaal.pad()).find("main")
        assert "Ergens" in soep.get_text()
        assert "None" not in soep.get_text()
        assert [een for een in soep.find_all("p") if not een.get_text(strip=True)] == []


class TestVoorziening:
    def test_with_nothing_but_a_name_it_reads_well(
        self, client: Client, organisatie: OrganisatiePage, duinrand: Gemeente
    ) -> None:
        kaal = factories.VoorzieningPageFactory(parent=organisatie, title="Kaal", samenvatting="")
        for pad in (kaal.pad(), "/en" + kaal.pad()):
            tekst = bladzijde(client, pad).find("main").get_text(" ", strip=True)
            assert "Kaal" in tekst
            assert "None" not in tekst

    @pytest.mark.parametrize("toegang", ["", "aanmelden"])
    def test_who_finds_no_way_to_begin_calls_the_municipality_from_there(
        self, client: Client, organisatie: OrganisatiePage, duinrand: Gemeente, toegang: str
    ) -> None:
        kaal = factories.VoorzieningPageFactory(parent=organisatie, title="Kaal", bereik="", toegang=toegang)
        soep = bladzijde(client, kaal.pad())
        assert soep.find("article").find("a", href="tel:0123456700") is not None
        kruimels = soep.find(class_="kruimels").get_text(" ", strip=True)
        assert kruimels == "Home Welzijn Duinrand Kaal"

    def test_that_of_the_neighbours_opens_with_a_notice(
        self, client: Client, voorziening: VoorzieningPage, polderwijk: Gemeente
    ) -> None:
        zin = "Dit is voor mensen uit Duinrand. Woont u in Polderwijk?"
        elders = bladzijde(client, voorziening.pad(), "polderwijk.localhost").get_text(" ", strip=True)
        assert zin in elders
        assert zin not in bladzijde(client, voorziening.pad()).get_text(" ", strip=True)

    def test_without_translation_it_is_dutch_and_says_so(
        self, client: Client, voorziening: VoorzieningPage
    ) -> None:
        soep = bladzijde(client, "/en" + voorziening.pad())
        assert soep.find("html")["lang"] == "en"
        assert soep.find("h1").find_parent(lang="nl") is not None


class TestOudAdres:
    def test_a_page_that_gets_its_old_name_back_goes_round_in_no_circle(
        self, client: Client, voorziening: VoorzieningPage
    ) -> None:
        """Browsers keep a permanent redirect for ever unless told otherwise."""
        oud = voorziening.pad().replace("koffie-in-de-buurt", "thee")
        OudAdres.objects.create(pad=oud, page=voorziening)
        antwoord = client.get(oud)
        assert (antwoord.status_code, antwoord["Location"]) == (301, voorziening.pad())
        assert antwoord["Cache-Control"] == "no-cache"

    def test_an_old_address_of_the_page_itself_is_no_circle_either(
        self, client: Client, voorziening: VoorzieningPage
    ) -> None:
        OudAdres.objects.create(pad=voorziening.pad(), page=voorziening)
        assert client.get(voorziening.pad()).status_code == 200

    def test_in_english_it_leads_to_english(self, client: Client, voorziening: VoorzieningPage) -> None:
        OudAdres.objects.create(pad="/aanbod/weg/thee/", page=voorziening)
        nieuw = "/en" + voorziening.pad()
        assert client.get("/en/aanbod/weg/thee/")["Location"] == nieuw

    def test_to_what_is_hidden_it_leads_nowhere(self, client: Client, voorziening: VoorzieningPage) -> None:
        OudAdres.objects.create(pad="/aanbod/weg/thee/", page=voorziening)
        voorziening.unpublish()
        assert client.get("/aanbod/weg/thee/").status_code == 404


def test_addresses_are_plain_letters_also_for_names_that_are_not(
    organisatie: OrganisatiePage, client: Client
) -> None:
    """An address with an é in it would match no route."""
    pagina = VoorzieningPage(title="Café Überleven", locale=organisatie.locale, bereik="land")
    organisatie.add_child(instance=pagina)
    assert pagina.slug == "cafe-uberleven"
    assert client.get(pagina.pad()).status_code == 200


class TestQueries:
    """A fixed number, however many offers there are."""

    GRENS = {
        "/": 10,
        "/aanbod/": 12,
        "/onderwerp/netwerk/": 15,
        "/zoeken/": 15,
        # Within a transaction, as in a test, the index cannot know by one look that nothing changed: six queries more
        # than the ten or eleven that a visitor's page asks (`make bench` counts those).
        "/zoeken/?q=koffie&postcode=1987DB": 17,
    }

    def tel(self, client: Client, pad: str) -> int:
        client.get(pad)  # the first visit of a process reads what it keeps
        with CaptureQueriesContext(
            connection,
        ) as vragen:
            assert client.get(pad).status_code == 200
        # A test runs within a transaction, so `atomic` sets savepoints that a visitor's page does not.
        return sum("SAVEPOINT" not in een["sql"] for een in vragen)

    def test_no_page_asks_more_as_the_catalogue_grows(
        self, client: Client, organisatie: OrganisatiePage, duinrand: Gemeente
    ) -> None:
        wijk = factories.WijkFactory(gemeente=duinrand)
        factories.PostcodeFactory(postcode="1987DB", wijk=wijk)
        plek = factories.LocatiePageFactory(parent=organisatie)
        aanbod = [self.maak(organisatie, plek, duinrand, nummer) for nummer in range(3)]
        service.herstel()
        grens = self.GRENS | {aanbod[0].pad(): 12, organisatie.pad(): 12, plek.pad(): 12}
        eerst = {pad: self.tel(client, pad) for pad in grens}
        te_veel = {pad: aantal for pad, aantal in eerst.items() if aantal > grens[pad]}
        assert te_veel == {}
        for nummer in range(3, 30):
            self.maak(organisatie, plek, duinrand, nummer)
        service.herstel()
        later = {pad: self.tel(client, pad) for pad in grens}
        assert {pad: (eerst[pad], later[pad]) for pad in grens if later[pad] > eerst[pad]} == {}

    @staticmethod
    def maak(
        organisatie: OrganisatiePage, plek: LocatiePage, gemeente: Gemeente, nummer: int
    ) -> VoorzieningPage:
        return factories.VoorzieningPageFactory(
            parent=organisatie, title=f"Koffie {nummer}", leefgebieden=["netwerk"], doelgroepen=["ouderen"],
            gemeenten=[gemeente], plekken=[plek],
        )  # fmt: skip


class TestVerwijderen:
    @pytest.fixture
    def plek(self, organisatie: OrganisatiePage) -> LocatiePage:
        return factories.LocatiePageFactory(parent=organisatie, title="De Duinpan")

    def test_an_organisation_goes_with_its_places_and_offers(
        self, organisatie: OrganisatiePage, plek: LocatiePage
    ) -> None:
        factories.VoorzieningPageFactory(parent=organisatie, plekken=[plek])
        OrganisatiePage.objects.get(pk=organisatie.pk).delete()
        assert not LocatiePage.objects.exists()
        assert not VoorzieningPage.objects.exists()

    def test_a_place_where_others_come_stays_and_the_editor_reads_why(
        self, admin_client: Client, organisatie: OrganisatiePage, plek: LocatiePage
    ) -> None:
        buren = factories.OrganisatiePageFactory(parent=organisatie.get_parent(), title="Buren")
        factories.VoorzieningPageFactory(parent=buren, title="Soep eten", plekken=[plek])
        for pagina in (plek, organisatie):
            antwoord = admin_client.post(f"/beheer/pages/{pagina.pk}/delete/", follow=True)
            assert antwoord.status_code == 200
            assert "Hier is nog aanbod: “Soep eten”." in antwoord.content.decode()
        assert LocatiePage.objects.filter(pk=plek.pk).exists()
