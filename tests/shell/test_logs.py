"""What never goes into a log: what somebody looked for or answered."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client, override_settings
from hypothesis import given
from hypothesis import strategies as st

from portal.shell.logs import MaskRuns


@pytest.fixture
def log() -> Iterator[tuple[logging.Logger, io.StringIO]]:
    """A logger with the real filter before its handler."""
    uit = io.StringIO()
    handler = logging.StreamHandler(uit)
    handler.addFilter(MaskRuns())
    logger = logging.getLogger("tests.logs")
    logger.addHandler(handler)
    yield logger, uit
    logger.removeHandler(handler)


@pytest.mark.parametrize(
    ("regel", "rest"),
    [
        ("Not Found: /zoeken/?q=schulden&postcode=1987DB", "Not Found: /zoeken/?…"),
        ("Not Found: /en/zoeken/?q=debts", "Not Found: /en/zoeken/?…"),
        ("fout bij /onderwerp/financien/?q=incest&postcode=1987DB na 3 s", "fout bij /onderwerp/financien/?… na 3 s"),
        ("/melden/AbCdEfGhIjKlMnOpQrSt/verhaal/", "/melden/…/verhaal/"),
        ("/en/melden/AbCdEfGhIjKlMnOpQrSt/klaar/", "/en/melden/…/klaar/"),
        ("/zelfcheck/rondkijken/AbCdEfGhIjKlMnOpQrSt/uitkomst/", "/zelfcheck/rondkijken/…/uitkomst/"),
        ("/beheer/login/?next=/beheer/meldingen/12/", "/beheer/login/?…"),
    ],
)  # fmt: skip
def test_search_words_and_runs_are_masked(
    log: tuple[logging.Logger, io.StringIO], regel: str, rest: str
) -> None:
    log[0].error("%s", regel)
    assert log[1].getvalue().strip() == rest


def test_what_tells_nothing_stays(log: tuple[logging.Logger, io.StringIO]) -> None:
    log[0].error("Internal Server Error: /melden/start/ na %d ms, echt?", 12)
    assert log[1].getvalue().strip() == "Internal Server Error: /melden/start/ na 12 ms, echt?"


def test_a_log_line_that_cannot_be_made_harms_no_visitor(
    log: tuple[logging.Logger, io.StringIO], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging, "raiseExceptions", False)
    log[0].error("%d", "geen getal")


@given(run=st.from_regex(r"[A-Za-z0-9_-]{16,40}", fullmatch=True), woord=st.text("abcdefgh%+=&", min_size=1))
def test_no_run_and_no_words_get_through(run: str, woord: str) -> None:
    regel = logging.LogRecord(
        "x", logging.ERROR, "", 0, f"/melden/{run}/stap/ /zoeken/?q={woord}", None, None
    )
    assert MaskRuns().filter(regel)
    assert regel.getMessage() == "/melden/…/stap/ /zoeken/?…"


def test_every_handler_masks() -> None:
    for naam, handler in settings.LOGGING["handlers"].items():
        assert "paden" in handler["filters"], naam


@pytest.fixture
def veiligheid(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What the real configuration writes about requests that Django takes for suspicious."""
    uit = io.StringIO()
    handlers = logging.getLogger("django.security").handlers
    monkeypatch.setattr(next(een for een in handlers if type(een) is logging.StreamHandler), "stream", uit)
    return uit


@override_settings(ALLOWED_HOSTS=["duinrand.localhost"])
@pytest.mark.parametrize("host", ["evil.example", "evil.example:80:80", "x" * 300])
def test_a_foreign_host_is_one_line(veiligheid: io.StringIO, host: str) -> None:
    antwoord = Client(raise_request_exception=False).get("/", headers={"host": host})
    assert antwoord.status_code == 400
    assert veiligheid.getvalue().count("\n") == 1
    assert host[:12] in veiligheid.getvalue()


def test_what_a_stranger_sends_makes_no_second_line(veiligheid: io.StringIO) -> None:
    try:
        raise ValueError("geknoei")
    except ValueError:
        log = logging.getLogger("django.security.TamperedRun")
        log.exception("answers %s", "a\n2026-11-28 ERROR dichtbij nagemaakt")
    assert len(veiligheid.getvalue().splitlines()) == 1
