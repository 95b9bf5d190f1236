"""Task: build an index of generated documents, then change one offer at a time."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from scripts.bench import engine_hulp
from scripts.bench.omgeving import geheugen
from scripts.bench.statistiek import klok
from socialekaart.search.types import Vraag


def taak(engine: str, aantal: int, voorvoegsel: str = "", wijzigingen: int = 50) -> dict[str, Any]:
    """Seconds of the build, size in MB, and seconds of each update and of the search right after it."""
    begin = time.perf_counter()
    documenten = engine_hulp.documenten(aantal)
    bedacht = time.perf_counter() - begin
    machine = engine_hulp.engine(engine, voorvoegsel)
    vooraf_mb, vooraf = engine_hulp.database_mb(), geheugen()["rss"]
    bouw = klok(lambda: machine.rebuild(documenten))
    piek = geheugen()["rss"]
    mb = engine_hulp.elastic_mb() if engine == "elasticsearch" else engine_hulp.database_mb() - vooraf_mb
    machine.search(Vraag(q="schulden"))
    stap = max(1, len(documenten) // wijzigingen)
    bijwerken, erna = [], []
    for nummer, document in enumerate(documenten[::stap][:wijzigingen]):
        nieuw = replace(document, samenvatting=f"{document.samenvatting} Nieuwe tijden vanaf week {nummer}.")
        bijwerken.append(klok(lambda nieuw=nieuw: machine.index([nieuw])))
        erna.append(klok(lambda: machine.search(Vraag(q="schulden"))))
    return {
        "bedacht": bedacht,
        "bouw": bouw,
        "mb": mb,
        "bouw_geheugen": piek - vooraf,
        "bijwerken": bijwerken,
        "zoeken_erna": erna,
    }
