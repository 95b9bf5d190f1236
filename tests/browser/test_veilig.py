"""Nothing from elsewhere, no cookie before it is needed, and a page that helps whatever comes in."""

from __future__ import annotations

import http.client
import json
import re
import urllib.parse

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Bezoek, Portaal
from tests.browser.reizen import (
    PAGINAS,
    begin_melding,
    druk,
    kop,
    veld,
)

TELEFOON = "0123 45 67 00"
VIJANDIG = {
    "heel-lang": "schuld " * 400,
    "een-woord-zonder-eind": "a" * 4000,
    "nul": "geld\x00schuld",
    "zoektaal": '"*(',
    "zoektaal-woorden": "NEAR( AND OR NOT ^ title: {x y}",
    "sql": "'; DROP TABLE wagtailcore_page; --",
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "emoji": "🏠💶😢👨‍👩‍👧‍👦",
    "rechts-naar-links": "\u202egeld\u202c \u200f\u200b\u2066schulden\u2069",
    "arabisch": "مساعدة المال",
    "losse-tekens": "́̂̃ \ufeff \u0001\u0002",
    "sjabloon": "{{ 7*7 }} {% debug %} %s %(q)s ${7*7}",
    "pad": "../../../../etc/passwd",
}


class Antwoord:
    """What the server says to a request by hand: also those that no browser would send."""

    def __init__(
        self,
        portaal: Portaal,
        pad: str,
        *,
        methode: str = "GET",
        host: str = "",
        inhoud: str | None = None,
        koppen: dict[str, str] | None = None,
    ) -> None:
        verbinding = http.client.HTTPConnection("127.0.0.1", portaal.poort, timeout=20)
        koppen = {"Host": host or f"duinrand.localhost:{portaal.poort}"} | (koppen or {})
        if inhoud is not None:
            koppen |= {"Content-Type": "application/x-www-form-urlencoded"}
        verbinding.putrequest(methode, pad, skip_host=True, skip_accept_encoding=True)
        for naam, waarde in koppen.items():
            verbinding.putheader(naam, waarde)
        if inhoud is not None:
            verbinding.putheader("Content-Length", str(len(inhoud.encode())))
        verbinding.endheaders(inhoud.encode() if inhoud is not None else None)
        antwoord = verbinding.getresponse()
        self.status, self.koppen = antwoord.status, antwoord.headers
        self.tekst = antwoord.read().decode("utf-8", "replace")
        verbinding.close()


# -- nothing from elsewhere


def test_de_koekjes_van_een_vraag_zijn_alleen_voor_de_server(bezoek_js: Bezoek) -> None:
    begin_melding(bezoek_js, "melding")
    koekjes = bezoek_js.context.cookies()
    assert {koekje["name"] for koekje in koekjes} <= {"sessionid", "csrftoken"}
    for koekje in koekjes:
        assert koekje["httpOnly"], koekje["name"]
        assert koekje["sameSite"] in ("Lax", "Strict")


@pytest.mark.parametrize(
    "pad", ["/", "/zoeken/?q=geld", "/aanbod/welzijn-duinrand/", "/melden/", "/bestaat-niet/"]
)
def test_elk_antwoord_zegt_de_browser_wat_niet_mag(pad: str, portaal: Portaal) -> None:
    koppen = Antwoord(portaal, pad).koppen
    regels = koppen["Content-Security-Policy"]
    assert "default-src 'none'" in regels
    assert "unsafe" not in regels
    assert "http:" not in regels
    assert "https:" not in regels
    assert koppen["X-Content-Type-Options"] == "nosniff"
    assert koppen["X-Frame-Options"] in ("SAMEORIGIN", "DENY")
    assert koppen["Referrer-Policy"] in ("same-origin", "no-referrer", "strict-origin-when-cross-origin")
    assert "geolocation=()" in koppen["Permissions-Policy"]
    assert koppen["Cross-Origin-Opener-Policy"] == "same-origin"


def test_een_vraag_komt_in_geen_cache(portaal: Portaal) -> None:
    for pad in ("/melden/", "/melden/anoniem/", "/melden/AAAAAAAAAAAAAAAA/"):
        assert "no-store" in Antwoord(portaal, pad).koppen["Cache-Control"], pad


def test_het_beheer_heeft_eigen_regels_en_laat_niemand_zomaar_binnen(portaal: Portaal) -> None:
    antwoord = Antwoord(portaal, "/beheer/meldingen/")
    assert antwoord.status == 302
    assert "/beheer/login/" in antwoord.koppen["Location"]
    assert "https:" not in antwoord.koppen["Content-Security-Policy"]


# -- own pages for what goes wrong


def _helpt_verder(bezoek: Bezoek) -> None:
    page = bezoek.page
    expect(page.get_by_text(re.compile("0123 45 67 00|is 14, met daarachter")).first).to_be_visible()
    expect(page.get_by_role("search")).to_be_visible()
    assert not re.search("Traceback|Django|Exception", page.content())
    page.get_by_label("Wat zoekt u?").fill("vervoer")
    page.get_by_role("search").get_by_role("button", name="Zoeken").click()


def test_een_pagina_die_er_niet_is_helpt_verder(bezoek: Bezoek) -> None:
    bezoek.ga(PAGINAS["niet-gevonden"])
    assert kop(bezoek.page) == "Deze pagina is er niet"
    assert bezoek.koekjes == []
    _helpt_verder(bezoek)
    assert "vervoer" in kop(bezoek.page)


def test_een_onmogelijk_adres_is_ook_gewoon_niet_gevonden(portaal: Portaal) -> None:
    for pad in (
        "/%00",
        "/aanbod/%FF%FE/",
        "/zelfcheck/rondkijken/" + "x" * 300 + "/",
        "/" + "a/" * 500,
        "/en/en/en/",
    ):
        antwoord = Antwoord(portaal, pad)
        assert antwoord.status in (400, 404), (pad, antwoord.status)


def _geknoei(bezoek: Bezoek) -> None:
    """Change a hidden field of the step that is open, and post it."""
    bezoek.page.locator("main form input[name$=current_step]").evaluate(
        "veld => { veld.value = 'verzonnen' }"
    )
    bezoek.page.locator(".vraag__knoppen button").first.click()


def test_geknoei_met_een_vraag_geeft_een_pagina_die_verder_helpt(bezoek_js: Bezoek) -> None:
    begin_melding(bezoek_js, "melding")
    with bezoek_js.page.expect_response(lambda antwoord: antwoord.request.method == "POST") as gevangen:
        _geknoei(bezoek_js)
    assert gevangen.value.status == 400
    assert kop(bezoek_js.page) == "Dit konden wij niet lezen"
    bezoek_js.past()
    bezoek_js.axe()
    bezoek_js.scherm("fout-400")
    _helpt_verder(bezoek_js)


def test_geknoei_met_de_zelfcheck_geeft_dezelfde_pagina(bezoek_js: Bezoek) -> None:
    bezoek_js.ga("/zelfcheck/")
    druk(bezoek_js.page, "Begin")
    with bezoek_js.page.expect_response(lambda antwoord: antwoord.request.method == "POST") as gevangen:
        _geknoei(bezoek_js)
    assert gevangen.value.status == 400


def test_een_verzonnen_antwoord_wordt_niet_aangenomen(bezoek_js: Bezoek) -> None:
    begin_melding(bezoek_js, "melding")
    veld(bezoek_js.page, "gevaar").first.evaluate("veld => { veld.value = 'verzonnen'; veld.checked = true }")
    bezoek_js.page.locator(".vraag__knoppen button").first.click()
    expect(bezoek_js.page.locator("[data-fouten]")).to_be_visible()


@pytest.mark.parametrize(
    ("pad", "inhoud"),
    [
        ("/melden/anoniem/", "stap=controle&eerder=verzonnen"),
        ("/melden/anoniem/", "stap=bestaat-niet&eerder="),
        ("/melden/anoniem/", "stap=%00&eerder=%FF"),
    ],
)
def test_geknoei_met_een_anoniem_signaal(pad: str, inhoud: str, portaal: Portaal) -> None:
    """With a security token of one's own, so that nothing but the contents is wrong."""
    token = "a" * 32
    antwoord = Antwoord(
        portaal,
        pad,
        methode="POST",
        inhoud=f"csrfmiddlewaretoken={token}&{inhoud}",
        koppen={"Cookie": f"csrftoken={token}"},
    )
    assert antwoord.status == 400
    assert TELEFOON in antwoord.tekst


def test_zonder_koekje_versturen_zegt_dat_er_niets_is_verstuurd(portaal: Portaal) -> None:
    antwoord = Antwoord(portaal, "/melden/start/", methode="POST", inhoud="soort=melding")
    assert antwoord.status == 403
    assert "Dit is nog niet verstuurd" in antwoord.tekst
    assert TELEFOON in antwoord.tekst


def test_wie_er_niet_bij_mag_krijgt_een_gewone_pagina(bezoek_js: Bezoek) -> None:
    """The 403 page itself is drawn for a failed security check; a browser without cookies meets it."""
    begin_melding(bezoek_js, "melding")
    bezoek_js.context.clear_cookies()
    bezoek_js.page.locator(".vraag__knoppen button").first.click()
    expect(bezoek_js.page.locator("h1")).to_be_visible()
    expect(bezoek_js.page.get_by_text(TELEFOON).first).to_be_visible()
    bezoek_js.past()
    bezoek_js.axe()
    bezoek_js.scherm("fout-403")


def test_in_onderhoud_zegt_de_site_wanneer_hij_terug_is(bezoek_js: Bezoek, portaal: Portaal) -> None:
    with portaal.in_onderhoud():
        antwoord = Antwoord(portaal, "/")
        assert antwoord.status == 503
        assert int(antwoord.koppen["Retry-After"]) > 0
        bezoek_js.ga("/zoeken/?q=geld")
        assert kop(bezoek_js.page) == "Wij zijn zo terug"
        expect(bezoek_js.page.get_by_text(re.compile("0123 45 67 00|is 14, met daarachter"))).to_be_visible()
        expect(bezoek_js.page.get_by_role("search")).to_be_visible()
        expect(bezoek_js.page.locator("a[href='tel:112']")).to_be_visible()
        assert bezoek_js.page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily") != ""
        assert bezoek_js.page.evaluate("document.styleSheets.length") > 0
        bezoek_js.past()
        bezoek_js.axe()
        bezoek_js.scherm("fout-503")
    assert Antwoord(portaal, "/").status == 200


# -- hostile queries


@pytest.mark.parametrize("naam", VIJANDIG)
def test_een_vreemde_zoekvraag_geeft_een_gewone_pagina(naam: str, bezoek_js: Bezoek) -> None:
    vraag = VIJANDIG[naam]
    bezoek_js.ga("/zoeken/?q=" + urllib.parse.quote(vraag)[:7000])
    assert bezoek_js.status == 200
    expect(bezoek_js.page.get_by_role("search")).to_be_visible()
    bezoek_js.past()
    bezoek_js.niets_mis()


@pytest.mark.parametrize("naam", VIJANDIG)
def test_een_vreemde_plek_of_filter_geeft_een_gewone_pagina(naam: str, portaal: Portaal) -> None:
    vraag = VIJANDIG[naam][:500]
    for pad in (
        "/zoeken/?" + urllib.parse.urlencode({"q": "geld", "postcode": vraag}),
        "/onderwerp/financien/?" + urllib.parse.urlencode({"q": vraag, "leefgebied": vraag[:50]}),
    ):
        antwoord = Antwoord(portaal, pad)
        assert antwoord.status == 200, pad[:80]
        assert "Wat zoekt u?" in antwoord.tekst


@pytest.mark.parametrize("naam", VIJANDIG)
def test_een_vreemde_zoekvraag_geeft_suggesties_of_geen(naam: str, portaal: Portaal) -> None:
    antwoord = Antwoord(portaal, "/zoeken/suggesties/?q=" + urllib.parse.quote(VIJANDIG[naam])[:7000])
    assert antwoord.status == 200
    assert isinstance(json.loads(antwoord.tekst), list)


@pytest.mark.parametrize(
    "rest",
    [
        "pagina=-1", "pagina=0", "pagina=99999999999", "pagina=x", "pagina=%EF%BC%91", "leefgebied=bestaat-niet",
        "leefgebied=%00", "doelgroep=" + "a," * 300, "toegang=vrij&toegang=vrij&toegang=xx", "sorteer=verzonnen",
        "q=%FF%FE", "letterlijk=9", "wijk=' OR 1=1", "gratis=misschien", "&".join(f"leefgebied=x{n}" for n in range(200)),
    ],
)  # fmt: skip
def test_vreemde_filters_worden_genegeerd(rest: str, portaal: Portaal) -> None:
    antwoord = Antwoord(portaal, "/zoeken/?" + rest.replace(" ", "%20"))
    assert antwoord.status == 200
    assert "Wat zoekt u?" in antwoord.tekst


# -- for operators


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "duinrand.localhost", "elders.example", "10.0.0.7:8000", "a b"]
)
def test_de_gezondheid_is_te_vragen_met_elk_adres(host: str, portaal: Portaal) -> None:
    antwoord = Antwoord(portaal, "/healthz", host=host)
    assert antwoord.status == 200
    staat = json.loads(antwoord.tekst)
    assert staat["status"] in ("ok", "degraded")
    assert {"database", "zoeken"} <= set(staat["onderdelen"])


def test_een_vreemde_naam_krijgt_geen_pagina_van_ons(portaal: Portaal) -> None:
    antwoord = Antwoord(portaal, "/", host="elders.example")
    assert antwoord.status == 400
    assert "Dit konden wij niet lezen" in antwoord.tekst


def test_wegwijzers_voor_machines(portaal: Portaal) -> None:
    assert "Disallow: /melden/" in Antwoord(portaal, "/robots.txt").tekst
    assert "/aanbod/welzijn-duinrand/koffie-in-de-helm/" in Antwoord(portaal, "/sitemap.xml").tekst
    assert "Contact:" in Antwoord(portaal, "/.well-known/security.txt").tekst
