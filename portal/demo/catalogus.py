"""The demo's sociale kaart, from the hand-written files in `data/aanbod/`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page

from portal.demo.gebieden import DATA
from portal.demo.stand import Stand
from portal.gemeente.models import Gemeente, Wijk
from portal.openingstijden import parse
from socialekaart.exchange.partij import voeg_toe
from socialekaart.models import (
    CataloguePage,
    Doelgroep,
    Leefgebied,
    LocatiePage,
    Openingstijd,
    OrganisatiePage,
    Uitzondering,
    VoorzieningPage,
    VoorzieningPlek,
)
from socialekaart.search.pending import verzamel

CATALOGUS_SLUG = "sociale-kaart"
DIRECT = (
    "samenvatting", "tekst", "leeftijd_van", "leeftijd_tot", "trede", "toegang", "gratis", "kosten", "aanmelden", "aan_huis",
    "op_afstand", "talen", "bereik", "telefoon", "email", "website", "op_afspraak", "feestdagen_open", "gecontroleerd_op",
    "geldig_tot", "extern_id",
)  # fmt: skip


def bestanden() -> list[dict[str, Any]]:
    """Every organisation with its places and offers, as written."""
    return [tomllib.loads(pad.read_text("utf-8")) for pad in sorted((DATA / "aanbod").glob("*.toml"))]


def _alineas(tekst: str) -> str:
    """Single line breaks in the files are for the writer; empty lines are paragraphs."""
    return "\n\n".join(re.sub(r"\s*\n\s*", " ", deel.strip()) for deel in tekst.strip().split("\n\n"))


def catalogus() -> CataloguePage:
    """The root of the catalogue in the source language, made when it is not there."""
    bron = Locale.get_default()
    pagina = CataloguePage.objects.filter(locale=bron).first()
    if pagina is None:
        pagina = CataloguePage(title="Sociale kaart", slug=CATALOGUS_SLUG, locale=bron)
        Page.get_first_root_node().add_child(instance=pagina)
        pagina.save_revision().publish()
    return pagina


def _plaats(ouder: Page, pagina: Page) -> None:
    """A new live page without a first revision, as the import adds them: a third of the time."""
    pagina.first_published_at = pagina.last_published_at = timezone.now()
    voeg_toe(ouder, pagina)


def maak_catalogus(stand: Stand) -> Iterator[str]:
    """Everything in one transaction with one write of the search index: all of it is there, or nothing."""
    with transaction.atomic(), verzamel():
        yield from _maak_catalogus(stand)


def _maak_catalogus(stand: Stand) -> Iterator[str]:
    gegevens = bestanden()
    for bestand in gegevens:
        org = bestand["organisatie"]
        stand.eenmalig(f"organisatie:{org['slug']}", lambda bestand=bestand: _organisatie(bestand))
        yield org["naam"]
    hulp = _Hulp()
    for bestand in gegevens:
        slug = bestand["organisatie"]["slug"]
        for aanbod in bestand.get("aanbod", []):
            stand.eenmalig(
                f"aanbod:{aanbod['extern_id']}", lambda slug=slug, aanbod=aanbod: hulp.aanbod(slug, aanbod)
            )
        yield f"{bestand['organisatie']['naam']}: {len(bestand.get('aanbod', []))} keer aanbod"


def _organisatie(bestand: dict[str, Any]) -> None:
    gegeven = bestand["organisatie"]
    velden = {
        naam: gegeven[naam]
        for naam in ("samenvatting", "soort", "kvk", "telefoon", "email", "website")
        if naam in gegeven
    }
    pagina = OrganisatiePage(
        title=gegeven["naam"],
        slug=gegeven["slug"],
        locale=Locale.get_default(),
        tekst=_alineas(gegeven.get("tekst", "")),
        **velden,
    )
    _plaats(catalogus(), pagina)
    for plek in bestand.get("locatie", []):
        locatie = LocatiePage(
            title=plek["naam"],
            slug=plek["id"],
            locale=Locale.get_default(),
            **{
                naam: plek[naam]
                for naam in ("straat", "postcode", "plaats", "lat", "lon", "route")
                if naam in plek
            },
            **{naam: naam in plek.get("toegankelijk", []) for naam in ("rolstoel", "toilet", "ringleiding")},
        )
        _plaats(pagina, locatie)


class _Hulp:
    """Look-ups that every offer needs, read once."""

    def __init__(self) -> None:
        self.leefgebieden = {rij.code: rij for rij in Leefgebied.objects.all()}
        self.doelgroepen = {rij.code: rij for rij in Doelgroep.objects.all()}
        self.gemeenten = {rij.code: rij for rij in Gemeente.objects.all()}
        self.wijken = {rij.code: rij for rij in Wijk.objects.all()}
        self.locaties = {
            rij.url_path: rij for rij in LocatiePage.objects.filter(locale=Locale.get_default())
        }  # a slug is unique within its organisation only

    def aanbod(self, organisatie: str, gegeven: dict[str, Any]) -> None:
        ouder = OrganisatiePage.objects.filter(slug=organisatie, locale=Locale.get_default()).first()
        if ouder is None:  # an editor took the organisation away; its offers stay away too
            return
        velden = {naam: gegeven[naam] for naam in DIRECT if naam in gegeven} | {
            naam: _alineas(gegeven[naam]) for naam in ("tekst", "aanmelden") if naam in gegeven
        }
        pagina = VoorzieningPage(
            title=gegeven["titel"],
            slug=gegeven["slug"],
            locale=Locale.get_default(),
            trefwoorden="; ".join(gegeven.get("trefwoorden", [])),
            **velden,
        )
        pagina.leefgebieden = [self.leefgebieden[code] for code in gegeven.get("leefgebieden", [])]
        pagina.doelgroepen = [self.doelgroepen[code] for code in gegeven.get("doelgroepen", [])]
        pagina.gemeenten = [self.gemeenten[code] for code in gegeven.get("gemeenten", [])]
        pagina.wijken = [self.wijken[code] for code in gegeven.get("wijken", [])]
        pagina.plekken = [
            VoorzieningPlek(locatie=plek, sort_order=nummer)
            for nummer, code in enumerate(gegeven.get("plekken", []))
            if (plek := self.locaties.get(f"{ouder.url_path}{code}/"))
        ]
        rooster = parse(
            "; ".join([gegeven.get("tijden", ""), *gegeven.get("uitzonderingen", [])]).strip("; ")
        )
        pagina.openingstijden = [
            Openingstijd(
                dag=blok.dag, van=blok.van, tot=blok.tot, elke_weken=blok.elke_weken, anker=blok.anker
            )
            for blok in rooster.blokken
        ]
        pagina.uitzonderingen = [
            Uitzondering(
                van=een.van,
                tot_en_met=een.tot_en_met,
                open_van=een.blokken[0][0] if een.blokken else None,
                open_tot=een.blokken[0][1] if een.blokken else None,
                reden=een.reden,
            )
            for een in rooster.uitzonderingen
        ]
        _plaats(ouder, pagina)
