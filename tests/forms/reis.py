"""Walks through the pages as somebody without JavaScript does: reads the form in the page, fills it in, presses the button."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup, Tag
from django.test import Client

VERHAAL = "Ik kom de trap niet meer op. ZEEPAARDJE 73."


class Reis:
    """One visitor. `pagina` is the last page, `status` its code, `adres` where it is."""

    def __init__(self, client: Client, adres: str = "/melden/") -> None:
        self.client = client
        self.ga(adres)

    def _neem(self, antwoord: Any) -> Reis:
        self.antwoord, self.status = antwoord, antwoord.status_code
        self.pagina = BeautifulSoup(antwoord.content, "html.parser")
        return self

    def ga(self, adres: str) -> Reis:
        """Open an address and follow where it leads."""
        antwoord = self.client.get(adres, follow=True)
        self.adres = antwoord.request["PATH_INFO"]
        if antwoord.request["QUERY_STRING"]:
            self.adres += "?" + antwoord.request["QUERY_STRING"]
        return self._neem(antwoord)

    @property
    def h1(self) -> str:
        return self.pagina.h1.get_text(" ", strip=True)

    @property
    def tekst(self) -> str:
        return self.pagina.main.get_text(" ", strip=True)

    @property
    def formulier(self) -> Tag:
        """The form with the questions (a small form with only a button has no `novalidate`)."""
        return self.pagina.main.find("form", method="post", novalidate=True)

    def velden(self) -> dict[str, Any]:
        """What a browser would post when nothing is touched."""
        velden: dict[str, Any] = {}
        for veld in self.formulier.find_all(["input", "textarea"]):
            if veld.name == "textarea":
                velden[veld["name"]] = veld.get_text().removeprefix("\n")
            elif veld.get("type") in ("radio", "checkbox"):
                if veld.has_attr("checked"):
                    velden.setdefault(veld["name"], []).append(
                        veld["value"] if veld.has_attr("value") else "on"
                    )
            elif veld.get("name"):
                velden[veld["name"]] = veld.get("value", "")
        return velden

    def naam(self, kort: str) -> str:
        """The full name of a field on this page."""
        namen = {veld["name"] for veld in self.formulier.find_all(["input", "textarea"]) if veld.get("name")}
        return next(naam for naam in namen if naam == kort or naam.endswith(f"-{kort}"))

    def heeft(self, kort: str) -> bool:
        namen = {veld.get("name", "") for veld in self.formulier.find_all(["input", "textarea"])}
        return any(naam == kort or naam.endswith(f"-{kort}") for naam in namen)

    def verder(self, knop: dict[str, str] | None = None, **antwoorden: Any) -> Reis:
        """Fill in and press the button; answers by the short name of the field."""
        inhoud = (
            self.velden() | {self.naam(kort): waarde for kort, waarde in antwoorden.items()} | (knop or {})
        )
        doel = self.formulier.get("action") or self.adres
        antwoord = self.client.post(doel, inhoud)
        if antwoord.status_code in (301, 302, 303):
            return self.ga(antwoord["Location"])
        if self.formulier.get("action"):
            self.adres = doel
        return self._neem(antwoord)

    def fouten(self) -> list[str]:
        lijst = self.pagina.find(attrs={"data-fouten": True})
        return [li.get_text(" ", strip=True) for li in lijst.find_all("li")] if lijst else []


def tot_controle(reis: Reis, soort: str, **extra: Any) -> Reis:
    """From the beginning to the check page with ordinary answers; `extra` overrules by field name."""
    alles = {
        "gevaar": "nee",
        "naam": "Annie Zeepaard",
        "akkoord": "ja",
        "postcode": "1987 db",
        "leeftijd": "81",
        "relatie": "dochter RELATIE",
        "adres": "Duinweg, groene deur",
        "situatie": VERHAAL,
        "sinds": "de zomer",
        "leefgebieden": ["mobiliteit"],
        "hulp_nu": "de buurvrouw",
        "netwerk": "beetje",
        "besproken": "nee",
        "meenemen": [],
        "telefoon": "06 12345678",
        "email": "annie@voorbeeld.example",
        "bereikbaar": "’s ochtends",
        "tolk": "",
        "toestemming": "on",
    } | extra
    reis.verder(soort=soort)
    if reis.heeft("naam_keuze"):
        reis.verder(naam_keuze=alles.get("naam_keuze", "met_naam"))
    for _stap in range(12):
        if reis.formulier.find("input", attrs={"name": "kopie"}):
            return reis
        assert reis.status == 200, reis.status
        hier = reis.adres, reis.h1
        passend = {naam: waarde for naam, waarde in alles.items() if reis.heeft(naam)}
        reis.verder(**passend)
        assert not reis.fouten(), reis.fouten()
        assert (reis.adres, reis.h1) != hier
    raise AssertionError("nooit bij de controle")
