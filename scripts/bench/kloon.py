"""Part `clone`: from `git clone` to a portal that answers, and the second start."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from scripts.bench.omgeving import (
    ROOT,
    Mislukt,
    begonnen,
    nazaten,
    schone_omgeving,
    vrije_poort,
    wacht_op,
    zeg,
)
from scripts.bench.statistiek import Meting

KLAAR_S = 180
TWEEDE_S = 20
WACHT_S = 900
"""Longer than this is not a measurement any more."""


def meet_kloon(uit: list[Meting]) -> None:
    """Add the figures to `uit`.

    What is committed counts, not what lies beside it. Packages come from wherever pip and npm keep or get them.
    """
    groep = "Van kloon tot klaar"
    plek = Path(tempfile.mkdtemp(prefix="bench-kloon-"))
    try:
        map_ = plek / "dichtbij"
        begin = time.perf_counter()
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(map_)], check=True)
        kloon = time.perf_counter() - begin
        zeg("make run in een verse kloon")
        klaar, eind, over = _draai(map_)
        uit += [
            Meting(groep, "git clone tot /healthz 200", kloon + klaar, "s", KLAAR_S),
            Meting(groep, "waarvan git clone", kloon, "s"),
            Meting(groep, "Ctrl-C tot alles weg is", eind, "s"),
            Meting(groep, "processen die bleven", over, "", 0),
        ]
        zeg("make run, de tweede keer")
        klaar, eind, over = _draai(map_)
        uit += [
            Meting(groep, "tweede make run tot /healthz 200", klaar, "s", TWEEDE_S),
            Meting(groep, "tweede keer: processen die bleven", over, "", 0),
        ]
        groot = sum(een.stat().st_size for een in map_.rglob("*") if een.is_file() and not een.is_symlink())
        uit.append(Meting(groep, "map na afloop", groot / 1e6, "MB"))
    finally:
        shutil.rmtree(plek, ignore_errors=True)


def _draai(map_: Path) -> tuple[float, float, int]:
    """Start, wait, Ctrl-C: (seconds until ready, seconds until gone, processes that were left)."""
    poort = vrije_poort()
    env = schone_omgeving(PORT=str(poort))
    # What a virtual environment or another make puts in the way is not there for a newcomer.
    for naam in ("VIRTUAL_ENV", "MAKEFLAGS", "MAKELEVEL", "MFLAGS", "PYTHONPATH"):
        env.pop(naam, None)
    eigen = str(ROOT / ".venv" / "bin")
    env["PATH"] = os.pathsep.join(deel for deel in env["PATH"].split(os.pathsep) if deel != eigen)
    log = map_.parent / "make-run.log"
    begin = time.perf_counter()
    with log.open("w") as uit:
        proces = subprocess.Popen(
            ["make", "run"], cwd=map_, env=env, stdout=uit, stderr=subprocess.STDOUT, start_new_session=True
        )
    familie: dict[int, str] = {}
    try:
        if not wacht_op(f"http://127.0.0.1:{poort}/healthz", WACHT_S, proces):
            raise Mislukt("make run: " + log.read_text()[-3000:])
        klaar = time.perf_counter() - begin
        time.sleep(1.5)  # worker and timer start beside the web server
        familie = nazaten(proces.pid) | {proces.pid: begonnen(proces.pid)}
        begin = time.perf_counter()
        os.killpg(proces.pid, signal.SIGINT)
        proces.wait(timeout=60)
        einde = time.perf_counter() + 15
        while (over := _leven(familie)) and time.perf_counter() < einde:
            time.sleep(0.1)
        return klaar, time.perf_counter() - begin, len(over)
    finally:
        familie |= nazaten(proces.pid) if proces.poll() is None else {}
        for pid in _leven(familie):
            os.kill(pid, signal.SIGKILL)
        if proces.poll() is None:
            os.killpg(proces.pid, signal.SIGKILL)
            proces.wait()


def _leven(familie: dict[int, str]) -> list[int]:
    return [pid for pid, begin in familie.items() if begin and begonnen(pid) == begin]
