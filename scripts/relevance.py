"""Builds the demo catalogue in a scratch database and measures the search on it. Arguments go to `manage.py relevantie`.

A database of its own, so that what editors changed in `var` neither counts nor gets lost. With DATABASE_URL set, that
database is used instead (it gets the demo). With ELASTICSEARCH_URL set both engines are measured, Elasticsearch in an
index of its own, which is removed afterwards.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OPRUIMEN = "import django; django.setup(); from socialekaart.search.elastic import bouw; bouw.wis()"


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="relevantie-") as map_:
        omgeving = {
            "DATABASE_URL": f"sqlite:///{map_}/db.sqlite3",
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            # How good it is, not how fast: a busy machine may take its time.
            "ELASTICSEARCH_TIMEOUT": "30",
            **os.environ,
            "ELASTICSEARCH_PREFIX": f"relevantie-{os.getpid()}-",
            "DICHTBIJ_DEMO": "1",
            # Uploads and logs of the scratch installation go away with it.
            "DICHTBIJ_VAR": map_,
        }

        def manage(*woorden: str) -> int:
            return subprocess.run(
                [sys.executable, "manage.py", *woorden], cwd=ROOT, env=omgeving, check=False
            ).returncode

        try:
            for stap in (["migrate", "--verbosity", "0"], ["demo"], ["zoekindex", "rebuild"]):
                if code := manage(*stap):
                    return code
            return manage("relevantie", "--drempel", *sys.argv[1:])
        finally:
            if omgeving.get("ELASTICSEARCH_URL"):
                subprocess.run([sys.executable, "-c", OPRUIMEN], cwd=ROOT, env=omgeving, check=True)


if __name__ == "__main__":
    sys.exit(main())
