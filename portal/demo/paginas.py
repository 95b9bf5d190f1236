"""The demo's pages of words, in Dutch and in English, from the hand-written files in `data/paginas/`.

English goes through wagtail-localize's own models, so that an editor goes on with it in the translation editor.
"""

from __future__ import annotations

import re
import tomllib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from string import Template
from typing import Any

from wagtail.models import Locale
from wagtail_localize.strings import extract_strings

from portal.demo.gebieden import DATA, geografie
from portal.demo.stand import Stand
from portal.demo.vertalen import Engels, plat, vertaal
from portal.demo.vertalingen import vertaal_catalogus
from portal.pages.models import ContentPage, HomePage

PAGINAS = DATA / "paginas"
VOLGORDE = ("over-dichtbij", "bellen-en-langskomen", "toegankelijkheid", "privacy", "klopt-er-iets-niet")
BLOK_ID = uuid.UUID("6f2f7f6a-1c1f-4b0e-9a52-3d1d1a1c0d19")


@dataclass
class Tekstpagina:
    """One page of one municipality, filled in: what goes into the Dutch page, and the English of each of its strings."""

    slug: str
    titel: str
    inleiding: str
    inhoud: list[dict[str, Any]] = field(default_factory=list)
    engels: Engels = field(default_factory=dict)


def maak_paginas(stand: Stand) -> None:
    """The pages under every home page, then their English, then the offers that are there in English."""
    engels = Locale.objects.get(language_code="en")
    for gegeven in geografie():
        gemeente = gegeven["slug"]
        home = HomePage.objects.filter(slug=gemeente, locale=Locale.get_default()).first()
        if home is None:  # an editor took it away
            continue
        for pagina in tekstpaginas(gegeven):
            stand.eenmalig(
                f"pagina:{gemeente}:{pagina.slug}", lambda p=pagina, home=home: _nederlands(home, p)
            )
        stand.eenmalig(
            f"vertaling:{gemeente}", lambda g=gegeven, home=home: vertaal(home, engels, start_engels(g))
        )
        for pagina in tekstpaginas(gegeven):
            stand.eenmalig(
                f"vertaling:{gemeente}:{pagina.slug}",
                lambda p=pagina, home=home: _engels(home, p, engels),
            )
    vertaal_catalogus(stand, engels)


def _nederlands(home: HomePage, tekst: Tekstpagina) -> None:
    if home.get_children().filter(slug=tekst.slug).exists():  # an editor was first
        return
    home.refresh_from_db()
    pagina = ContentPage(
        title=tekst.titel,
        slug=tekst.slug,
        locale=home.locale,
        inleiding=tekst.inleiding,
        search_description=tekst.inleiding,
        inhoud=tekst.inhoud,
    )
    home.add_child(instance=pagina)
    pagina.save_revision().publish()


def _engels(home: HomePage, tekst: Tekstpagina, engels: Locale) -> None:
    pagina = ContentPage.objects.child_of(home).filter(slug=tekst.slug).first()
    if pagina is not None:
        vertaal(pagina, engels, tekst.engels)


def start_engels(gegeven: dict[str, Any]) -> Engels:
    """The English of the home page, string by string."""
    waarden = woorden(gegeven)
    return {
        plat(_vul(rij["nl"], waarden)): plat(_vul(rij["en"], waarden))
        for rij in tomllib.loads((PAGINAS / "start.toml").read_text("utf-8"))["tekst"]
    }


def tekstpaginas(gegeven: dict[str, Any]) -> Iterator[Tekstpagina]:
    """The pages of a municipality (a table of `geografie.toml`): its own file, else the shared one."""
    for slug in VOLGORDE:
        eigen = PAGINAS / gegeven["slug"] / f"{slug}.toml"
        pad = eigen if eigen.exists() else PAGINAS / "gedeeld" / f"{slug}.toml"
        yield _pagina(slug, pad.read_text("utf-8"), gegeven)


def _pagina(slug: str, tekst: str, gegeven: dict[str, Any]) -> Tekstpagina:
    rij, waarden = tomllib.loads(tekst), woorden(gegeven)
    pagina = Tekstpagina(slug, _vul(rij["titel"]["nl"], waarden), _vul(rij["inleiding"]["nl"], waarden))
    pagina.engels[slug] = slug
    for naam in ("titel", "inleiding"):
        pagina.engels[plat(_vul(rij[naam]["nl"], waarden))] = plat(_vul(rij[naam]["en"], waarden))
    for blok in rij.get("blok", []):
        soort, sleutel = blok["soort"], str(uuid.uuid5(BLOK_ID, f"{slug}/{blok['id']}"))
        waarde: Any = None
        if soort != "crisis":
            waarde = html(_vul(blok["nl"], waarden))
            pagina.engels |= paren(waarde, html(_vul(blok["en"], waarden)))
        if soort == "vraag_antwoord":
            vraag = {taal: _vul(blok["vraag"][taal], waarden) for taal in ("nl", "en")}
            pagina.engels[plat(vraag["nl"])] = plat(vraag["en"])
            waarde = {"vraag": vraag["nl"], "antwoord": waarde}
        pagina.inhoud.append({"type": soort, "id": sleutel, "value": waarde})
    return pagina


def paren(nl: str, en: str) -> Engels:
    """Dutch strings with their English, from two pieces of HTML that are built alike.

    Raises ValueError when they are not: then a sentence has no counterpart.
    """
    vorm_nl, strings_nl = extract_strings(nl)
    vorm_en, strings_en = extract_strings(en)
    if vorm_nl != vorm_en or len(strings_nl) != len(strings_en):
        raise ValueError(f"Nederlands en Engels hebben niet dezelfde opbouw: {nl[:80]!r}")
    return {bron.data: doel.data for (bron, _), (doel, _) in zip(strings_nl, strings_en, strict=True)}


def html(tekst: str) -> str:
    """Line breaks in the files are for the writer."""
    return re.sub(r"\s*\n\s*", " ", re.sub(r">\s*\n\s*<", "><", tekst.strip()))


def _vul(tekst: str, waarden: dict[str, str]) -> str:
    return Template(tekst).substitute(waarden)


@cache
def _woorden(slug: str) -> dict[str, str]:
    gegeven = next(rij for rij in geografie() if rij["slug"] == slug)
    portaal = gegeven["portaal"]
    return {
        "naam": gegeven["naam"],
        "slug": slug,
        "team": portaal["teamnaam"],
        "telefoon": portaal["telefoon"],
        "tel": portaal["telefoon"].replace(" ", ""),
        "huisartsenpost": portaal["huisartsenpost"],
        "telpost": portaal["huisartsenpost"].replace(" ", ""),
        "email": portaal["email"],
        "punt": portaal["bezoekpunt_naam"],
        "straat": portaal["bezoekpunt_straat"],
        "postcode": portaal["bezoekpunt_postcode"],
        "plaats": portaal["bezoekpunt_plaats"],
    }


def woorden(gegeven: dict[str, Any]) -> dict[str, str]:
    """What the words with a dollar sign stand for in a municipality."""
    return _woorden(gegeven["slug"])


__all__ = ["Tekstpagina", "maak_paginas", "paren", "start_engels", "tekstpaginas"]
