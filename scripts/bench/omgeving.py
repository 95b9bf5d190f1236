"""Processes around the measuring: scratch portals, children with a clean memory, ports, memory of other processes."""

from __future__ import annotations

import json
import os
import platform
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
EIGEN = (
    "DATABASE_URL", "DICHTBIJ_", "SECRET_KEY", "SEARCH_ENGINE", "ELASTICSEARCH_URL", "REDIS_URL", "DJANGO_", "WEB_", "PORT",
    "BIND",
)  # fmt: skip
"""Variables of whoever calls that would make a scratch portal another one."""


class Mislukt(Exception):
    """A step could not be done; the message holds what it wrote."""


def zeg(tekst: str) -> None:
    """Progress, beside the table."""
    print(f"  … {tekst}", file=sys.stderr, flush=True)


def vrije_poort() -> int:
    """A port that is free now."""
    with socket.socket() as sok:
        sok.bind(("127.0.0.1", 0))
        return int(sok.getsockname()[1])


def schone_omgeving(**extra: str) -> dict[str, str]:
    """The environment without what would steer a portal, and with what is given."""
    return {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith(EIGEN)} | extra


@dataclass(frozen=True)
class Portaal:
    """A scratch portal, set up as `make run` does it: its folder, port and environment."""

    var: Path
    poort: int
    env: Mapping[str, str]

    def manage(self, *woorden: str, mag_falen: bool = False) -> str:
        """Run a command of the portal; what it writes on stdout."""
        opdracht = [sys.executable, "manage.py", *woorden]
        klaar = subprocess.run(
            opdracht, cwd=ROOT, env=dict(self.env), capture_output=True, text=True, check=False
        )
        if klaar.returncode and not mag_falen:
            raise Mislukt(f"manage.py {' '.join(woorden)}\n{klaar.stdout[-3000:]}{klaar.stderr[-3000:]}")
        return klaar.stdout

    def taak(self, naam: str, **opties: Any) -> dict[str, Any]:
        """Do a task of `scripts.bench.taken` in a process of its own, and return its answer."""
        with tempfile.TemporaryDirectory(prefix="bench-taak-") as map_:
            antwoord = Path(map_) / "antwoord.json"
            opdracht = [sys.executable, "-m", "scripts.bench.taken", naam, json.dumps(opties), str(antwoord)]
            klaar = subprocess.run(
                opdracht, cwd=ROOT, env=dict(self.env), capture_output=True, text=True, check=False
            )
            if klaar.returncode or not antwoord.exists():
                raise Mislukt(f"taak {naam}\n{klaar.stdout[-3000:]}{klaar.stderr[-5000:]}")
            inhoud: dict[str, Any] = json.loads(antwoord.read_text("utf-8"))
            return inhoud

    @contextmanager
    def server(self) -> Iterator[int]:
        """gunicorn as `make run` starts it; gives the process id of its master."""
        with (self.var / "server.log").open("w") as log:
            proces = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "--config", "portal/gunicorn.py", "portal.wsgi"],
                cwd=ROOT, env=dict(self.env), stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
            try:
                if not wacht_op(f"http://127.0.0.1:{self.poort}/healthz", 60, proces):
                    raise Mislukt(
                        "de server antwoordt niet: " + (self.var / "server.log").read_text()[-3000:]
                    )
                yield proces.pid
            finally:
                if proces.poll() is None:
                    os.killpg(proces.pid, signal.SIGTERM)
                proces.wait(timeout=30)


@contextmanager
def portaal(*, demo: bool) -> Iterator[Portaal]:
    """A fresh portal in a folder that goes away afterwards: filled with the demo, or with tables only."""
    with tempfile.TemporaryDirectory(prefix="bench-") as map_:
        poort = vrije_poort()
        env = schone_omgeving(
            DJANGO_SETTINGS_MODULE="portal.settings.production",
            DICHTBIJ_VAR=map_,
            DICHTBIJ_DEMO="1",
            DICHTBIJ_HTTPS="0",
            DICHTBIJ_TASKS="django_tasks.backends.immediate.ImmediateBackend",
            PORT=str(poort),
        )
        uit = Portaal(Path(map_), poort, env)
        if demo:
            zeg("demoportaal vullen")
            uit.manage("klaarzetten")
        else:
            uit.manage("migrate", "--verbosity", "0")
        yield uit


def wacht_op(adres: str, seconden: float, proces: subprocess.Popen[Any] | None = None) -> bool:
    """Wait until an address answers 200; False when time is up or the process has ended."""
    einde = time.monotonic() + seconden
    while time.monotonic() < einde:
        if proces is not None and proces.poll() is not None:
            return False
        try:
            with urllib.request.urlopen(adres, timeout=5) as antwoord:
                if antwoord.status == 200:
                    return True
        except OSError:
            time.sleep(0.05)
    return False


def geheugen(pid: int | str = "self") -> dict[str, float]:
    """RSS and PSS (shared pages divided among those that share them) of a process in MB; PSS only where Linux gives it."""
    uit: dict[str, float] = {}
    for regel in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        naam, _, rest = regel.partition(":")
        if naam in ("Rss", "Pss"):
            uit[naam.lower()] = int(rest.split()[0]) / 1024
    return uit


def kinderen(pid: int) -> list[int]:
    """The children of a process."""
    try:
        return [int(kind) for kind in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def nazaten(pid: int) -> dict[int, str]:
    """Every process below this one with the moment it began, so that a number used again is not taken for it."""
    uit: dict[int, str] = {}
    for kind in kinderen(pid):
        if begin := begonnen(kind):
            uit[kind] = begin
            uit |= nazaten(kind)
    return uit


def begonnen(pid: int) -> str:
    """When a process began (ticks since boot); "" when it is gone or only waits to be buried."""
    try:
        velden = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if velden[0] in "ZX" else velden[19]


def rekenproef() -> tuple[float, float]:
    """The fastest and the slowest of thirty times the same sum, in seconds of computing: how fast this machine is, and how
    steady."""
    tijden = []
    for _ in range(30):
        begin = time.process_time()
        sum(nummer % 7 for nummer in range(300_000))
        tijden.append(time.process_time() - begin)
    return min(tijden), max(tijden)


def machine() -> dict[str, Any]:
    """What the figures depend on, without dates or names."""
    geheugen_kb = next(
        (
            int(regel.split()[1])
            for regel in Path("/proc/meminfo").read_text().splitlines()
            if regel.startswith("MemTotal")
        ),
        0,
    )
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return {
        "processors": len(os.sched_getaffinity(0)),
        "geheugen_gb": round(geheugen_kb / 1024 / 1024),
        "rekenproef_ms": "–".join(str(round(een * 1_000)) for een in rekenproef()),
        "belasting_bij_begin": round(os.getloadavg()[0], 1),
        "systeem": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "commit": commit.stdout.strip(),
        **{naam: version(naam) for naam in ("django", "wagtail", "gunicorn", "elasticsearch")},
    }
