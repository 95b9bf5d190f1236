"""Builds the demo catalogue in a scratch database and measures the search on it. Arguments go to `manage.py relevantie`.

A database of its own, so that what editors changed in `var` neither counts nor gets lost. With DATABASE_URL set, that
database is used instead (it gets the demo).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="relevantie-") as map_:
        omgeving = {
            "DATABASE_URL": f"sqlite:///{map_}/db.sqlite3",
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            **os.environ,
            "DICHTBIJ_DEMO": "1",
            # Uploads and logs of the scratch installation go away with it.
            "DICHTBIJ_VAR": map_,
        }

        def manage(*woorden: str) -> int:
            return subprocess.run(
                [sys.executable, "manage.py", *woorden], cwd=ROOT, env=omgeving, check=False
            ).returncode

        for stap in (["migrate", "--verbosity", "0"], ["demo"], ["zoekindex", "rebuild"]):
            if code := manage(*stap):
                return code
        return manage("relevantie", "--drempel", *sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
