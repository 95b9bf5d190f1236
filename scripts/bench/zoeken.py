"""Part `search`: the engines on generated offers, and the whole page on real pages."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from scripts.bench.omgeving import Portaal, portaal, zeg
from scripts.bench.statistiek import Meting, Verdeling, tijden

ZOEK_P95 = {5_000: 10.0, 50_000: 20.0}
"""Aims of the embedded engine in ms, by number of offers."""
SUGGESTIE_P95 = {5_000: 5.0}
PAGINAS = 5_000
PAGINA_P95 = 40.0
SNELLER = 20
BIJWERKEN_MS = 5.0
HERBOUW_PER_S = 2_000
TABELLEN_MB = 15


def meet_zoeken(
    uit: list[Meting], bij: dict[str, Any], maten: Sequence[int], *, snel: bool, profiel: bool = False
) -> None:
    """Add the figures per size and engine to `uit`, and to `bij` the slowest questions.

    Elasticsearch only where `ELASTICSEARCH_URL` says that there is one.
    """
    url = os.environ.get("ELASTICSEARCH_URL", "")
    engines = ["embedded", *(["elasticsearch"] if url else [])]
    with portaal(demo=False) as leeg:
        uit += _tabellen(leeg, 0 if snel else 5_000)
        for maat in maten:
            with _kopie(leeg, maat, url) as hier:
                for engine in engines:
                    metingen, meer = _engine(hier, engine, maat, snel=snel, profiel=profiel)
                    uit += metingen
                    bij[f"{engine} {maat}"] = meer
    metingen, bij["pagina"] = _paginas(1_000 if snel else PAGINAS, snel=snel)
    uit += metingen


class _kopie:  # noqa: N801
    """A copy of an empty portal's database for one size."""

    def __init__(self, bron: Portaal, maat: int, url: str) -> None:
        self.map = bron.var / f"maat-{maat}"
        self.voorvoegsel = f"bench-{os.getpid()}-{maat}-"
        self.bron = bron
        extra = {"ELASTICSEARCH_URL": url} if url else {}
        self.portaal = replace(bron, var=self.map, env={**bron.env, "DICHTBIJ_VAR": str(self.map), **extra})
        self.url = url

    def __enter__(self) -> tuple[Portaal, str]:
        self.map.mkdir()
        for bestand in self.bron.var.glob("db.sqlite3*"):
            shutil.copy(bestand, self.map)
        return self.portaal, self.voorvoegsel

    def __exit__(self, *fout: object) -> None:
        if self.url:
            self.portaal.taak("opruimen", voorvoegsel=self.voorvoegsel)
        shutil.rmtree(self.map, ignore_errors=True)


def _tabellen(leeg: Portaal, aantal: int) -> list[Meting]:
    zeg("tabellen van de analyse")
    kaal = leeg.taak("tabellen", aantal=0)
    groep = "Tabellen van de analyse, per proces"
    uitleg = f"{kaal['groepen']} groepen synoniemen"
    uit = [
        Meting(groep, "lijsten", kaal["lijsten"], "MB", uitleg=uitleg),
        Meting(groep, "lijsten en planner", kaal["gebouwd"], "MB", TABELLEN_MB),
        Meting(groep, "na gebruik", kaal["gebruikt"], "MB", TABELLEN_MB),
        Meting(groep, "na gebruik, RSS met tracemalloc zelf", kaal["rss"], "MB"),
    ]
    if aantal:
        vol = leeg.taak("tabellen", aantal=aantal)
        woorden = f"{vol['woorden']} woorden"
        uit.append(
            Meting(
                groep,
                f"met de woorden van {aantal} aanbiedingen",
                vol["gebruikt"],
                "MB",
                TABELLEN_MB,
                uitleg=woorden,
            )
        )
    return uit


def _engine(
    hier: tuple[Portaal, str], engine: str, maat: int, *, snel: bool, profiel: bool
) -> tuple[list[Meting], dict[str, Any]]:
    portal, voorvoegsel = hier
    zeg(f"{engine}: {maat} aanbiedingen")
    opties = {"engine": engine, "aantal": maat, "voorvoegsel": voorvoegsel}
    bouw = portal.taak("bouw", **opties, wijzigingen=20 if snel else 50)
    vraag = portal.taak("vraag", **opties, minstens=80 if snel else 400, profiel=profiel)
    eigen = engine == "embedded"
    groep = f"Zoeken, {engine}, {maat} aanbiedingen"
    uit: list[Meting] = []
    for soort in ("woord", "facet", "plek"):
        uit += tijden(groep, soort, vraag["soorten"][soort], p95=ZOEK_P95.get(maat) if eigen else None)
    samen = [tijd for soort in ("woord", "facet", "plek") for tijd in vraag["soorten"][soort]]
    uit += tijden(groep, "woord, facet en plek samen", samen, p95=ZOEK_P95.get(maat) if eigen else None)
    nieuw = [tijd for soort in ("woord", "facet", "plek") for tijd in vraag["nieuw"][soort]]
    uit += tijden(groep, "samen, voor het eerst gevraagd", nieuw)
    # A busy machine makes some of the times longer, and with them the p95; the fastest of ten times hardly.
    snelst = [tijd for soort in ("woord", "facet", "plek") for tijd in vraag["snelst"][soort]]
    uit.append(
        Meting(
            groep,
            "samen, elke vraag op zijn snelst: p95",
            Verdeling.van(snelst).p95,
            "ms",
            ZOEK_P95.get(maat) if eigen else None,
            uitleg=f"{len(snelst)} vragen",
        )
    )
    uit += tijden(
        groep, "suggestie", vraag["soorten"]["suggestie"], p95=SUGGESTIE_P95.get(maat) if eigen else None
    )
    uit += tijden(groep, "één aanbod bijwerken", bouw["bijwerken"], p50=BIJWERKEN_MS if eigen else None)
    uit += tijden(groep, "zoeken na een wijziging", bouw["zoeken_erna"])
    uit += [
        Meting(groep, "bouwen", bouw["bouw"], "s"),
        Meting(groep, "bouwen per seconde", maat / bouw["bouw"], "/s"),
        Meting(groep, "bouwen, geheugen erbij", bouw["bouw_geheugen"], "MB"),
        Meting(groep, "index", bouw["mb"], "MB"),
        Meting(groep, "eerste vraag van een proces", vraag["eerste"] * 1_000, "ms"),
        Meting(groep, "geheugen per proces", vraag["geheugen"], "MB"),
        Meting(groep, "woordvragen zonder resultaat", vraag["leeg"], "", uitleg="van 40"),
    ]
    if vraag["fouten"]:
        uit.append(
            Meting(groep, "te traag of geweigerd", len(vraag["fouten"]), "", 0, uitleg=vraag["fouten"][0])
        )
    meer = {naam: vraag[naam] for naam in ("langzaamst", "profiel") if naam in vraag}
    return uit, meer


def _paginas(aantal: int, *, snel: bool) -> tuple[list[Meting], dict[str, Any]]:
    with portaal(demo=True) as portal:
        zeg(f"{aantal} aanbiedingen importeren")
        bestand = portal.var / "bench.csv"
        portal.taak("importbestand", pad=str(bestand), aantal=aantal)
        regels = portal.manage("import_aanbod", str(bestand)).strip().splitlines()
        zeg("de hele zoekpagina, en Wagtails eigen zoeken")
        meting = portal.taak("groot", minstens=120 if snel else 360)
    groep = f"De zoekpagina, {meting['aanbod']} pagina's"
    eigen, wagtail = Verdeling.van(meting["eigen"]), Verdeling.van(meting["wagtail"])
    uit = tijden(groep, "/zoeken/", meting["pagina"], p95=PAGINA_P95)
    uit += tijden(groep, "embedded, alle facetten", meting["eigen"])
    uit += tijden(groep, "Wagtail, zonder facetten", meting["wagtail"])
    uit += [
        Meting(groep, "sneller dan Wagtail: p50", wagtail.p50 / eigen.p50, "keer", SNELLER, "minstens"),
        Meting(groep, "sneller dan Wagtail: p95", wagtail.p95 / eigen.p95, "keer", SNELLER, "minstens"),
        Meting(groep, "vragen met resultaat, embedded", meting["eigen_vindt"], "", uitleg="van 20"),
        Meting(groep, "vragen met resultaat, Wagtail", meting["wagtail_vindt"], "", uitleg="van 20"),
        Meting(
            groep, "herbouwen uit de database", meting["aanbod"] / meting["herbouw"], "/s", HERBOUW_PER_S, "minstens",
            f"{meting['herbouw']:.1f} s, waarvan {meting['gelezen']:.1f} s lezen",
        ),
    ]  # fmt: skip
    return uit, {"import": regels[-1:]}
