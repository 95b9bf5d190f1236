"""Finds Dutch that stands where a reader of English does not expect it."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup

# Small words that are in nearly every Dutch sentence and that English does not have; lower case, so that names pass.
KLEINE_WOORDEN = {
    "aan", "alle", "als", "bent", "bij", "dat", "de", "deze", "dit", "doen", "een", "er", "gaan", "geen", "graag",
    "hebben", "hebt", "heeft", "het", "hier", "hoe", "iets", "iemand", "ik", "je", "jij", "kan", "kies", "klopt",
    "komt", "kun", "kunt", "maar", "meer", "mijn", "moet", "naar", "niet", "nog", "nu", "onze", "ook", "op", "samen",
    "tegen", "tot", "uit", "uw", "vraag", "voor", "waar", "wat", "weet", "wel", "welke", "wie", "wij", "wilt",
    "wordt", "worden", "zelf", "zijn", "zo", "zoek", "zoeken", "zonder", "vul", "bel", "terug", "verder", "volgende",
    "vorige", "wissen", "versturen", "hulp", "melding",
}  # fmt: skip
ATTRIBUTEN = ("aria-label", "title", "alt", "placeholder")


def dutch_in(html: str | bytes) -> list[str]:
    """Pieces of text with Dutch words in them, outside of what is marked as another language.

    A title in the head cannot be marked: that of an offer without translation is Dutch.
    """
    pagina = BeautifulSoup(html, "html.parser")
    for element in pagina.find_all(["script", "style", "title"]):
        element.decompose()
    for element in pagina.find_all(lang=True):
        if element.name != "html" and not element.decomposed and element["lang"] != "en":
            element.decompose()
    teksten = [tekst.strip() for tekst in pagina.find_all(string=True) if tekst.strip()]
    for element in pagina.find_all(True):
        teksten += [element[naam] for naam in ATTRIBUTEN if element.get(naam)]
        if element.name == "input" and element.get("type") in ("submit", "button"):
            teksten.append(element.get("value", ""))
    return [tekst for tekst in teksten if KLEINE_WOORDEN & set(re.findall(r"[^\W\d_]+", tekst))]
