"""Finding help: from the home page, by a word and a postcode, to somebody whom one can call. With and without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Bezoek
from tests.browser.reizen import druk, kop, volg, vul

PLAATS_EN_TELEFOON = [
    ("duinrand", "1987 DB", "tel:0123456700"),
    ("polderwijk", "1988 AG", "tel:0123456800"),
]


def zoek(page: Page, woord: str, plek: str = "") -> None:
    """Search as one does: type, and press the button."""
    vul(page, "Wat zoekt u?", woord)
    vul(page, "Postcode of wijk", plek)
    druk(page, "Zoeken")
    expect(page.locator("#zoekresultaat")).to_be_visible()


def aantal(page: Page) -> int:
    """How many the heading says there are."""
    gevonden = re.match(r"(\d+) keer", kop(page))
    assert gevonden, kop(page)
    return int(gevonden[1])


def titels(page: Page) -> list[str]:
    return page.locator(".treffer__titel a").all_inner_texts()


@pytest.mark.parametrize(("gemeente", "postcode", "portaal_telefoon"), PLAATS_EN_TELEFOON)
def test_van_een_woord_en_een_postcode_naar_iemand_die_u_kunt_bellen(
    gemeente: str, postcode: str, portaal_telefoon: str, bezoek: Bezoek
) -> None:
    page = bezoek.ga("/", gemeente)
    expect(page.get_by_role("banner").locator(f'a[href="{portaal_telefoon}"]')).to_be_visible()

    zoek(page, "eenzaam", postcode)
    assert aantal(page) >= 5
    expect(page.get_by_text(f"Gerekend vanaf {postcode}")).to_be_visible()
    expect(page.locator(".treffer").first).to_be_visible()
    assert re.search(r"\d (meter|km)\b", page.locator(".treffers").inner_text()), "nergens een afstand"

    eerste = titels(page)[0]
    volg(page, eerste)
    assert kop(page) == eerste
    bellen = page.locator("main article a[href^='tel:']")
    expect(bellen.first).to_be_visible()
    bezoek.niets_mis()


def test_filters_maken_de_lijst_korter_en_kunnen_weer_weg(bezoek: Bezoek) -> None:
    page = bezoek.ga("/zoeken/?q=eenzaam")
    alles = aantal(page)
    gratis = page.get_by_role("checkbox", name=re.compile("^Gratis"))
    beloofd = int(re.findall(r"\d+", page.locator("label:has(input[name=gratis])").inner_text())[0])
    gratis.check()
    if not bezoek.javascript:
        druk(page, "Toon wat past")
    expect(page.locator("h1")).to_have_text(re.compile(rf"^\s*{beloofd} keer"))
    assert 0 < beloofd < alles
    assert "gratis=ja" in page.url, "het filter hoort in het adres: zo kan iemand het delen"

    # The address alone gives the same page, to who gets it sent.
    page.goto(page.url)
    assert aantal(page) == beloofd
    expect(page.get_by_role("checkbox", name=re.compile("^Gratis"))).to_be_checked()

    gekozen = page.locator("main a", has_text="Gratis").first
    gekozen.click()
    expect(page.locator("h1")).to_have_text(re.compile(rf"^\s*{alles} keer"))
    bezoek.niets_mis()


def test_een_filter_neemt_mee_wat_al_getypt_is(bezoek_js: Bezoek) -> None:
    page = bezoek_js.ga("/zoeken/?q=eenzaam")
    page.locator("main .zoekform input[name=q]").fill("wandelen")
    page.keyboard.press("Tab")
    page.locator(".filters input[type=checkbox]").first.check()
    expect(page.locator("h1")).to_contain_text("wandelen")
    assert "q=wandelen" in page.url
    assert "eenzaam" not in page.url
    bezoek_js.niets_mis()


def test_terug_uit_een_aanbod_komt_weer_bij_de_gevonden_lijst(bezoek: Bezoek) -> None:
    page = bezoek.ga("/zoeken/?q=eenzaam&postcode=1987+DB")
    lijst = titels(page)
    volg(page, lijst[1])
    assert kop(page) == lijst[1]
    page.go_back()
    expect(page.locator(".treffer").first).to_be_visible()
    assert titels(page) == lijst


def test_met_bladeren_komt_elk_aanbod_een_keer(bezoek: Bezoek) -> None:
    page = bezoek.ga("/zoeken/?q=eenzaam")
    eerste = titels(page)
    page.get_by_role("link", name=re.compile("Volgende")).click()
    expect(page).to_have_url(re.compile("pagina=2"))
    tweede = titels(page)
    assert tweede
    assert not set(tweede) & set(eerste)


def test_dichtstbij_eerst(bezoek: Bezoek) -> None:
    page = bezoek.ga("/zoeken/?q=koffie&postcode=1987+DB")
    volg(page, "Zet dichtstbij eerst")
    meters = [
        float(getal.replace(",", ".")) * (1000 if eenheid == "km" else 1)
        for getal, eenheid in re.findall(r"([\d,]+)\s(meter|km),", page.locator(".treffers").inner_text())
    ]
    assert len(meters) >= 3
    assert meters == sorted(meters)


def test_een_onbekende_postcode_krijgt_een_antwoord_dat_helpt(bezoek: Bezoek) -> None:
    page = bezoek.ga("/")
    zoek(page, "vervoer", "9999 ZZ")
    assert aantal(page) > 0, "zonder bekende plek hoort men toch alles te zien"
    veld = page.get_by_label(re.compile("Postcode of wijk"))
    expect(veld).to_have_value("9999 ZZ")
    expect(veld).to_have_attribute("aria-invalid", "true")
    uitleg = page.locator("#" + str(veld.get_attribute("aria-describedby")))
    expect(uitleg).to_contain_text("Deze postcode kennen we hier niet")
    bezoek.niets_mis()


def test_een_postcode_van_de_buren_zegt_dat_dit_een_andere_gemeente_is(bezoek: Bezoek) -> None:
    page = bezoek.ga("/zoeken/?q=formulieren&postcode=1988+AG")
    expect(page.get_by_text("Deze postcode ligt in een andere gemeente")).to_be_visible()


def test_ook_een_wijk_is_een_plek(bezoek: Bezoek) -> None:
    page = bezoek.ga("/")
    zoek(page, "koffie", "Helmkwartier")
    expect(page.get_by_text(re.compile("Gerekend vanaf .*Helmkwartier"))).to_be_visible()


@pytest.mark.parametrize("woorden", ["pizza bestellen", "xqzwvk blorp"])
def test_wat_er_niet_is_krijgt_een_bladzijde_die_verder_helpt(woorden: str, bezoek: Bezoek) -> None:
    page = bezoek.ga("/")
    zoek(page, woorden)
    assert not re.match(r"\d+ keer hulp bij", kop(page)), f"dit is geen antwoord op {woorden}: {kop(page)}"
    assert woorden in kop(page)
    assert len(titels(page)) <= 3, "liever weinig en eerlijk dan een lijst die nergens op slaat"
    inhoud = page.get_by_role("main")
    expect(inhoud.get_by_role("link", name=re.compile("zelfcheck"))).to_be_visible()
    expect(inhoud.locator("a[href='tel:0123456700']").first).to_be_visible()
    expect(inhoud.get_by_role("link", name=re.compile("Geld en schulden"))).to_be_visible()
    expect(inhoud.get_by_label("Wat had u willen vinden?")).to_be_visible()

    inhoud.get_by_label("Wat had u willen vinden?").fill("een leesclub")
    druk(page, "Versturen")
    expect(page).to_have_url(re.compile("/zoeken/reactie/bedankt/"))
    assert bezoek.koekjes == [], "een reactie heeft geen koekje nodig"
    bezoek.niets_mis()


@pytest.mark.parametrize("woorden", ["zelfmoord", "ik wil niet meer", "mishandeling"])
def test_bij_woorden_over_gevaar_staat_bovenaan_wie_men_nu_belt(woorden: str, bezoek: Bezoek) -> None:
    page = bezoek.ga("/")
    zoek(page, woorden)
    kaart = page.locator(".crisiskaart")
    expect(kaart).to_be_visible()
    expect(kaart.locator("a[href='tel:112']")).to_be_visible()
    eerste_treffer = page.locator(".treffer, .inleiding").first.bounding_box()
    plek = kaart.bounding_box()
    assert plek
    assert eerste_treffer
    assert plek["y"] < eerste_treffer["y"]


def test_een_aanbod_van_de_buren_begint_met_die_mededeling(bezoek: Bezoek) -> None:
    page = bezoek.ga("/aanbod/welzijn-polderwijk/formulierenhulp/")
    mededeling = page.get_by_text(re.compile("Dit is voor mensen uit .*Polderwijk"))
    expect(mededeling).to_be_visible()
    boven, hoofd = mededeling.bounding_box(), page.locator("h1").bounding_box()
    assert boven
    assert hoofd
    assert boven["y"] < hoofd["y"]
    bezoek.ga("/aanbod/welzijn-polderwijk/formulierenhulp/", "polderwijk")
    expect(page.get_by_text(re.compile("Dit is voor mensen uit"))).to_have_count(0)


def test_een_aanbod_zonder_vertaling_staat_er_in_het_nederlands_en_zegt_dat(bezoek: Bezoek) -> None:
    page = bezoek.ga("/en/aanbod/welzijn-duinrand/een-week-met-ritme/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    titel = page.locator("h1")
    expect(titel).to_have_text("Een week met ritme")
    assert titel.evaluate("h => h.closest('[lang]').lang") == "nl"
    expect(page.get_by_text(re.compile("You are reading the Dutch text")).first).to_be_visible()


def test_een_suggestie_hoort_bij_wat_er_staat(bezoek_js: Bezoek) -> None:
    page = bezoek_js.ga("/")
    veld, lijst = page.get_by_role("combobox", name="Wat zoekt u?"), page.get_by_role("listbox")
    telling = page.locator(".zoekform [role=status]")
    veld.press_sequentially("scho", delay=20)
    expect(lijst).to_be_visible()
    expect(telling).not_to_be_empty()
    lijst.get_by_role("option").last.click(trial=True)  # nothing of the page hangs over it
    # Who types on has chosen nothing any more.
    veld.press("ArrowDown")
    veld.press_sequentially("on")
    expect(veld).not_to_have_attribute("aria-activedescendant", re.compile("."))
    expect(lijst.locator("[aria-selected=true]")).to_have_count(0)
    # What was closed stays closed, also when its answer comes later, and nothing says that there is a choice.
    veld.press("s")
    veld.press("Escape")
    expect(lijst).to_be_hidden()
    expect(telling).to_be_empty()
    page.wait_for_timeout(600)
    expect(lijst).to_be_hidden()
    # Without an answer the suggestions of before are gone.
    veld.fill("koffie")
    expect(lijst).to_be_visible()
    page.route("**/zoeken/suggesties/**", lambda route: route.fulfill(status=500))
    veld.fill("taal")
    expect(lijst).to_be_hidden()
    page.unroute("**/zoeken/suggesties/**")
    page.route(
        "**/zoeken/suggesties/**",
        lambda route: route.fulfill(json=[{"tekst": "taalles", "soort": "woord", "adres": "/"}]),
    )
    veld.fill("taalle")
    expect(telling).to_have_text("1 suggestie. Kies met de pijltjes.")
    page.unroute_all()  # the next test gets the same window


def test_suggesties_tijdens_het_typen_leiden_naar_het_aanbod(bezoek_js: Bezoek) -> None:
    page = bezoek_js.ga("/")
    veld = page.get_by_role("combobox", name="Wat zoekt u?")
    veld.press_sequentially("koffie", delay=20)
    lijst = page.get_by_role("listbox")
    expect(lijst).to_be_visible()
    expect(veld).to_have_attribute("aria-expanded", "true")
    voorstel = lijst.get_by_role("option", name=re.compile("Koffie in De Helm"))
    expect(voorstel).to_be_visible()
    veld.press("ArrowDown")
    actief = page.locator("#" + str(veld.get_attribute("aria-activedescendant")))
    expect(actief).to_have_attribute("aria-selected", "true")
    veld.press("Escape")
    expect(lijst).to_be_hidden()
    veld.press("ArrowDown")
    voorstel.click()
    expect(page.locator("h1")).to_have_text("Koffie in De Helm")
    bezoek_js.niets_mis()
