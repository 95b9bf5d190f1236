"""The command of the bench: what is measured, and what is kept."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from scripts.bench import kloon, omgeving, opdracht


def test_without_options_everything_is_measured_at_all_sizes():
    gekozen = opdracht.opties([])
    assert gekozen.only == ["pages", "search", "clone"]
    assert gekozen.sizes == [5_000, 50_000, 100_000]


def test_quick_is_small_and_makes_no_clone_unless_asked():
    assert opdracht.opties(["--quick"]).only == ["pages", "search"]
    assert opdracht.opties(["--quick", "--only", "clone"]).only == ["clone"]
    assert opdracht.opties(["--quick", "--sizes", "200,400"]).sizes == [200, 400]


@pytest.mark.parametrize("maten", ["veel", "", "10", "5000,-3"])
def test_sizes_that_mean_nothing_are_refused(maten: str):
    with pytest.raises(SystemExit):
        opdracht.opties(["--sizes", maten])


def test_parts_that_were_not_measured_now_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(opdracht, "UITVOER", tmp_path / "build" / "bench.json")
    opdracht.bewaar("pages", {"metingen": [1]})
    opdracht.bewaar("clone", {"metingen": [2]})
    opdracht.bewaar("pages", {"metingen": [3]})
    gelezen = json.loads((tmp_path / "build" / "bench.json").read_text())
    assert gelezen == {"pages": {"metingen": [3]}, "clone": {"metingen": [2]}}


def test_what_steers_a_portal_does_not_reach_a_scratch_one(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://echt")
    monkeypatch.setenv("DICHTBIJ_VAR", "/echt")
    env = omgeving.schone_omgeving(PORT="1")
    assert "DATABASE_URL" not in env
    assert "DICHTBIJ_VAR" not in env
    assert env["PORT"] == "1"


def test_the_facts_of_the_machine_hold_no_date_and_no_name():
    feiten = omgeving.machine()
    assert {"processors", "python", "sqlite", "django", "wagtail"} <= feiten.keys()
    assert os.uname().nodename not in json.dumps(feiten)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="Linux")
def test_a_process_counts_as_alive_only_while_it_is_the_same_one():
    zelf = os.getpid()
    assert kloon._leven({zelf: omgeving.begonnen(zelf)}) == [zelf]
    assert kloon._leven({zelf: "1"}) == []
    assert omgeving.geheugen()["rss"] >= omgeving.geheugen()["pss"] > 1
