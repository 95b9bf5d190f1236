"""Only the team reads, takes, notes and moves a melding on. Logs say the reference and nothing more."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.test import Client
from wagtail.models import ModelLogEntry

from forms import actions
from forms.models import Inzage, Melding, Notitie, Soort, Statuswissel
from forms.workflow import OngeldigeOvergang
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("eens_gemeenten")]

GEHEIM = "Zij valt vaak. ZEEPAARDJE"


def bladzijde(antwoord: Any) -> str:
    return BeautifulSoup(antwoord.content, "html.parser").find("main").get_text(" ", strip=True)


@pytest.fixture
def melding(teams: SimpleNamespace) -> Melding:
    return maak(teams, "een")


def maak(teams: SimpleNamespace, token: str, **anders: Any) -> Melding:
    gewoon = {
        "inzending": token,
        "soort": Soort.SIGNAAL,
        "gemeente": teams.duin.gemeente,
        "inhoud": {"situatie": GEHEIM, "gevaar": "nee"},
        "betrokkene": {"naam": "Bep Betrokkene"},
        "melder": {"naam": "Mia Melder", "telefoon": "0611111111", "naam_niet_delen": True},
    }
    return actions.dien_in(actions.Inzending(**(gewoon | anders)))


def als(gebruiker: Any) -> Client:
    client = Client()
    client.force_login(gebruiker)
    return client


@pytest.fixture
def partner(db: None) -> Any:
    """Somebody of a welfare organisation: into the admin, but of no team."""
    groep = Group.objects.create(name="Partner: Welzijn")
    groep.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    return UserFactory(username="partner", groepen=[groep])


def test_het_team_ziet_de_lijst_zonder_namen_of_verhaal(melding: Melding, mensen: SimpleNamespace) -> None:
    tekst = bladzijde(als(mensen.duin).get("/beheer/meldingen/"))
    assert melding.referentie in tekst
    for verboden in ("ZEEPAARDJE", "Bep", "Mia"):
        assert verboden not in tekst
    assert Inzage.objects.count() == 0


def test_het_team_leest_en_dat_wordt_vastgelegd(melding: Melding, mensen: SimpleNamespace) -> None:
    antwoord = als(mensen.duin).get(f"/beheer/meldingen/{melding.referentie}/")
    tekst = bladzijde(antwoord)
    for stukje in (GEHEIM, "Bep Betrokkene", "Mia Melder", "Noem deze naam niet", "AVG artikel 14"):
        assert stukje in tekst
    assert "no-store" in antwoord["Cache-Control"]
    inzage = Inzage.objects.get()
    assert (inzage.gebruiker, inzage.melding) == (mensen.duin, melding)


@pytest.mark.parametrize("wie", ["polder", "beheerder", "kcc", "partner"])
def test_wie_niet_in_het_team_zit_vindt_niets(
    wie: str, melding: Melding, mensen: SimpleNamespace, partner: Any
) -> None:
    gebruiker = partner if wie == "partner" else getattr(mensen, wie)
    gebruiker.groups.add(partner.groups.get())  # everybody may enter the admin: only the team decides
    client = als(gebruiker)
    basis = f"/beheer/meldingen/{melding.referentie}/"
    assert client.get(basis).status_code == 404
    assert client.post(f"{basis}status/", {"naar": "opgepakt"}).status_code == 404
    assert client.post(f"{basis}notitie/", {"tekst": "hoi"}).status_code == 404
    lijst = client.get("/beheer/meldingen/?status=alle", follow=True).content.decode()
    assert melding.referentie not in lijst
    melding.refresh_from_db()
    assert melding.status == "nieuw"
    assert not Notitie.objects.exists()
    assert not Inzage.objects.exists()


@pytest.mark.parametrize("wie", ["polder", "beheerder", "kcc"])
def test_ook_de_acties_zelf_weigeren_wie_niet_in_het_team_zit(
    wie: str, melding: Melding, mensen: SimpleNamespace
) -> None:
    gebruiker = getattr(mensen, wie)
    for doe in (
        lambda: actions.pak_op(melding, gebruiker),
        lambda: actions.noteer(melding, "x", gebruiker),
        lambda: actions.lees(melding, gebruiker),
    ):
        with pytest.raises(PermissionDenied):
            doe()


def test_een_uitgeschakeld_account_leest_niets(melding: Melding, mensen: SimpleNamespace) -> None:
    mensen.duin.is_active = False
    mensen.duin.save()
    assert not Melding.objects.voor(mensen.duin).exists()


def test_wie_niet_is_ingelogd_gaat_naar_het_inlogscherm(melding: Melding) -> None:
    antwoord = Client().get(f"/beheer/meldingen/{melding.referentie}/")
    assert antwoord.status_code == 302
    assert "/login/" in antwoord["Location"]


def test_het_menu_staat_er_alleen_voor_een_teamlid(mensen: SimpleNamespace) -> None:
    assert "/beheer/meldingen/" in als(mensen.duin).get("/beheer/").content.decode()
    assert "/beheer/meldingen/" not in als(mensen.beheerder).get("/beheer/").content.decode()


def test_op_de_beginpagina_staat_hoeveel_er_wacht(teams: SimpleNamespace, mensen: SimpleNamespace) -> None:
    laat = maak(teams, "laat")
    Melding.objects.filter(pk=laat.pk).update(contact_uiterlijk="2020-01-02")
    maak(teams, "spoed", spoed=True)
    actions.pak_op(maak(teams, "opgepakt", spoed=True), mensen.duin)
    tekst = " ".join(bladzijde(als(mensen.duin).get("/beheer/")).split())
    assert "2 nieuwe meldingen, 1 met spoed, 1 te laat" in tekst
    assert "0 nieuwe meldingen" in bladzijde(als(mensen.polder).get("/beheer/"))
    assert "nieuwe melding" not in bladzijde(als(mensen.beheerder).get("/beheer/"))


def test_collegas_staan_er_met_hun_naam(melding: Melding, mensen: SimpleNamespace) -> None:
    mensen.duin.first_name, mensen.duin.last_name = "Dina", "Duin"
    mensen.duin.save()
    actions.pak_op(melding, mensen.duin)
    client = als(mensen.duin)
    assert "Dina Duin" in bladzijde(client.get("/beheer/meldingen/"))
    assert bladzijde(client.get(f"/beheer/meldingen/{melding.referentie}/")).count("Dina Duin") == 3


def test_oppakken_noteren_en_afronden(melding: Melding, mensen: SimpleNamespace) -> None:
    client, basis = als(mensen.duin), f"/beheer/meldingen/{melding.referentie}/"
    assert "Oppakken" in bladzijde(client.get(basis))
    client.post(f"{basis}status/", {"naar": "opgepakt"})
    melding.refresh_from_db()
    assert (melding.status, melding.behandelaar) == ("opgepakt", mensen.duin)
    client.post(f"{basis}notitie/", {"tekst": "Gebeld, morgen weer."})
    assert "Gebeld, morgen weer." in bladzijde(client.get(basis))
    client.post(f"{basis}status/", {"naar": "voorliggend"})
    wissels = Statuswissel.objects.filter(melding=melding)
    assert [(w.van, w.naar, w.door) for w in wissels] == [
        ("", "nieuw", None),
        ("nieuw", "opgepakt", mensen.duin),
        ("opgepakt", "voorliggend", mensen.duin),
    ]
    client.get("/beheer/meldingen/")  # takes the message about the last step with it
    assert melding.referentie not in bladzijde(client.get("/beheer/meldingen/"))
    assert melding.referentie in bladzijde(client.get("/beheer/meldingen/?status=voorliggend"))


@pytest.mark.parametrize("naar", ["aanvraag", "onderzoek", "nieuw", "", "raket"])
def test_een_stap_die_niet_mag_verandert_niets(naar: str, melding: Melding, mensen: SimpleNamespace) -> None:
    antwoord = als(mensen.duin).post(
        f"/beheer/meldingen/{melding.referentie}/status/", {"naar": naar}, follow=True
    )
    assert "Die stap kan nu niet" in antwoord.content.decode()
    melding.refresh_from_db()
    assert melding.status == "nieuw"


def test_twee_collegas_kunnen_niet_allebei_oppakken(melding: Melding, mensen: SimpleNamespace) -> None:
    collega = UserFactory(groepen=[melding.team.groep])
    actions.pak_op(melding, mensen.duin)
    with pytest.raises(OngeldigeOvergang):
        actions.pak_op(melding, collega)
    melding.refresh_from_db()
    assert melding.behandelaar == mensen.duin


def test_een_lege_notitie_wordt_niet_bewaard(melding: Melding, mensen: SimpleNamespace) -> None:
    als(mensen.duin).post(f"/beheer/meldingen/{melding.referentie}/notitie/", {"tekst": "  "})
    assert not Notitie.objects.exists()


def test_het_logboek_noemt_alleen_het_kenmerk(melding: Melding, mensen: SimpleNamespace) -> None:
    actions.pak_op(melding, mensen.duin)
    actions.noteer(melding, "GEHEIME NOTITIE", mensen.duin)
    regels = ModelLogEntry.objects.all()
    assert [(r.action, r.label) for r in regels.order_by("pk")] == [
        ("forms.status", melding.referentie),
        ("forms.notitie", melding.referentie),
    ]
    for regel in regels:
        assert not any(
            woord in f"{regel.label}{regel.data}" for woord in ("GEHEIM", "ZEEPAARDJE", "Bep", "Mia")
        )
        assert regel.message
    assert str(melding) == melding.referentie


def test_het_logboekrapport_toont_geen_inhoud(melding: Melding, mensen: SimpleNamespace) -> None:
    als(mensen.duin).get(f"/beheer/meldingen/{melding.referentie}/")
    actions.noteer(melding, "GEHEIME NOTITIE", mensen.duin)
    tekst = als(mensen.beheerder).get("/beheer/reports/site-history/").content.decode()
    for verboden in ("GEHEIM", "ZEEPAARDJE", "Bep Betrokkene", "Mia Melder"):
        assert verboden not in tekst


def test_spoed_staat_bovenaan_en_is_te_filteren(teams: SimpleNamespace, mensen: SimpleNamespace) -> None:
    gewoon, spoed = maak(teams, "a"), maak(teams, "b", spoed=True)
    client = als(mensen.duin)
    tekst = bladzijde(client.get("/beheer/meldingen/"))
    assert tekst.index(spoed.referentie) < tekst.index(gewoon.referentie)
    alleen = bladzijde(client.get("/beheer/meldingen/?spoed=on"))
    assert spoed.referentie in alleen
    assert gewoon.referentie not in alleen
    assert client.get("/beheer/meldingen/?status=raket&spoed=%00").status_code == 200


def test_de_lijst_vraagt_niet_meer_naarmate_er_meer_is(
    teams: SimpleNamespace, mensen: SimpleNamespace, django_assert_max_num_queries: Any
) -> None:
    for nummer in range(15):
        maak(teams, f"t{nummer}")
    client = als(mensen.duin)
    client.get("/beheer/meldingen/")
    with django_assert_max_num_queries(25):
        client.get("/beheer/meldingen/")


def test_de_beheerder_beheert_de_routes_en_kan_de_tabel_niet_breken(
    teams: SimpleNamespace, mensen: SimpleNamespace
) -> None:
    from forms.models import RouteRegel

    client = als(mensen.beheerder)
    assert "Sociaal team Duinrand" in client.get("/beheer/teams/").content.decode()
    laatste = RouteRegel.objects.last()
    for poging in (
        client.post(f"/beheer/routeregels/delete/{laatste.pk}/", follow=True),
        client.post(
            "/beheer/routeregels/new/",
            {"volgorde": 99, "team": teams.duin.pk, "leefgebieden": ["wonen"]},
            follow=True,
        ),
    ):
        assert "laatste regel moet altijd passen" in poging.content.decode()
    assert RouteRegel.objects.count() == 4
    antwoord = client.post(
        "/beheer/routeregels/new/",
        {
            "volgorde": 15,
            "team": teams.duin.pk,
            "gemeente": teams.duin.gemeente.pk,
            "wijken": ["strand"],
            "leefgebieden": ["taal", "veiligheid"],
        },
    )
    assert antwoord.status_code == 302
    lijst = client.get("/beheer/routeregels/").content.decode()
    for woorden in ("0–17", "elke wijk", "elk onderwerp", "Taal en formulieren, Veilig zijn"):
        assert woorden in lijst
    nieuw = RouteRegel.objects.get(volgorde=15)
    assert (nieuw.wijken, nieuw.leefgebieden) == (["strand"], ["taal", "veiligheid"])


def test_een_teamlid_beheert_geen_routes(teams: SimpleNamespace, mensen: SimpleNamespace) -> None:
    antwoord = als(mensen.duin).get("/beheer/routeregels/", follow=True)
    assert "Hulppunt Strand" not in antwoord.content.decode()


def test_een_team_opnieuw_maken_laat_het_team_met_rust(teams: SimpleNamespace) -> None:
    teams.duin.telefoon = "0999 99 99 99"
    teams.duin.save()
    zelfde = actions.maak_team("Andere naam", teams.duin.gemeente, "1", "x@y.example", sleutel="duin")
    assert (zelfde.pk, zelfde.telefoon, zelfde.naam) == (
        teams.duin.pk,
        "0999 99 99 99",
        "Sociaal team Duinrand",
    )


def test_een_nieuw_team_is_meteen_bereikbaar(duinrand: Any, polderwijk: Any) -> None:
    from forms import selectors
    from forms.routing import Geval

    eerste = actions.maak_team("Sociaal team Duinrand", duinrand, "0123 45 67 00", "a@team.example")
    tweede = actions.maak_team("Wijkteam Polderwijk", polderwijk, "0123 45 67 03", "b@team.example")
    actions.maak_team("Jeugdteam Duinrand", duinrand, "0123 45 67 01", "c@team.example")
    assert selectors.kies_team(Geval(duinrand.code)) == eerste
    assert selectors.kies_team(Geval(polderwijk.code)) == tweede
    assert selectors.kies_team(Geval("GM9999")) == eerste
    assert len(selectors.routetabel().regels) == 3


def test_een_kenmerk_van_de_telefoon_is_te_vinden(melding: Melding, mensen: SimpleNamespace) -> None:
    client = als(mensen.duin)
    actions.zet_status(actions.pak_op(melding, mensen.duin), "ingetrokken", mensen.duin)
    gehoord = melding.referentie.lower().replace("-", " ")
    gevonden = client.get("/beheer/meldingen/", {"kenmerk": gehoord})
    assert f"/beheer/meldingen/{melding.referentie}/" in gevonden.content.decode(), "closed ones too"
    ander = als(mensen.polder).get("/beheer/meldingen/", {"kenmerk": gehoord})
    assert f"/beheer/meldingen/{melding.referentie}/" not in ander.content.decode()
    assert (
        "Dit kenmerk bestaat niet"
        in client.get("/beheer/meldingen/", {"kenmerk": "9999-9998"}).content.decode()
    )


@pytest.mark.parametrize("pad", ["%00", "9999-9998", "%F0%9F%99%82"])
def test_een_onmogelijk_kenmerk_is_een_404(pad: str, mensen: SimpleNamespace) -> None:
    assert als(mensen.duin).get(f"/beheer/meldingen/{pad}/").status_code == 404


def test_een_notitie_die_niet_bewaard_kan_worden_komt_terug(
    melding: Melding, mensen: SimpleNamespace
) -> None:
    basis = f"/beheer/meldingen/{melding.referentie}/notitie/"
    antwoord = als(mensen.duin).post(basis, {"tekst": "x" * 5001})
    pagina = BeautifulSoup(antwoord.content, "html.parser")
    assert "5001" in pagina.find(id="notitie-fout").get_text()
    assert len(pagina.find("textarea", attrs={"name": "tekst"}).get_text().strip()) == 5001
    assert not Notitie.objects.exists()
    assert als(mensen.polder).post(basis, {"tekst": ""}).status_code == 404
