"""Killing the process at any moment leaves a usable index; a rebuild leaves no gap. Real commits, in a database of its own."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import sjabloon

WORTEL = Path(__file__).parents[2]
KOP = """
import os, sys, time
import django
django.setup()
from socialekaart.search.embedded.engine import EmbeddedEngine
from socialekaart.search.types import Document, Vraag
engine = EmbeddedEngine()
def doc(n, ronde=0):
    return Document(id=str(n), titel=f"Koor {n}", samenvatting=f"ronde{ronde} zingen", leefgebieden=frozenset({"netwerk"}))
"""
SCHRIJF = (
    KOP
    + """
engine.rebuild([doc(n) for n in range(60)])
print("klaar", flush=True)
ronde = 0
while True:
    ronde += 1
    engine.index([doc(n, ronde) for n in range(0, 60, 7)])
    engine.remove(["59"])
    engine.index([doc(59, ronde)])
    if ronde % 3 == 0:
        engine.rebuild([doc(n, ronde) for n in range(60)])
"""
)
LEES = (
    KOP
    + """
uit = []
while len(uit) < int(sys.argv[1]):
    uit.append(engine.search(Vraag("koor", per_pagina=1)).totaal)
print(min(uit), max(uit), len(uit), flush=True)
"""
)
CONTROLE = (
    KOP
    + """
zoek = engine.search(Vraag("koor", per_pagina=100))
facet = {w.waarde: w.aantal for w in zoek.facetten["leefgebied"].waarden}
assert zoek.totaal in (59, 60), zoek.totaal
assert len(zoek.treffers) == zoek.totaal
assert facet == {"netwerk": zoek.totaal}, facet
assert len(engine.ids()) == zoek.totaal
engine.index([doc(1, 999)])
assert [t.document.id for t in engine.search(Vraag("ronde999")).treffers] == ["1"]
engine.rebuild([doc(n, 1000) for n in range(60)])
assert engine.search(Vraag("koor")).totaal == 60
from socialekaart.search.embedded import schema
print("goed", len(schema.generaties()), flush=True)
"""
)


@pytest.fixture
def omgeving(tmp_path: Path) -> dict[str, str]:
    sjabloon.kopieer(tmp_path / "kill.sqlite3")
    return os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'kill.sqlite3'}",
        "DICHTBIJ_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "PYTHONPATH": str(WORTEL),
        "ELASTICSEARCH_URL": "",
    }


def draai(code: str, omgeving: dict[str, str], *args: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *args], env=omgeving, stdout=subprocess.PIPE, text=True, cwd=WORTEL
    )


def test_kill_9_at_any_moment_leaves_a_whole_index(omgeving: dict[str, str], tmp_path: Path) -> None:
    toeval = random.Random(7)
    for _ in range(3):
        proces = draai(SCHRIJF, omgeving)
        assert proces.stdout is not None
        assert proces.stdout.readline().strip() == "klaar"
        time.sleep(toeval.uniform(0.05, 0.6))
        proces.send_signal(signal.SIGKILL)
        proces.wait(20)
        with sqlite3.connect(tmp_path / "kill.sqlite3") as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        uitkomst = subprocess.run(
            [sys.executable, "-c", CONTROLE],
            env=omgeving,
            capture_output=True,
            text=True,
            timeout=120,
            cwd=WORTEL,
            check=False,
        )
        assert uitkomst.returncode == 0, uitkomst.stderr
        assert uitkomst.stdout.startswith("goed")


def test_readers_never_see_a_gap_while_it_is_rebuilt_and_written(omgeving: dict[str, str]) -> None:
    schrijver = draai(SCHRIJF, omgeving)
    try:
        assert schrijver.stdout is not None
        assert schrijver.stdout.readline().strip() == "klaar"
        lezer = draai(LEES, omgeving, "40")
        uit, _ = lezer.communicate(timeout=300)
        laagste, hoogste, _ = map(int, uit.split())
        assert laagste >= 59
        assert hoogste <= 60
        assert schrijver.poll() is None, "the writer never had to give up"
    finally:
        schrijver.kill()
        schrijver.wait(20)
