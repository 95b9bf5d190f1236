"""The journeys of the three kinds, as a visitor without JavaScript walks them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from forms import terms
from forms.models import Melding, OutboxBericht, Persoon
from forms.overdracht import bied_aan
from forms.reference import lees_kenmerk
from tests.forms.reis import VERHAAL, Reis, tot_controle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("eens_gemeenten")]


@pytest.fixture(autouse=True)
def _teams(teams: SimpleNamespace) -> None:
    """Every journey needs a team at the other end."""


def test_een_melding_voor_jezelf(client: Client, teams: SimpleNamespace) -> None:
    reis = tot_controle(Reis(client), "melding")
    assert Melding.objects.count() == 0, "before Versturen nothing is kept"
    for stukje in (VERHAAL, "1987 DB", "Vervoer", "de buurvrouw", "annie@voorbeeld.example"):
        assert stukje in reis.tekst
    reis.verder()
    melding = Melding.objects.get()
    assert reis.h1 == "Uw melding is verstuurd"
    assert melding.referentie in reis.tekst
    assert lees_kenmerk(melding.referentie) == melding.referentie
    belofte = terms.termijnen(timezone.localdate())
    assert (melding.plan_uiterlijk, melding.onderzoek_uiterlijk) == (
        belofte.plan_uiterlijk,
        belofte.onderzoek_uiterlijk,
    )
    tijden = [tijd["datetime"] for tijd in reis.pagina.find_all("time")]
    assert belofte.plan_uiterlijk.isoformat() in tijden
    assert belofte.onderzoek_uiterlijk.isoformat() in tijden
    assert tijden == sorted(tijden)
    assert "cliëntondersteuner" in reis.tekst
    assert teams.duin.telefoon in reis.tekst
    assert (melding.team, melding.wijk, melding.spoed) == (teams.duin, teams.strand, False)
    assert melding.inhoud.situatie == VERHAAL
    assert [p.rol for p in melding.personen.all()] == ["betrokkene"]
    assert melding.personen.get().leeftijd == 81


def test_een_melding_namens_houdt_melder_en_betrokkene_uit_elkaar(client: Client) -> None:
    reis = tot_controle(Reis(client), "namens")
    reis.verder()
    melding = Melding.objects.get()
    betrokkene, melder = melding.personen.get(rol="betrokkene"), melding.personen.get(rol="melder")
    assert (betrokkene.leeftijd, betrokkene.telefoon, betrokkene.postcode) == (81, "", "1987DB")
    assert (melder.telefoon, melder.relatie, melder.postcode) == ("06 12345678", "dochter RELATIE", "")
    assert melding.plan_uiterlijk is not None


def test_namens_zonder_instemming_wijst_naar_het_signaal(client: Client) -> None:
    reis = Reis(client).verder(soort="namens").verder(gevaar="nee")
    reis.verder(naam="Annie", akkoord="nee")
    assert any("als de persoon het weet en wil" in fout for fout in reis.fouten())
    assert reis.pagina.main.find("a", href="/melden/signaal/")


def test_een_signaal_met_naam_die_niet_gedeeld_wordt(client: Client) -> None:
    reis = Reis(client).verder(soort="signaal")
    assert "kunnen niet beloven" in reis.tekst, "the honest sentence stands before the choice"
    reis = tot_controle(Reis(client), "signaal", naam_keuze="niet_delen")
    assert "kunnen niet beloven" in reis.tekst
    assert not reis.heeft("toestemming")
    reis.verder()
    melding = Melding.objects.get()
    assert reis.h1 == "Uw signaal is verstuurd"
    assert melding.plan_uiterlijk is None, "a signal is no Wmo melding by itself"
    assert "persoonlijk plan" not in reis.tekst
    assert melding.personen.get(rol="melder").naam_niet_delen is True


def test_een_signaal_vraagt_naar_wat_te_zien_is(client: Client) -> None:
    reis = Reis(client, "/melden/anoniem/")
    reis.verder(gevaar="nee").verder()
    assert reis.h1 == "Wat ziet of hoort u?"


@pytest.mark.parametrize("antwoord", ["ja", "weet_niet"])
@pytest.mark.parametrize("soort", ["melding", "namens", "signaal"])
def test_bij_gevaar_eerst_de_nummers_en_daarna_spoed(client: Client, soort: str, antwoord: str) -> None:
    reis = Reis(client).verder(soort=soort)
    if soort == "signaal":
        reis.verder(naam_keuze="met_naam")
    reis.verder(gevaar=antwoord)
    assert reis.h1 == "Bel nu eerst"
    for nummer in ("tel:112", "tel:08002000", "tel:113"):
        assert reis.pagina.main.find("a", href=nummer), nummer
    client.session.flush()
    tot_controle(Reis(client), soort, gevaar=antwoord).verder()
    melding = Melding.objects.get()
    assert melding.spoed is True
    assert melding.contact_uiterlijk == terms.werkdagen_na(timezone.localdate(), 1)


def test_wat_niet_kan_wachten_is_spoed_zonder_crisispagina(client: Client) -> None:
    reis = Reis(client).verder(soort="melding").verder(gevaar="snel")
    assert reis.h1 == "Wat is er aan de hand?"
    tot_controle(Reis(client), "melding", gevaar="snel").verder()
    assert Melding.objects.get().spoed is True


def test_wijzigen_vanaf_de_controle_gaat_terug_naar_de_controle(client: Client) -> None:
    reis = tot_controle(Reis(client), "melding")
    wijzig = reis.pagina.main.find(id="blok-situatie").find("a")["href"]
    reis.ga(wijzig)
    assert VERHAAL in reis.velden().values(), "the old text is there to change"
    reis.verder(situatie="Iets anders.")
    assert reis.h1 == "Klopt dit?"
    assert "Iets anders." in reis.tekst
    assert VERHAAL not in reis.tekst


def test_de_bevestiging_mag_ververst_worden_maar_alleen_in_deze_sessie(client: Client) -> None:
    reis = tot_controle(Reis(client), "melding").verder()
    kenmerk = Melding.objects.get().referentie
    assert kenmerk in reis.ga(reis.adres).tekst
    vreemde = Reis(Client(), reis.adres)
    assert vreemde.status == 410
    assert kenmerk not in vreemde.tekst


def test_na_versturen_staat_er_niets_van_het_verhaal_in_de_sessie(client: Client) -> None:
    tot_controle(Reis(client), "melding").verder()
    sessie = str(dict(client.session.items()))
    assert "ZEEPAARDJE" not in sessie
    assert "annie@" not in sessie


def test_dubbel_versturen_maakt_een_melding(client: Client) -> None:
    reis = tot_controle(Reis(client), "melding")
    sessie_voor = dict(client.session.items())
    reis2 = Reis(client, reis.adres)
    reis.verder()
    # The second half of a double click still sees the session as it was before the first.
    sessie = client.session
    for sleutel, waarde in sessie_voor.items():
        sessie[sleutel] = waarde
    sessie.save()
    reis2.verder()
    melding = Melding.objects.get()
    assert melding.referentie in reis2.tekst
    assert OutboxBericht.objects.count() == 2


def test_vanuit_de_zelfcheck_gaat_alleen_mee_wat_aangekruist_is(client: Client) -> None:
    sessie = client.session
    bied_aan(
        sessie,
        [
            {
                "vraag": "How is walking?",
                "antwoord": "HARD",
                "vraag_team": "Hoe gaat lopen?",
                "antwoord_team": "Moeilijk",
            },
            {"vraag": "Heeft u schulden?", "antwoord": "GEHEIM"},
        ],
    )
    sessie.save()
    reis = Reis(client)
    assert "Er gaat niets vanzelf mee" in reis.tekst
    reis.verder(soort="melding").verder(gevaar="nee").verder(situatie=VERHAAL).verder().verder()
    assert reis.h1 == "Wilt u antwoorden uit de zelfcheck meesturen?"
    vakjes = reis.formulier.find_all("input", type="checkbox")
    assert len(vakjes) == 2
    assert not any(vakje.has_attr("checked") for vakje in vakjes)
    reis.verder(meenemen=["0"]).verder(naam="Annie", telefoon="0612345678").verder(toestemming="on")
    assert "How is walking? HARD" in " ".join(reis.tekst.split()), "read back as it was ticked"
    assert "GEHEIM" not in reis.tekst
    reis.verder()
    melding = Melding.objects.get()
    assert melding.inhoud.zelfcheck == [{"vraag": "Hoe gaat lopen?", "antwoord": "Moeilijk"}]
    assert "melding_aanbod" not in client.session


def test_een_postcode_van_de_buurgemeente_gaat_naar_het_team_daar(
    client: Client, teams: SimpleNamespace
) -> None:
    reis = tot_controle(Reis(client), "namens", postcode="1989 AA")
    assert "Polderwijk" in reis.tekst
    reis.verder()
    assert Melding.objects.get().team == teams.polder


def test_een_onbekende_postcode_houdt_niemand_tegen(client: Client, teams: SimpleNamespace) -> None:
    reis = tot_controle(Reis(client), "melding", postcode="9999 ZZ")
    assert "We kennen deze postcode niet" in reis.tekst
    reis.verder()
    assert Melding.objects.get().team == teams.duin


def test_de_hele_reis_gaat_ook_in_het_engels(client: Client) -> None:
    reis = tot_controle(Reis(client, "/en/melden/"), "melding").verder()
    assert reis.adres.startswith("/en/melden/")
    assert Melding.objects.get().taal == "en"


def test_voor_signaal_kan_vooraf_gekozen_zijn(client: Client) -> None:
    reis = Reis(client, "/melden/?voor=signaal")
    assert reis.velden()["soort"] == ["signaal"]
    assert "soort" not in Reis(client, "/melden/?voor=<script>").velden()


def test_lezen_zet_geen_sessie_en_geen_volgkoekje(client: Client) -> None:
    for adres in ("/melden/", "/melden/signaal/", "/melden/anoniem/", "/melden/uitleg/"):
        Reis(client, adres)
    assert "sessionid" not in client.cookies


def test_persoon_zonder_telefoon_en_mail_krijgt_een_vriendelijke_fout(client: Client) -> None:
    reis = (
        Reis(client).verder(soort="melding").verder(gevaar="nee").verder(situatie=VERHAAL).verder().verder()
    )
    reis.verder(naam="Annie", telefoon="", email="")
    assert reis.fouten() == ["Vul een telefoonnummer of een e-mailadres in. Een van de twee is genoeg."]
    assert Persoon.objects.count() == 0
