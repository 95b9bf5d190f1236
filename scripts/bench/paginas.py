"""Part `pages`: queries and milliseconds, bytes over the wire, memory of a worker, and whether queries grow."""

from __future__ import annotations

from typing import Any

from scripts.bench import draad
from scripts.bench.omgeving import Mislukt, Portaal, geheugen, kinderen, portaal, zeg
from scripts.bench.statistiek import Meting, Verdeling, meet, tijden

VRAGEN_DOEL = {"aanbod": 12, "zoeken, woord": 15, "zoeken, woord en postcode": 15, "zoeken, alles": 15}
MS_DOEL = {"zoeken, woord": 25.0, "zoeken, woord en postcode": 25.0, "zoeken, alles": 25.0}
HOME_KB = 100
WORKER_MB = 150


def meet_paginas(uit: list[Meting], bij: dict[str, Any], *, snel: bool) -> None:
    """Add the figures to `uit` as they come, and to `bij` the queries of every page."""
    with portaal(demo=True) as portal:
        zeg("pagina's meten")
        klein = portal.taak("paginas", keren=50 if snel else 100)
        bij["queries"] = {naam: pagina["sql"] for naam, pagina in klein["paginas"].items()}
        uit += _pagina_metingen(klein)
        zeg("over gunicorn: bytes, tijd en geheugen")
        _over_gunicorn(uit, portal, keren=50 if snel else 100)
        extra = 300 if snel else 1_000
        zeg(f"{extra} aanbiedingen importeren")
        bestand = portal.var / "bench.csv"
        portal.taak("importbestand", pad=str(bestand), aantal=extra)
        portal.manage("import_aanbod", str(bestand))
        groot = portal.taak("paginas", keren=0)
        if groot["aanbod"] < klein["aanbod"] + extra:
            raise Mislukt(f"na de import staan er {groot['aanbod']} in de zoekindex")
        bij["queries na de import"] = {naam: pagina["sql"] for naam, pagina in groot["paginas"].items()}
        uit += _groei(klein, groot)


def _pagina_metingen(klein: dict[str, Any]) -> list[Meting]:
    groep = f"Pagina's, {klein['aanbod']} aanbiedingen, in het proces"
    uit: list[Meting] = []
    for naam, pagina in klein["paginas"].items():
        herhaald = f"{len(pagina['herhaald'])} query's meer dan twee keer" if pagina["herhaald"] else ""
        uit.append(
            Meting(groep, f"{naam}: query's", pagina["queries"], "", VRAGEN_DOEL.get(naam), uitleg=herhaald)
        )
        uit += tijden(groep, naam, pagina["seconden"], p50=MS_DOEL.get(naam))
        rekentijd = Verdeling.van(pagina["rekentijd"])
        uit.append(
            Meting(groep, f"{naam}: rekentijd p50", rekentijd.p50, "ms", uitleg="zonder wachten op anderen")
        )
    return uit


def _groei(klein: dict[str, Any], groot: dict[str, Any]) -> list[Meting]:
    groep = f"Groei: query's van {klein['aanbod']} naar {groot['aanbod']} aanbiedingen"
    uit = []
    for naam, pagina in groot["paginas"].items():
        eerst = klein["paginas"][naam]["queries"]
        uit.append(
            Meting(
                groep,
                f"{naam}: erbij",
                pagina["queries"] - eerst,
                "",
                0,
                uitleg=f"{eerst} → {pagina['queries']}",
            )
        )
    return uit


def _over_gunicorn(uit: list[Meting], portal: Portaal, keren: int) -> None:
    adressen = {
        "home": "/",
        "zoeken, woord en postcode": "/zoeken/?q=eten&postcode=1987DB",
        "leefgebied": "/onderwerp/wonen/",
    }
    with portal.server() as meester:
        for naam, adres in adressen.items():
            seconden = meet(lambda _, adres=adres: draad.haal(portal.poort, adres), [None], keren)
            uit += tijden("Over gunicorn, op deze machine", naam, seconden)
        groep = "Over de draad: de homepagina, leeg geheugen van de browser"
        delen = draad.pagina(portal.poort, "/")
        for pad, antwoord in delen.items():
            uit.append(Meting(groep, _kort(pad), antwoord.bytes / 1_000, "kB"))
        uit.append(Meting(groep, "samen", sum(een.bytes for een in delen.values()) / 1_000, "kB", HOME_KB))
        paden = [
            *adressen.values(),
            "/zoeken/?q=huur",
            "/zoeken/",
            "/zelfcheck/",
            "/melden/",
            "/aanbod/",
            "/onderwerp/netwerk/",
        ]
        for nummer in range(200):
            draad.haal(
                portal.poort,
                paden[nummer % len(paden)],
                ("duinrand", "polderwijk")[nummer // 10 % 2] + ".localhost",
            )
        werkers = [geheugen(pid) for pid in kinderen(meester)]
        groep = f"Geheugen na 200 aanvragen, {len(werkers)} processen van gunicorn"
        uit.append(Meting(groep, "grootste proces: PSS", max(een["pss"] for een in werkers), "MB", WORKER_MB))
        rss = max(een["rss"] for een in werkers)
        uit.append(Meting(groep, "grootste proces: RSS", rss, "MB", uitleg="gedeelde bladen tellen dubbel"))
        alles = sum(een["pss"] for een in [*werkers, geheugen(meester)])
        uit.append(Meting(groep, "samen met de meester: PSS", alles, "MB"))


def _kort(pad: str) -> str:
    """The name of a file without the sum in it; a page is a document."""
    naam = pad.rpartition("/")[2]
    delen = naam.split(".")
    return f"{delen[0]}.{delen[-1]}" if len(delen) > 1 else "document"
