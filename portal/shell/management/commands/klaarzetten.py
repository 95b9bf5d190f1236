"""Brings an installation up to date in one process: database, translations, static files, demo, search index."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Zet database, vertalingen, vaste bestanden, demo en zoekindex klaar. Mag altijd opnieuw."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stap("Database bijwerken")
        call_command("migrate", verbosity=0, interactive=False)
        vertaal(settings.ROOT)
        som = self.som_van_vaste_bestanden()
        stempel = settings.VAR / "stempels" / "static"
        gedaan = (
            stempel.exists()
            and stempel.read_text() == som
            and (settings.STATIC_ROOT / "staticfiles.json").exists()
        )
        if not settings.DEBUG and not gedaan:
            self.stap("Vaste bestanden verzamelen")
            call_command("collectstatic", verbosity=0, interactive=False, clear=True)
            stempel.parent.mkdir(parents=True, exist_ok=True)
            stempel.write_text(som)
        if settings.DEMO:
            self.stap("Demo vullen")
            call_command("demo")
        self.stap("Zoekindex nakijken")
        call_command("zoekindex", "check")

    def som_van_vaste_bestanden(self) -> str:
        """Changes when a file of ours or a pinned package changes."""
        paden = [settings.ROOT / "requirements.txt", *sorted((settings.ROOT / "static").rglob("*"))]
        som = hashlib.sha256()
        for pad in paden:
            if pad.is_file():
                som.update(str(pad.relative_to(settings.ROOT)).encode() + pad.read_bytes())
        return som.hexdigest()

    def stap(self, tekst: str) -> None:
        self.stdout.write(f"==> {tekst}")
        self.stdout.flush()


def vertaal(root: Path) -> int:
    """Compiles the interface translations that changed. Babel does it: Django's own command needs GNU gettext."""
    gemaakt = 0
    for po in root.glob("locale/*/LC_MESSAGES/django.po"):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns:
            continue
        # Aside and then in place: who starts at the same time never reads half a file, and a stop leaves none.
        naast = mo.with_suffix(f".{os.getpid()}.deel")
        try:
            with po.open("rb") as bron, naast.open("wb") as doel:
                write_mo(doel, read_po(bron, locale=po.parts[-3]))
            naast.replace(mo)
        finally:
            naast.unlink(missing_ok=True)
        gemaakt += 1
    return gemaakt
