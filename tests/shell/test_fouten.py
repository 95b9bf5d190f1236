"""When something goes wrong: a plain page with a way on, in the visitor's language, whatever is away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from django.utils import translation

from portal.gemeente.models import Gemeente
from portal.shell import bereikbaar
from portal.urls import urlpatterns as portaal_urls

BOOM = {
    "db": OperationalError("server closed the connection"),
    "interface": InterfaceError("connection already closed"),
    "bug": RuntimeError("kapot"),
    "mag-niet": PermissionDenied("nee"),
    "vreemd": SuspiciousOperation("raar"),
    "weg": Http404("weg"),
}


def knal(request: HttpRequest, wat: str) -> HttpResponse:
    raise BOOM[wat]


urlpatterns = [
    path("knal/<slug:wat>/", knal),
    path("en/knal/<slug:wat>/", knal),
    *portaal_urls,
]
handler400 = "portal.shell.errors.bad_request"
handler403 = "portal.shell.errors.permission_denied"
handler404 = "portal.shell.errors.page_not_found"
handler500 = "portal.shell.errors.server_error"

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


class DatabaseWegMiddleware:
    """As if the first look at the session finds no database."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        raise OperationalError("could not connect to server")


MET_KAPOTTE_LAAG = [
    "portal.shell.middleware.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "portal.shell.middleware.ContentSecurityPolicyMiddleware",
    f"{__name__}.DatabaseWegMiddleware",
]


@pytest.fixture(autouse=True)
def vers_proces() -> Iterator[None]:
    bereikbaar.vergeet()
    yield
    bereikbaar.vergeet()


@pytest.fixture
def bezoeker() -> Client:
    """Sees the page that a visitor would see, instead of the exception."""
    return Client(raise_request_exception=False, headers={"host": "duinrand.localhost"})


@pytest.mark.parametrize(
    ("wat", "status", "kop"),
    [
        ("bug", 500, "Er ging iets mis bij ons"),
        ("mag-niet", 403, "Hier mag u niet bij"),
        ("vreemd", 400, "Dit konden wij niet lezen"),
        ("weg", 404, "Deze pagina is er niet"),
        ("db", 503, "Wij zijn zo terug"),
        ("interface", 503, "Wij zijn zo terug"),
    ],
)
def test_every_fault_has_a_page_with_phone_and_search(
    bezoeker: Client, duinrand: Gemeente, wat: str, status: int, kop: str
) -> None:
    bezoeker.get("/zoeken/")  # any page of this process has read the settings of the site
    antwoord = bezoeker.get(f"/knal/{wat}/")
    tekst = antwoord.content.decode()
    assert antwoord.status_code == status
    assert f"<h1>{kop}</h1>" in tekst
    assert 'href="tel:0123456700"' in tekst
    assert 'action="/zoeken/"' in tekst
    assert 'href="tel:112"' in tekst


@pytest.mark.parametrize("wat", ["bug", "db"])
def test_before_any_page_was_read_the_page_says_how_to_find_the_number(bezoeker: Client, wat: str) -> None:
    tekst = bezoeker.get(f"/knal/{wat}/").content.decode()
    assert "Het nummer van uw gemeente is 14" in tekst
    assert 'action="/zoeken/"' in tekst


def test_each_site_names_its_own_number(bezoeker: Client, duinrand: Gemeente, polderwijk: Gemeente) -> None:
    polderwijk.instellingen.update(telefoon="0987 65 43 00")
    for host in ("duinrand.localhost", "polderwijk.localhost"):
        bezoeker.get("/zoeken/", headers={"host": host})
    elders = bezoeker.get("/knal/db/", headers={"host": "polderwijk.localhost:8000"}).content.decode()
    assert "0987 65 43 00" in elders
    assert "0123 45 67 00" not in elders
    onbekend = bezoeker.get("/knal/db/", headers={"host": "127.0.0.1"}).content.decode()
    assert "0123 45 67 00" in onbekend  # the default site


def test_the_database_away_says_when_to_come_back_and_is_not_kept(bezoeker: Client) -> None:
    antwoord = bezoeker.get("/knal/db/")
    assert int(antwoord["Retry-After"]) > 0
    assert antwoord["Cache-Control"] == "no-store"


def test_a_bug_is_no_503(bezoeker: Client) -> None:
    assert "Retry-After" not in bezoeker.get("/knal/bug/")


@override_settings(MIDDLEWARE=MET_KAPOTTE_LAAG)
def test_a_middleware_that_finds_no_database_gives_the_same_page(bezoeker: Client) -> None:
    antwoord = bezoeker.get("/")
    assert antwoord.status_code == 503
    assert "Wij zijn zo terug" in antwoord.content.decode()
    assert "Content-Security-Policy" in antwoord


def test_a_real_page_without_database(
    bezoeker: Client, duinrand: Gemeente, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also the error page of a page that is not there needs the database; it must not fall over twice."""

    def weg(*args: Any, **kwargs: Any) -> None:
        raise OperationalError("no route to host")

    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", weg)
    for pad in ("/", "/zoeken/?q=geld", "/aanbod/welzijn/", "/bestaat-niet/", "/robots.txt", "/en/"):
        antwoord = bezoeker.get(pad)
        assert antwoord.status_code == 503, pad
        assert "14, met daarachter het netnummer" in antwoord.content.decode() or pad == "/en/"


def test_the_language_is_that_of_the_address_and_not_of_an_earlier_visitor(bezoeker: Client) -> None:
    with translation.override("en"):  # what the visitor before left behind in this thread
        assert '<html lang="nl"' in bezoeker.get("/knal/bug/").content.decode()
    engels = bezoeker.get("/en/knal/db/").content.decode()
    assert '<html lang="en"' in engels
    assert 'action="/en/zoeken/"' in engels
    assert engels.count('href="/en/"') == 2, "het merk en de weg naar de startpagina"


@override_settings(ALLOWED_HOSTS=["duinrand.localhost"])
def test_an_unknown_host_gets_the_plain_400_page(bezoeker: Client, duinrand: Gemeente) -> None:
    antwoord = bezoeker.get("/zoeken", headers={"host": "boef.example"})
    assert antwoord.status_code == 400
    assert "Dit konden wij niet lezen" in antwoord.content.decode()
    assert "boef.example" not in antwoord.content.decode()


def test_who_may_not_see_a_page_is_led_to_the_login(bezoeker: Client, duinrand: Gemeente) -> None:
    assert 'href="/beheer/login/"' in bezoeker.get("/knal/mag-niet/").content.decode()


def test_a_404_never_links_to_another_host(bezoeker: Client, duinrand: Gemeente) -> None:
    for pad in ("/en//boef.example/x", "//boef.example/x", "/en/\\boef.example/x"):
        tekst = bezoeker.generic("GET", pad).content.decode()
        assert 'href="//boef' not in tekst, pad
        assert 'href="/\\' not in tekst, pad


def test_error_pages_carry_no_other_hosts_and_nothing_inline(bezoeker: Client, duinrand: Gemeente) -> None:
    for wat in BOOM:
        antwoord = bezoeker.get(f"/knal/{wat}/")
        tekst = antwoord.content.decode()
        assert "unsafe-inline" not in antwoord["Content-Security-Policy"]
        assert "<script>" not in tekst
        assert " style=" not in tekst
        assert not antwoord.cookies
