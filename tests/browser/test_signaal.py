"""Worried about someone: a neighbour with a name, and somebody who stays unknown. With and without JavaScript."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Bezoek, Portaal
from tests.browser.kantoor import kenmerk_van, log_in, staat_in_inbox
from tests.browser.reizen import (
    begin_melding,
    druk,
    kies,
    loop_melding,
    meld,
    veld,
    verder,
    volg,
    vul,
    zie_kop,
)

GEZIEN = "De gordijnen zijn al een week dicht. KWARTELTJE."


def test_een_bezorgde_buurvrouw(bezoek: Bezoek, collega: Page, portaal: Portaal) -> None:
    page, vooraf = bezoek.page, len(portaal.mails())
    bezoek.ga("/")
    page.get_by_role("link", name="Vertel over uw zorgen").click()
    zie_kop(page, "Een melding doen")
    kies(page, "Ik maak me zorgen over iemand")
    druk(page, "Beginnen")
    zie_kop(page, "U maakt zich zorgen over iemand")
    kies(page, "Ja, maar deel mijn naam niet met de persoon om wie het gaat")
    druk(page, "Verder")

    zie_kop(page, "Is er nu gevaar?")
    kies(page, "Nee")
    druk(page, "Verder")
    zie_kop(page, "Over wie maakt u zich zorgen?")
    vul(page, "Naam", "de heer Garnaal")
    vul(page, "Postcode", "1987 DB")
    vul(page, "Hoe kent u deze persoon?", "buurvrouw")
    druk(page, "Verder")
    zie_kop(page, "Wat ziet of hoort u?")
    vul(page, "Uw eigen woorden", GEZIEN)
    druk(page, "Verder")
    meld(page, naam="Trijn van Hiernaast", email="trijn@voorbeeld.example")
    expect(page.get_by_text("Het team noemt uw naam niet aan de persoon om wie het gaat")).to_be_visible()
    druk(page, "Versturen")

    zie_kop(page, "Uw signaal is verstuurd")
    kenmerk = kenmerk_van(page)
    expect(page.get_by_text(re.compile("persoonlijk plan"))).to_have_count(0)
    for mail in portaal.mails()[vooraf:]:
        assert kenmerk in mail
        for verboden in ("KWARTELTJE", "Garnaal", "Trijn van"):
            assert verboden not in mail
    bezoek.niets_mis()

    log_in(collega, portaal, "team-duinrand")
    assert staat_in_inbox(collega, portaal, kenmerk)
    collega.get_by_role("link", name=kenmerk).click()
    over = collega.locator("section", has=collega.locator("#betrokkene"))
    wie = collega.locator("section", has=collega.locator("#melder"))
    expect(over).to_contain_text("de heer Garnaal")
    expect(over).not_to_contain_text("Trijn")
    expect(wie).to_contain_text("Trijn van Hiernaast")
    expect(wie).to_contain_text("Noem deze naam niet")


def test_een_anoniem_signaal_laat_niets_achter(bezoek: Bezoek, collega: Page, portaal: Portaal) -> None:
    page, vooraf = bezoek.page, len(portaal.mails())
    begin_melding(bezoek, "signaal", "anoniem")
    adres = page.url
    for _ in loop_melding(page, naam="mevrouw Mossel", situatie=GEZIEN, leeftijd="40"):
        assert page.url == adres, "het adres verraadt niets, bij geen enkele stap"
        assert "sessionid" not in bezoek.koekjes
        assert veld(page, "telefoon").count() == 0
        assert veld(page, "email").count() == 0
        assert veld(page, "relatie").count() == 0
    expect(page.get_by_text("U blijft anoniem")).to_be_visible()
    druk(page, "Versturen")
    zie_kop(page, "Uw signaal is verstuurd")
    kenmerk = kenmerk_van(page)
    expect(page.get_by_text("We weten niet wie u bent")).to_be_visible()
    assert "sessionid" not in bezoek.koekjes
    mails = portaal.mails()[vooraf:]
    assert len(mails) == 1, "alleen het team krijgt bericht"
    assert kenmerk in mails[0]
    assert "KWARTELTJE" not in mails[0]
    bezoek.niets_mis()

    log_in(collega, portaal, "team-duinrand")
    assert staat_in_inbox(collega, portaal, kenmerk)
    collega.get_by_role("link", name=kenmerk).click()
    expect(collega.get_by_text(GEZIEN)).to_be_visible()
    expect(collega.locator("#melder")).to_have_count(0)


def test_een_anoniem_signaal_bewaart_geen_kladje(bezoek: Bezoek) -> None:
    page = bezoek.page
    begin_melding(bezoek, "signaal", "anoniem")
    for stap in loop_melding(page, naam="mevrouw Mossel", situatie=GEZIEN):
        if stap.endswith("-hulp_nu"):
            break
    bezoek.ga("/melden/")
    expect(page.get_by_text("U was al begonnen")).to_have_count(0)
    bezoek.ga("/melden/anoniem/")
    expect(page.get_by_role("main")).not_to_contain_text("Mossel")
    zie_kop(page, "Is er nu gevaar?")


def test_terug_in_een_anoniem_signaal_bewaart_wat_er_stond(bezoek: Bezoek) -> None:
    page = bezoek.page
    begin_melding(bezoek, "signaal", "anoniem")
    for stap in loop_melding(page, naam="mevrouw Mossel"):
        if stap.endswith("-situatie") and veld(page, "situatie").input_value() == "":
            druk(page, "Vorige stap")
            zie_kop(page, "Over wie maakt u zich zorgen?")
            expect(veld(page, "naam")).to_have_value("mevrouw Mossel")
            verder(page)
            zie_kop(page, "Wat ziet of hoort u?")


def test_een_anoniem_signaal_wijzigen_vanaf_de_controle(bezoek: Bezoek) -> None:
    page = bezoek.page
    begin_melding(bezoek, "signaal", "anoniem")
    meld(page, naam="mevrouw Mossel", situatie=GEZIEN)
    druk(page, re.compile(r"^Wijzig\s*: Naam"))
    zie_kop(page, "Over wie maakt u zich zorgen?")
    vul(page, "Naam", "mevrouw Mosselman")
    druk(page, "Verder")
    zie_kop(page, "Klopt dit?")
    expect(page.get_by_role("main")).to_contain_text("mevrouw Mosselman")


def test_een_fout_in_een_anoniem_signaal_staat_bij_het_veld(bezoek: Bezoek) -> None:
    page = bezoek.page
    begin_melding(bezoek, "signaal", "anoniem")
    verder(page)
    lijst = page.locator("[data-fouten]")
    expect(lijst).to_be_visible()
    if bezoek.javascript:
        expect(lijst.get_by_role("heading")).to_be_focused()
    lijst.get_by_role("link").click()
    expect(page.get_by_label("Ja, er is nu gevaar")).to_be_focused()


def test_zonder_keuze_over_de_naam_gaat_het_niet_verder(bezoek: Bezoek) -> None:
    page = bezoek.ga("/melden/signaal/")
    druk(page, "Verder")
    expect(page.locator("[data-fouten]")).to_contain_text("Kies of we mogen weten wie u bent.")


def test_andere_taal_midden_in_een_anoniem_signaal_bewaart_de_antwoorden(bezoek: Bezoek) -> None:
    page = bezoek.page
    begin_melding(bezoek, "signaal", "anoniem")
    for stap in loop_melding(page, naam="mevrouw Mossel"):
        if stap.endswith("-situatie"):
            break
    page.get_by_role("main").get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(veld(page, "situatie")).to_be_visible()
    page.get_by_role("main").get_by_role("button", name=re.compile("Previous|Back", re.IGNORECASE)).click()
    expect(veld(page, "naam")).to_have_value("mevrouw Mossel")


def test_wie_bang_is_voor_gevaar_ziet_eerst_de_nummers(bezoek: Bezoek) -> None:
    page = bezoek.page
    begin_melding(bezoek, "signaal", "anoniem")
    kies(page, "Dat weet ik niet")
    druk(page, "Verder")
    zie_kop(page, "Bel nu eerst")
    expect(page.get_by_role("main").locator("a[href='tel:112']")).to_be_visible()


def test_melden_voor_een_ander_die_het_niet_weet_wijst_naar_het_signaal(bezoek: Bezoek) -> None:
    page = bezoek.page
    begin_melding(bezoek, "namens")
    for stap in loop_melding(page):
        if stap.endswith("-naam") and veld(page, "akkoord").count():
            volg(page, "Laat weten dat u zich zorgen maakt")
            zie_kop(page, "U maakt zich zorgen over iemand")
            break
