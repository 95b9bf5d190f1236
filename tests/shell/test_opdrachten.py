"""What runs beside the web: recurring jobs, setting things ready, the signing key."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import read_mo
from django.core.management import call_command
from pytest_django.fixtures import Settings

from portal.settings.secret import secret_key
from portal.shell import maintenance
from portal.shell.management.commands import klaarzetten
from portal.shell.management.commands.onderhoud import Command as Onderhoud


class TestOnderhoud:
    @pytest.fixture(autouse=True)
    def klussen(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Settings) -> list[str]:
        """Jobs of the test's own; the list says which ran."""
        monkeypatch.setattr(maintenance, "_jobs", {})
        settings.VAR = tmp_path
        return []

    def test_every_job_runs_and_one_that_fails_stops_no_other(
        self, klussen: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        def kapot() -> None:
            raise RuntimeError("geheim")

        maintenance.register("eerst", lambda: klussen.append("eerst"))
        maintenance.register("kapot", kapot)
        maintenance.register("laatst", lambda: klussen.append("laatst") or "3 opgeruimd")
        with pytest.raises(SystemExit) as einde:
            call_command("onderhoud")
        assert einde.value.code == 1
        assert klussen == ["eerst", "laatst"]
        uit = capsys.readouterr().out
        assert "kapot: MISLUKT RuntimeError" in uit
        assert "laatst: goed 3 opgeruimd" in uit
        assert "geheim" not in uit

    def test_a_job_that_ends_the_way_commands_do_stops_no_other(self, klussen: list[str]) -> None:
        def stopt() -> None:
            raise SystemExit(1)

        maintenance.register("stopt", stopt)
        maintenance.register("daarna", lambda: klussen.append("daarna"))
        with pytest.raises(SystemExit):
            call_command("onderhoud")
        assert klussen == ["daarna"]

    def test_all_well_is_no_error(self, klussen: list[str]) -> None:
        maintenance.register("goed", lambda: klussen.append("goed"))
        call_command("onderhoud")
        assert klussen == ["goed"]

    def test_nightly_jobs_can_be_left_out(self, klussen: list[str]) -> None:
        maintenance.register("nacht", lambda: klussen.append("nacht"), nightly=True)
        maintenance.register("steeds", lambda: klussen.append("steeds"))
        call_command("onderhoud", geen_nacht=True)
        assert klussen == ["steeds"]
        call_command("onderhoud")
        assert klussen == ["steeds", "nacht", "steeds"]

    def test_the_timer_does_the_nightly_sweep_once_a_day_whenever_it_starts(self) -> None:
        """A machine that is off at night does it by day."""
        opdracht = Onderhoud()
        assert opdracht.not_done_today()
        opdracht.turn(nightly=False)
        assert opdracht.not_done_today()
        opdracht.turn(nightly=True)
        assert not Onderhoud().not_done_today()
        opdracht.stamp().write_text("2020-01-01")
        assert opdracht.not_done_today()


@pytest.mark.django_db
def test_every_real_job_can_be_run_twice(tmp_path: Path, settings: Settings) -> None:
    settings.VAR = tmp_path
    assert set(maintenance.names(nightly=False)) >= {"sessies", "publiceren", "taken"}
    for _ in range(2):
        call_command("onderhoud")


PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Zoeken"\nmsgstr "%s"\n'


class TestKlaarzetten:
    @pytest.fixture
    def po(self, tmp_path: Path) -> Path:
        bestand = tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.po"
        bestand.parent.mkdir(parents=True)
        bestand.write_text(PO % "Search")
        return bestand

    def test_translations_are_made_once_and_again_when_they_change(self, po: Path, tmp_path: Path) -> None:
        mo = po.with_suffix(".mo")
        assert klaarzetten.vertaal(tmp_path) == 1
        assert klaarzetten.vertaal(tmp_path) == 0
        po.write_text(PO % "Find")
        later = mo.stat().st_mtime_ns + 10**9
        os.utime(po, ns=(later, later))
        assert klaarzetten.vertaal(tmp_path) == 1
        with mo.open("rb") as bestand:
            assert read_mo(bestand).get("Zoeken").string == "Find"

    def test_a_stop_halfway_leaves_no_half_file(
        self, po: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def stop(bestand: Any, catalogus: Any) -> None:
            bestand.write(b"half")
            raise KeyboardInterrupt

        monkeypatch.setattr(klaarzetten, "write_mo", stop)
        with pytest.raises(KeyboardInterrupt):
            klaarzetten.vertaal(tmp_path)
        assert [een.name for een in po.parent.iterdir()] == ["django.po"]

    def test_static_files_are_gathered_once_and_again_when_somebody_threw_them_away(
        self, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settings.VAR, settings.STATIC_ROOT, settings.DEMO = tmp_path, tmp_path / "static", True
        gedaan: list[str] = []

        def opdracht(naam: str, *args: Any, **opties: Any) -> None:
            gedaan.append(naam)
            if naam == "collectstatic":
                settings.STATIC_ROOT.mkdir(exist_ok=True)
                (settings.STATIC_ROOT / "staticfiles.json").write_text("{}")

        monkeypatch.setattr(klaarzetten, "call_command", opdracht)
        klaarzetten.Command().handle()
        assert gedaan == ["migrate", "collectstatic", "demo", "zoekindex"]
        gedaan.clear()
        klaarzetten.Command().handle()
        assert gedaan == ["migrate", "demo", "zoekindex"]
        (settings.STATIC_ROOT / "staticfiles.json").unlink()
        klaarzetten.Command().handle()
        assert "collectstatic" in gedaan
        gedaan.clear()
        settings.DEMO = False
        klaarzetten.Command().handle()
        assert "demo" not in gedaan


class TestSleutel:
    def test_made_once_for_its_owner_only(self, tmp_path: Path) -> None:
        sleutel = secret_key(tmp_path)
        assert len(sleutel) >= 50
        assert secret_key(tmp_path) == sleutel
        assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
        assert [een.name for een in tmp_path.iterdir()] == ["secret_key"]

    def test_of_many_that_start_together_all_read_the_same_whole_key(self, tmp_path: Path) -> None:
        with ThreadPoolExecutor(8) as draden:
            sleutels = set(draden.map(lambda _: secret_key(tmp_path), range(32)))
        assert len(sleutels) == 1
        assert len(sleutels.pop()) >= 50

    def test_also_where_files_cannot_be_linked(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def geen(*args: Any) -> None:
            raise PermissionError

        monkeypatch.setattr(os, "link", geen)
        assert secret_key(tmp_path) == secret_key(tmp_path)
