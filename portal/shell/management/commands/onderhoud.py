"""Runs everything that recurs, once or on a timer."""

from __future__ import annotations

import signal
import threading
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections
from django.utils import timezone

from portal.shell import maintenance


class Command(BaseCommand):
    help = "Doet alles wat steeds terugkomt: geplande publicatie, opruimen, herinneringen, controles."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--elke", type=int, metavar="SECONDEN", help="blijf draaien en herhaal om de zoveel seconden"
        )
        parser.add_argument("--geen-nacht", action="store_true", help="sla de dagelijkse controles over")

    def handle(self, *args: Any, **options: Any) -> None:
        night = not options["geen_nacht"]
        if not options["elke"]:
            if not self.turn(nightly=night):
                raise SystemExit(1)
            return
        stop = threading.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: stop.set())
        while not stop.wait(max(1, options["elke"])):
            self.turn(nightly=night and self.not_done_today())
            close_old_connections()

    @staticmethod
    def stamp() -> Path:
        """Holds the day of the last nightly turn, so that a machine that is off at night does its sweeps by day."""
        return Path(settings.VAR) / "stempels" / "nacht"

    def not_done_today(self) -> bool:
        stamp = self.stamp()
        return not stamp.exists() or stamp.read_text() != timezone.localdate().isoformat()

    def turn(self, *, nightly: bool) -> bool:
        fine = True
        if nightly:
            self.stamp().parent.mkdir(parents=True, exist_ok=True)
            self.stamp().write_text(timezone.localdate().isoformat())
        for name, well, said in maintenance.run(maintenance.names(nightly=nightly)):
            fine &= well
            if said or not well or self.verbosity_high:
                self.stdout.write(f"{name}: {'goed' if well else 'MISLUKT'} {said}".strip())
        return fine

    verbosity_high = False

    def execute(self, *args: Any, **options: Any) -> str | None:
        self.verbosity_high = int(options.get("verbosity", 1)) > 1
        return super().execute(*args, **options)
