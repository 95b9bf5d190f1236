"""The command: which parts, which sizes; a table on stdout and JSON in `build/bench.json`."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from scripts.bench.omgeving import ROOT, Mislukt, machine
from scripts.bench.statistiek import Meting, tabel

DELEN = ("pages", "search", "clone")
UITVOER = ROOT / "build" / "bench.json"


def maten(tekst: str) -> list[int]:
    """`5000,50000` as numbers of offers; for argparse."""
    try:
        lijst = [int(deel) for deel in tekst.split(",")]
    except ValueError:
        raise argparse.ArgumentTypeError(f"geen getallen met komma's: {tekst}") from None
    if not lijst or min(lijst) < 100:
        raise argparse.ArgumentTypeError("minstens 100 aanbiedingen")
    return lijst


def opties(woorden: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    lezer = argparse.ArgumentParser(prog="bench", description=__doc__)
    lezer.add_argument("--only", choices=DELEN, action="append", help="alleen dit deel (mag vaker)")
    lezer.add_argument(
        "--sizes", type=maten, default=None, help="aantallen aanbod voor de zoekmachines: 5000,50000,100000"
    )
    lezer.add_argument(
        "--quick", action="store_true", help="kleine aantallen en geen kloon, om te zien of het meten werkt"
    )
    lezer.add_argument(
        "--profile", action="store_true", help="in het JSON-bestand ook waar de tijd van het zoeken blijft"
    )
    gekozen = lezer.parse_args(woorden)
    gekozen.only = gekozen.only or [deel for deel in DELEN if not (gekozen.quick and deel == "clone")]
    gekozen.sizes = gekozen.sizes or ([1_000] if gekozen.quick else [5_000, 50_000, 100_000])
    return gekozen


def meet(deel: str, gekozen: argparse.Namespace, uit: list[Meting], bij: dict[str, Any]) -> None:
    """Measure one part; what was measured before something failed stays in `uit`."""
    if deel == "pages":
        from scripts.bench.paginas import meet_paginas

        meet_paginas(uit, bij, snel=gekozen.quick)
    elif deel == "clone":
        from scripts.bench.kloon import meet_kloon

        meet_kloon(uit)
    else:
        from scripts.bench.zoeken import meet_zoeken

        meet_zoeken(uit, bij, gekozen.sizes, snel=gekozen.quick, profiel=gekozen.profile)


def bewaar(deel: str, inhoud: dict[str, Any]) -> None:
    """Put a part in the file; other parts stay as they were measured."""
    UITVOER.parent.mkdir(parents=True, exist_ok=True)
    alles = json.loads(UITVOER.read_text("utf-8")) if UITVOER.exists() else {}
    alles[deel] = inhoud
    UITVOER.write_text(json.dumps(alles, indent=1, ensure_ascii=False) + "\n", "utf-8")


def main(woorden: Sequence[str] | None = None) -> int:
    """Measure, print, write. 0 also when an aim is missed: a slow machine is no mistake; 1 when measuring failed."""
    gekozen = opties(woorden)
    feiten = machine()
    print(", ".join(f"{naam} {waarde}" for naam, waarde in feiten.items()))
    mislukt = False
    for deel in gekozen.only:
        metingen: list[Meting] = []
        bij: dict[str, Any] = {}
        fout = ""
        try:
            meet(deel, gekozen, metingen, bij)
        except (Mislukt, subprocess.SubprocessError, OSError) as uitzondering:
            fout = str(uitzondering)
            mislukt = True
        print("\n" + tabel(metingen), flush=True)
        if fout:
            print(f"\n{deel}: meten mislukte\n{fout}", file=sys.stderr)
        inhoud = {
            "machine": feiten,
            "klein": gekozen.quick,
            "metingen": [een.als_json() for een in metingen],
            "bij": bij,
        }
        bewaar(deel, inhoud | ({"mislukt": fout.splitlines()[0]} if fout else {}))
    print(f"\nOok in {UITVOER.relative_to(ROOT)}")
    return int(mislukt)
