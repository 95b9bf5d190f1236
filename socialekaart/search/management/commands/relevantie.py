"""How good the search is: the judged queries over the demo catalogue, in figures."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from statistics import median
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from socialekaart.models import VoorzieningPage
from socialekaart.search import service
from socialekaart.search.relevantie import bevragen, meting, verslag
from socialekaart.search.relevantie.oordelen import AFGESTELD, BLIND, Oordeel, OordeelFout, lees
from socialekaart.search.types import EngineFout

ENGINES = ("embedded", "elasticsearch")
KOPPEN = {
    AFGESTELD: "Afgesteld deel: hierop wordt de zoekmachine bijgesteld",
    BLIND: "Blind deel: het eerlijke cijfer, nooit bekeken bij het afstellen",
}


class Command(BaseCommand):
    help = "Meet hoe goed het zoeken is: recall@10, MRR en nDCG@10 per soort vraag, over het demo-aanbod in deze database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--engine",
            action="append",
            choices=[*ENGINES, bevragen.WAGTAIL],
            help="Mag vaker. Standaard: embedded, wagtail, en elasticsearch als ELASTICSEARCH_URL is ingevuld.",
        )
        parser.add_argument("--json", type=Path, default=Path("build/relevance.json"), metavar="BESTAND")
        parser.add_argument(
            "--drempel",
            action="store_true",
            help="Fout als een engine op het afgestelde deel onder de drempel blijft: "
            f"recall@10 {meting.DREMPEL_RECALL}, MRR {meting.DREMPEL_MRR}; of als de eerste tien van beide engines minder "
            f"dan {meting.DREMPEL_OVERLAP} overlappen.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        engines = list(dict.fromkeys(options["engine"] or self._standaard()))
        try:
            delen = {deel: lees(deel) for deel in (AFGESTELD, BLIND)}
        except OordeelFout as fout:
            raise CommandError(str(fout)) from fout
        titels = self._titels([oordeel for deel in delen.values() for oordeel in deel])

        antwoorden = {
            deel: {naam: self._vraag(naam, oordelen) for naam in engines} for deel, oordelen in delen.items()
        }
        cijfers = {
            deel: {naam: meting.samenvatting(oordelen, antwoorden[deel][naam]) for naam in engines}
            for deel, oordelen in delen.items()
        }
        missers = {
            naam: meting.missers(delen[AFGESTELD], antwoorden[AFGESTELD][naam])
            for naam in engines
            if naam != bevragen.WAGTAIL
        }
        # Overlap says how alike two engines are, not how good: it may look at both parts.
        alle = {naam: [*antwoorden[AFGESTELD][naam], *antwoorden[BLIND][naam]] for naam in engines}
        overlap = {f"{a}~{b}": meting.overlap(alle[a], alle[b]) for a, b in combinations(engines, 2)}
        duur = {naam: median(antwoord.duur for antwoord in alle[naam]) * 1000 for naam in engines}

        for deel in delen:
            self.stdout.write(f"\n{KOPPEN[deel]}\n")
            for regel in verslag.tabel(cijfers[deel]):
                self.stdout.write(regel)
        for naam, lijst in missers.items():
            self.stdout.write(f"\nMissers van {naam} in het afgestelde deel: {len(lijst)}")
            for regel in verslag.regels_van_missers(lijst, titels):
                self.stdout.write(regel)
        for paar, waarde in overlap.items():
            self.stdout.write(
                f"\nOverlap van de eerste tien, {paar}: {'–' if waarde is None else f'{waarde:.3f}'}"
            )
        self.stdout.write("Mediaan per vraag: " + ", ".join(f"{n} {ms:.1f} ms" for n, ms in duur.items()))

        self._schrijf(
            options["json"],
            {
                "aanbod": len(titels),
                "delen": {
                    deel: {naam: verslag.cijfers_als_json(c) for naam, c in per_engine.items()}
                    for deel, per_engine in cijfers.items()
                },
                "missers": {naam: verslag.missers_als_json(lijst) for naam, lijst in missers.items()},
                "overlap": overlap,
                "mediaan_ms": {naam: round(ms, 2) for naam, ms in duur.items()},
                "drempel": {
                    "recall@10": meting.DREMPEL_RECALL,
                    "mrr": meting.DREMPEL_MRR,
                    "overlap": meting.DREMPEL_OVERLAP,
                },
            },
        )
        if options["drempel"]:
            self._toets({naam: cijfers[AFGESTELD][naam] for naam in missers}, overlap.get("~".join(ENGINES)))

    def _standaard(self) -> list[str]:
        met_elasticsearch = ["elasticsearch"] if settings.ELASTICSEARCH_URL else []
        return ["embedded", *met_elasticsearch, bevragen.WAGTAIL]

    def _titels(self, oordelen: list[Oordeel]) -> dict[str, str]:
        """Title per external id. Raises CommandError when judged offers are not in this database."""
        titels = dict(VoorzieningPage.objects.live().exclude(extern_id="").values_list("extern_id", "title"))
        if weg := sorted({naam for oordeel in oordelen for naam in oordeel.goed} - titels.keys()):
            raise CommandError(
                f"Niet in deze database: {', '.join(weg[:5])}{' …' if len(weg) > 5 else ''}. "
                "Vul eerst de demo: python manage.py demo"
            )
        return titels

    def _vraag(self, naam: str, oordelen: tuple[Oordeel, ...]) -> list[meting.Antwoord]:
        if naam == bevragen.WAGTAIL:
            return bevragen.vraag_wagtail(oordelen)
        try:
            return bevragen.vraag_engine(service.engine(naam), oordelen)
        except EngineFout as fout:
            raise CommandError(f"{naam} antwoordt niet: {fout}") from fout

    def _schrijf(self, pad: Path, inhoud: dict[str, Any]) -> None:
        pad = settings.ROOT / pad
        pad.parent.mkdir(parents=True, exist_ok=True)
        pad.write_text(json.dumps(inhoud, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        self.stdout.write(f"Ook geschreven naar {pad.name}.")

    def _toets(self, cijfers: dict[str, dict[str, tuple[int, meting.Score]]], overlap: float | None) -> None:
        if not cijfers:
            raise CommandError(
                "Er is geen eigen engine gemeten, dus er is niets om aan de drempel te houden."
            )
        if laag := [naam for naam, c in cijfers.items() if not meting.haalt_drempel(c)]:
            raise CommandError(f"Onder de drempel: {', '.join(laag)}.")
        if overlap is not None and overlap < meting.DREMPEL_OVERLAP:
            raise CommandError(f"De engines geven te vaak iets anders: overlap {overlap:.3f}.")
        self.stdout.write(f"Boven de drempel: {', '.join(cijfers)}.")
