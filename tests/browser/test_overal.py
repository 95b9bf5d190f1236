"""What must hold everywhere: on every page and at every step, in both languages and both themes, on every screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Bezoek
from tests.browser.keuring import SCHERMEN, keur, keur_kort
from tests.browser.reizen import ANDERE_STATUS, PAGINAS, REIZEN, loop_reis

#: One of each kind is enough for texts and colours that differ: the same page with other results, and journeys of which every
#: kind of step is in another one.
EENS = set(PAGINAS) - {
    "zoeken-gefilterd", "zoeken-bladzijde-2", "zoeken-past-niet", "zoeken-postcode-onbekend", "zoeken-postcode-fout",
}  # fmt: skip
REIZEN_EENS = set(REIZEN) - {"zelfcheck-jong", "namens"}
#: Pages with a form of which the security token stands in a cookie.
MET_KOEKJE = {"melden", "signaal", "anoniem"}


@pytest.mark.parametrize("naam", PAGINAS)
def test_elke_pagina_is_voor_iedereen_en_laat_niets_achter(naam: str, bezoek_js: Bezoek) -> None:
    bezoek_js.ga(PAGINAS[naam])
    assert bezoek_js.status == ANDERE_STATUS.get(naam, 200)
    page = bezoek_js.page
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    page.wait_for_load_state("networkidle")
    if naam in ANDERE_STATUS:
        bezoek_js.fouten.clear()  # Chromium itself notes what is not 200
    keur(bezoek_js, naam)
    if naam not in MET_KOEKJE:
        assert bezoek_js.koekjes == []
        assert page.evaluate("localStorage.length") == 0
        # htmx notes the address of the page it is on, for the back button; it goes when the tab is closed.
        assert set(page.evaluate("Object.keys(sessionStorage)")) <= {"htmx-current-path-for-history"}


@pytest.mark.parametrize("naam", sorted(EENS))
def test_elke_pagina_ook_in_het_engels_bij_de_buren(naam: str, bezoek_js: Bezoek) -> None:
    bezoek_js.ga("/en" + PAGINAS[naam], "polderwijk")
    assert bezoek_js.status == ANDERE_STATUS.get(naam, 200)
    expect(bezoek_js.page.locator("html")).to_have_attribute("lang", "en")
    if naam in ANDERE_STATUS:
        bezoek_js.fouten.clear()
    keur_kort(bezoek_js)


@pytest.mark.parametrize("naam", ["home", "zoeken-woord-en-postcode", "aanbod-van-buren", "bellen", "melden"])
def test_de_buren_op_een_telefoon(naam: str, bezoek_js: Bezoek) -> None:
    """The other theme with Dutch texts, and what is folded away on a phone; screenshots in both languages."""
    for taal in ("/en", ""):
        bezoek_js.ga(taal + PAGINAS[naam], "polderwijk")
        bezoek_js.scherm(f"polderwijk{taal.replace('/', '-')}-{naam}")
    bezoek_js.page.set_viewport_size({"width": 360, "height": 740})
    for plooi in bezoek_js.page.locator("main details:not([open]) > summary").all():
        if plooi.is_visible():
            plooi.click()
    bezoek_js.past()
    bezoek_js.axe()


@pytest.mark.parametrize("reis", REIZEN)
def test_elke_stap_is_voor_iedereen(reis: str, bezoek_js: Bezoek) -> None:
    loop_reis(bezoek_js, reis, "", "duinrand", lambda stap: keur(bezoek_js, stap))


@pytest.mark.parametrize("reis", sorted(REIZEN_EENS))
def test_elke_stap_ook_in_het_engels_bij_de_buren(reis: str, bezoek_js: Bezoek) -> None:
    loop_reis(bezoek_js, reis, "/en", "polderwijk", lambda stap: keur_kort(bezoek_js))


@pytest.mark.parametrize("naam", ["home", "zoeken-woord-en-postcode", "aanbod", "melden"])
def test_zonder_javascript_past_het_ook(naam: str, bezoek_zonder_js: Bezoek) -> None:
    bezoek_zonder_js.ga(PAGINAS[naam])
    for breedte in (*SCHERMEN, 320):
        bezoek_zonder_js.page.set_viewport_size({"width": breedte, "height": 900})
        bezoek_zonder_js.past()
