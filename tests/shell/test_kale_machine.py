"""`scripts/setup.sh` on a machine whose Python has no `venv`, as a bare Debian: it mends that, or names the one command."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Knows its version and makes no environment before apt has been there; what it makes then is again without packages.
PYTHON = """#!/bin/sh
case "$*" in
  *version_info\\[0\\]*) echo 3.11 ;;
  *version_info*) exit 0 ;;
  *"-m venv"*) [ -f geinstalleerd ] || exit 1; mkdir -p .venv/bin; cp "$0" .venv/bin/python ;;
  *"-m pip --version"*|*-VV*) exit 0 ;;
  *) echo "$*" >gevraagd; echo "Collecting wagtail"; exit 3 ;;
esac
"""


@pytest.fixture
def kaal(tmp_path: Path) -> Path:
    """A checkout with the script alone, and a PATH whose `python3.13`, `id` and `apt-get` are ours."""
    (tmp_path / "scripts").mkdir()
    (tmp_path / "bin").mkdir()
    shutil.copy(ROOT / "scripts" / "setup.sh", tmp_path / "scripts")
    (tmp_path / "requirements.txt").write_text("wagtail==7.4.4 --hash=sha256:0\n")
    programma(tmp_path, "python3.13", PYTHON)
    return tmp_path


def programma(kaal: Path, naam: str, tekst: str) -> None:
    pad = kaal / "bin" / naam
    pad.write_text(tekst)
    pad.chmod(0o755)


def zet_klaar(kaal: Path) -> subprocess.CompletedProcess[str]:
    env = {"PATH": f"{kaal / 'bin'}:{os.environ['PATH']}", "HOME": str(kaal)}
    return subprocess.run([kaal / "scripts" / "setup.sh", "run"], env=env, capture_output=True, text=True)


def test_who_may_not_install_reads_the_one_command(kaal: Path) -> None:
    programma(kaal, "id", "#!/bin/sh\necho 1000\n")
    klaar = zet_klaar(kaal)
    assert klaar.returncode == 1
    assert "sudo apt install python3.11-venv" in klaar.stderr
    assert not (kaal / ".venv").exists(), "half een omgeving zou de volgende keer in de weg zitten"


def test_root_gets_it_installed(kaal: Path) -> None:
    programma(kaal, "id", "#!/bin/sh\necho 0\n")
    programma(
        kaal, "apt-get", '#!/bin/sh\ncase "$*" in *install*python3.11-venv) touch geinstalleerd;; esac\n'
    )
    klaar = zet_klaar(kaal)
    assert "Python-pakketten installeren" in klaar.stdout
    assert "--require-hashes -r requirements.txt" in (kaal / "gevraagd").read_text()
    assert klaar.returncode == 3, "wat pip niet lukt, gaat niet stil verder"


def test_root_without_a_network_reads_the_command_too(kaal: Path) -> None:
    programma(kaal, "id", "#!/bin/sh\necho 0\n")
    programma(kaal, "apt-get", "#!/bin/sh\necho 'geen verbinding' >&2\nexit 100\n")
    klaar = zet_klaar(kaal)
    assert klaar.returncode == 1
    assert "geen verbinding" in klaar.stderr
    assert "apt install python3.11-venv" in klaar.stderr
