"""Who walks through the portal in English reads English: every page and every step of the journeys."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from wagtail.models import Locale

from forms.actions import maak_team
from portal.demo.vertalen import plat, vertaal
from portal.openingstijden import parse
from portal.pages.models import HomePage
from selfcheck.actions import publiceer
from selfcheck.models import Zelfcheck
from socialekaart.models import VoorzieningPage
from tests import factories
from tests.conftest import Samen
from tests.forms.reis import Reis as Melding
from tests.selfcheck.reis import Reis as Check
from tests.selfcheck.stromen import DEMO
from tests.talen.nederlands import dutch_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return Client(HTTP_HOST="duinrand.localhost")


@pytest.fixture(scope="module")
def portaal(samen: Samen) -> None:
    """A home page in English, an offer with every fact, one for another municipality, and a place."""
    with samen():
        maak_portaal()


def maak_portaal() -> None:
    duinrand, polderwijk = factories.maak_duinrand(), factories.maak_polderwijk()
    organisatie = factories.maak_organisatie()
    maak_team("Sociaal team Duinrand", duinrand, "0123 45 67 00", "team@duinrand.example")
    home = HomePage.objects.get(slug="duinrand")
    engels = {
        "title": "Duinrand",
        "slug": "duinrand-en",
        "vraag": "What can we help you with?",
        "inleiding": "Help near you.",
    }
    vertaal(
        home,
        Locale.objects.get(language_code="en"),
        {plat(getattr(home, veld)): plat(tekst) for veld, tekst in engels.items()},
    )
    wijk = factories.WijkFactory(gemeente=duinrand, naam="Strand", code="strand")
    factories.PostcodeFactory(postcode="1987DB", wijk=wijk)
    plek = factories.LocatiePageFactory(
        parent=organisatie, title="Wijkhuis De Helm", rolstoel=True, toilet=True
    )
    aanbod = factories.VoorzieningPageFactory(
        parent=organisatie, title="Koffie in de buurt", gemeenten=[duinrand], leefgebieden=["netwerk"],
        doelgroepen=["ouderen"], plekken=[plek], talen=["nl", "ar"], gratis=True, leeftijd_van=18, toegang="vrij",
        telefoon="0123 45 67 11", email="koffie@welzijn.example", website="https://welzijn.example",
        tekst="De koffie staat klaar.",
    )  # fmt: skip
    aanbod.openingstijden = [
        type(aanbod).openingstijden.rel.related_model(dag=blok.dag, van=blok.van, tot=blok.tot)
        for blok in parse("ma,do 09:00-12:00").blokken
    ]
    aanbod.save_revision().publish()
    factories.VoorzieningPageFactory(
        parent=organisatie,
        title="Taalcafé",
        gemeenten=[polderwijk],
        leefgebieden=["taal"],
        toegang="verwijzing",
        gratis=False,
    )


def goed(client: Client, pad: str, status: int = 200) -> str:
    antwoord = client.get(pad)
    assert antwoord.status_code == status, pad
    tekst = antwoord.content.decode()
    assert '<html lang="en"' in tekst
    assert dutch_in(tekst) == [], pad
    return tekst


def test_the_finder_finds() -> None:
    assert dutch_in('<p>Find help</p><p lang="nl">Zoek de bus</p>') == []
    assert dutch_in("<p>Zoek de bus</p>") == ["Zoek de bus"]
    assert dutch_in('<a aria-label="Bel ons">x</a>') == []
    assert dutch_in('<a aria-label="Dit klopt niet">x</a>') == ["Dit klopt niet"]
    assert VoorzieningPage._meta.verbose_name == "aanbod"


@pytest.mark.parametrize(
    "pad",
    [
        "/en/", "/en/zoeken/", "/en/zoeken/?q=koffie", "/en/zoeken/?q=kofie&postcode=1987+db", "/en/zoeken/?q=xyzzyplugh",
        "/en/zoeken/?postcode=9999", "/en/zoeken/?postcode=bla&q=koffie", "/en/zoeken/?leefgebied=netwerk&doelgroep=ouderen",
        "/en/zoeken/?q=zelfmoord", "/en/aanbod/", "/en/aanbod/welzijn-duinrand/",
        "/en/aanbod/welzijn-duinrand/koffie-in-de-buurt/",
        "/en/aanbod/welzijn-duinrand/taalcafe/", "/en/aanbod/welzijn-duinrand/wijkhuis-de-helm/", "/en/onderwerp/netwerk/",
        "/en/onderwerp/veiligheid/", "/en/zelfcheck/", "/en/melden/", "/en/melden/uitleg/",
    ],
)  # fmt: skip
@pytest.mark.usefixtures("portaal")
def test_a_public_page_is_english(client: Client, pad: str) -> None:
    goed(client, pad)


@pytest.mark.usefixtures("portaal")
def test_a_page_that_is_not_there_says_so_in_english(client: Client) -> None:
    assert "This page is not here" in goed(client, "/en/bestaat-niet/", 404)


@pytest.mark.usefixtures("portaal")
@pytest.mark.parametrize(("soort", "knop"), [("melding", "Send"), ("namens", "Send"), ("signaal", "Send")])
def test_sending_a_request_is_english_from_begin_to_mail(client: Client, soort: str, knop: str) -> None:
    gezien: list[str] = []

    class Kijker(Melding):
        def _neem(self, antwoord: Any) -> Melding:
            gezien.extend(dutch_in(zonder_eigen_woorden(antwoord.content.decode())))
            return super()._neem(antwoord)

    reis = Kijker(client, "/en/melden/")
    doorlopen(reis, soort)
    reis.verder()
    assert reis.adres.startswith("/en/melden/")
    assert gezien == []
    for brief in mail.outbox:
        if "voorbeeld" in brief.to[0]:
            assert dutch_in(f"<p>{brief.subject}</p><p>{brief.body}</p>") == []


EIGEN = {
    "naam": "Annie Zeepaard", "akkoord": "ja", "postcode": "1987 db", "leeftijd": "81", "relatie": "daughter",
    "adres": "Duinweg 3",
    "situatie": "I can no longer climb the stairs.", "sinds": "the summer", "leefgebieden": ["mobiliteit"], "netwerk": "beetje",
    "hulp_nu": "a friend", "besproken": "nee", "telefoon": "06 12345678", "email": "annie@voorbeeld.example",
    "bereikbaar": "mornings",
    "gevaar": "nee", "toestemming": "on",
}  # fmt: skip


def zonder_eigen_woorden(html: str) -> str:
    return re.sub("|".join(re.escape(een) for een in ("Duinweg 3",)), "", html)


def doorlopen(reis: Melding, soort: str) -> None:
    """Every step: first sent empty, for its errors, then filled in."""
    reis.verder()
    reis.verder(soort=soort)
    if reis.heeft("naam_keuze"):
        reis.verder()
        reis.verder(naam_keuze="met_naam")
    for _stap in range(14):
        if reis.formulier.find("input", attrs={"name": "kopie"}):
            return
        hier = reis.adres
        reis.verder()
        if reis.adres == hier:
            reis.verder(**{naam: waarde for naam, waarde in EIGEN.items() if reis.heeft(naam)})
        assert not reis.fouten()
    raise AssertionError("never at the check page")


@pytest.mark.parametrize("keuze", [0, 1, -1])
@pytest.mark.usefixtures("portaal")
def test_the_self_check_is_english_to_the_result(client: Client, keuze: int) -> None:
    """Always the first, second or last option: that leads along errors, crisis help and very different results."""
    publiceer(
        Zelfcheck.objects.create(slug="rondkijken", titel="Even rondkijken"), json.loads(DEMO.read_text())
    )
    gezien: list[str] = []

    class Kijker(Check):
        def _show(self, response: Any, adres: str) -> Check:
            gezien.extend(dutch_in(response.content))
            return super()._show(response, adres)

    reis = Kijker(client, "/en").begin()
    for _stap in range(40):
        opties = [veld["value"] for veld in reis.pagina.find_all("input", type="radio")]
        if opties:
            reis.verder()  # nothing chosen: the error
            reis.kies(opties[keuze])
        elif reis.pagina.find("input", attrs={"name": re.compile("-postcode$")}):
            reis.postcode("1987 DB")
            break
        else:
            reis.get(reis.link("Go on with the questions anyway"))
    assert reis.adres.startswith("/en/zelfcheck/")
    assert reis.adres.endswith("/uitkomst/")
    assert "What you can do" in reis.h1
    assert gezien == []
