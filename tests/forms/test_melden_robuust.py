"""Bad input, tampering, lost sessions and failed security checks: plain pages, and nothing typed is lost."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client, override_settings

from forms.models import Melding
from tests.forms.reis import VERHAAL, Reis, tot_controle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("eens_gemeenten")]


@pytest.fixture(autouse=True)
def _teams(teams: SimpleNamespace) -> None:
    """Every journey needs a team at the other end."""


def naar_situatie(client: Client) -> Reis:
    return Reis(client).verder(soort="melding").verder(gevaar="nee")


def test_een_bsn_wordt_vriendelijk_geweigerd_en_nergens_bewaard(client: Client) -> None:
    reis = naar_situatie(client).verder(situatie="Mijn nummer is 123456782.")
    assert reis.status == 200
    assert ["burgerservicenummer (BSN)" in fout for fout in reis.fouten()] == [True]
    assert "123456782" not in str(dict(client.session.items()))
    assert "123456782" in reis.pagina.find("textarea").get_text(), "the text stays on the page, to mend"
    assert reis.pagina.title.get_text(strip=True).startswith("Fout:")


def test_een_bsn_wordt_ook_in_andere_tekstvelden_gezien(client: Client) -> None:
    reis = naar_situatie(client).verder(situatie=VERHAAL).verder().verder(hulp_nu="bsn 123 456 782")
    assert any("BSN" in fout for fout in reis.fouten())


@pytest.mark.parametrize(
    ("veld", "waarde", "fout"),
    [
        ("postcode", "12", "Een postcode is vier cijfers"),
        ("email", "annie@", "naam@voorbeeld.nl"),
        ("telefoon", "bel mij", "06 12 34 56 78"),
        ("leeftijd", "oud", "als getal, van 0 tot en met 120"),
        ("leeftijd", "500", "als getal, van 0 tot en met 120"),
        ("leeftijd", "-1", "als getal, van 0 tot en met 120"),
        ("leeftijd", "70 of 80", "als getal, van 0 tot en met 120"),
        ("bereikbaar", "x" * 300, "niet meer dan 200 tekens"),
        ("tolk", "a\x00b", "een teken in dat wij niet kunnen lezen"),
    ],
)
def test_een_verkeerd_veld_zegt_wat_er_wel_moet(client: Client, veld: str, waarde: str, fout: str) -> None:
    reis = naar_situatie(client).verder(situatie=VERHAAL).verder().verder()
    reis.verder(**{"naam": "Annie", "telefoon": "0612345678", veld: waarde})
    assert [fout in gezegd for gezegd in reis.fouten()] == [True]
    link = reis.pagina.find(attrs={"data-fouten": True}).a["href"]
    assert reis.pagina.find(id=link.removeprefix("#")), "the summary leads to the field"


@pytest.mark.parametrize("tekst", ["x" * 5001, "nul\x00teken"])
def test_te_lang_of_binair_is_een_gewone_fout(client: Client, tekst: str) -> None:
    reis = naar_situatie(client).verder(situatie=tekst)
    assert reis.status == 200
    assert reis.fouten()


@pytest.mark.parametrize("geschreven", ["81", " 81 ", "81 jaar", "ongeveer 81", "±81"])
def test_een_leeftijd_mag_zoals_mensen_hem_schrijven(client: Client, geschreven: str) -> None:
    tot_controle(Reis(client), "melding", leeftijd=geschreven).verder()
    assert Melding.objects.get().personen.get().leeftijd == 81


def test_geen_browser_knipt_het_eind_van_een_verhaal_af(client: Client) -> None:
    """With `maxlength` what was pasted loses its end in silence; here the page says that it is too long."""
    situatie = naar_situatie(client)
    hulp = situatie.verder(situatie=VERHAAL).verder()
    for reis in (naar_situatie(client), hulp):
        assert "maxlength" not in reis.pagina.find("textarea").attrs


def test_html_in_de_tekst_blijft_tekst(client: Client) -> None:
    reis = tot_controle(Reis(client), "melding", situatie='<script>alert("x")</script>')
    assert reis.pagina.main.find("script") is None
    assert '<script>alert("x")</script>' in reis.tekst


def test_zonder_keuze_begint_er_niets(client: Client) -> None:
    reis = Reis(client).verder()
    assert reis.fouten() == ["Kies voor wie het is."]
    assert client.post("/melden/start/", {"soort": "raket"}).status_code == 400
    assert "runs" not in client.session


def test_signaal_zonder_keuze_over_de_naam_vraagt_het_nog_eens(client: Client) -> None:
    reis = Reis(client, "/melden/signaal/").verder()
    assert reis.fouten() == ["Kies of we mogen weten wie u bent."]


def test_een_latere_stap_openen_gaat_naar_de_eerste_open_vraag(client: Client) -> None:
    reis = naar_situatie(client)
    run = reis.adres.split("/")[2]
    assert reis.ga(f"/melden/{run}/").h1 == "Wat is er aan de hand?"
    assert reis.ga(f"/melden/{run}/klaar/").h1 == "Wat is er aan de hand?"


def test_geknoei_met_de_stap_is_een_400(client: Client) -> None:
    reis = naar_situatie(client)
    run = reis.adres.split("/")[2]
    assert client.get(f"/melden/{run}/{'0' * 20}/").status_code == 400
    assert client.post(reis.adres, {"rommel": "1"}).status_code == 400
    velden = reis.velden()
    beheer = next(naam for naam in velden if naam.endswith("current_step"))
    assert client.post(reis.adres, velden | {beheer: "controle"}).status_code == 400


def test_een_oneigenlijke_keuze_wordt_geweigerd(client: Client) -> None:
    reis = Reis(client).verder(soort="melding").verder(gevaar="misschien")
    assert reis.fouten()


def test_een_verlopen_sessie_bij_versturen_geeft_de_tekst_terug(client: Client) -> None:
    reis = tot_controle(Reis(client), "melding")
    client.session.flush()
    reis.verder()
    assert reis.status == 410
    terug = reis.pagina.find("textarea").get_text()
    for stukje in (VERHAAL, "de buurvrouw", "annie@voorbeeld.example"):
        assert stukje in terug
    assert Melding.objects.count() == 0
    assert "no-store" in reis.antwoord["Cache-Control"]


def test_een_verlopen_sessie_halverwege_geeft_die_bladzijde_terug(client: Client) -> None:
    reis = naar_situatie(client)
    client.cookies.pop(settings.SESSION_COOKIE_NAME)
    reis.verder(situatie=VERHAAL)
    assert reis.status == 410
    assert VERHAAL in reis.pagina.find("textarea").get_text()


def test_een_concept_blijft_24_uur_en_niet_langer(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from portal.shell import runs

    reis = naar_situatie(client).verder(situatie=VERHAAL)
    nu = runs._now()
    monkeypatch.setattr(runs, "_now", lambda: nu + 24 * 3600 - 60)
    assert reis.ga(reis.adres).status == 200
    monkeypatch.setattr(runs, "_now", lambda: nu + 24 * 3600 + 60)
    assert reis.ga(reis.adres).status == 410
    assert "ZEEPAARDJE" not in str(dict(client.session.items()))


@override_settings(CSRF_FAILURE_VIEW="forms.views.csrf_failure")
def test_een_mislukte_beveiligingscontrole_geeft_de_tekst_terug() -> None:
    streng = Client(enforce_csrf_checks=True)
    antwoord = streng.post(
        "/melden/abcdefghijklmnop/aaaaaaaaaaaaaaaaaaaa/", {"x-situatie": VERHAAL, "kopie": "Alles <b>"}
    )
    assert antwoord.status_code == 403
    tekst = antwoord.content.decode()
    assert VERHAAL in tekst
    assert "Alles &lt;b&gt;" in tekst
    assert "csrfmiddlewaretoken" not in tekst


def test_de_beveiligingscontrole_elders_geeft_niets_terug() -> None:
    antwoord = Client(enforce_csrf_checks=True).post("/elders/", {"situatie": VERHAAL})
    assert antwoord.status_code in (403, 404)
    assert VERHAAL not in antwoord.content.decode()


def test_een_site_zonder_gemeente_heeft_geen_meldpagina(client: Client) -> None:
    from portal.gemeente.models import GemeenteInstelling

    GemeenteInstelling.objects.update(gemeente=None)
    assert client.get("/melden/").status_code == 404


def test_geen_inline_script_of_stijl_op_welke_stap_dan_ook(client: Client) -> None:
    reis = tot_controle(Reis(client), "namens")
    for bladzijde in (reis.pagina, reis.verder().pagina, Reis(client, "/melden/signaal/").pagina):
        assert not [s for s in bladzijde.find_all("script") if not s.get("src")]
        assert not bladzijde.find_all("style")
        assert not bladzijde.find_all(style=True)
        assert len(bladzijde.find_all("h1")) == 1


def test_wie_terugkomt_kan_verder_of_wissen(client: Client) -> None:
    naar_situatie(client).verder(situatie=VERHAAL)
    reis = Reis(client)
    assert "U was al begonnen" in reis.tekst
    verder = reis.pagina.find("section", attrs={"aria-labelledby": "concepten"})
    assert reis.ga(verder.a["href"]).h1 == "Waar gaat het over?"
    client.post(verder.form["action"])
    assert "ZEEPAARDJE" not in str(dict(client.session.items()))
    assert "U was al begonnen" not in Reis(client).tekst


def test_een_verstuurde_melding_is_geen_concept(client: Client) -> None:
    tot_controle(Reis(client), "melding").verder()
    assert "U was al begonnen" not in Reis(client).tekst


def test_zonder_team_zegt_de_pagina_dat_voordat_iemand_typt(client: Client) -> None:
    from forms.models import RouteRegel, Team

    RouteRegel.objects.all().delete()
    Team.objects.all().delete()
    for antwoord in (
        client.get("/melden/"),
        client.get("/melden/anoniem/"),
        client.post("/melden/start/", {"soort": "melding"}),
    ):
        assert antwoord.status_code == 503
        assert "0123 45 67 00" in antwoord.content.decode()


def test_terug_bij_wijzigen_gaat_naar_de_controle(client: Client) -> None:
    reis = tot_controle(Reis(client), "melding")
    controle = reis.adres
    reis.ga(reis.pagina.find(id="blok-hulp").a["href"])
    assert reis.formulier.find("a", string="Vorige stap")["href"] == controle
