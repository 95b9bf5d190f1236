"""`manage.py zoek "woorden"`: what a visitor would find, and why in this order."""

from __future__ import annotations

import argparse
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.gemeente.selectors import OngeldigePostcode, zoek_postcode
from socialekaart.search import service
from socialekaart.search.types import EngineFout, Plek, Resultaat, Vraag


class Command(BaseCommand):
    help = "Zoekt in de sociale kaart en laat per treffer zien waarom die daar staat."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("woorden")
        parser.add_argument("--json", action="store_true", help="Eén JSON-object met de sleutel `treffers`.")
        parser.add_argument("--limit", type=int, default=10, help="Hoeveel treffers (1 tot 100).")
        parser.add_argument(
            "--engine", default="", help="embedded of elasticsearch; anders volgens SEARCH_ENGINE."
        )
        parser.add_argument("--gemeente", default="", help="Code van de gemeente van de bezoeker.")
        parser.add_argument("--postcode", default="", help="Postcode van de bezoeker.")
        parser.add_argument(
            "--letterlijk", action="store_true", help="Zonder synoniemen, samenstellingen en correctie."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        plek, gemeente = None, options["gemeente"]
        if options["postcode"]:
            try:
                gevonden = zoek_postcode(options["postcode"])
            except OngeldigePostcode:
                raise CommandError("Dat is geen postcode. Schrijf hem zo: 1987DB.") from None
            if gevonden is None:
                raise CommandError("Deze postcode staat niet in de tabel.")
            plek = Plek(gevonden.lat, gevonden.lon, gevonden.wijk_code, gevonden.label)
            gemeente = gemeente or gevonden.gemeente_code
        vraag = Vraag(
            q=options["woorden"],
            plek=plek,
            gemeente=gemeente,
            per_pagina=max(1, min(options["limit"], 100)),
            letterlijk=options["letterlijk"],
        )
        try:
            resultaat = (
                service.engine(options["engine"]).search(vraag) if options["engine"] else service.zoek(vraag)
            )
        except ValueError:
            raise CommandError("Kies embedded of elasticsearch.") from None
        except EngineFout as fout:
            raise CommandError(f"De zoekmachine antwoordt niet: {fout}") from None
        self.stdout.write(
            json.dumps(als_json(vraag, resultaat), ensure_ascii=False, indent=2)
            if options["json"]
            else tekst(resultaat)
        )


def als_json(vraag: Vraag, resultaat: Resultaat) -> dict[str, Any]:
    """The answer as JSON. `treffers` is the list of hits in order; the rest says how the question was understood."""
    return {
        "woorden": vraag.q,
        "engine": resultaat.engine,
        "totaal": resultaat.totaal,
        "versoepeld": resultaat.versoepeld,
        "suggestie": resultaat.suggestie,
        "gevaar": resultaat.gevaar,
        "ook_gezocht_op": list(resultaat.ook_gezocht_op),
        "duur_ms": round(resultaat.duur * 1000, 2),
        "treffers": [
            {
                "titel": treffer.document.titel,
                "extern_id": treffer.document.extern_id,
                "id": treffer.document.id,
                "organisatie": treffer.document.organisatie,
                "adres": treffer.document.pad,
                "score": treffer.score,
                "woorden": list(treffer.woorden),
                "velden": list(treffer.velden),
                "afstand_m": None if treffer.afstand_m is None else round(treffer.afstand_m),
                "bedient": treffer.bedient,
            }
            for treffer in resultaat.treffers
        ],
    }


def tekst(resultaat: Resultaat) -> str:
    """The answer for people."""
    regels = [f"{resultaat.totaal} gevonden ({resultaat.engine}, {resultaat.duur * 1000:.1f} ms)"]
    if resultaat.gevaar:
        regels.append(f"Boven de resultaten staat de hulp bij crisis: {resultaat.gevaar}.")
    if resultaat.versoepeld:
        regels.append("Niet elk woord komt in elke treffer voor.")
    if resultaat.suggestie:
        regels.append(f"Bedoelt u: {resultaat.suggestie}")
    if resultaat.ook_gezocht_op:
        regels.append("Ook gezocht op: " + ", ".join(resultaat.ook_gezocht_op))
    for nummer, treffer in enumerate(resultaat.treffers, 1):
        document = treffer.document
        regels.append(
            f"{nummer:3}. {document.titel} ({document.organisatie}) score {treffer.score:.2f}  {document.pad}"
        )
        regels.append(
            f"     woorden: {', '.join(treffer.woorden) or '-'}; velden: {', '.join(treffer.velden) or '-'}"
        )
    return "\n".join(regels)
