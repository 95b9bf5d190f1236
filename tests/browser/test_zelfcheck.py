"""The self-check: a few questions, then what one can do, from near to far. With and without JavaScript."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Bezoek
from tests.browser.reizen import (
    antwoord,
    begin_zelfcheck,
    druk,
    kop,
    verder,
    volg,
    zie_kop,
)
from tests.browser.zonder_scherm import melding_verder_tot, zelfcheck_tot

#: Mrs. Zeepaard, 81: falls behind at home, has nobody, hardly gets out.
MEVROUW = ["mij", "veilig", "last", "hulp", "goed", "niemand", "rond", "past", "zelden", "leeg", "ja", "geen"]
ALLES_GOED = ["mij", "veilig", "goed", "lukt", "goed", "genoeg", "rond", "past", "ja", "genoeg", "ja", "geen"]


def treden(page: Page) -> list[str]:
    return [tekst.strip() for tekst in page.locator(".ladder > li > h2").all_inner_texts()]


def test_van_begin_tot_uitkomst_in_woorden(bezoek: Bezoek) -> None:
    page = bezoek.page
    bezoek.ga("/zelfcheck/")
    assert bezoek.koekjes == [], "kijken mag zonder koekje"
    begin_zelfcheck(page, bezoek.portaal.adres())
    expect(page.get_by_text(re.compile(r"Vraag 1 van ongeveer \d+"))).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_count(1)

    antwoord(page, "Voor wie vult u dit in?", "Voor mijzelf")
    antwoord(page, "Bent u veilig?", "Ja, ik ben veilig")
    antwoord(page, "Hoe gaat het met uw lichaam?", "Veel last van pijn, ziekte of vallen")
    antwoord(page, "Lukt het thuis, met koken, schoonmaken en wassen?", "Alleen met hulp van iemand")
    antwoord(page, "Hoe gaat het in uw hoofd?", "Goed")
    antwoord(page, "Zijn er mensen om u heen?", "Bijna niemand")
    antwoord(page, "Lukt het om rond te komen?", "Ja")
    antwoord(page, "Past het huis bij u?", "Ja")
    antwoord(page, "Komt u waar u wilt zijn?", "Bijna niet meer buiten")
    antwoord(page, "Is er genoeg te doen op een dag?", "Weet ik niet")
    antwoord(page, "Lukt het met lezen en schrijven in het Nederlands?", "Zeg ik liever niet")
    antwoord(page, "Zijn er kinderen thuis, en hoe gaat dat?", "Geen kinderen thuis")
    zie_kop(page, "Waar zoekt u hulp?")
    page.locator("main form input[type=text]").fill("1987 DB")
    druk(page, "Laat zien wat ik kan doen")

    zie_kop(page, "Dit kunt u doen")
    expect(page.get_by_text(re.compile("vanaf het midden van Helmkwartier")).first).to_be_visible()
    # Why each is shown: the question and the answer, in the words of the one who gave it.
    expect(
        page.get_by_text(re.compile("U ziet dit omdat u bij .*Vervoer.* koos: Bijna niet meer buiten")).first
    ).to_be_visible()
    # People to call and the melding are always there.
    expect(page.get_by_role("main").locator("a[href='tel:0123456700']").first).to_be_visible()
    expect(page.get_by_role("button", name="Vraag hulp aan het team")).to_be_visible()
    bezoek.niets_mis()


def test_de_uitkomst_gaat_van_dichtbij_naar_verder_weg_met_aanbod_van_nu(bezoek: Bezoek) -> None:
    page = bezoek.page
    zelfcheck_tot(bezoek, MEVROUW)
    namen = treden(page)
    assert len(namen) >= 3
    assert "team" in namen[-1].lower(), f"het team komt als laatste: {namen}"
    assert all("team" not in naam.lower() for naam in namen[:-1])

    # Offers come from the directory as it is now: following one arrives at the page of that offer.
    aanbod = page.locator(".ladder .kaart .treffers a").first
    titel = aanbod.inner_text().strip()
    aanbod.click()
    zie_kop(page, titel)
    page.go_back()
    assert treden(page) == namen


def test_wie_bijna_niemand_heeft_wordt_niet_op_pad_gestuurd_om_hulp_te_vragen(bezoek: Bezoek) -> None:
    """The advice to ask one's own people is for who has people."""
    page = bezoek.page
    zelfcheck_tot(bezoek, MEVROUW)
    zonder = set(page.locator(".ladder .kaart h3").all_inner_texts())
    zelfcheck_tot(bezoek, ["genoeg" if keuze == "niemand" else keuze for keuze in MEVROUW])
    met = set(page.locator(".ladder .kaart h3").all_inner_texts())
    assert met - zonder
    assert zonder - met


def test_antwoorden_gaan_mee_naar_de_melding_alleen_als_men_ze_aankruist(bezoek: Bezoek) -> None:
    page = bezoek.page
    zelfcheck_tot(bezoek, MEVROUW)
    druk(page, "Vraag hulp aan het team")
    zie_kop(page, "Een melding doen")
    expect(page.get_by_label("Voor mijzelf, of voor ons gezin")).to_be_checked()
    druk(page, "Beginnen")
    zie_kop(page, "Is er nu gevaar?")
    melding_verder_tot(bezoek, "meenemen")
    vakjes = page.get_by_role("checkbox")
    assert vakjes.count() >= 5
    assert not any(vakje.is_checked() for vakje in vakjes.all()), "niets mag vooraf aangekruist zijn"
    page.get_by_role("checkbox", name=re.compile("Bijna niet meer buiten")).check()
    vorige = kop(page)
    verder(page)
    expect(page.locator("h1")).not_to_have_text(vorige)
    melding_verder_tot(bezoek)
    lijst = page.locator("main form").first
    expect(lijst).to_contain_text("Bijna niet meer buiten")
    expect(lijst).not_to_contain_text("Bijna niemand")
    bezoek.niets_mis()


def test_een_onveilig_antwoord_leidt_meteen_naar_iemand_die_men_nu_belt(bezoek: Bezoek) -> None:
    page = bezoek.page
    begin_zelfcheck(page, bezoek.portaal.adres())
    antwoord(page, "Voor wie vult u dit in?", "Voor mijzelf")
    antwoord(page, "Bent u veilig?", "Nee. Iemand doet mij pijn, bedreigt mij of houdt mij tegen")
    zie_kop(page, re.compile("Bel nu"))
    for nummer in ("tel:112", "tel:08002000"):
        expect(page.get_by_role("main").locator(f"a[href='{nummer}']")).to_be_visible()
    # The history and the tab must not tell what was asked or answered.
    assert not re.search("gevaar|crisis|veilig|bel", page.title(), re.IGNORECASE)
    assert re.search(r"/rondkijken/[\w-]{16}/[0-9a-f]{20}/$", page.url), "een adres zonder woorden"
    volg(page, "Toch verder met de vragen")
    zie_kop(page, "Hoe gaat het met uw lichaam?")
    page.go_back()
    volg(page, "Antwoord veranderen")
    zie_kop(page, "Bent u veilig?")
    expect(page.get_by_label("Nee. Iemand doet mij pijn, bedreigt mij of houdt mij tegen")).to_be_checked()


def test_een_jongere_wordt_met_je_aangesproken_en_ziet_de_kindertelefoon(bezoek: Bezoek) -> None:
    page = bezoek.page
    begin_zelfcheck(page, bezoek.portaal.adres())
    antwoord(page, "Voor wie vult u dit in?", "Voor mijzelf, en ik ben jonger dan 18")
    antwoord(page, "Ben je veilig?", "Nee. Iemand doet mij pijn, bedreigt mij of houdt mij tegen")
    zie_kop(page, re.compile("Bel nu. Je hoeft dit niet alleen"))
    expect(page.get_by_role("main").get_by_text(re.compile("Kindertelefoon")).first).to_be_visible()


def test_wie_geen_antwoord_kiest_hoort_dat_bij_de_vraag(bezoek: Bezoek) -> None:
    page = bezoek.page
    begin_zelfcheck(page, bezoek.portaal.adres())
    druk(page, "Volgende")
    lijst = page.locator("[data-fouten]")
    expect(lijst).to_be_visible()
    assert page.title().startswith("Fout:")
    if bezoek.javascript:
        expect(lijst.get_by_role("heading")).to_be_focused()
    lijst.get_by_role("link").first.click()
    expect(page.get_by_label("Voor mijzelf", exact=True)).to_be_focused()
    zie_kop(page, "Voor wie vult u dit in?")


def test_terug_en_verversen_bewaren_de_antwoorden(bezoek: Bezoek) -> None:
    page = bezoek.page
    begin_zelfcheck(page, bezoek.portaal.adres())
    antwoord(page, "Voor wie vult u dit in?", "Voor mijzelf")
    antwoord(page, "Bent u veilig?", "Ja, ik ben veilig")
    zie_kop(page, "Hoe gaat het met uw lichaam?")
    page.reload()
    zie_kop(page, "Hoe gaat het met uw lichaam?")
    page.go_back()
    zie_kop(page, "Bent u veilig?")
    expect(page.get_by_label("Ja, ik ben veilig")).to_be_checked()
    page.go_forward()
    zie_kop(page, "Hoe gaat het met uw lichaam?")
    volg(page, "Vorige vraag")
    zie_kop(page, "Bent u veilig?")
    expect(page.get_by_label("Ja, ik ben veilig")).to_be_checked()


def test_de_uitkomst_mag_ververst_worden_en_een_antwoord_veranderd(bezoek: Bezoek) -> None:
    page = bezoek.page
    zelfcheck_tot(bezoek, MEVROUW)
    eerst = page.locator(".ladder").inner_text()
    page.reload()
    assert page.locator(".ladder").inner_text() == eerst
    page.get_by_text("Bekijk of verander de antwoorden").click()
    page.get_by_role("link", name=re.compile("Wijzig.*Vervoer")).click()
    zie_kop(page, "Komt u waar u wilt zijn?")
    antwoord(page, "Komt u waar u wilt zijn?", "Ja", "Opslaan")
    zie_kop(page, "Dit kunt u doen")
    assert page.locator(".ladder").inner_text() != eerst
    expect(page.get_by_text("Bijna niet meer buiten")).to_have_count(0)


def test_twee_tabbladen_hebben_elk_hun_eigen_antwoorden(bezoek: Bezoek) -> None:
    een, twee = bezoek.page, bezoek.tabblad()
    begin_zelfcheck(een, bezoek.portaal.adres())
    begin_zelfcheck(twee, bezoek.portaal.adres())
    antwoord(een, "Voor wie vult u dit in?", "Voor mijzelf")
    antwoord(twee, "Voor wie vult u dit in?", "Ik maak me zorgen over iemand")
    zie_kop(twee, "Is er nu gevaar voor deze persoon of voor een ander?")
    een.reload()
    zie_kop(een, "Bent u veilig?")
    antwoord(een, "Bent u veilig?", "Ja, ik ben veilig")
    zie_kop(een, "Hoe gaat het met uw lichaam?")
    twee.go_back()
    expect(twee.get_by_label("Ik maak me zorgen over iemand")).to_be_checked()


def test_een_eigen_link_naar_een_latere_vraag_gaat_naar_de_eerste_open_vraag(bezoek: Bezoek) -> None:
    """Nobody skips the question about safety by an address."""
    page = bezoek.page
    begin_zelfcheck(page, bezoek.portaal.adres())
    antwoord(page, "Voor wie vult u dit in?", "Voor mijzelf")
    tweede = page.url
    antwoord(page, "Bent u veilig?", "Ja, ik ben veilig")
    run = page.url.rstrip("/").rsplit("/", 1)[0]
    page.goto(run + "/uitkomst/")
    zie_kop(page, "Hoe gaat het met uw lichaam?")
    page.goto(tweede)
    zie_kop(page, "Bent u veilig?")


def elders(bezoek: Bezoek) -> None:
    """Where the quick exit leads; played here, since tests ask nothing of the network."""
    bezoek.context.route(
        re.compile(r"^https://www\.google\.nl/"),
        lambda route: route.fulfill(body="<title>Zoeken</title>", content_type="text/html"),
    )


def test_snel_weg_is_weg_en_terug_brengt_de_vragen_niet_terug(bezoek: Bezoek) -> None:
    page = bezoek.page
    elders(bezoek)
    begin_zelfcheck(page, bezoek.portaal.adres())
    vraag = page.url
    page.get_by_role("link", name="Snel weg").click()
    expect(page).to_have_title("Zoeken")
    if bezoek.javascript:  # the page itself left the history
        page.go_back()
        assert page.url != vraag


def test_driemaal_escape_is_ook_snel_weg(bezoek_js: Bezoek) -> None:
    page = bezoek_js.page
    elders(bezoek_js)
    begin_zelfcheck(page, bezoek_js.portaal.adres())
    page.wait_for_load_state()  # before the script is there, Escape is the browser's
    for _ in range(3):
        page.keyboard.press("Escape")
    expect(page).to_have_title("Zoeken")


def test_gewiste_antwoorden_zijn_weg(bezoek: Bezoek) -> None:
    page = bezoek.page
    zelfcheck_tot(bezoek, MEVROUW)
    uitkomst = page.url
    druk(page, "Wis mijn antwoorden")
    expect(page.get_by_role("heading", name="Uw antwoorden zijn gewist")).to_have_count(1)
    assert "sessionid" not in bezoek.koekjes
    page.goto(uitkomst)
    zie_kop(page, "Deze vragen staan niet meer open")
    expect(page.locator(".ladder")).to_have_count(0)


def test_wie_nergens_last_van_heeft_krijgt_toch_een_antwoord(bezoek: Bezoek) -> None:
    page = bezoek.page
    zelfcheck_tot(bezoek, ALLES_GOED, postcode="")
    assert kop(page) == "Dit kunt u doen"
    expect(page.get_by_role("main").locator("a[href='tel:0123456700']").first).to_be_visible()


def test_een_onbekende_postcode_houdt_de_uitkomst_niet_tegen(bezoek: Bezoek) -> None:
    page = bezoek.page
    zelfcheck_tot(bezoek, MEVROUW, postcode="9999 ZZ")
    expect(page.get_by_role("heading", name="Deze postcode kennen we niet")).to_have_count(1)
    expect(page.get_by_role("heading", name="Liever iemand spreken?")).to_be_visible()
    assert page.locator(".ladder .kaart .treffers a").count() > 0


def test_een_postcode_die_geen_postcode_is_krijgt_een_zin_bij_het_veld(bezoek: Bezoek) -> None:
    page = bezoek.page
    zelfcheck_tot(bezoek, ALLES_GOED, postcode=None)
    invoer = page.locator("main form input[type=text]")
    invoer.fill("hallo")
    verder(page)
    expect(page.locator("[data-fouten]")).to_be_visible()
    expect(invoer).to_have_value("hallo")
    expect(invoer).to_have_attribute("aria-invalid", "true")
    invoer.fill("1987 DB")
    verder(page)
    zie_kop(page, "Dit kunt u doen")
    bezoek.niets_mis()
