"""A real portal, served as `make run` serves it, and a real Chromium.

The server is a process of its own with a database and folders of its own, so what is tested is what people get: gunicorn,
DEBUG off, hashed static files, own error pages, the worker's mails. It is filled once per session and ends with it.

Filling the demo takes most of the time. Who works on these tests sets `BROWSERTEST_VAR` to a folder that stays: the next
session finds it filled, and only brings it up to date.
"""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError

# What these say when something is wrong is read as much as what the tests say themselves.
pytest.register_assert_rewrite("tests.browser.keuring", "tests.browser.reizen", "tests.browser.zonder_scherm")

ROOT = Path(__file__).resolve().parents[2]
SCHERMEN = ROOT / "build" / "schermen"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
BREEDTES = (360, 1440)
VENSTER = {"width": 1280, "height": 900}

# Generous: a busy machine is no reason to fail, and what is right is seen at once.
WACHT = 20_000
expect.set_options(timeout=WACHT)


@cache
def _axe() -> str:
    return AXE.read_text("utf-8")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "/tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """The browser tests talk to a server with a database of its own; no test database is made."""


@dataclass(frozen=True)
class Portaal:
    """The running portal: one address per municipality, and the folders that it writes."""

    poort: int
    var: Path
    env: dict[str, str]

    def adres(self, gemeente: str = "duinrand") -> str:
        return f"http://{gemeente}.localhost:{self.poort}"

    def manage(self, *args: str) -> str:
        opdracht = [sys.executable, "manage.py", *args]
        klaar = subprocess.run(opdracht, cwd=ROOT, env=self.env, capture_output=True, text=True, check=False)
        assert klaar.returncode == 0, klaar.stdout + klaar.stderr
        return klaar.stdout

    def mails(self) -> list[str]:
        """Every mail that was written so far, oldest first."""
        return [pad.read_text("utf-8") for pad in sorted((self.var / "mail").glob("*"))]

    @contextmanager
    def in_onderhoud(self) -> Iterator[None]:
        """The maintenance switch is on while this lasts."""
        schakelaar = self.var / "onderhoud"
        schakelaar.touch()
        try:
            yield
        finally:
            schakelaar.unlink(missing_ok=True)


def _vrije_poort() -> int:
    with socket.socket() as sok:
        sok.bind(("127.0.0.1", 0))
        return int(sok.getsockname()[1])


@pytest.fixture(scope="session")
def portaal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portaal]:
    blijvend = os.environ.get("BROWSERTEST_VAR")
    var = Path(blijvend) if blijvend else tmp_path_factory.mktemp("portaal")
    var.mkdir(parents=True, exist_ok=True)
    (var / "onderhoud").unlink(missing_ok=True)
    poort = _vrije_poort()
    env = {naam: waarde for naam, waarde in os.environ.items() if naam not in ("DATABASE_URL", "SECRET_KEY")}
    env |= {
        "DJANGO_SETTINGS_MODULE": "portal.settings.production",
        "DICHTBIJ_VAR": str(var),
        "DICHTBIJ_DEMO": "1",
        "DICHTBIJ_HTTPS": "0",
        "DICHTBIJ_TASKS": "django_tasks.backends.immediate.ImmediateBackend",
        "PORT": str(poort),
    }
    gereed = Portaal(poort, var, env)
    gereed.manage("klaarzetten")
    log = (var / "server.log").open("w")
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "portal/gunicorn.py", "portal.wsgi"],
        cwd=ROOT, env=env, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
    )  # fmt: skip
    try:
        _wacht_op(f"http://127.0.0.1:{poort}/healthz", server, var / "server.log")
        yield gereed
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=20)
        log.close()
    geschreven = (var / "server.log").read_text("utf-8", "replace")
    assert "Internal Server Error" not in geschreven, "er ging iets mis op de server:\n" + geschreven[-6000:]


def _wacht_op(adres: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        assert server.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(adres, timeout=2) as antwoord:
                if antwoord.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("de server antwoordt niet: " + log.read_text())


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    pad = (
        os.environ.get("CHROMIUM")
        or subprocess.check_output([ROOT / "scripts" / "chromium.sh"], text=True).strip()
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=pad,
            args=[
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        )  # fmt: skip
        yield browser
        browser.close()


class Bezoek:
    """One visitor: a page that notes everything that should not happen."""

    def __init__(self, context: BrowserContext, portaal: Portaal, *, javascript: bool) -> None:
        self.context, self.portaal, self.javascript = context, portaal, javascript
        self.vreemd: list[str] = []
        self.fouten: list[str] = []
        self.status = 0
        self.page: Page = self.tabblad()

    def tabblad(self) -> Page:
        """Another tab of the same browser, watched like the first one."""
        page = self.context.new_page()
        page.on("request", self._let_op_host)
        page.on("console", lambda bericht: bericht.type == "error" and self.fouten.append(bericht.text))
        page.on("pageerror", lambda fout: self.fouten.append(str(fout)))
        return page

    def _let_op_host(self, request: Any) -> None:
        if not re.match(rf"^(data:|http://([a-z]+\.)?localhost:{self.portaal.poort}/)", request.url):
            self.vreemd.append(request.url)

    def ga(self, pad: str, gemeente: str = "duinrand") -> Page:
        """Open a page of the portal by its path; `status` says what the server answered."""
        antwoord = self.page.goto(self.portaal.adres(gemeente) + pad)
        self.status = antwoord.status if antwoord else 0
        return self.page

    @property
    def koekjes(self) -> list[str]:
        """Names of the cookies that this visitor has by now."""
        return [koekje["name"] for koekje in self.context.cookies()]

    def niets_mis(self) -> None:
        """No request to another host, no script error, nothing refused by the CSP."""
        assert self.vreemd == []
        assert self.fouten == []

    def past(self) -> None:
        """No sideways scrolling at the present width."""
        teveel = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert teveel <= 0, f"{self.page.url}: {teveel} px te breed"

    def axe(self, binnen: str = "html") -> None:
        """WCAG 2.2 A and AA and best practices, by axe, inside what `binnen` selects.

        Only with JavaScript on: axe itself is a script.
        """
        assert self.javascript
        self.page.evaluate(_axe())
        uitkomst = self.page.evaluate("wat => axe.run(wat, {resultTypes: ['violations']})", binnen)
        gevonden = [
            f"{fout['id']}: {fout['help']} – {json.dumps([node['html'][:160] for node in fout['nodes'][:3]])}"
            for fout in uitkomst["violations"]
        ]
        assert gevonden == [], f"{self.page.url}\n" + "\n".join(gevonden)

    def scherm(self, naam: str) -> None:
        """Screenshots at a phone's and a desk's width, for people to look at."""
        SCHERMEN.mkdir(parents=True, exist_ok=True)
        vooraf = self.page.viewport_size
        for breedte in BREEDTES:
            self.page.set_viewport_size({"width": breedte, "height": 900})
            self.foto(f"{naam}-{breedte}")
        if vooraf:
            self.page.set_viewport_size(vooraf)

    def foto(self, naam: str) -> None:
        """One screenshot of the whole page as it is now."""
        SCHERMEN.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(
            path=SCHERMEN / f"{naam}.jpg", type="jpeg", quality=80, full_page=True, caret="initial"
        )


class Bezoekers:
    """The visitors of a session. Opening a window takes longer than looking at a page, so each is used again; between two
    tests everything goes that a new one would not have."""

    def __init__(self, chromium: Browser, portaal: Portaal) -> None:
        self.chromium, self.portaal = chromium, portaal
        self._klaar: dict[str, Bezoek] = {}

    @contextmanager
    def bezoek(self, wie: str, *, javascript: bool = True) -> Iterator[Bezoek]:
        bezoek = self._klaar.pop(wie, None) or self._nieuw(javascript)
        yield bezoek
        try:
            self._maak_schoon(bezoek)
        except PlaywrightError:  # whatever a test left of it, the next one gets another
            bezoek.context.close()
        else:
            self._klaar[wie] = bezoek

    def _nieuw(self, javascript: bool) -> Bezoek:
        context = self.chromium.new_context(java_script_enabled=javascript, locale="nl-NL", viewport=VENSTER)
        context.set_default_timeout(WACHT)
        return Bezoek(context, self.portaal, javascript=javascript)

    def _maak_schoon(self, bezoek: Bezoek) -> None:
        """No other tabs, no cookies, nothing kept or noted, no history, and the window as it was."""
        context, page = bezoek.context, bezoek.page
        for ander in context.pages:
            if ander != page:
                ander.close()
        if page.url.startswith("http"):
            page.evaluate("sessionStorage.clear(); localStorage.clear()")
        context.unroute_all()
        context.clear_cookies()
        page.goto("about:blank")
        cdp = context.new_cdp_session(page)
        cdp.send("Page.resetNavigationHistory")
        cdp.detach()
        page.emulate_media(media="null", reduced_motion="null")
        page.set_viewport_size(VENSTER)
        bezoek.vreemd.clear()
        bezoek.fouten.clear()
        bezoek.status = 0


@pytest.fixture(scope="session")
def bezoekers(chromium: Browser, portaal: Portaal) -> Bezoekers:
    return Bezoekers(chromium, portaal)


@pytest.fixture(params=[True, False], ids=["met-js", "zonder-js"])
def bezoek(request: pytest.FixtureRequest, bezoekers: Bezoekers) -> Iterator[Bezoek]:
    """A visitor with and one without JavaScript."""
    with bezoekers.bezoek("met-js" if request.param else "zonder-js", javascript=request.param) as bezoek:
        yield bezoek


@pytest.fixture
def bezoek_js(bezoekers: Bezoekers) -> Iterator[Bezoek]:
    """A visitor with JavaScript, for axe, widths and screenshots."""
    with bezoekers.bezoek("met-js") as bezoek:
        yield bezoek


@pytest.fixture
def bezoek_zonder_js(bezoekers: Bezoekers) -> Iterator[Bezoek]:
    """A visitor without JavaScript, for what only differs there."""
    with bezoekers.bezoek("zonder-js", javascript=False) as bezoek:
        yield bezoek


@pytest.fixture
def kantoor(bezoekers: Bezoekers) -> Iterator[Bezoek]:
    """A browser at the office, not yet logged in."""
    with bezoekers.bezoek("kantoor") as bezoek:
        yield bezoek


@pytest.fixture
def collega(kantoor: Bezoek) -> Page:
    """The page that is open at the office."""
    return kantoor.page
