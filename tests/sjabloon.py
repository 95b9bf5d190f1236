"""A migrated, empty SQLite database to begin from. Migrating takes longest of all that tests need, and always gives the same.

It is kept in `var/`, for exactly these sources and packages: after any change it is made anew.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MAP = ROOT / "var" / "sjabloon"
BRONNEN = ("portal", "socialekaart", "selfcheck", "forms")


def kopieer(doel: Path) -> None:
    """Put a migrated database here, in the place of what is there."""
    for rest in doel.parent.glob(f"{doel.name}-*"):  # what SQLite keeps beside a database that was not closed
        rest.unlink()
    shutil.copyfile(_gemigreerd(), doel)


@cache
def _gemigreerd() -> Path:
    MAP.mkdir(parents=True, exist_ok=True)
    database, stempel = MAP / "db.sqlite3", MAP / "stempel"
    # Of two that start together the second waits, and finds it done.
    with (MAP / "slot").open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        som = _som()
        if not stempel.exists() or stempel.read_text() != som:
            stempel.unlink(missing_ok=True)
            for rest in MAP.glob("db.sqlite3*"):
                rest.unlink()
            _migreer(database)
            stempel.write_text(som)
    return database


def _som() -> str:
    """Changes with every source, data file and package that a migration could use."""
    paden = [pad for bron in BRONNEN for pad in (ROOT / bron).rglob("*") if "__pycache__" not in pad.parts]
    som = hashlib.sha256(sys.version.encode())
    for pad in [ROOT / "requirements-dev.txt", *sorted(paden)]:
        if pad.is_file():
            som.update(str(pad.relative_to(ROOT)).encode() + pad.read_bytes())
    return som.hexdigest()


def _migreer(database: Path) -> None:
    env = os.environ | {
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "ELASTICSEARCH_URL": "",
    }
    klaar = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=ROOT, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert klaar.returncode == 0, klaar.stdout + klaar.stderr
