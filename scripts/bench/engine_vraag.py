"""Task: ask an engine whose index has been built, in a fresh process; with `profiel`, say where the time goes."""

from __future__ import annotations

import cProfile
import io
import pstats
import time
from collections.abc import Callable
from typing import Any

from django.db import connection

from portal import gunicorn
from scripts.bench import engine_hulp
from scripts.bench.omgeving import geheugen
from scripts.bench.statistiek import meet, snelst
from socialekaart.search.types import EngineFout, Vraag


def taak(
    engine: str, aantal: int, voorvoegsel: str = "", minstens: int = 200, profiel: bool = False
) -> dict[str, Any]:
    """Seconds per kind of question, what the first question of a process costs, and its memory in MB."""
    machine = engine_hulp.engine(engine, voorvoegsel)
    lijst = engine_hulp.vragenlijst(aantal)
    connection.ensure_connection()
    vooraf = geheugen()["rss"]
    begin = time.perf_counter()
    _geduldig(machine, Vraag(q="schulden"))
    eerste = time.perf_counter() - begin
    machine.suggest("schu")
    gunicorn.post_worker_init(None)  # what a worker does before its first visitor
    erbij = geheugen()["rss"] - vooraf
    traag: list[str] = []

    def zoek(vraag: Vraag) -> None:
        try:
            machine.search(vraag)
        except EngineFout as fout:
            traag.append(str(fout))

    uit: dict[str, Any] = {"eerste": eerste, "geheugen": erbij}
    uit |= {"nieuw": {}, "soorten": {}, "snelst": {}, "langzaamst": {}}
    soorten: dict[str, tuple[Callable[[Any], Any], tuple[Any, ...]]] = {
        "woord": (zoek, lijst.woord),
        "facet": (zoek, lijst.facet),
        "plek": (zoek, lijst.plek),
        "suggestie": (machine.suggest, lijst.suggestie),
    }
    for soort, (doe, vragen) in soorten.items():
        uit["nieuw"][soort] = meet(doe, vragen, 1, warm=False)
        seconden = meet(doe, vragen, minstens)
        uit["soorten"][soort] = seconden
        uit["snelst"][soort] = snelst(seconden, len(vragen))
        uit["langzaamst"][soort] = [
            [_noem(vraag), round(tijd * 1_000, 2)]
            for tijd, vraag in sorted(
                zip(uit["snelst"][soort], vragen, strict=True), key=lambda paar: -paar[0]
            )[:5]
        ]
    uit["leeg"] = sum(not machine.search(vraag).totaal for vraag in lijst.woord)
    if profiel:
        uit["profiel"] = {soort: _profiel(doe, vragen) for soort, (doe, vragen) in soorten.items()}
    uit["fouten"] = traag
    return uit


def _geduldig(machine: Any, vraag: Vraag) -> None:
    """The first question may be too slow for a server that has just been filled."""
    for _ in range(5):
        try:
            machine.search(vraag)
            return
        except EngineFout:
            time.sleep(1)
    machine.search(vraag)


def _noem(vraag: Any) -> str:
    if isinstance(vraag, str):
        return vraag
    keuzes = " ".join(f"{naam}={','.join(sorted(waarden))}" for naam, waarden in vraag.gekozen().items())
    plek = f"@{vraag.plek.label} {vraag.sorteer}" if vraag.plek else ""
    return " ".join(deel for deel in (repr(vraag.q), keuzes, plek) if deel)


def _profiel(doe: Callable[[Any], Any], vragen: tuple[Any, ...], regels: int = 25) -> str:
    opname = cProfile.Profile()
    opname.enable()
    for vraag in vragen:
        doe(vraag)
    opname.disable()
    uit = io.StringIO()
    pstats.Stats(opname, stream=uit).sort_stats("tottime").print_stats(regels)
    return uit.getvalue()
