"""Fills an empty installation with two invented municipalities."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.demo import accounts, catalogus, gebieden, paginas, zelfchecks
from portal.demo.stand import Stand


class Command(BaseCommand):
    help = "Vult een lege installatie met twee verzonnen gemeenten. Wat redacteuren veranderden, blijft zoals het is."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "Dit is geen demo-omgeving. Zet DICHTBIJ_DEMO=1 als u hier verzonnen inhoud wilt."
            )
        begin = time.monotonic()
        stand = Stand()
        self.stap("gemeenten, wijken en postcodes")
        gebieden.maak_gebieden(stand)
        self.stap("websites")
        gebieden.maak_sites(stand)
        gebieden.zet_poort(settings.PORT)
        self.stap("sociale kaart")
        for regel in catalogus.maak_catalogus(stand):
            if self.uitgebreid:
                self.stap(f"  {regel}")
        self.stap("zelfcheck")
        zelfchecks.maak_zelfchecks(stand)
        self.stap("accounts en teams")
        accounts.maak_accounts(stand)
        self.stap("pagina's en vertalingen")
        paginas.maak_paginas(stand)
        accounts.maak_rechten(stand)
        self.stdout.write(f"Demo klaar: {stand.nieuw} onderdelen nieuw, {time.monotonic() - begin:.1f} s.")

    uitgebreid = False

    def execute(self, *args: Any, **options: Any) -> str | None:
        self.uitgebreid = int(options.get("verbosity", 1)) > 1
        return super().execute(*args, **options)

    def stap(self, tekst: str) -> None:
        self.stdout.write(f"  demo: {tekst}", ending="\n")
        self.stdout.flush()
