"""What comes before the page that a test is about: the same forms, filled in by requests alone, in the session of this browser.

Drawing every page of a journey takes many times longer than answering it. Whole journeys on the screen, with and without
JavaScript, are in the first test of each file; the others begin where they have something to see.
"""

from __future__ import annotations

import http.client
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

from tests.browser.conftest import Bezoek
from tests.browser.reizen import ANTWOORDEN


class ZonderScherm:
    """Opens an address of the portal and sends its forms; `op_scherm` shows in the browser where that led."""

    def __init__(self, bezoek: Bezoek, adres: str) -> None:
        self.bezoek = bezoek
        self.koekjes = {een["name"]: een["value"] for een in bezoek.context.cookies(adres)}
        self._verbinding = http.client.HTTPConnection("127.0.0.1", bezoek.portaal.poort, timeout=60)
        self._vraag("GET", adres)

    def _vraag(self, methode: str, adres: str, inhoud: str | None = None) -> None:
        """Ask, keep the cookies, and follow where it leads."""
        deel = urlsplit(adres)
        koppen = {"Host": deel.netloc, "Cookie": "; ".join(f"{n}={w}" for n, w in self.koekjes.items())}
        if inhoud is not None:
            koppen["Content-Type"] = "application/x-www-form-urlencoded"
        self._verbinding.request(
            methode, deel.path + (f"?{deel.query}" if deel.query else ""), inhoud, koppen
        )
        antwoord = self._verbinding.getresponse()
        tekst = antwoord.read()
        for regel in antwoord.headers.get_all("Set-Cookie", []):
            for naam, koekje in SimpleCookie(regel).items():
                self.koekjes[naam] = koekje.value
        if antwoord.status in (301, 302, 303):
            self._vraag("GET", urljoin(adres, antwoord.headers["Location"]))
            return
        assert antwoord.status == 200, f"{adres}: {antwoord.status}"
        self.adres = adres
        self.pagina = BeautifulSoup(tekst, "html.parser")

    def namen(self, kort: str) -> list[Tag]:
        """What can be filled in on this page under the short name of a field."""
        return [
            veld
            for veld in self.pagina.select("main form [name]")
            if veld.get("type") != "hidden" and str(veld["name"]).rpartition("-")[2] == kort
        ]

    def verder(self, antwoorden: dict[str, Any]) -> None:
        """Fill in whatever of these the page asks, by the short names of the fields, and press its button."""
        knop = self.pagina.select_one(
            "main .vraag__knoppen button[type=submit]:not(.knop-als-link), main .vraag__knoppen a.nl-button"
        ) or self.pagina.select_one("main form[method=post] button")
        assert knop, f"geen knop op {self.adres}"
        if knop.name == "a":
            self._vraag("GET", urljoin(self.adres, str(knop["href"])))
            return
        formulier = knop.find_parent("form")
        assert formulier
        inhoud: list[tuple[str, str]] = []
        for veld in formulier.select("[name]"):
            naam, soort = str(veld["name"]), veld.get("type")
            waarde = str(veld.get("value", "on"))
            gewild = antwoorden.get(naam.rpartition("-")[2])
            if soort == "hidden":
                inhoud.append((naam, str(veld.get("value", ""))))
            elif soort in ("radio", "checkbox"):
                keuzes = gewild if isinstance(gewild, list) else [gewild]
                if waarde in keuzes or gewild is True or (gewild is None and veld.has_attr("checked")):
                    inhoud.append((naam, waarde))
            elif veld.name != "button":
                staat = veld.get_text() if veld.name == "textarea" else str(veld.get("value", ""))
                inhoud.append((naam, staat if gewild is None else str(gewild)))
        self._vraag("POST", urljoin(self.adres, str(formulier.get("action") or "")), urlencode(inhoud))
        fouten = self.pagina.select_one("[data-fouten]")
        assert fouten is None, fouten.get_text(" ", strip=True)

    def op_scherm(self) -> None:
        """Show the page that is open now."""
        self._verbinding.close()
        self.bezoek.context.add_cookies(
            [
                {
                    "name": naam,
                    "value": waarde,
                    "domain": urlsplit(self.adres).hostname,
                    "path": "/",
                    "httpOnly": True,
                    "sameSite": "Lax",
                }
                for naam, waarde in self.koekjes.items()
                if waarde
            ]
        )
        self.bezoek.page.goto(self.adres)


def zelfcheck_tot(bezoek: Bezoek, keuzes: list[str], postcode: str | None = "1987 DB") -> None:
    """Open the result of the self-check with these answers, in the order of the questions; without a postcode the last
    question, which asks for it."""
    reis = ZonderScherm(bezoek, bezoek.portaal.adres() + "/zelfcheck/")
    reis.verder({})
    for keuze in keuzes:
        optie = reis.pagina.select_one(f'main input[type=radio][value="{keuze}"]')
        assert optie, f"{keuze} past niet bij {reis.pagina.h1}"
        reis.verder({str(optie["name"]).rpartition("-")[2]: keuze})
        if reis.pagina.select_one("h1.crisiskaart__titel"):
            reis.verder({})
    assert reis.namen("postcode"), reis.pagina.h1
    if postcode is not None:
        reis.verder({"postcode": postcode})
        assert reis.pagina.select_one(".ladder"), reis.pagina.h1
    reis.op_scherm()


def melding_tot(
    bezoek: Bezoek, tot: str = "controle", soort: str = "melding", taal: str = "", **anders: Any
) -> None:
    """Open the step of a melding that asks `tot` (the short name of a field), or the check page, with ordinary answers before
    it; `anders` overrules by field."""
    reis = ZonderScherm(bezoek, f"{bezoek.portaal.adres()}{taal}/melden/")
    reis.verder({"soort": soort})
    _loop(reis, tot, anders)


def melding_verder_tot(bezoek: Bezoek, tot: str = "controle", **anders: Any) -> None:
    """The same from the step that is open in the browser."""
    _loop(ZonderScherm(bezoek, bezoek.page.url), tot, anders)


def _loop(reis: ZonderScherm, tot: str, anders: dict[str, Any]) -> None:
    for _ in range(14):
        klaar = reis.pagina.select_one("input[name=kopie]")
        if (tot == "controle" and klaar) or reis.namen(tot):
            reis.op_scherm()
            return
        assert not klaar, f"{tot} niet gevraagd"
        reis.verder(ANTWOORDEN | anders)
    raise AssertionError(f"nooit bij {tot}")
