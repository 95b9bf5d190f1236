"""Task: the memory of the analyzer's tables in a process: lists, planner, and what they remember in use."""

from __future__ import annotations

import gc
import tracemalloc
from typing import Any

from scripts.bench import engine_hulp, woordenbron
from scripts.bench.omgeving import geheugen


def taak(aantal: int = 0) -> dict[str, Any]:
    """MB by tracemalloc, and RSS: of the lists, with a planner and the words of an index of `aantal` offers, and after use."""
    from socialekaart.search import lexicon, planner, spelling, woordenlijsten
    from socialekaart.search.compounds import Splitser, bruikbaar
    from socialekaart.search.scoring import oppervlak

    # Small and before measuring: modules, and the words of a Dutch stemmer, are there for every process anyway.
    planner.Planner(lexicon.Lexicon(), spelling.Woordenschat({}, frozenset()), Splitser((), (), ())).plan(
        "huur"
    )
    telling: dict[str, int] = {}
    for document in engine_hulp.documenten(aantal) if aantal else ():
        for woord in oppervlak(document):
            telling[woord] = telling.get(woord, 0) + 1
    vragen = [vraag.q for vraag in engine_hulp.vragenlijst(max(aantal, 5_000)).woord]
    bron = woordenbron.lees()
    teksten = [term for thema in bron.themas for term in thema.termen]

    gc.collect()
    rss = geheugen()["rss"]
    tracemalloc.start()
    lex = woordenlijsten.lees()
    lijsten = _mb()
    splitser = Splitser(lex.delen, filter(bruikbaar, telling), lex.heel)
    schat = spelling.Woordenschat(telling, lex.woorden)
    schat.leer_stammen(stam for woord in telling for stam in splitser.stammen(woord))
    plan = planner.Planner(lex, schat, splitser)
    plan.plan("ik kan de huur niet betalen")
    gebouwd = _mb()
    for vraag in [*vragen, *teksten]:
        plan.plan(vraag)
    gebruikt = _mb()
    tracemalloc.stop()
    return {
        "groepen": lex.groepen,
        "woorden": len(telling),
        "lijsten": lijsten,
        "gebouwd": gebouwd,
        "gebruikt": gebruikt,
        "rss": geheugen()["rss"] - rss,
    }


def _mb() -> float:
    gc.collect()
    return tracemalloc.get_traced_memory()[0] / 1e6
