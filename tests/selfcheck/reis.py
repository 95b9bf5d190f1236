"""A visitor without JavaScript who walks through the self-check: reads a page, chooses an answer, follows links."""

from __future__ import annotations

import re
from typing import Any

from bs4 import BeautifulSoup
from django.test import Client

from portal.shell.runs import step_id
from selfcheck.selectors import vraag_stap


class Reis:
    """One tab. ``prefix`` is such as "/en"."""

    def __init__(self, client: Client, prefix: str = "") -> None:
        self.client = client
        self.prefix = prefix
        self.get(f"{prefix}/zelfcheck/")

    def get(self, adres: str) -> Reis:
        return self._show(self.client.get(adres, follow=True), adres)

    def post(self, adres: str, data: dict[str, Any] | None = None) -> Reis:
        return self._show(self.client.post(adres, data or {}, follow=True), adres)

    def _show(self, response: Any, adres: str) -> Reis:
        self.response = response
        self.adres = response.redirect_chain[-1][0] if response.redirect_chain else adres
        self.pagina = BeautifulSoup(response.content, "html.parser")
        return self

    @property
    def tekst(self) -> str:
        """The words in the middle of the page, with single spaces."""
        return re.sub(r"\s+", " ", self.pagina.main.get_text(" "))

    @property
    def h1(self) -> str:
        return self.pagina.h1.get_text(strip=True)

    @property
    def run(self) -> str:
        return re.search(r"/zelfcheck/rondkijken/([A-Za-z0-9_-]{16})/", self.adres)[1]

    def begin(self) -> Reis:
        formulier = self.pagina.main.find("form", method="post")
        return self.post(formulier["action"])

    def stap(self, vraag: str) -> str:
        """The address of a question in this run."""
        return f"{self.prefix}/zelfcheck/rondkijken/{self.run}/{step_id(self.run, vraag_stap(vraag))}/"

    def pagina_van(self, naam: str) -> str:
        return f"{self.prefix}/zelfcheck/rondkijken/{self.run}/{naam}/"

    def kies(self, optie: str) -> Reis:
        """Choose this option on the page that is open, and go on."""
        keuze = self.pagina.find("input", type="radio", value=optie)
        assert keuze is not None, f"{optie} is no option of: {self.h1}"
        return self.verder({keuze["name"]: optie})

    def verder(self, data: dict[str, str] | None = None) -> Reis:
        """Post the form of the page with its hidden fields."""
        formulier = self.pagina.find("div", class_="vraag__knoppen").find_parent("form")
        verborgen = {veld["name"]: veld["value"] for veld in formulier.find_all("input", type="hidden")}
        return self.post(self.adres, {**verborgen, **(data or {})})

    def postcode(self, tekst: str = "") -> Reis:
        naam = self.pagina.find("input", attrs={"name": re.compile("-postcode$")})["name"]
        return self.verder({naam: tekst})

    def beantwoord(self, antwoorden: dict[str, str]) -> Reis:
        """Answer every question that comes, by its key; stop before the postcode or at the crisis page."""
        over = dict(antwoorden)
        while over:
            sleutel = next((k for k in over if self.adres.startswith(self.stap(k))), None)
            assert sleutel, f"unexpected page: {self.h1}"
            self.kies(over.pop(sleutel))
        return self

    def link(self, woorden: str) -> str:
        """The address behind a link on the page, by (part of) its words."""
        gevonden = [a for a in self.pagina.find_all("a") if woorden in a.get_text(" ", strip=True)]
        assert gevonden, f"no link: {woorden}"
        return gevonden[0]["href"]
