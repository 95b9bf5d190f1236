"""An anonymous signal leaves nothing that says who sent it, anywhere."""

from __future__ import annotations

import logging
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import models
from django.test import Client

from forms import anoniem
from forms.models import Melding, Persoon
from tests.forms.reis import VERHAAL, Reis, tot_controle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("eens_gemeenten")]

AFKOMST = {
    "REMOTE_ADDR": "203.0.113.77",
    "HTTP_X_FORWARDED_FOR": "203.0.113.78",
    "HTTP_USER_AGENT": "Kwallenbrowser/9.1",
}
SPOREN = ("203.0.113.7", "Kwallenbrowser")


def alles_in_de_database() -> str:
    """Every value of every row of every table, sessions decoded."""
    delen = []
    for model in apps.get_models(include_auto_created=True):
        for rij in model._base_manager.values_list(*[f.attname for f in model._meta.concrete_fields]):
            delen.append(f"{model._meta.label}: {rij!r}")
    delen += [str(sessie.get_decoded()) for sessie in Session.objects.all()]
    return "\n".join(delen)


@pytest.fixture
def schuwe_client(teams: SimpleNamespace) -> Client:
    return Client(**AFKOMST)


def test_de_hele_weg_laat_geen_afkomst_en_geen_sessie_na(
    schuwe_client: Client, caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks: Any
) -> None:
    with caplog.at_level(logging.DEBUG), django_capture_on_commit_callbacks(execute=True):
        reis = tot_controle(Reis(schuwe_client), "signaal", naam_keuze="anoniem")
        assert reis.adres == "/melden/anoniem/", "one address for every step"
        reis.verder()
    melding = Melding.objects.get()
    assert melding.referentie in reis.tekst
    assert (melding.anoniem, melding.soort) == (True, "signaal")
    alles = alles_in_de_database()
    assert "ZEEPAARDJE" in alles, "the scan sees what is there"
    for spoor in SPOREN:
        assert spoor not in alles
        assert spoor not in caplog.text
    assert Session.objects.count() == 0
    assert "sessionid" not in schuwe_client.cookies
    assert [p.rol for p in Persoon.objects.all()] == ["betrokkene"]
    assert [bericht.to for bericht in mail.outbox] == [["duin@team.example"]]


def test_er_wordt_nergens_naar_de_melder_gevraagd(schuwe_client: Client) -> None:
    reis = Reis(schuwe_client, "/melden/anoniem/").verder(gevaar="nee")
    assert not reis.heeft("relatie"), "how you know somebody says who you are"
    reis = tot_controle(Reis(schuwe_client), "signaal", naam_keuze="anoniem")
    assert "06 12345678" not in reis.tekst
    assert "RELATIE" not in reis.tekst
    assert "anoniem" in reis.tekst


def test_halverwege_stoppen_laat_niets_na(schuwe_client: Client) -> None:
    tot_controle(Reis(schuwe_client), "signaal", naam_keuze="anoniem")
    assert "ZEEPAARDJE" not in alles_in_de_database()
    assert Session.objects.count() == 0


def test_ook_wie_is_ingelogd_blijft_buiten_het_signaal(
    teams: SimpleNamespace, mensen: SimpleNamespace
) -> None:
    client = Client(**AFKOMST)
    client.force_login(mensen.kcc)
    tot_controle(Reis(client), "signaal", naam_keuze="anoniem").verder()
    melding = Melding.objects.get()
    assert melding.referentie not in str(dict(client.session.items()))
    assert melding.statuswissels.get().door is None


def test_verversen_van_de_bevestiging_maakt_geen_tweede(schuwe_client: Client) -> None:
    reis = tot_controle(Reis(schuwe_client), "signaal", naam_keuze="anoniem")
    zelfde = reis.velden()
    eerste = schuwe_client.post(reis.adres, zelfde)
    tweede = schuwe_client.post(reis.adres, zelfde)
    melding = Melding.objects.get()
    for antwoord in (eerste, tweede):
        assert melding.referentie in antwoord.content.decode()
        assert "no-store" in antwoord["Cache-Control"]


def test_terug_en_wijzigen_bewaren_wat_getypt_is(schuwe_client: Client) -> None:
    reis = tot_controle(Reis(schuwe_client), "signaal", naam_keuze="anoniem")
    reis.verder({"naar": "situatie"})
    assert VERHAAL in reis.velden().values()
    reis.verder(situatie="Het is anders.")
    assert reis.h1 == "Klopt dit?"
    assert "Het is anders." in reis.tekst
    reis.verder({"naar": "hulp"}).verder({"naar": "onderwerpen"})
    assert reis.h1 == "Waar gaat het over?"


def test_een_stap_overslaan_kan_niet(schuwe_client: Client) -> None:
    reis = Reis(schuwe_client, "/melden/anoniem/")
    eerder = reis.velden()["eerder"]
    reis.verder({"stap": "controle"})
    assert Melding.objects.count() == 0
    assert reis.h1 == "Is er nu gevaar?"
    assert (
        schuwe_client.post(
            "/melden/anoniem/", {"eerder": eerder, "stap": "hulp", "naar": "controle"}
        ).status_code
        == 400
    )


@pytest.mark.parametrize("eerder", ["", "onzin", "a:b:c", "\x00", "x" * 5000])
def test_geknoei_is_een_gewone_400(schuwe_client: Client, eerder: str) -> None:
    antwoord = schuwe_client.post("/melden/anoniem/", {"eerder": eerder, "stap": "gevaar"})
    assert antwoord.status_code == 400


def test_een_onbekende_stap_is_een_400(schuwe_client: Client) -> None:
    reis = Reis(schuwe_client, "/melden/anoniem/")
    assert reis.verder({"stap": "toestemming"}).status == 400


def test_na_een_dag_komt_de_tekst_terug(schuwe_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    reis = Reis(schuwe_client, "/melden/anoniem/").verder(gevaar="nee").verder()
    monkeypatch.setattr(anoniem, "CONCEPT_SECONDEN", -1)
    reis.verder(situatie=VERHAAL)
    assert reis.status == 410
    assert VERHAAL in reis.pagina.find("textarea").get_text()


def test_de_database_weigert_een_anonieme_melding_die_geen_signaal_is(teams: SimpleNamespace) -> None:
    from django.db import IntegrityError, transaction

    tot_controle(Reis(Client()), "signaal", naam_keuze="anoniem").verder()
    with pytest.raises(IntegrityError), transaction.atomic():
        Melding.objects.update(soort="namens", plan_uiterlijk="2026-01-01", onderzoek_uiterlijk="2026-01-01")


def test_geen_tabel_van_ons_heeft_een_kolom_voor_afkomst() -> None:
    for model in apps.get_app_config("forms").get_models():
        for veld in model._meta.get_fields():
            assert not isinstance(veld, models.GenericIPAddressField)


def test_een_andere_taal_kiezen_verliest_geen_antwoord(schuwe_client: Client) -> None:
    reis = tot_controle(Reis(schuwe_client), "signaal", naam_keuze="anoniem")
    assert not reis.pagina.find("nav", class_="taalkeuze"), "a plain link would start anew"
    knop = reis.formulier.find("button", lang="en")
    reis.adres = knop["formaction"]
    reis.verder({knop["name"]: knop["value"]})
    assert reis.pagina.html["lang"] == "en"
    assert VERHAAL in reis.tekst
    reis.verder()
    assert Melding.objects.get().taal == "en"


def test_wie_een_taal_kiest_met_een_halve_bladzijde_houdt_die(schuwe_client: Client) -> None:
    reis = Reis(schuwe_client, "/melden/anoniem/").verder(gevaar="nee")
    reis.adres = "/en/melden/anoniem/"
    reis.verder({"naar": "wie"}, naam="Bep", postcode="12")
    assert "Bep" in reis.velden().values()


def test_bij_een_mislukte_beveiligingscontrole_komt_alles_terug(teams: SimpleNamespace) -> None:
    streng = Client(enforce_csrf_checks=True)
    reis = tot_controle(Reis(Client()), "signaal", naam_keuze="anoniem").verder({"naar": "hulp"})
    antwoord = streng.post("/melden/anoniem/", reis.velden() | {"hulp-hulp_nu": "NIEUWE TEKST"})
    assert antwoord.status_code == 403
    tekst = antwoord.content.decode()
    for stukje in (VERHAAL, "Duinweg, groene deur", "NIEUWE TEKST"):
        assert stukje in tekst


def test_een_antwoord_dat_de_weg_verandert_toont_nooit_een_stap_die_er_niet_meer_is(
    schuwe_client: Client,
) -> None:
    reis = Reis(schuwe_client, "/melden/anoniem/").verder(gevaar="ja")
    assert reis.h1 == "Bel nu eerst"
    velden = reis.velden() | {"stap": "gevaar", "gevaar-gevaar": "nee", "naar": "crisis"}
    antwoord = schuwe_client.post("/melden/anoniem/", velden)
    assert antwoord.status_code == 200
    assert "Over wie maakt u zich zorgen?" in antwoord.content.decode()


def test_wie_bij_de_controle_alsnog_gevaar_noemt_ziet_eerst_wie_te_bellen(schuwe_client: Client) -> None:
    reis = tot_controle(Reis(schuwe_client), "signaal", naam_keuze="anoniem")
    velden = reis.velden() | {"stap": "gevaar", "gevaar-gevaar": "ja", "naar": "controle"}
    antwoord = schuwe_client.post("/melden/anoniem/", velden)
    assert "Bel nu eerst" in antwoord.content.decode()
