"""`manage.py demo`: a filled portal of two municipalities, made once, and the editors' own from then on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import models
from django.test import Client, override_settings
from django.urls import reverse
from wagtail.models import Page, Revision, Site

from forms.models import Melding, Team
from portal.demo import gebieden
from portal.demo.accounts import WACHTWOORD
from portal.demo.models import DemoOnderdeel
from portal.demo.stand import Stand
from portal.gemeente.models import Gemeente, GemeenteInstelling, Postcode
from portal.gemeente.selectors import zoek_plek, zoek_postcode
from portal.gemeente.talen import bronlocale_id
from portal.pages.models import HomePage
from selfcheck.aanbod import plek_van
from selfcheck.engine import compiled
from selfcheck.engine.explain import resultaat
from selfcheck.models import Zelfcheck
from selfcheck.uitkomst import Spreker, ladder
from socialekaart.models import Leefgebied, LocatiePage, OrganisatiePage, VoorzieningPage
from socialekaart.search import service, woordenboek
from socialekaart.search.embedded import stand
from socialekaart.visibility import zichtbaar
from tests.conftest import Samen
from tests.selfcheck.test_explain import PERSONAS

pytestmark = pytest.mark.django_db

SITES = ("duinrand.localhost", "polderwijk.localhost")
ACCOUNTS = ("beheerder", "redacteur", "partner", "kcc", "team-duinrand", "team-polderwijk")


@pytest.fixture(scope="module", autouse=True)
def demo(samen: Samen) -> None:
    """The demo in the database, for all tests of this file."""
    stil = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": []}}
    with samen(), override_settings(TASKS=stil):
        call_command("demo")


def stand_van_zaken() -> dict[str, Any]:
    """How many rows every table has, and what was published last."""
    aantallen: dict[str, Any] = {
        model._meta.label: model._default_manager.count() for model in apps.get_models()
    }
    aantallen["laatste"] = Revision.objects.aggregate(models.Max("pk"), models.Max("created_at"))
    aantallen["paginas"] = list(
        Page.objects.order_by("pk").values_list("pk", "live", "latest_revision", "last_published_at")
    )
    return aantallen


class TestInhoud:
    def test_at_least_120_offers_of_25_organisations_are_live(self) -> None:
        aanbod = zichtbaar(VoorzieningPage.objects.filter(locale_id=bronlocale_id()))
        organisaties = zichtbaar(OrganisatiePage.objects.filter(locale_id=bronlocale_id()))
        assert aanbod.count() >= 120
        assert organisaties.count() >= 25
        assert all(
            organisatie.get_children().type(VoorzieningPage).live().exists() for organisatie in organisaties
        )

    def test_every_subject_and_every_step_below_four_has_enough(self) -> None:
        aanbod = zichtbaar(VoorzieningPage.objects.filter(locale_id=bronlocale_id()))
        for gebied in Leefgebied.objects.all():
            assert aanbod.filter(leefgebieden=gebied).count() >= 3, gebied
        treden = Counter(aanbod.values_list("trede", flat=True))
        assert all(treden[trede] >= 3 for trede in (1, 2, 3)), treden

    def test_every_offer_serves_somebody_and_has_words_of_its_own(self) -> None:
        aanbod = list(zichtbaar(VoorzieningPage.objects.filter(locale_id=bronlocale_id())))
        for rij in aanbod:
            assert rij.samenvatting, rij
            assert rij.bereik in {"land", "online"} or rij.gemeenten.all() or rij.wijken.all(), rij
        dubbel = [tekst for tekst, keer in Counter(rij.samenvatting for rij in aanbod).items() if keer > 1]
        assert not dubbel
        extern = Counter(rij.extern_id for rij in aanbod)
        assert max(extern.values()) == 1

    def test_each_municipality_has_a_site_with_all_that_a_page_shows(self) -> None:
        assert Site.objects.count() == 2
        assert Site.objects.get(is_default_site=True).hostname == "duinrand.localhost"
        for instelling in GemeenteInstelling.objects.all():
            for veld in (
                "telefoon",
                "telefoontijden",
                "email",
                "bezoekpunt",
                "bezoekadres",
                "huisartsenpost",
                "teamnaam",
            ):
                assert getattr(instelling, veld), (instelling, veld)
            instelling.full_clean()
        assert len(set(GemeenteInstelling.objects.values_list("thema", "telefoon"))) == 2

    def test_the_readmes_postcode_is_known(self) -> None:
        plek = zoek_postcode("1987 DB")
        assert plek is not None
        assert plek.gemeente_naam == "Duinrand"
        assert Postcode.objects.filter(gemeente__naam="Polderwijk").exists()
        assert zoek_plek("Duinrand") is not None

    def test_places_lie_where_they_say(self) -> None:
        """A location's postcode, where the table knows it, is not in another town."""
        for plek in LocatiePage.objects.exclude(postcode=""):
            if plek.lat is None:
                continue
            punt = zoek_postcode(plek.postcode)
            assert punt is None or abs(punt.lat - plek.lat) + abs(punt.lon - plek.lon) < 0.1, plek


class TestNogEens:
    def test_a_second_run_changes_nothing(self, capsys: pytest.CaptureFixture[str]) -> None:
        voor = stand_van_zaken()
        call_command("demo")
        na = stand_van_zaken()
        assert {naam: (voor[naam], na[naam]) for naam in voor if voor[naam] != na[naam]} == {}
        assert "0 onderdelen nieuw" in capsys.readouterr().out

    def test_what_an_editor_changed_stays(self) -> None:
        pagina = VoorzieningPage.objects.filter(locale_id=bronlocale_id()).first()
        pagina.title, pagina.telefoon = "Eigen titel", "0123 99 99 99"
        pagina.save_revision().publish()
        GemeenteInstelling.objects.filter(site__hostname=SITES[0]).update(telefoon="0123 11 11 11")
        gebruiker = get_user_model().objects.get(username="kcc")
        gebruiker.set_password("een heel ander woord")
        gebruiker.save()
        call_command("demo")
        pagina.refresh_from_db()
        assert (pagina.title, pagina.telefoon) == ("Eigen titel", "0123 99 99 99")
        assert GemeenteInstelling.objects.get(site__hostname=SITES[0]).telefoon == "0123 11 11 11"
        gebruiker.refresh_from_db()
        assert gebruiker.check_password("een heel ander woord")

    def test_what_an_editor_deleted_stays_away(self) -> None:
        organisatie = (
            OrganisatiePage.objects.filter(locale_id=bronlocale_id()).exclude(slug="welzijn-duinrand").first()
        )
        los = (
            VoorzieningPage.objects.filter(locale_id=bronlocale_id())
            .exclude(path__startswith=organisatie.path)
            .last()
        )
        weg = [organisatie.slug, los.extern_id]
        los.delete()
        OrganisatiePage.objects.get(pk=organisatie.pk).delete()
        get_user_model().objects.filter(username="partner").delete()
        aantal = Page.objects.count()
        call_command("demo")
        assert Page.objects.count() == aantal
        assert not OrganisatiePage.objects.filter(slug=weg[0], locale_id=bronlocale_id()).exists()
        assert not VoorzieningPage.objects.filter(extern_id=weg[1]).exists()
        assert not get_user_model().objects.filter(username="partner").exists()

    def test_elsewhere_it_refuses(self) -> None:
        with override_settings(DEMO=False), pytest.raises(CommandError, match="DICHTBIJ_DEMO=1"):
            call_command("demo")

    def test_the_sites_follow_the_port(self) -> None:
        with override_settings(PORT=8123):
            call_command("demo")
        assert set(Site.objects.values_list("port", flat=True)) == {8123}
        assert gebieden.zet_poort(8123) == 0
        Site.objects.filter(hostname=SITES[1]).update(hostname="polderwijk.example")
        assert gebieden.zet_poort(9000) == 1
        assert Site.objects.get(hostname="polderwijk.example").port == 8123


class TestStand:
    def test_two_runs_at_the_same_moment_make_a_thing_once(self) -> None:
        een, ander = Stand(), Stand()  # both read the list before the other wrote
        gemaakt: list[str] = []
        een.eenmalig("proef", lambda: gemaakt.append("een"))
        ander.eenmalig("proef", lambda: gemaakt.append("ander"))
        assert gemaakt == ["een"]
        assert (een.nieuw, ander.nieuw) == (1, 0)

    def test_what_failed_is_tried_again(self) -> None:
        def kapot() -> None:
            raise RuntimeError

        with pytest.raises(RuntimeError):
            Stand().eenmalig("proef", kapot)
        assert not DemoOnderdeel.objects.filter(sleutel="proef").exists()
        assert Stand().eenmalig("proef", lambda: "gelukt") == "gelukt"


class TestAccounts:
    def aan(self, naam: str) -> Client:
        client = Client(headers={"host": SITES[0]})
        assert client.login(username=naam, password=WACHTWOORD), naam
        return client

    @pytest.fixture
    def melding(self) -> Melding:
        team = Team.objects.get(gemeente__naam="Duinrand")
        return Melding.objects.create(
            gemeente=team.gemeente, team=team, referentie="AAAA-BBBB", inzending="proef", soort="zelf"
        )  # fmt: skip

    @pytest.mark.parametrize("naam", ACCOUNTS)
    def test_everybody_of_the_readme_gets_in(self, naam: str) -> None:
        assert self.aan(naam).get("/beheer/").status_code == 200

    @pytest.mark.parametrize("naam", [naam for naam in ACCOUNTS if not naam.startswith("team-")])
    def test_only_the_team_reads_meldingen(self, naam: str) -> None:
        antwoord = self.aan(naam).get(reverse("meldingen:lijst"))
        assert antwoord.status_code in {302, 403, 404}

    def test_a_team_reads_its_own_list(self) -> None:
        for naam in ("team-duinrand", "team-polderwijk"):
            assert self.aan(naam).get(reverse("meldingen:lijst")).status_code == 200

    def test_kcc_and_teams_change_no_page(self) -> None:
        pagina = VoorzieningPage.objects.filter(locale_id=bronlocale_id()).first()
        for naam in ("kcc", "team-duinrand"):
            antwoord = self.aan(naam).get(reverse("wagtailadmin_pages:edit", args=[pagina.pk]))
            assert antwoord.status_code in {302, 403}, naam

    def test_the_partner_changes_the_own_offers_only_and_publishes_nothing(self) -> None:
        gebruiker = get_user_model().objects.get(username="partner")
        eigen = OrganisatiePage.objects.get(slug="welzijn-duinrand", locale_id=bronlocale_id())
        ander = OrganisatiePage.objects.filter(locale_id=bronlocale_id()).exclude(pk=eigen.pk).first()
        mag = eigen.get_children().type(VoorzieningPage).first().specific.permissions_for_user(gebruiker)
        assert mag.can_edit()
        assert not mag.can_publish()
        assert not ander.permissions_for_user(gebruiker).can_edit()

    def test_the_redactie_publishes_everywhere(self) -> None:
        gebruiker = get_user_model().objects.get(username="redacteur")
        paginas = [
            *OrganisatiePage.objects.all(),
            *VoorzieningPage.objects.all()[:3],
            *HomePage.objects.all(),
        ]
        assert {pagina.locale.language_code for pagina in paginas} == {"nl", "en"}
        for pagina in paginas:
            assert pagina.permissions_for_user(gebruiker).can_publish(), pagina
        assert not gebruiker.is_superuser


class TestZelfcheck:
    """What a persona of the self-check is shown from the demo's own directory."""

    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def index(cls, demo: None, django_db_blocker: Any) -> Iterator[None]:
        with django_db_blocker.unblock():
            for onderdeel in (stand, woordenboek):
                onderdeel.vergeet()
            service.herbouw()
        yield
        for onderdeel in (stand, woordenboek):  # the index goes with the demo
            onderdeel.vergeet()

    def titels(self, persona: dict[str, Any], gemeente: str, postcode: str) -> list[str]:
        stroom = compiled.load(Zelfcheck.objects.get().actieve_versie.inhoud)
        voor_wie = persona["antwoorden"]["voor_wie"]
        treden = ladder(
            resultaat(stroom, persona["antwoorden"]),
            Spreker(stroom, "nl", stroom.aanspreek.get(voor_wie, "")),
            plek_van(postcode, ""),
            Gemeente.objects.get(naam=gemeente),
            stroom.leeftijden.get(voor_wie),
        )
        return [hit.titel for trede in treden for advies in trede["adviezen"] for hit in advies["hits"]]

    @pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona["naam"])
    def test_a_persona_is_offered_what_helps_and_nothing_for_others(self, persona: dict[str, Any]) -> None:
        duinrand = self.titels(persona, "Duinrand", "1987")
        assert set(persona.get("ziet", [])) <= set(duinrand)
        for titels in (duinrand, self.titels(persona, "Polderwijk", "1988")):
            assert not set(persona.get("ziet_niet", [])) & set(titels)
            assert len(set(titels)) == len(titels), "nothing is shown twice"


@pytest.mark.parametrize("nummer", [0, 1])
def test_every_address_of_the_sitemap_is_a_page(nummer: int) -> None:
    """All of them are resolved; of the catalogue one in twelve is fetched, on each site another one."""
    host = SITES[nummer]
    client = Client(headers={"host": host})
    voor = Site.objects.get(hostname=host).root_url
    adressen = re.findall("<loc>(.*?)</loc>", client.get("/sitemap.xml").content.decode())
    assert len(set(adressen)) == len(adressen) > 80
    assert all(adres.startswith(voor + "/") for adres in adressen)
    paden = [adres.removeprefix(voor) for adres in adressen]
    bekend = [
        pagina.pad()
        for model in (OrganisatiePage, VoorzieningPage)
        for pagina in zichtbaar(model.objects.filter(locale_id=bronlocale_id()))
    ]
    kaart = [pad for pad in paden if pad.startswith("/aanbod/") and pad != "/aanbod/"]
    assert set(kaart) <= set(bekend)
    ophalen = [pad for pad in paden if pad not in kaart] + kaart[nummer * 5 :: 12]
    assert {pad: client.get(pad).status_code for pad in ophalen} == dict.fromkeys(ophalen, 200)


@pytest.mark.parametrize("host", SITES)
def test_the_way_to_the_neighbour_is_on_the_home_page(host: str) -> None:
    ander = next(een for een in SITES if een != host)
    tekst = Client(headers={"host": host}).get("/").content.decode()
    assert Site.objects.get(hostname=ander).root_url in tekst
