"""`make run` starts three processes with their children; Ctrl-C ends all of them."""

from __future__ import annotations

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from tests.browser.conftest import ROOT, Portaal, _vrije_poort


def nakomelingen(pid: int) -> set[int]:
    """Every process below this one."""
    rijen = [
        regel.split()
        for regel in subprocess.check_output(["ps", "-eo", "pid=,ppid="], text=True).splitlines()
    ]
    gevonden, nieuw = set[int](), {pid}
    while nieuw:
        nieuw = {int(kind) for kind, ouder in rijen if int(ouder) in nieuw}
        gevonden |= nieuw
    return gevonden


def leeft(pid: int) -> bool:
    """Whether this process still runs; one that is over and only waits for its parent does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wacht_tot(klaar: Callable[[], bool], seconden: int) -> bool:
    """Whether it came true within so many seconds."""
    for _ in range(seconden * 5):
        if klaar():
            return True
        time.sleep(0.2)
    return False


def test_ctrl_c_laat_geen_proces_achter(portaal: Portaal, tmp_path: Path) -> None:
    poort = _vrije_poort()
    env = portaal.env | {"PORT": str(poort), "DICHTBIJ_TASKS": "django_tasks_db.DatabaseBackend"}

    def antwoordt() -> bool:
        try:
            return bool(urllib.request.urlopen(f"http://127.0.0.1:{poort}/healthz", timeout=2).status == 200)
        except (urllib.error.URLError, OSError):
            return False

    with (tmp_path / "run.log").open("w") as log:
        # What scripts/run.sh ends with, on the portal that is filled already.
        alles = subprocess.Popen(
            [ROOT / ".venv" / "bin" / "honcho", "--no-colour", "start", "--no-prefix", "--port", str(poort)],
            cwd=ROOT, env=env, stdout=log, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
        try:
            assert wacht_tot(antwoordt, 90), (tmp_path / "run.log").read_text()
            onder = nakomelingen(alles.pid)
            assert len(onder) >= 5, "web met werkers, de werker en de wekker"
        finally:
            os.killpg(alles.pid, signal.SIGINT)
        alles.wait(timeout=60)
    # Not a moment later: who starts again at once must find the port and the database free. And each ended by itself, after
    # what it was doing; none was cut off.
    assert not [pid for pid in onder if leeft(pid)]
    assert (tmp_path / "run.log").read_text().count("stopped (rc=0)") == 3
    assert not antwoordt()
