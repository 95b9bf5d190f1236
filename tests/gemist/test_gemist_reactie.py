"""The note of a visitor who found nothing: no cookie, no JavaScript, no name, and help first when it is about danger."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from portal.gemeente.models import Gemeente, GemeenteInstelling
from socialekaart.gemist import reactie
from socialekaart.gemist.models import Zoekfeedback
from tests.gemist.conftest import HOST

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("eens_gemeenten")]
Stuur = Callable[..., HttpResponse]
EIGEN = {"Origin": f"http://{HOST}"}


@pytest.fixture
def stuur(duinrand: Gemeente) -> Stuur:
    """Posts without any cookie, with Django's own check for forms switched on."""

    def post(koppen: dict[str, str] | None = None, taal: str = "", **velden: str) -> HttpResponse:
        client = Client(enforce_csrf_checks=True)
        return client.post(
            f"{taal}/zoeken/reactie/", velden, headers=EIGEN if koppen is None else koppen, HTTP_HOST=HOST
        )

    return post


class Velden(HTMLParser):
    """The form of the note on a page: its address and the fields a browser would send."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.adres, self.waarden, self.binnen = "", {}, False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        eigen = dict(attrs)
        if tag == "form" and eigen.get("method") == "post":
            self.binnen, self.adres = True, eigen["action"] or ""
        elif self.binnen and "name" in eigen:
            self.waarden[eigen["name"]] = eigen.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.binnen = False


@pytest.mark.parametrize("q", ["wolclub", "breicafé wolclub"])
def test_the_page_that_found_nothing_has_a_field_that_works(zoek: Any, q: str) -> None:
    veld = Velden(zoek(q).content.decode())
    client = Client(enforce_csrf_checks=True)
    antwoord = client.post(
        veld.adres,
        veld.waarden | {"tekst": "Een club om te breien"},
        headers=EIGEN,
        HTTP_HOST=HOST,
        follow=True,
    )
    assert antwoord.status_code == 200
    assert "Bedankt" in antwoord.content.decode()
    rij = Zoekfeedback.objects.get()
    assert (rij.zoekvraag, rij.tekst) == (q, "Een club om te breien")
    assert not client.cookies


def test_who_found_something_or_is_in_danger_gets_no_field(zoek: Any) -> None:
    assert Velden(zoek("breicafé").content.decode()).adres == ""
    assert Velden(zoek("ik wil niet meer leven").content.decode()).adres == ""
    assert Velden(zoek("").content.decode()).adres == ""


def test_a_note_is_masked(stuur: Stuur) -> None:
    stuur(q="wolclub 0612345678", tekst="Bel mij op 06-12345678 of jan@voorbeeld.nl, 1987 DB")
    rij = Zoekfeedback.objects.get()
    assert (rij.zoekvraag, rij.tekst) == ("wolclub …", "Bel mij op … of …")


def test_the_thanks_name_the_phone(stuur: Stuur, client: Client) -> None:
    instelling = GemeenteInstelling.objects.get(gemeente__naam="Duinrand")
    assert instelling.telefoon
    antwoord = client.get(stuur(q="x", tekst="iets").url, HTTP_HOST=HOST)
    assert instelling.telefoon in antwoord.content.decode()


def test_danger_is_answered_with_help_and_not_kept(stuur: Stuur, client: Client) -> None:
    antwoord = stuur(q="wolclub", tekst="Ik wil niet meer leven")
    assert antwoord.status_code == 302
    assert b"tel:113" in client.get(antwoord.url, HTTP_HOST=HOST).content
    assert not Zoekfeedback.objects.exists()


@pytest.mark.parametrize(
    "koppen",
    [
        {},
        {"Origin": "https://boos.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Origin": f"http://{HOST}"},
        {"Origin": "http://polderwijk.localhost"},
    ],
)
def test_another_site_cannot_post(stuur: Stuur, koppen: dict[str, str]) -> None:
    antwoord = stuur(koppen, q="x", tekst="reclame")
    assert antwoord.status_code == 403
    assert not Zoekfeedback.objects.exists()


def test_an_empty_note_gets_a_message_at_the_field_and_keeps_the_search(stuur: Stuur) -> None:
    antwoord = stuur(q="wolclub", tekst="   ")
    html = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert "Schrijf op wat u had willen vinden." in html
    veld = Velden(html)
    assert veld.waarden["q"] == "wolclub"
    assert Velden(stuur(q="x", tekst="a" * 501).content.decode()).adres == veld.adres
    assert not Zoekfeedback.objects.exists()


def test_a_robot_that_fills_every_field_is_thanked_and_forgotten(stuur: Stuur) -> None:
    assert stuur(q="x", tekst="koop nu", laat_leeg="koop").status_code == 302
    assert not Zoekfeedback.objects.exists()


def test_too_much_is_refused_and_too_many_are_not_kept(stuur: Stuur, monkeypatch: Any) -> None:
    assert stuur(q="x", tekst="a" * (reactie.MAX_BYTES + 1)).status_code == 400
    monkeypatch.setattr(reactie, "MAX_PER_DAG", 1)
    for _ in range(3):
        assert stuur(q="x", tekst="iets moois").status_code == 302
    assert Zoekfeedback.objects.count() == 1


@pytest.mark.parametrize("tekst", ["\x00\x01", "😀" * 400, "\ud7ff" * 500, "0612345678"])
def test_strange_notes_are_an_ordinary_answer(stuur: Stuur, tekst: str) -> None:
    assert stuur(q="\x00", tekst=tekst).status_code in (200, 302)


def test_looking_at_the_address_leads_to_the_search(client: Client, duinrand: Gemeente) -> None:
    antwoord = client.get("/zoeken/reactie/", HTTP_HOST=HOST)
    assert (antwoord.status_code, antwoord.url) == (302, "/zoeken/")


def test_it_works_in_english_too(stuur: Stuur) -> None:
    assert stuur(taal="/en", q="x", tekst="a knitting club").url == "/en/zoeken/reactie/bedankt/"
    assert Zoekfeedback.objects.count() == 1
