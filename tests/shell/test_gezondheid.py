"""`/healthz` and the maintenance switch: what operators and load balancers lean on."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from portal.gemeente.models import Gemeente
from portal.shell import health, parts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def onderdelen(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The registered parts, to be changed freely."""
    kopie = dict(health._checks)
    monkeypatch.setattr(health, "_checks", kopie)
    monkeypatch.setattr(parts, "_migrated", False)
    return kopie


class TestHealthz:
    def test_every_part_tells_its_state(self, client: Client) -> None:
        antwoord = client.get("/healthz")
        assert antwoord.status_code == 200
        assert antwoord["Content-Type"] == "application/json"
        assert antwoord["Cache-Control"] == "no-store"
        rapport = antwoord.json()
        assert set(rapport) == {"status", "onderdelen"}
        assert {"database", "taken", "zoeken", "outbox"} <= set(rapport["onderdelen"])
        assert all(deel["status"] in {"ok", "degraded", "down"} for deel in rapport["onderdelen"].values())
        assert rapport["onderdelen"]["database"]["status"] == "ok"

    @override_settings(ALLOWED_HOSTS=["duinrand.example"], SECURE_SSL_REDIRECT=True)
    def test_any_host_is_answered_also_without_https(self, client: Client) -> None:
        for host in ("10.0.0.7:8000", "boef.example", "_"):
            assert client.get("/healthz", headers={"host": host}).status_code == 200
        assert client.head("/healthz").status_code == 200

    def test_degraded_still_serves(self, client: Client, onderdelen: dict[str, Any]) -> None:
        onderdelen["traag"] = lambda: {"status": health.DEGRADED}
        antwoord = client.get("/healthz")
        assert (antwoord.status_code, antwoord.json()["status"]) == (200, "degraded")

    def test_a_part_that_falls_over_is_down_and_says_no_more_than_its_kind(
        self, client: Client, onderdelen: dict[str, Any]
    ) -> None:
        def kapot() -> dict[str, Any]:
            raise ValueError("postgres://naam:geheim@host")

        onderdelen["kapot"] = kapot
        antwoord = client.get("/healthz")
        assert antwoord.status_code == 503
        assert antwoord.json()["onderdelen"]["kapot"] == {"status": "down", "fout": "ValueError"}
        assert antwoord.json()["onderdelen"]["database"]["status"] == "ok"

    def test_the_database_away_is_503_in_json(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        def weg(*args: Any, **kwargs: Any) -> None:
            raise OperationalError("no route to host")

        monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", weg)
        antwoord = client.get("/healthz")
        assert antwoord.status_code == 503
        assert antwoord.json()["onderdelen"]["database"] == {"status": "down", "fout": "OperationalError"}

    def test_a_database_that_still_must_be_migrated_cannot_serve(self, client: Client) -> None:
        MigrationRecorder(connection).record_unapplied("demo", "0001_initial")
        antwoord = client.get("/healthz")
        assert antwoord.status_code == 503
        assert antwoord.json()["onderdelen"]["database"]["migraties_te_gaan"] == 1

    def test_once_migrated_a_probe_is_cheap(
        self, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        parts.database()
        with django_assert_max_num_queries(1):
            parts.database()

    def test_work_that_waits_too_long_degrades(self) -> None:
        taak(enqueued_at=timezone.now())
        assert parts.tasks()["status"] == "ok"
        taak(enqueued_at=timezone.now() - parts.WAIT * 2)
        assert parts.tasks() == {"status": "degraded", "wachtend": 2, "te_laat": 1}

    @pytest.mark.parametrize("minuten", [30, -1])
    def test_work_that_is_put_off_on_purpose_is_not_late(self, minuten: int) -> None:
        nu = timezone.now()
        taak(enqueued_at=nu - parts.WAIT * 2, run_after=nu + dt.timedelta(minutes=minuten))
        assert parts.tasks()["status"] == "ok"


def taak(**velden: Any) -> DBTaskResult:
    rij = DBTaskResult.objects.create(
        task_path="portal.x",
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        run_after=velden.pop("run_after", get_date_max()),
    )
    DBTaskResult.objects.filter(pk=rij.pk).update(**velden)
    rij.refresh_from_db()
    return rij


class TestAfgebrokenTaken:
    """A worker that is killed halfway leaves its job marked as running; nobody would ever do it again."""

    def test_goes_back_into_the_queue(self) -> None:
        lang = timezone.now() - parts.LOST * 2
        verloren = taak(status="RUNNING", started_at=lang, worker_ids=["a"])
        bezig = taak(status="RUNNING", started_at=timezone.now(), worker_ids=["b"])
        assert parts.return_tasks() == "1 taken teruggezet"
        assert list(DBTaskResult.objects.ready()) == [verloren]
        assert list(DBTaskResult.objects.running()) == [bezig]
        assert parts.return_tasks() == ""

    def test_but_not_for_ever(self) -> None:
        lang = timezone.now() - parts.LOST * 2
        rij = taak(status="RUNNING", started_at=lang, worker_ids=["a", "b", "c"])
        parts.return_tasks()
        rij.refresh_from_db()
        assert rij.status == "FAILED"
        assert rij.finished_at is not None


class TestOnderhoudsstand:
    @pytest.fixture(autouse=True)
    def schakelaar(self, tmp_path: Path, settings: Settings) -> Path:
        settings.MAINTENANCE_FILE = tmp_path / "onderhoud"
        return tmp_path / "onderhoud"

    def test_the_file_is_the_switch(self, client: Client, duinrand: Gemeente, schakelaar: Path) -> None:
        assert client.get("/zoeken/").status_code == 200
        schakelaar.touch()
        for pad in ("/", "/zoeken/", "/beheer/", "/melden/", "/en/", "/robots.txt"):
            antwoord = client.get(pad)
            assert antwoord.status_code == 503, pad
            assert antwoord["Retry-After"]
            assert "unsafe-inline" not in antwoord["Content-Security-Policy"] or pad == "/beheer/"
            assert antwoord["X-Content-Type-Options"] == "nosniff"
        assert client.post("/melden/start/").status_code == 503
        schakelaar.unlink()
        assert client.get("/zoeken/").status_code == 200

    def test_health_and_what_the_page_needs_still_answer(self, client: Client, schakelaar: Path) -> None:
        schakelaar.touch()
        assert client.get("/healthz").status_code == 200
        assert client.get("/static/img/merk.svg").status_code != 503

    def test_english_visitors_read_english(self, client: Client, schakelaar: Path) -> None:
        schakelaar.touch()
        assert '<html lang="en"' in client.get("/en/zoeken/").content.decode()
        assert '<html lang="nl"' in client.get("/zoeken/").content.decode()
