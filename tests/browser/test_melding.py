"""A melding: from the first question to the inbox of the right team. With and without JavaScript."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Bezoek, Portaal
from tests.browser.kantoor import kenmerk_van, log_in, staat_in_inbox
from tests.browser.reizen import (
    ANTWOORDEN,
    begin_melding,
    druk,
    kies,
    kruis_aan,
    veld,
    verder,
    volg,
    vul,
    vul_in,
    zie_kop,
)
from tests.browser.zonder_scherm import melding_tot, melding_verder_tot

VERHAAL = "Sinds mijn val durf ik de trap niet meer op. ZEEPAARDJE."


def test_van_de_eerste_vraag_tot_in_de_inbox_van_het_goede_team(
    bezoek: Bezoek, collega: Page, portaal: Portaal
) -> None:
    page, vooraf = bezoek.page, len(portaal.mails())
    bezoek.ga("/")
    assert bezoek.koekjes == []
    page.get_by_role("link", name="Vraag hulp aan het team").click()
    zie_kop(page, "Een melding doen")
    kies(page, "Voor mijzelf, of voor ons gezin")
    druk(page, "Beginnen")

    zie_kop(page, "Is er nu gevaar?")
    expect(page.get_by_text(re.compile(r"Stap 1 van \d+"))).to_be_visible()
    kies(page, "Nee")
    druk(page, "Verder")
    zie_kop(page, "Wat is er aan de hand?")
    expect(page.get_by_text(re.compile("Schrijf hier geen burgerservicenummer"))).to_be_visible()
    vul(page, "Wat lukt er niet, en wat zou u helpen?", VERHAAL)
    druk(page, "Verder")
    zie_kop(page, "Waar gaat het over?")
    kruis_aan(page, "Vervoer")
    druk(page, "Verder")
    zie_kop(page, "Welke hulp is er al?")
    vul(page, "Wie helpt er nu al?", "de buurvrouw")
    kies(page, "Een beetje")
    druk(page, "Verder")
    zie_kop(page, "Hoe bereiken we u?")
    vul(page, "Uw naam", "Annie Zeepaard")
    vul(page, "Telefoonnummer", "06 12 34 56 78")
    vul(page, "E-mailadres", "annie@voorbeeld.example")
    vul(page, "Uw postcode", "1987 db")
    vul(page, "Uw leeftijd", "81")
    druk(page, "Verder")
    zie_kop(page, "Mag het team dit gebruiken?")
    page.get_by_role("checkbox").check()
    druk(page, "Verder")

    zie_kop(page, "Klopt dit?")
    expect(page.get_by_text("Er is nog niets verstuurd")).to_be_visible()
    for tekst in (VERHAAL, "Annie Zeepaard", "06 12 34 56 78", "1987 DB", "81", "de buurvrouw", "Vervoer"):
        expect(page.get_by_role("main")).to_contain_text(tekst)
    expect(page.get_by_text("Het sociaal team van gemeente Duinrand")).to_be_visible()
    druk(page, "Versturen")

    zie_kop(page, "Uw melding is verstuurd")
    kenmerk = kenmerk_van(page)
    bezoek.niets_mis()
    _mails_zeggen_niets(portaal.mails()[vooraf:], kenmerk)

    log_in(collega, portaal, "team-duinrand")
    assert staat_in_inbox(collega, portaal, kenmerk)
    rij = collega.locator("tr", has_text=kenmerk)
    expect(rij).to_contain_text("Helmkwartier")
    expect(rij).not_to_contain_text("Zeepaard")
    rij.get_by_role("link", name=kenmerk).click()
    expect(collega.get_by_text(VERHAAL)).to_be_visible()
    expect(collega.get_by_text("Annie Zeepaard")).to_be_visible()
    assert collega.title().find("Zeepaard") == -1
    adres = collega.url

    log_in(collega, portaal, "team-polderwijk")
    assert not staat_in_inbox(collega, portaal, kenmerk)
    antwoord = collega.goto(adres)
    assert antwoord
    assert antwoord.status == 404
    expect(collega.get_by_text("Zeepaard")).to_have_count(0)


def _mails_zeggen_niets(mails: list[str], kenmerk: str) -> None:
    """One to the resident and one to the team, with the reference, and nothing of what was told."""
    assert len(mails) == 2
    assert any("annie@voorbeeld.example" in mail for mail in mails)
    assert any("sociaalteam@duinrand.example" in mail for mail in mails)
    for mail in mails:
        assert kenmerk in mail
        for verboden in (
            "ZEEPAARDJE",
            "trap",
            "Annie Zeepaard",
            "buurvrouw",
            "1987",
            "0612345678",
            "Vervoer",
        ):
            assert verboden not in mail.replace(" ", "") + mail, f"{verboden} staat in de mail"


def test_het_postcodegebied_bepaalt_het_team_ook_vanaf_de_site_van_de_buren(
    bezoek_js: Bezoek, collega: Page, portaal: Portaal
) -> None:
    melding_tot(bezoek_js, postcode="1988 AG")
    expect(bezoek_js.page.get_by_text("Het sociaal team van gemeente Polderwijk")).to_be_visible()
    druk(bezoek_js.page, "Versturen")
    kenmerk = kenmerk_van(bezoek_js.page)
    log_in(collega, portaal, "team-polderwijk")
    assert staat_in_inbox(collega, portaal, kenmerk)
    log_in(collega, portaal, "team-duinrand")
    assert not staat_in_inbox(collega, portaal, kenmerk)


@pytest.mark.parametrize("wie", ["kcc", "redacteur", "partner", "beheerder"])
def test_wie_niet_in_een_team_zit_komt_niet_in_de_inbox(wie: str, collega: Page, portaal: Portaal) -> None:
    log_in(collega, portaal, wie)
    expect(collega.get_by_role("link", name="Meldingen", exact=True)).to_have_count(0)
    collega.goto(portaal.adres() + "/beheer/meldingen/")
    expect(collega.locator("table.listing")).to_have_count(0)


def test_het_team_pakt_op_en_maakt_een_notitie(bezoek_js: Bezoek, collega: Page, portaal: Portaal) -> None:
    melding_tot(bezoek_js, soort="namens")
    druk(bezoek_js.page, "Versturen")
    kenmerk = kenmerk_van(bezoek_js.page)
    log_in(collega, portaal, "team-duinrand")
    assert staat_in_inbox(collega, portaal, kenmerk)
    collega.get_by_role("link", name=kenmerk).click()
    collega.get_by_role("button", name="Oppakken").click()
    expect(collega.get_by_text("opgepakt door")).to_be_visible()
    collega.get_by_label("Notitie voor het team").fill("Morgen bellen na tienen.")
    collega.get_by_role("button", name="Notitie bewaren").click()
    expect(collega.get_by_text("Morgen bellen na tienen.")).to_be_visible()


def test_de_bevestiging_zegt_wat_er_wanneer_gebeurt(bezoek: Bezoek) -> None:
    page = bezoek.page
    melding_tot(bezoek)
    druk(page, "Versturen")
    zie_kop(page, "Uw melding is verstuurd")
    kenmerk_van(page)
    expect(page.get_by_text("Voorlezen gaat zo:")).to_be_visible()
    dagen = [
        dt.date.fromisoformat(str(tijd.get_attribute("datetime")))
        for tijd in page.locator(".tijdlijn time").all()
    ]
    assert len(dagen) == 4
    assert dagen == sorted(dagen)
    vandaag = dagen[0]
    assert abs((vandaag - dt.date.today()).days) <= 1
    # Seven days for one's own plan, six weeks for the onderzoek; an end in a weekend or on a holiday moves on.
    assert any(7 <= (dag - vandaag).days <= 11 for dag in dagen)
    assert 42 <= (dagen[-1] - vandaag).days <= 46
    assert all(dag.weekday() < 5 for dag in dagen[1:])
    expect(page.get_by_text(re.compile("cliëntondersteuner")).first).to_be_visible()
    expect(page.get_by_role("main").locator("a[href='tel:0123456700']").first).to_be_visible()
    page.reload()
    zie_kop(page, "Uw melding is verstuurd")


def test_terug_na_het_versturen_verstuurt_niet_nog_eens(
    bezoek: Bezoek, collega: Page, portaal: Portaal
) -> None:
    page = bezoek.page
    melding_tot(bezoek)
    druk(page, "Versturen")
    zie_kop(page, "Uw melding is verstuurd")
    kenmerk = kenmerk_van(page)
    page.go_back()
    if page.get_by_role("button", name="Versturen").count():  # a page that the browser kept
        druk(page, "Versturen")
    zie_kop(page, "Uw melding is verstuurd")
    assert kenmerk_van(page) == kenmerk


def test_gevaar_laat_eerst_zien_wie_men_nu_belt_en_geeft_spoed(
    bezoek: Bezoek, collega: Page, portaal: Portaal
) -> None:
    page = bezoek.page
    begin_melding(bezoek, "melding")
    kies(page, "Ja, er is nu gevaar")
    druk(page, "Verder")
    zie_kop(page, "Bel nu eerst")
    expect(page.get_by_role("main").locator("a[href='tel:112']")).to_be_visible()
    druk(page, "Verder met de melding")
    zie_kop(page, "Wat is er aan de hand?")
    melding_verder_tot(bezoek)
    druk(page, "Versturen")
    expect(page.get_by_text("Uw bericht heeft spoed")).to_be_visible()
    kenmerk = kenmerk_van(page)
    log_in(collega, portaal, "team-duinrand")
    assert staat_in_inbox(collega, portaal, kenmerk)
    expect(collega.locator("tr", has_text=kenmerk)).to_contain_text("Spoed")


def test_fouten_staan_bovenaan_en_leiden_naar_het_veld(bezoek: Bezoek) -> None:
    page = bezoek.page
    melding_tot(bezoek, "email")
    veld(page, "email").fill("geen-adres")
    veld(page, "postcode").fill("12")
    verder(page)
    lijst = page.locator("[data-fouten]")
    expect(lijst.get_by_role("heading")).to_have_text("Er kloppen nog 3 dingen niet")
    assert page.title().startswith("Fout:")
    if bezoek.javascript:
        expect(lijst.get_by_role("heading")).to_be_focused()
    expect(veld(page, "email")).to_have_value("geen-adres")
    for kort in ("naam", "email", "postcode"):
        fout = veld(page, kort)
        expect(fout).to_have_attribute("aria-invalid", "true")
        lijst.locator(f"a[href='#{fout.get_attribute('id')}']").click()
        expect(fout).to_be_focused()
        uitleg = [
            page.locator(f"[id='{deel}']").inner_text()
            for deel in str(fout.get_attribute("aria-describedby")).split()
        ]
        assert any("Vul" in tekst or "postcode is" in tekst for tekst in uitleg), uitleg
    vul_in(page, ANTWOORDEN)
    verder(page)
    zie_kop(page, "Mag het team dit gebruiken?")
    bezoek.niets_mis()


def test_een_bsn_wordt_geweigerd_en_de_tekst_blijft_staan(bezoek: Bezoek) -> None:
    page = bezoek.page
    melding_tot(bezoek, "situatie")
    veld(page, "situatie").fill("Mijn nummer is 111222333, help.")
    verder(page)
    expect(page.locator("[data-fouten]")).to_contain_text("burgerservicenummer")
    expect(veld(page, "situatie")).to_have_value("Mijn nummer is 111222333, help.")
    veld(page, "situatie").fill("Mijn nummer weet ik niet, help.")
    verder(page)
    zie_kop(page, "Waar gaat het over?")


def test_wijzigen_vanaf_de_controle_komt_daar_weer_terug(bezoek: Bezoek) -> None:
    page = bezoek.page
    melding_tot(bezoek)
    volg(page, re.compile(r"^Wijzig\s*: Uw naam"))
    zie_kop(page, "Hoe bereiken we u?")
    expect(veld(page, "naam")).to_have_value("Annie Zeepaard")
    vul(page, "Uw naam", "Annie de Vries")
    druk(page, "Verder")
    zie_kop(page, "Klopt dit?")
    expect(page.get_by_role("main")).to_contain_text("Annie de Vries")
    expect(page.get_by_role("main")).not_to_contain_text("Zeepaard")


def test_terug_bewaart_wat_er_stond(bezoek: Bezoek) -> None:
    page = bezoek.page
    melding_tot(bezoek, "hulp_nu")
    volg(page, "Vorige stap")
    zie_kop(page, "Waar gaat het over?")
    expect(page.get_by_role("checkbox", name=re.compile("^Vervoer"))).to_be_checked()
    druk(page, "Verder")
    zie_kop(page, "Welke hulp is er al?")
    page.reload()
    zie_kop(page, "Welke hulp is er al?")


def test_een_begonnen_melding_blijft_een_dag_en_kan_weg(bezoek: Bezoek) -> None:
    page = bezoek.page
    begin_melding(bezoek, "melding")
    kies(page, "Nee")
    druk(page, "Verder")
    zie_kop(page, "Wat is er aan de hand?")
    bezoek.ga("/melden/")
    expect(page.get_by_text("U was al begonnen")).to_be_visible()
    volg(page, re.compile("Ga verder met de melding"))
    zie_kop(page, "Wat is er aan de hand?")
    bezoek.ga("/melden/")
    page.get_by_role("button", name=re.compile("^Wissen")).click()
    expect(page.get_by_text("U was al begonnen")).to_have_count(0)


def test_is_de_sessie_weg_dan_komt_de_getypte_tekst_terug(bezoek: Bezoek) -> None:
    """Cookies wiped or a day gone by: nothing is sent, and nothing that was typed is lost."""
    page = bezoek.page
    melding_tot(bezoek, situatie=VERHAAL)
    bezoek.context.clear_cookies()
    druk(page, "Versturen")
    expect(page.locator("textarea[readonly]")).to_contain_text("ZEEPAARDJE")
    expect(page.get_by_text(re.compile("nog niet verstuurd|niets verstuurd")).first).to_be_visible()


def test_de_melding_in_het_engels_blijft_engels(bezoek: Bezoek) -> None:
    page = bezoek.page
    melding_tot(bezoek, taal="/en")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    verder(page)
    expect(page.locator(".bevestiging")).to_be_visible()
    assert "/en/melden/" in page.url
    assert not re.search(
        r"\b(uw|het|niet|wij)\b", page.get_by_role("main").inner_text().replace("Het sociaal team", "")
    ), page.get_by_role("main").inner_text()
