"""What is printed can be used without a screen: names, addresses and numbers to call, and nothing to click."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Bezoek
from tests.browser.reizen import ZWAAR, verder
from tests.browser.zonder_scherm import melding_tot, zelfcheck_tot

A4 = {"width": 680, "height": 960}
"""A sheet of A4 within its margins, in CSS pixels."""


def op_papier(bezoek: Bezoek) -> Page:
    """The page that is open, as it comes out of the printer; the frame of the screen stays off it."""
    page = bezoek.page
    page.set_viewport_size(A4)
    page.emulate_media(media="print")
    bezoek.past()
    for knop in page.locator("button, .hoofdmenu, .snel-weg, .zoekform, summary").all():
        expect(knop).to_be_hidden()
    expect(page.locator(".kop .belpil")).to_be_visible()
    expect(page.locator(".voet").get_by_text("Wijkhuis De Helm")).to_be_visible()
    return page


def test_een_aanbod_met_het_nummer_om_te_bellen(bezoek: Bezoek) -> None:
    bezoek.ga("/aanbod/welzijn-duinrand/koffie-in-de-helm/")
    page = op_papier(bezoek)
    for woorden in (
        "Bel 0123 45 67 10",
        "Duinweg 12, Duinrand",
        "welzijnduinrand.example",
        "Welzijn Duinrand",
    ):
        expect(page.locator("article.aanbod")).to_contain_text(woorden)
    expect(page.get_by_text("Bel 0123 45 67 10")).to_be_visible()
    expect(page.get_by_text("Misschien past dit ook")).to_be_hidden()


def test_wat_gevonden_is(bezoek: Bezoek) -> None:
    bezoek.ga("/zoeken/?q=geldzorgen&postcode=1987+DB")
    page = op_papier(bezoek)
    expect(page.locator(".treffer")).to_have_count(10)
    expect(page.locator(".zoekpagina__filters")).to_be_hidden()


def test_de_uitslag_van_de_zelfcheck_ook_wat_was_ingeklapt(bezoek: Bezoek) -> None:
    page = bezoek.page
    zelfcheck_tot(bezoek, ZWAAR)
    achter = page.locator("details.meer h3").first
    expect(achter).to_be_hidden()
    op_papier(bezoek)
    expect(achter).to_be_visible()
    expect(page.get_by_text("Gemaakt op")).to_be_visible()
    expect(page.locator(".ladder").get_by_text("Bel 0123 45 67 00", exact=True)).to_be_visible()


def test_de_bevestiging_van_een_melding(bezoek: Bezoek) -> None:
    melding_tot(bezoek)
    verder(bezoek.page)
    expect(bezoek.page.locator(".bevestiging")).to_be_visible()
    page = op_papier(bezoek)
    expect(page.locator(".bevestiging__kenmerk")).to_be_visible()
    expect(page.locator(".tijdlijn time")).to_have_count(4)
