"""The web server answers with several threads at once, and all share one stemmer."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

from socialekaart.search import analyzer

STAMMEN = (
    "voorzieningen",
    "schulden",
    "vervoer",
    "eenzaamheid",
    "mantelzorgers",
    "wandelingen",
    "boodschappen",
)
WOORDEN = [stam + einde for stam in STAMMEN for einde in ("", "en", "heid", "lijk", "je", "ingen")] * 30


def test_draden_krijgen_niet_elkaars_stam() -> None:
    goed = {woord: analyzer.porter(woord) for woord in WOORDEN}
    vooraf = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # as often as on a busy server, in a short test
    try:
        with ThreadPoolExecutor(4) as draden:
            uitkomst = list(draden.map(analyzer.porter, WOORDEN))
    finally:
        sys.setswitchinterval(vooraf)
    assert uitkomst == [goed[woord] for woord in WOORDEN]
