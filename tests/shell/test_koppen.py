"""What every answer carries: security headers, no cookie before one is needed, addresses in two languages."""

from __future__ import annotations

import gzip
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from portal.gemeente.models import Gemeente
from socialekaart.models import OrganisatiePage, VoorzieningPage
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("eens_kaart")]

OPENBAAR = (
    "/",
    "/zoeken/?q=koffie&postcode=1987DB&leefgebied=netwerk",
    "/zoeken/suggesties/?q=kof",
    "/aanbod/",
    "/aanbod/welzijn-duinrand/",
    "/aanbod/welzijn-duinrand/koffie-in-de-buurt/",
    "/onderwerp/netwerk/",
    "/zelfcheck/",
    "/bestaat-niet/",
    "/robots.txt",
    "/sitemap.xml",
    "/.well-known/security.txt",
)


class TestOpenbaar:
    @pytest.mark.parametrize("pad", OPENBAAR)
    def test_reading_leaves_no_cookie(self, client: Client, pad: str) -> None:
        antwoord = client.get(pad)
        assert antwoord.status_code in {200, 404}
        assert not antwoord.cookies
        assert "Cookie" not in antwoord.get("Vary", "")

    @pytest.mark.parametrize("pad", OPENBAAR)
    def test_security_headers_are_on_every_answer(self, client: Client, pad: str) -> None:
        antwoord = client.get(pad)
        beleid = antwoord["Content-Security-Policy"]
        assert "default-src 'none'" in beleid
        assert "unsafe" not in beleid
        assert "http:" not in beleid
        assert "https:" not in beleid
        assert "frame-ancestors 'self'" in beleid
        assert "base-uri 'none'" in beleid
        assert antwoord["X-Content-Type-Options"] == "nosniff"
        assert antwoord["X-Frame-Options"] == "SAMEORIGIN"
        assert antwoord["Referrer-Policy"] == "same-origin"
        assert antwoord["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "camera=()" in antwoord["Permissions-Policy"]

    @pytest.mark.parametrize("pad", [pad for pad in OPENBAAR if "." not in pad and "suggesties" not in pad])
    def test_pages_hold_nothing_inline_and_nothing_from_elsewhere(self, client: Client, pad: str) -> None:
        tekst = client.get(pad).content.decode()
        assert "<style" not in tekst
        assert " style=" not in tekst
        assert " onclick" not in tekst
        assert 'src="http' not in tekst
        assert "<script>" not in tekst

    def test_head_answers_like_get_without_a_body(self, client: Client) -> None:
        for pad in OPENBAAR:
            kop, heel = client.head(pad), client.get(pad)
            assert kop.status_code == heel.status_code, pad
            assert kop["Content-Type"] == heel["Content-Type"]
            assert kop.content == b""

    def test_pages_are_sent_compressed(self, client: Client) -> None:
        antwoord = client.get("/aanbod/", headers={"accept-encoding": "gzip"})
        assert antwoord["Content-Encoding"] == "gzip"
        assert "Koffie in de buurt" in gzip.decompress(antwoord.content).decode()


class TestBeheer:
    def test_the_admin_has_a_policy_of_its_own(self, client: Client) -> None:
        client.force_login(
            User.objects.create_superuser("baas", "baas@dichtbij.example", factories.WACHTWOORD)
        )
        for pad in ("/beheer/", "/beheer/pages/"):
            beleid = client.get(pad, follow=True)["Content-Security-Policy"]
            assert "script-src 'self' 'unsafe-inline'" in beleid
            assert "object-src 'none'" in beleid
            assert "http" not in beleid
        assert "unsafe" not in client.get("/")["Content-Security-Policy"]

    def test_a_name_that_only_looks_like_the_admin_has_not(self, client: Client) -> None:
        assert "unsafe" not in client.get("/beheerders/")["Content-Security-Policy"]


class TestTaal:
    @pytest.mark.parametrize(
        ("pad", "doel"),
        [("/en", "/en/"), ("/en/aanbod", "/en/aanbod/"), ("/zoeken?q=geld", "/zoeken/?q=geld"), ("/melden", "/melden/")],
    )  # fmt: skip
    def test_a_missing_slash_is_added(self, client: Client, pad: str, doel: str) -> None:
        antwoord = client.get(pad)
        assert (antwoord.status_code, antwoord["Location"]) == (301, doel)

    def test_two_slashes_never_lead_to_another_host(self, client: Client) -> None:
        for pad in ("//boef.example", "//boef.example/%2e%2e", "/en//boef.example"):
            antwoord = client.generic("GET", pad)
            assert not antwoord.get("Location", "").startswith(("//", "http")), pad

    def test_english_lives_under_its_own_address(self, client: Client) -> None:
        engels = client.get("/en/aanbod/welzijn-duinrand/koffie-in-de-buurt/").content.decode()
        assert '<html lang="en"' in engels
        assert 'href="/aanbod/welzijn-duinrand/koffie-in-de-buurt/"' in engels
        assert 'href="/en/zoeken/"' in engels

    def test_the_browser_does_not_choose(self, client: Client) -> None:
        """An address is one page: what a neighbour is sent must be what was seen."""
        antwoord = client.get("/zoeken/", headers={"accept-language": "en"})
        assert '<html lang="nl"' in antwoord.content.decode()

    def test_there_is_no_dutch_prefix_and_no_unknown_language(self, client: Client) -> None:
        assert client.get("/nl/zoeken/").status_code == 404
        assert client.get("/xx/zoeken/").status_code == 404
        assert client.get("/en/en/zoeken/").status_code == 404

    def test_the_switch_keeps_the_search(self, client: Client) -> None:
        tekst = client.get("/zoeken/?q=koffie&leefgebied=netwerk").content.decode()
        assert 'href="/en/zoeken/?q=koffie&amp;leefgebied=netwerk"' in tekst
        tekst = client.get("/en/zoeken/?q=koffie").content.decode()
        assert 'href="/zoeken/?q=koffie"' in tekst


class TestVoorMachines:
    def test_robots_may_read_pages_and_the_beginning_of_a_journey(self, client: Client) -> None:
        antwoord = client.get("/robots.txt")
        assert antwoord["Content-Type"] == "text/plain; charset=utf-8"
        regels = antwoord.content.decode().splitlines()
        assert {"Disallow: /beheer/", "Disallow: /zoeken/", "Disallow: /en/melden/"} <= set(regels)
        assert {"Allow: /melden/$", "Allow: /en/zelfcheck/$"} <= set(regels)
        assert "Sitemap: http://duinrand.localhost/sitemap.xml" in regels

    def test_what_robots_may_not_read_is_not_in_the_sitemap(self, client: Client) -> None:
        kaart = client.get("/sitemap.xml").content.decode()
        assert "/zoeken/" not in kaart
        assert "<loc>http://duinrand.localhost/melden/</loc>" in kaart

    def test_the_sitemap_names_what_the_public_may_see_and_nothing_else(
        self, client: Client, organisatie: OrganisatiePage, polderwijk: Gemeente
    ) -> None:
        for naam, velden in {
            "Concept": {"live": False},
            "Verlopen": {"geldig_tot": "2020-01-01"},
            "Elders": {"gemeenten": [polderwijk]},
        }.items():
            factories.VoorzieningPageFactory(parent=organisatie, title=naam, **velden)
        verborgen = factories.OrganisatiePageFactory(
            parent=organisatie.get_parent(), title="Dicht", live=False
        )
        factories.VoorzieningPageFactory(parent=verborgen, title="Onder dicht")
        kaart = client.get("/sitemap.xml").content.decode()
        assert "/aanbod/welzijn-duinrand/koffie-in-de-buurt/" in kaart
        for slug in ("concept", "verlopen", "elders", "dicht"):
            assert f"/{slug}/" not in kaart, slug
        buren = client.get("/sitemap.xml", headers={"host": "polderwijk.localhost"}).content.decode()
        assert "http://polderwijk.localhost/aanbod/welzijn-duinrand/elders/" in buren
        assert "koffie-in-de-buurt" not in buren
        assert "duinrand.localhost" not in buren

    def test_the_sitemap_names_an_organisation_where_it_has_something_to_offer(
        self, client: Client, voorziening: VoorzieningPage, polderwijk: Gemeente
    ) -> None:
        catalogus = voorziening.get_parent().get_parent()
        buur = factories.OrganisatiePageFactory(parent=catalogus, title="De Buren")
        factories.VoorzieningPageFactory(parent=buur, title="Soep eten", gemeenten=[polderwijk])
        factories.OrganisatiePageFactory(parent=catalogus, title="Nog niets")

        def organisaties(host: str) -> list[str]:
            kaart = client.get("/sitemap.xml", headers={"host": host}).content.decode()
            return re.findall(r"/aanbod/([\w-]+)/</loc>", kaart)

        assert organisaties("duinrand.localhost") == ["welzijn-duinrand"]
        assert organisaties("polderwijk.localhost") == ["de-buren"]

    def test_security_txt_says_whom_to_tell_and_does_not_expire(self, client: Client) -> None:
        tekst = client.get("/.well-known/security.txt").content.decode()
        velden = dict(regel.split(": ", 1) for regel in tekst.strip().splitlines())
        assert velden["Contact"].startswith("mailto:")
        from django.utils import timezone
        from django.utils.dateparse import parse_datetime

        over = parse_datetime(velden["Expires"]) - timezone.now()
        assert 300 < over.days <= 365
