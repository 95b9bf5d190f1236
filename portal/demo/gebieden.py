"""Two invented municipalities: areas, postcodes, sites and settings."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from wagtail.models import Locale, Page, Site

from portal.demo.stand import Stand
from portal.gemeente.models import Gemeente, GemeenteInstelling, Kern, Postcode, Wijk
from portal.pages.models import HomePage

DATA = Path(__file__).parent / "data"
VAAK_GEZOCHT = "hulp bij schulden; eenzaam; vervoer; hulp in huis; mantelzorg"


@cache
def geografie() -> list[dict[str, Any]]:
    """The municipalities of `data/geografie.toml`."""
    return list(tomllib.loads((DATA / "geografie.toml").read_text("utf-8"))["gemeente"])


def maak_gebieden(stand: Stand) -> None:
    """Municipalities with their wijken, kernen and postcode table."""
    for gegeven in geografie():
        stand.eenmalig(f"gemeente:{gegeven['code']}", lambda gegeven=gegeven: _gemeente(gegeven))


def _gemeente(gegeven: dict[str, Any]) -> None:
    gemeente, _ = Gemeente.objects.get_or_create(
        code=gegeven["code"], defaults={naam: gegeven[naam] for naam in ("slug", "naam", "lat", "lon")}
    )
    wijken: dict[str, Wijk] = {}
    for wijk in gegeven["wijk"]:
        wijken[wijk["letters"]] = Wijk.objects.get_or_create(
            code=wijk["code"],
            defaults={"gemeente": gemeente} | {naam: wijk[naam] for naam in ("naam", "lat", "lon", "omtrek")},
        )[0]
    op_code = {wijk.code: wijk for wijk in wijken.values()}
    for kern in gegeven["kern"]:
        plek = {"lat": kern["lat"], "lon": kern["lon"], "wijk": op_code.get(kern.get("wijk", ""))}
        Kern.objects.get_or_create(gemeente=gemeente, naam=kern["naam"], defaults=plek)
    for rij in gegeven["postcode"]:
        code = rij["postcode"].replace(" ", "")
        plek = {"gemeente": gemeente, "lat": rij["lat"], "lon": rij["lon"], "wijk": wijken.get(code[4:5])}
        Postcode.objects.get_or_create(postcode=code, defaults=plek)


def maak_sites(stand: Stand) -> None:
    """A home page and a Site per municipality; the first one answers on any other host name."""
    for nummer, gegeven in enumerate(geografie()):
        stand.eenmalig(
            f"site:{gegeven['slug']}", lambda gegeven=gegeven, nummer=nummer: _site(gegeven, nummer == 0)
        )


def _site(gegeven: dict[str, Any], standaard: bool) -> None:
    root = Page.get_first_root_node()
    naam = gegeven["naam"]
    home = HomePage(
        title=f"Dichtbij in {naam}",
        slug=gegeven["slug"],
        locale=Locale.get_default(),
        inleiding="Hulp en activiteiten bij u in de buurt. Veel is gratis en u hebt er niets voor nodig.",
        vaak_gezocht=VAAK_GEZOCHT,
        seo_title=f"Hulp en activiteiten in {naam}",
        search_description=f"Vind hulp bij u in de buurt in {naam}, doe de zelfcheck of vraag hulp aan het sociaal team.",
    )
    root.add_child(instance=home)
    home.save_revision().publish()
    if standaard:
        _ruim_wagtails_begin_op(root)
    host = f"{gegeven['slug']}.localhost"
    site = Site.objects.create(
        hostname=host,
        port=settings.PORT,
        root_page=home,
        site_name=f"Dichtbij {naam}",
        is_default_site=standaard,
    )
    portaal = gegeven["portaal"]
    GemeenteInstelling.objects.create(
        site=site,
        gemeente=Gemeente.objects.get(code=gegeven["code"]),
        thema=portaal["thema"],
        telefoon=portaal["telefoon"],
        telefoontijden=portaal["telefonisch_bereikbaar"],
        email=portaal["email"],
        bezoekpunt=portaal["bezoekpunt_naam"],
        bezoekadres=f"{portaal['bezoekpunt_straat']}, {portaal['bezoekpunt_plaats']}",
        bezoektijden=portaal["bezoektijden"],
        huisartsenpost=portaal["huisartsenpost"],
        teamnaam=portaal["teamnaam"],
    )


def _ruim_wagtails_begin_op(root: Page) -> None:
    """The welcome page and site that Wagtail's own migrations make; nothing else of anybody."""
    Site.objects.filter(
        hostname="localhost", root_page__slug="home", root_page__title__startswith="Welcome"
    ).delete()
    for pagina in root.get_children().filter(slug="home", title__startswith="Welcome"):
        pagina.delete()


def zet_poort(poort: int) -> int:
    """The Sites follow the port that is served, else canonical addresses and mails are wrong."""
    gewijzigd = 0
    for site in Site.objects.filter(hostname__endswith=".localhost").exclude(port=poort):
        site.port = poort
        site.save()
        gewijzigd += 1
    return gewijzigd
