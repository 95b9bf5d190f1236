"""Walks through a journey as a browser without JavaScript does: reads the form of the page, fills it in, sends it."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Tag

ZELFCHECK = ("mij", "veilig", "goed", "lukt", "paar", "rond", "past", "ja", "genoeg", "geen")
"""Options to choose in the self-check, by value, whichever the question has; else its first one."""
MELDING = {
    "soort": "zelf",
    "gevaar": "nee",
    "naam": "Annie Zeepaard",
    "akkoord": "ja",
    "postcode": "1987 DB",
    "leeftijd": "81",
    "adres": "Duinweg, groene deur",
    "situatie": "Ik kom de trap niet meer op en het huishouden lukt niet goed meer.",
    "sinds": "de zomer",
    "leefgebieden": "mobiliteit",
    "hulp_nu": "de buurvrouw",
    "besproken": "nee",
    "telefoon": "06 12345678",
    "email": "annie@voorbeeld.example",
    "toestemming": "on",
}


class Vast(Exception):
    """The journey stopped where it should not."""


@dataclass(frozen=True)
class Stap:
    """A page with a form: where it is, and what sends it on."""

    adres: str
    doel: str
    inhoud: dict[str, Any]
    titel: str


class Reis:
    """One visitor, from the page with the button that begins."""

    def __init__(self, client: Any, begin: str) -> None:
        self.client = client
        self._ga(client.get(begin, follow=True), begin)

    def _ga(self, antwoord: Any, adres: str) -> None:
        if antwoord.status_code != 200:
            raise Vast(f"{adres}: {antwoord.status_code}")
        self.adres = antwoord.redirect_chain[-1][0] if antwoord.redirect_chain else adres
        ingepakt = antwoord.headers.get("Content-Encoding") == "gzip"
        inhoud = gzip.decompress(antwoord.content) if ingepakt else antwoord.content
        self.pagina = BeautifulSoup(inhoud, "html.parser")

    def _formulier(self) -> Tag:
        formulieren = self.pagina.main.find_all("form", method="post")
        met_vragen = [
            een
            for een in formulieren
            if een.find(["input", "textarea"], type=lambda soort: soort != "hidden")
        ]
        if not formulieren:
            raise Vast(f"geen formulier op {self.adres}")
        return (met_vragen or formulieren)[0]

    def stap(self) -> Stap:
        """The page that is open with ordinary answers filled in."""
        formulier = self._formulier()
        inhoud: dict[str, Any] = {}
        keuzes: dict[str, list[str]] = {}
        for veld in formulier.find_all(["input", "textarea"]):
            naam = veld.get("name")
            if not naam:
                continue
            kort = naam.rpartition("-")[2]
            if veld.get("type") in ("radio", "checkbox"):
                keuzes.setdefault(naam, []).append(veld.get("value", "on"))
            elif veld.get("type") == "hidden":
                inhoud[naam] = veld.get("value", "")
            else:
                inhoud[naam] = MELDING.get(kort, "")
        for naam, waarden in keuzes.items():
            gewild = {*ZELFCHECK, MELDING.get(naam.rpartition("-")[2], "")}
            inhoud[naam] = next((waarde for waarde in waarden if waarde in gewild), waarden[0])
        titel = self.pagina.h1.get_text(" ", strip=True)
        return Stap(self.adres, formulier.get("action") or self.adres, inhoud, titel)

    def verder(self) -> Stap:
        """Send the page that is open; returns the step that was sent. Raises `Vast` when it comes back with an error."""
        stap = self.stap()
        self._ga(self.client.post(stap.doel, stap.inhoud, follow=True), stap.doel)
        if self.pagina.find(attrs={"data-fouten": True}):
            raise Vast(
                f"{stap.titel}: {self.pagina.find(attrs={'data-fouten': True}).get_text(' ', strip=True)}"
            )
        return stap

    def tot_stap(self, nummer: int) -> Stap:
        """Send so many pages and return the step that is open then."""
        for _ in range(nummer):
            self.verder()
        return self.stap()
