"""Every page and step fits a small phone, a tablet and a desk, also when enlarged; screenshots are kept to be looked at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import BREEDTES, WACHT, Bezoek, Portaal
from tests.browser.reizen import (
    ANDERE_STATUS,
    PAGINAS,
    ZWAAR,
    alle_reizen,
    begin_melding,
    loop_melding,
    loop_zelfcheck,
)

ALLE_BREEDTES = (320, 360, 768, 1440)


def past_overal(bezoek: Bezoek, naam: str = "") -> None:
    """No sideways scrolling at any width; with a name, screenshots of a phone's and a desk's."""
    for breedte in ALLE_BREEDTES:
        bezoek.page.set_viewport_size({"width": breedte, "height": 900})
        bezoek.past()
        if naam and breedte in BREEDTES:
            bezoek.foto(f"{naam}-{breedte}")


@pytest.mark.parametrize("naam", PAGINAS)
def test_elke_pagina_past_op_elk_scherm(naam: str, bezoek_js: Bezoek) -> None:
    bezoek_js.ga(PAGINAS[naam])
    assert bezoek_js.status == ANDERE_STATUS.get(naam, 200)
    past_overal(bezoek_js, naam)


@pytest.mark.parametrize("naam", ["home", "zoeken-woord-en-postcode", "aanbod-van-buren", "bellen", "melden"])
def test_de_buurgemeente_en_het_engels_passen_ook(naam: str, bezoek_js: Bezoek) -> None:
    bezoek_js.ga(PAGINAS[naam], "polderwijk")
    past_overal(bezoek_js, f"polderwijk-{naam}")
    bezoek_js.ga("/en" + PAGINAS[naam])
    past_overal(bezoek_js, f"en-{naam}")


def test_elke_stap_past_op_elk_scherm(bezoek_js: Bezoek) -> None:
    alle_reizen(bezoek_js, "", "duinrand", lambda stap: past_overal(bezoek_js, stap))


def test_elke_stap_in_het_engels_past_op_een_smal_scherm(bezoek_js: Bezoek) -> None:
    bezoek_js.page.set_viewport_size({"width": 320, "height": 640})
    alle_reizen(bezoek_js, "/en", "polderwijk", lambda stap: bezoek_js.past())


def test_zonder_javascript_past_het_ook(bezoek: Bezoek) -> None:
    for naam in ("home", "zoeken-woord-en-postcode", "aanbod", "melden"):
        bezoek.ga(PAGINAS[naam])
        past_overal(bezoek)


@pytest.fixture
def vergroot(chromium: Browser, portaal: Portaal) -> Iterator[Bezoek]:
    """A desk screen of 1280 by 1024 at 400 %: 320 by 256 CSS pixels, four device pixels each."""
    context = chromium.new_context(
        locale="nl-NL", viewport={"width": 320, "height": 256}, device_scale_factor=4
    )
    context.set_default_timeout(WACHT)
    yield Bezoek(context, portaal, javascript=True)
    context.close()


def _leesbaar(bezoek: Bezoek) -> None:
    """Nothing sticks to the window and takes the place of what one wants to read; the heading can be brought in sight."""
    bezoek.past()
    vast = bezoek.page.evaluate(
        """() => [...document.querySelectorAll("body *")]
            .filter((e) => ["fixed", "sticky"].includes(getComputedStyle(e).position))
            .filter((e) => e.getBoundingClientRect().height > innerHeight / 3 && e.checkVisibility())
            .map((e) => e.className)"""
    )
    assert vast == [], f"{bezoek.page.url}: {vast} blijft in beeld"
    bezoek.page.locator("h1").scroll_into_view_if_needed()
    expect(bezoek.page.locator("h1")).to_be_in_viewport()


def test_vierhonderd_procent_vergroot(vergroot: Bezoek) -> None:
    for pad in PAGINAS.values():
        vergroot.ga(pad)
        _leesbaar(vergroot)


def test_de_vragen_vierhonderd_procent_vergroot(vergroot: Bezoek) -> None:
    vergroot.ga("/zelfcheck/")
    for _ in loop_zelfcheck(vergroot.page, ZWAAR):
        _leesbaar(vergroot)
    begin_melding(vergroot, "namens")
    for _ in loop_melding(vergroot.page):
        _leesbaar(vergroot)
