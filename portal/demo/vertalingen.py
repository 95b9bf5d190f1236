"""The English of some organisations and offers of the demo, from `data/paginas/aanbod-en.toml`."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from wagtail.models import Locale, Page

from portal.demo.catalogus import CATALOGUS_SLUG
from portal.demo.gebieden import DATA
from portal.demo.stand import Stand
from portal.demo.vertalen import Engels, plat, vertaal
from socialekaart.models import CataloguePage, OrganisatiePage, VoorzieningPage

VELDEN = ("title", "slug", "samenvatting", "tekst", "aanmelden", "kosten")


def vertaal_catalogus(stand: Stand, taal: Locale) -> None:
    """From the root of the catalogue down, since a page is copied under the copy of the page above it."""
    gegevens = tomllib.loads((DATA / "paginas" / "aanbod-en.toml").read_text("utf-8"))
    bron = Locale.get_default()
    wortel = CataloguePage.objects.filter(slug=CATALOGUS_SLUG, locale=bron).first()
    if wortel is None:
        return
    stand.eenmalig("vertaling:catalogus", lambda: _vertaal(wortel, taal, gegevens["catalogus"]))
    for rij in gegevens["organisatie"]:
        organisatie = OrganisatiePage.objects.child_of(wortel).filter(slug=rij["slug"]).first()
        if organisatie is None:
            continue
        stand.eenmalig(
            f"vertaling:organisatie:{rij['slug']}", lambda o=organisatie, rij=rij: _vertaal(o, taal, rij)
        )
        for tekst in rij.get("aanbod", []):
            aanbod = VoorzieningPage.objects.child_of(organisatie).filter(slug=tekst["slug"]).first()
            if aanbod is not None:
                sleutel = f"vertaling:aanbod:{rij['slug']}/{tekst['slug']}"
                stand.eenmalig(sleutel, lambda a=aanbod, tekst=tekst: _vertaal(a, taal, tekst))


def _vertaal(pagina: Page, taal: Locale, tekst: dict[str, Any]) -> None:
    vertaal(pagina, taal, engels_van(pagina, tekst))


def engels_van(pagina: Page, tekst: dict[str, Any]) -> Engels:
    """The strings of the page with their English, field by field."""
    teksten: Engels = {}
    for veld in VELDEN:
        nederlands = getattr(pagina, veld, "")
        if nederlands and veld in tekst:
            teksten[plat(nederlands)] = plat(_alineas(tekst[veld]))
    return teksten


def _alineas(tekst: str) -> str:
    """Single line breaks in the file are for the writer; empty lines are paragraphs."""
    return "\n\n".join(re.sub(r"\s*\n\s*", " ", deel.strip()) for deel in tekst.strip().split("\n\n"))
