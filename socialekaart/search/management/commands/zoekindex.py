"""`manage.py zoekindex check|rebuild`: compare the index with the database and heal it, or build it anew."""

from __future__ import annotations

import argparse
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from socialekaart.search import service
from socialekaart.search.types import EngineFout


class Command(BaseCommand):
    help = "Kijkt de zoekindex na en herstelt hem (check), of bouwt hem opnieuw terwijl de oude blijft werken (rebuild)."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("actie", choices=["check", "rebuild"])
        parser.add_argument(
            "--engine", choices=["embedded", "elasticsearch"], help="Standaard alle die er zijn."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        begin = time.perf_counter()
        if options["actie"] == "check":
            for naam, (geschreven, weg) in service.herstel().items():
                self.stdout.write(f"{naam}: {geschreven} bijgewerkt, {weg} verwijderd")
            return
        namen = (
            [options["engine"]]
            if options["engine"]
            else ["embedded", *(["elasticsearch"] if service.met_elastic() else [])]
        )
        for naam in namen:
            try:
                aantal = service.herbouw(naam)
            except EngineFout as fout:
                raise CommandError(f"{naam}: {fout}") from None
            self.stdout.write(f"{naam}: {aantal} in {time.perf_counter() - begin:.1f} s")
