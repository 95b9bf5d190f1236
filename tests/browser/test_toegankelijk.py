"""Everybody can use it: by keyboard alone, at mistakes and suggestions, without movement, and at the office."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Bezoek, Portaal
from tests.browser.reizen import PAGINAS, begin_melding, kop, verder, zie_kop
from tests.browser.test_melding import log_in
from tests.browser.zonder_scherm import melding_tot


def test_axe_vindt_niets_bij_fouten_en_bij_suggesties(bezoek_js: Bezoek) -> None:
    page = bezoek_js.page
    begin_melding(bezoek_js, "melding")
    verder(page)
    expect(page.locator("[data-fouten]")).to_be_visible()
    bezoek_js.axe()
    bezoek_js.ga("/")
    page.get_by_role("combobox", name="Wat zoekt u?").press_sequentially("geld", delay=20)
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("ArrowDown")
    bezoek_js.axe()


# -- by keyboard


def focus(page: Page) -> str:
    """What has the focus, in words."""
    return str(
        page.evaluate(
            """() => {
                const e = document.activeElement;
                return (e.labels?.[0]?.innerText || e.innerText || e.getAttribute("aria-label") || e.value || e.tagName).trim();
            }"""
        )
    )


def tab_tot(page: Page, woorden: str, hoogstens: int = 60) -> None:
    """Press Tab until this has the focus, and see all the way that the focus can be seen."""
    for _ in range(hoogstens):
        page.keyboard.press("Tab")
        zichtbaar_gefocust(page)
        if woorden in focus(page):
            return
    raise AssertionError(f"na {hoogstens} keer Tab nog niet bij {woorden!r}")


def zichtbaar_gefocust(page: Page) -> None:
    """The focused thing is in sight, and looks other than without focus: an outline, a shadow, or one on its label."""
    page.wait_for_timeout(30)
    stand = page.evaluate(
        """() => {
            const e = document.activeElement;
            if (!e || e === document.body) return {niets: true};
            const rand = (x) => {
                const s = getComputedStyle(x);
                return (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== "none";
            };
            const vlak = e.getBoundingClientRect();
            const doos = [e, e.closest("label"), e.parentElement].filter(Boolean);
            return {
                rand: doos.some(rand),
                breed: vlak.width, hoog: vlak.height,
                inBeeld: vlak.bottom > 0 && vlak.top < innerHeight && vlak.right > 0 && vlak.left < innerWidth,
                wat: e.outerHTML.slice(0, 120),
            };
        }"""
    )
    if stand.get("niets"):
        return
    assert stand["rand"], f"de focus is niet te zien op {stand['wat']}"
    assert stand["inBeeld"], f"de focus is buiten beeld op {stand['wat']}"


def test_de_eerste_tab_slaat_het_menu_over(bezoek: Bezoek) -> None:
    for pad in ("/", "/zoeken/?q=geld", "/melden/", PAGINAS["niet-gevonden"]):
        page = bezoek.ga(pad)
        page.keyboard.press("Tab")
        assert focus(page) == "Naar de inhoud"
        expect(page.get_by_role("link", name="Naar de inhoud")).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator("#inhoud")).to_be_focused()


def test_zoeken_en_een_aanbod_openen_met_alleen_het_toetsenbord(bezoek: Bezoek) -> None:
    page = bezoek.ga("/")
    tab_tot(page, "Wat zoekt u?")
    page.keyboard.type("eenzaam")
    tab_tot(page, "Postcode of wijk")
    page.keyboard.type("1987 DB")
    page.keyboard.press("Enter")
    expect(page.locator(".treffer").first).to_be_visible()
    eerste = page.locator(".treffer__titel a").first
    titel = eerste.inner_text()
    tab_tot(page, titel, hoogstens=90)
    page.keyboard.press("Enter")
    zie_kop(page, titel)
    tab_tot(page, "Bel ")


@pytest.mark.parametrize("breedte", [360, 1280])
def test_een_filter_kiezen_met_alleen_het_toetsenbord(breedte: int, bezoek_js: Bezoek) -> None:
    bezoek_js.page.set_viewport_size({"width": breedte, "height": 900})
    page = bezoek_js.ga("/zoeken/?q=eenzaam")
    if page.locator("details.filters > summary").is_visible():  # on a phone the filters are folded away
        tab_tot(page, "Filters")
        page.keyboard.press("Enter")
    tab_tot(page, "Gratis", hoogstens=80)
    vooraf = kop(page)
    page.keyboard.press("Space")
    expect(page.locator("h1")).not_to_have_text(vooraf)
    assert "Gratis" in focus(page), "na het filteren blijft de focus waar hij was"
    expect(page.get_by_role("status").filter(has_text=kop(page))).to_have_count(1)


def test_een_vraag_beantwoorden_met_alleen_het_toetsenbord(bezoek: Bezoek) -> None:
    page = bezoek.ga("/zelfcheck/")
    tab_tot(page, "Begin")
    page.keyboard.press("Enter")
    zie_kop(page, "Voor wie vult u dit in?")
    tab_tot(page, "Voor mijzelf")
    page.keyboard.press("Space")
    expect(page.get_by_label("Voor mijzelf", exact=True)).to_be_checked()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Voor mijzelf, en ik ben jonger dan 18")).to_be_checked()
    zichtbaar_gefocust(page)
    page.keyboard.press("ArrowUp")
    tab_tot(page, "Volgende")
    page.keyboard.press("Enter")
    zie_kop(page, "Bent u veilig?")


def test_een_melding_beginnen_met_alleen_het_toetsenbord(bezoek: Bezoek) -> None:
    page = bezoek.ga("/melden/")
    tab_tot(page, "Voor mijzelf")
    page.keyboard.press("Space")
    tab_tot(page, "Beginnen")
    page.keyboard.press("Enter")
    zie_kop(page, "Is er nu gevaar?")
    tab_tot(page, "Ja, er is nu gevaar")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Nee", exact=True)).to_be_checked()
    tab_tot(page, "Verder")
    page.keyboard.press("Enter")
    zie_kop(page, "Wat is er aan de hand?")


# -- said in another way than colour or movement


def test_wie_geen_beweging_wil_krijgt_er_geen(chromium: Browser, portaal: Portaal) -> None:
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(portaal.adres() + "/")
    beweging = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((e) => {
            const s = getComputedStyle(e);
            return parseFloat(s.transitionDuration) > 0.05 || parseFloat(s.animationDuration) > 0.05;
        }).length"""
    )
    context.close()
    assert beweging == 0


def test_alles_waar_men_op_drukt_is_groot_genoeg(bezoek_js: Bezoek) -> None:
    """WCAG 2.5.8: 24 by 24 CSS pixels, or a link inside a sentence."""
    bezoek_js.page.set_viewport_size({"width": 360, "height": 740})
    for pad in ("/", "/zoeken/?q=eenzaam", "/aanbod/welzijn-duinrand/koffie-in-de-helm/", "/melden/"):
        bezoek_js.ga(pad)
        klein = bezoek_js.page.evaluate(
            """() => [...document.querySelectorAll("main a, main button, main summary, main select, header a")]
                .filter((e) => e.checkVisibility() && getComputedStyle(e).display !== "inline")
                .map((e) => [e.getBoundingClientRect(), e.outerHTML.slice(0, 100)])
                .filter(([r]) => r.width > 1 && (r.height < 24 || r.width < 24))
                .map(([r, html]) => `${Math.round(r.width)}x${Math.round(r.height)} ${html}`)"""
        )
        assert klein == [], pad


# -- at the office


def test_axe_vindt_niets_in_de_inbox(kantoor: Bezoek, bezoek_js: Bezoek) -> None:
    """Only our own part of the screen: the frame is Wagtail's."""
    melding_tot(bezoek_js, soort="namens")
    verder(bezoek_js.page)
    expect(bezoek_js.page.locator(".bevestiging")).to_be_visible()
    log_in(kantoor.page, kantoor.portaal, "team-duinrand")
    kantoor.ga("/beheer/meldingen/")
    expect(kantoor.page.locator("table.listing")).to_be_visible()
    kantoor.axe("main")
    kantoor.scherm("beheer-inbox")
    kantoor.page.locator("table.listing .title a").first.click()
    expect(kantoor.page.locator("#verhaal")).to_be_visible()
    kantoor.axe("main")
    kantoor.scherm("beheer-melding")
    kantoor.niets_mis()
