"""Addresses of the catalogue: the same on every site, and old ones lead on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from portal.gemeente.models import Gemeente
from socialekaart.models import CataloguePage, OrganisatiePage, OudAdres, VoorzieningPage
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("eens_kaart")]

SITES = ("duinrand.localhost", "polderwijk.localhost")


def haal(client: Client, pad: str, site: str) -> object:
    return client.get(pad, headers={"host": site})


@pytest.fixture
def hernoem(django_capture_on_commit_callbacks: Callable[..., Any]) -> Callable[[Page, str], None]:
    """Publishes a page under another slug; Wagtail tells of it after commit."""

    def doe(pagina: Page, slug: str) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            vers = type(pagina).objects.get(pk=pagina.pk)
            vers.slug = slug
            vers.save_revision().publish()

    return doe


Hernoem = Callable[[Page, str], None]


class TestOpElkeSite:
    @pytest.mark.parametrize("site", SITES)
    def test_every_site_serves_every_offer_at_the_same_path(
        self, client: Client, voorziening: VoorzieningPage, polderwijk: Gemeente, site: str
    ) -> None:
        assert voorziening.pad() == "/aanbod/welzijn-duinrand/koffie-in-de-buurt/"
        antwoord = haal(client, voorziening.pad(), site)
        assert antwoord.status_code == 200
        assert "Koffie in de buurt" in antwoord.content.decode()
        assert haal(client, voorziening.get_parent().specific.pad(), site).status_code == 200

    def test_the_canonical_address_is_that_of_the_first_municipality_served(
        self, client: Client, organisatie: OrganisatiePage, polderwijk: Gemeente, duinrand: Gemeente
    ) -> None:
        ver = factories.VoorzieningPageFactory(parent=organisatie, title="Ver weg", gemeenten=[polderwijk])
        wijk = factories.VoorzieningPageFactory(
            parent=organisatie, title="In de wijk", wijken=[factories.WijkFactory(gemeente=polderwijk)]
        )
        land = factories.VoorzieningPageFactory(parent=organisatie, title="Overal")
        assert ver.canoniek_adres() == "http://polderwijk.localhost/aanbod/welzijn-duinrand/ver-weg/"
        assert wijk.canoniek_adres() == "http://polderwijk.localhost/aanbod/welzijn-duinrand/in-de-wijk/"
        assert land.canoniek_adres() == "http://duinrand.localhost/aanbod/welzijn-duinrand/overal/"
        bron = haal(client, ver.pad(), "duinrand.localhost").content.decode()
        assert f'<link rel="canonical" href="{ver.canoniek_adres()}">' in bron

    def test_an_address_in_the_admin_or_a_mail_is_the_canonical_one(
        self, organisatie: OrganisatiePage, polderwijk: Gemeente
    ) -> None:
        ver = factories.VoorzieningPageFactory(parent=organisatie, title="Ver weg", gemeenten=[polderwijk])
        assert ver.full_url == ver.canoniek_adres()

    def test_a_visitor_stays_on_the_own_site(
        self, rf: object, voorziening: VoorzieningPage, polderwijk: Gemeente
    ) -> None:
        verzoek = rf.get("/", headers={"host": "polderwijk.localhost"})  # type: ignore[attr-defined]
        assert voorziening.get_full_url(verzoek).startswith("http://polderwijk.localhost/")

    def test_links_in_texts_stay_on_the_visited_site(
        self, voorziening: VoorzieningPage, catalogus: CataloguePage, polderwijk: Gemeente
    ) -> None:
        tekst = f'<a linktype="page" id="{voorziening.pk}">koffie</a>'
        assert expand_db_html(tekst) == f'<a href="{voorziening.pad()}">koffie</a>'
        overzicht = f'<a linktype="page" id="{catalogus.pk}">alles</a>'
        assert expand_db_html(overzicht) == '<a href="/aanbod/">alles</a>'
        with translation.override("en"):
            assert expand_db_html(tekst) == f'<a href="/en{catalogus_pad_van(voorziening)}">koffie</a>'
            assert expand_db_html(overzicht) == '<a href="/en/aanbod/">alles</a>'
        weg = f'<a linktype="page" id="{10**6}">weg</a>'
        assert expand_db_html(weg) == "<a>weg</a>"

    def test_links_in_texts_to_pages_of_a_site_keep_their_site(
        self, voorziening: VoorzieningPage, polderwijk: Gemeente
    ) -> None:
        home = polderwijk.instellingen.get().site.root_page
        assert "http://polderwijk.localhost/" in expand_db_html(f'<a linktype="page" id="{home.pk}">home</a>')


def catalogus_pad_van(pagina: VoorzieningPage) -> str:
    with translation.override("nl"):
        return pagina.pad()


class TestOudeAdressen:
    @pytest.mark.parametrize("site", SITES)
    def test_a_changed_slug_redirects_on_every_site(
        self, client: Client, hernoem: Hernoem, voorziening: VoorzieningPage, polderwijk: Gemeente, site: str
    ) -> None:
        oud = voorziening.pad()
        hernoem(voorziening, "thee-in-de-buurt")
        antwoord = haal(client, oud, site)
        assert antwoord.status_code == 301
        assert antwoord.url == "/aanbod/welzijn-duinrand/thee-in-de-buurt/"
        assert haal(client, antwoord.url, site).status_code == 200

    def test_a_renamed_organisation_takes_its_offers_along(
        self, client: Client, hernoem: Hernoem, voorziening: VoorzieningPage, organisatie: OrganisatiePage
    ) -> None:
        oud = voorziening.pad()
        hernoem(organisatie, "welzijn-aan-zee")
        antwoord = client.get(oud)
        assert (antwoord.status_code, antwoord.url) == (301, "/aanbod/welzijn-aan-zee/koffie-in-de-buurt/")
        assert client.get(antwoord.url).status_code == 200
        assert client.get(organisatie.pad()).status_code == 301

    def test_a_moved_offer_is_found_at_the_other_organisation(
        self, client: Client, voorziening: VoorzieningPage, catalogus: CataloguePage
    ) -> None:
        oud = voorziening.pad()
        ander = factories.OrganisatiePageFactory(parent=catalogus, title="De Buren")
        VoorzieningPage.objects.get(pk=voorziening.pk).move(ander, pos="last-child")
        antwoord = client.get(oud)
        assert (antwoord.status_code, antwoord.url) == (301, "/aanbod/de-buren/koffie-in-de-buurt/")

    def test_two_renames_lead_straight_to_the_last_name(
        self, client: Client, hernoem: Hernoem, voorziening: VoorzieningPage
    ) -> None:
        eerste = voorziening.pad()
        hernoem(voorziening, "tweede")
        hernoem(voorziening, "derde")
        assert client.get(eerste).url.endswith("/derde/")
        assert client.get(eerste.replace("koffie-in-de-buurt", "tweede")).url.endswith("/derde/")

    def test_a_name_that_comes_back_is_no_loop(
        self, client: Client, hernoem: Hernoem, voorziening: VoorzieningPage
    ) -> None:
        eerste = voorziening.pad()
        hernoem(voorziening, "anders")
        hernoem(voorziening, "koffie-in-de-buurt")
        assert client.get(eerste).status_code == 200
        assert not OudAdres.objects.filter(pad=eerste).exists()

    def test_a_new_page_at_an_old_address_wins(
        self, client: Client, hernoem: Hernoem, voorziening: VoorzieningPage, organisatie: OrganisatiePage
    ) -> None:
        oud = voorziening.pad()
        hernoem(voorziening, "anders")
        factories.VoorzieningPageFactory(parent=organisatie, title="Nieuw hier", slug="koffie-in-de-buurt")
        assert "Nieuw hier" in client.get(oud).content.decode()

    def test_an_old_address_of_a_hidden_page_is_gone(
        self, client: Client, hernoem: Hernoem, voorziening: VoorzieningPage
    ) -> None:
        oud = voorziening.pad()
        hernoem(voorziening, "anders")
        VoorzieningPage.objects.get(pk=voorziening.pk).unpublish()
        assert client.get(oud).status_code == 404

    def test_a_draft_slug_changes_no_address(self, client: Client, voorziening: VoorzieningPage) -> None:
        concept = VoorzieningPage.objects.get(pk=voorziening.pk)
        concept.slug = "nog-niet"
        concept.save_revision()
        assert client.get(voorziening.pad()).status_code == 200
        assert client.get("/aanbod/welzijn-duinrand/nog-niet/").status_code == 404


class TestTalen:
    def test_an_untranslated_offer_is_shown_in_dutch_with_a_notice(
        self, client: Client, voorziening: VoorzieningPage
    ) -> None:
        antwoord = client.get("/en" + voorziening.pad())
        assert antwoord.status_code == 200
        assert antwoord.context["onvertaald"]
        assert 'lang="nl"' in antwoord.content.decode()

    def test_an_old_address_leads_on_within_the_language(
        self, client: Client, hernoem: Hernoem, voorziening: VoorzieningPage
    ) -> None:
        oud = voorziening.pad()
        hernoem(voorziening, "anders")
        assert client.get("/en" + oud).url == "/en/aanbod/welzijn-duinrand/anders/"

    def test_dutch_has_no_prefix(self, client: Client, voorziening: VoorzieningPage) -> None:
        assert client.get("/nl" + voorziening.pad()).status_code == 404


class TestOnbekend:
    @pytest.mark.parametrize(
        "pad",
        ["/aanbod/bestaat-niet/", "/aanbod/welzijn-duinrand/bestaat-niet/", "/aanbod/x/koffie-in-de-buurt/"],
    )
    def test_an_unknown_address_is_404(self, client: Client, voorziening: VoorzieningPage, pad: str) -> None:
        assert client.get(pad).status_code == 404

    def test_an_offer_is_no_organisation(self, client: Client, voorziening: VoorzieningPage) -> None:
        assert client.get("/aanbod/koffie-in-de-buurt/").status_code == 404


class TestVragenAanDeDatabase:
    """Counted on a warm process: content types, sites and locale are known."""

    def test_an_offer_page_takes_twelve_queries_at_most_and_no_more_with_more_offers(
        self, client: Client, organisatie: OrganisatiePage, duinrand: Gemeente,
        django_assert_max_num_queries: Callable[..., object],
    ) -> None:  # fmt: skip
        plekken = [factories.LocatiePageFactory(parent=organisatie) for _ in range(2)]

        def maak() -> VoorzieningPage:
            return factories.VoorzieningPageFactory(
                parent=organisatie, gemeenten=[duinrand], leefgebieden=["wonen", "netwerk"], plekken=plekken
            )

        aanbod = maak()
        for _ in range(2):
            client.get(aanbod.pad())
        with django_assert_max_num_queries(12) as eerst:  # type: ignore[attr-defined]
            assert client.get(aanbod.pad()).status_code == 200
        for _ in range(5):
            maak()
        with django_assert_max_num_queries(12) as later:  # type: ignore[attr-defined]
            client.get(aanbod.pad())
        assert len(later) <= max(len(eerst), 12)
