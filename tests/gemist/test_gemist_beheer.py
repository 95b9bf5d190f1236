"""From a search that found nothing to one that finds, in one click and one word; and who may not look."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from portal.gemeente.models import Gemeente
from socialekaart.gemist.models import GemisteZoekvraag, Stand, Uitkomst, Zoekfeedback
from socialekaart.models import CataloguePage, OrganisatiePage
from socialekaart.partners.actions import REDACTIE, maak_partnergroep, richt_moderatie_in
from socialekaart.search.models import SynoniemGroep
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("eens_gemeenten")]
LIJST = "/beheer/zoekvragen/"
Maak = Callable[..., GemisteZoekvraag]


@pytest.fixture
def redacteur(catalogus: CataloguePage, duinrand: Gemeente) -> Client:
    richt_moderatie_in(catalogus)
    client = Client()
    client.force_login(factories.UserFactory(groepen=[Group.objects.get(name=REDACTIE)]))
    return client


@pytest.fixture
def gemist(duinrand: Gemeente) -> Maak:
    def maak(
        tekst: str = "wolclub", aantal: int = 1, gemeente: Gemeente | None = None, **anders: Any
    ) -> GemisteZoekvraag:
        vandaag = timezone.localdate()
        velden = {"eerste": vandaag, "laatste": vandaag, "uitkomst": Uitkomst.NIETS} | anders
        return GemisteZoekvraag.objects.create(
            gemeente=gemeente or duinrand, tekst=tekst, aantal=aantal, **velden
        )

    return maak


def teksten(antwoord: HttpResponse) -> list[str]:
    return [rij.tekst for rij in antwoord.context["rijen"]]


def test_from_nothing_to_found(zoek: Any, redacteur: Client) -> None:
    """The whole way, through the pages: search, list, one click, a word, search again."""
    assert zoek("wolclub").context["resultaat"].totaal == 0
    rij = GemisteZoekvraag.objects.get()
    assert f"/beheer/zoekvragen/{rij.pk}/synoniem/" in redacteur.get(LIJST).content.decode()
    scherm = redacteur.get(f"{LIJST}{rij.pk}/synoniem/")
    assert scherm.context["form"]["woord"].value() == "wolclub"
    assert "Breicafé" in scherm.context["keuzes"]
    klaar = redacteur.post(
        f"{LIJST}{rij.pk}/synoniem/", {"woord": "wolclub", "doel": "Breicafé"}, follow=True
    )
    assert "vindt 1 keer hulp" in klaar.content.decode()
    assert teksten(klaar) == []
    assert [hit.titel for hit in zoek("wolclub").context["hits"]] == ["Breicafé"]
    rij.refresh_from_db()
    assert (rij.stand, rij.synoniem.woorden, rij.synoniem.doelen, rij.aantal) == (
        Stand.SYNONIEM, "wolclub", "Breicafé", 1,
    )  # fmt: skip
    assert redacteur.get(f"/beheer/snippets/zoeken/synoniemgroep/edit/{rij.synoniem_id}/").status_code == 200


def test_what_would_not_help_is_not_kept(zoek: Any, redacteur: Client, gemist: Maak) -> None:
    zoek("wolclub")
    rij = GemisteZoekvraag.objects.get()
    antwoord = redacteur.post(f"{LIJST}{rij.pk}/synoniem/", {"woord": "wolclub", "doel": "ruimtereis"})
    assert "Kies een woord dat wel iets vindt" in antwoord.content.decode()
    assert not SynoniemGroep.objects.exists()
    assert zoek("wolclub").context["resultaat"].totaal == 0
    rij.refresh_from_db()
    assert rij.stand == Stand.OPEN


@pytest.mark.parametrize(
    "woord, doel", [("", "breicafé"), ("wolclub", ""), ("breicafé", "Breicafé"), ("x" * 101, "breicafé")]
)
def test_a_form_that_makes_no_sense_comes_back(
    redacteur: Client, breicafe: Any, gemist: Maak, woord: str, doel: str
) -> None:
    antwoord = redacteur.post(f"{LIJST}{gemist().pk}/synoniem/", {"woord": woord, "doel": doel})
    assert antwoord.status_code == 200
    assert antwoord.context["form"].errors
    assert not SynoniemGroep.objects.exists()


def test_sending_twice_makes_one_group(redacteur: Client, breicafe: Any, gemist: Maak) -> None:
    rij = gemist()
    for _ in range(2):
        redacteur.post(f"{LIJST}{rij.pk}/synoniem/", {"woord": "wolclub", "doel": "breicafé"})
    assert SynoniemGroep.objects.count() == 1


def test_a_synonym_is_for_all_municipalities(
    redacteur: Client, breicafe: Any, gemist: Maak, polderwijk: Gemeente
) -> None:
    rij, buren = gemist(), gemist(gemeente=polderwijk)
    redacteur.post(f"{LIJST}{rij.pk}/synoniem/", {"woord": "wolclub", "doel": "breicafé"})
    buren.refresh_from_db()
    assert buren.stand == Stand.SYNONIEM


def test_what_was_masked_is_not_in_the_form(redacteur: Client, breicafe: Any, gemist: Maak) -> None:
    scherm = redacteur.get(f"{LIJST}{gemist('wolclub …').pk}/synoniem/")
    assert scherm.context["form"]["woord"].value() == "wolclub"


def test_words_to_choose_from_all_find_something(zoek: Any, redacteur: Client, gemist: Maak) -> None:
    keuzes = redacteur.get(f"{LIJST}{gemist().pk}/synoniem/").context["keuzes"]
    assert keuzes
    for keuze in keuzes[:20]:
        assert zoek(keuze).context["resultaat"].totaal, keuze


def test_most_asked_first_and_per_municipality(redacteur: Client, gemist: Maak, polderwijk: Gemeente) -> None:
    gemist("weinig", 1)
    gemist("veel", 9)
    gemist("elders", 5, gemeente=polderwijk)
    gemist("klaar", 99, stand=Stand.GENEGEERD)
    assert teksten(redacteur.get(LIJST)) == ["veel", "elders", "weinig"]
    assert teksten(redacteur.get(LIJST, {"gemeente": polderwijk.code})) == ["elders"]
    assert teksten(redacteur.get(LIJST, {"stand": "alles"})) == ["klaar", "veel", "elders", "weinig"]
    assert teksten(redacteur.get(LIJST, {"stand": "kapot", "gemeente": "x'"})) == ["veel", "elders", "weinig"]


def test_ignored_is_out_of_sight_and_can_come_back(redacteur: Client, gemist: Maak) -> None:
    rij = gemist("pizza bestellen")
    adres = f"{LIJST}{rij.pk}/stand/"
    assert redacteur.get(adres).status_code == 405
    assert teksten(redacteur.post(adres, {"stand": "genegeerd"}, follow=True)) == []
    terug = redacteur.post(adres, {"stand": "open", "terug": "stand=genegeerd"})
    assert terug.url == f"{LIJST}?stand=genegeerd"
    assert teksten(redacteur.get(LIJST)) == ["pizza bestellen"]


def test_the_list_costs_the_same_for_many(
    redacteur: Client, gemist: Maak, django_assert_max_num_queries: Any
) -> None:
    for nummer in range(40):
        gemist("wol" + chr(97 + nummer % 26) * (1 + nummer // 26))
    with django_assert_max_num_queries(15):
        redacteur.get(LIJST)


def test_hostile_words_are_only_words(redacteur: Client, gemist: Maak) -> None:
    assert b"<script>kwaad" not in redacteur.get(LIJST, {"gemeente": "<script>kwaad"}).content
    gemist("<script>kwaad")
    assert b"<script>kwaad" not in redacteur.get(LIJST).content


def test_notes_are_read_and_removed(redacteur: Client, duinrand: Gemeente, polderwijk: Gemeente) -> None:
    rij = Zoekfeedback.objects.create(
        gemeente=duinrand, zoekvraag="wolclub", tekst="Een breiclub", dag=timezone.localdate()
    )
    Zoekfeedback.objects.create(gemeente=polderwijk, tekst="Een koor", dag=timezone.localdate())
    assert teksten(redacteur.get(f"{LIJST}reacties/", {"gemeente": duinrand.code})) == ["Een breiclub"]
    na = redacteur.post(f"{LIJST}reacties/{rij.pk}/verwijderen/", follow=True)
    assert teksten(na) == ["Een koor"]


class TestWieMag:
    @pytest.fixture(params=["partner", "kcc"])
    def ander(
        self, request: pytest.FixtureRequest, organisatie: OrganisatiePage, redacteur: Client
    ) -> Client:
        groep = (
            maak_partnergroep(organisatie) if request.param == "partner" else Group.objects.create(name="KCC")
        )
        groep.permissions.add(Permission.objects.get(codename="access_admin"))
        client = Client()
        client.force_login(factories.UserFactory(groepen=[groep]))
        return client

    def test_nobody_else_sees_or_changes_it(self, ander: Client, gemist: Maak, duinrand: Gemeente) -> None:
        rij = gemist("geheimewolclub")
        noot = Zoekfeedback.objects.create(gemeente=duinrand, tekst="geheime noot", dag=timezone.localdate())
        for adres in (LIJST, f"{LIJST}reacties/", f"{LIJST}{rij.pk}/synoniem/"):
            assert b"geheime" not in ander.get(adres, follow=True).content
        ander.post(f"{LIJST}{rij.pk}/synoniem/", {"woord": "a", "doel": "breicafé"})
        ander.post(f"{LIJST}{rij.pk}/stand/", {"stand": "genegeerd"})
        ander.post(f"{LIJST}reacties/{noot.pk}/verwijderen/")
        rij.refresh_from_db()
        assert rij.stand == Stand.OPEN
        assert Zoekfeedback.objects.filter(pk=noot.pk).exists()
        assert not SynoniemGroep.objects.exists()
        assert LIJST.encode() not in ander.get("/beheer/").content

    def test_editors_find_it_in_the_menu(self, redacteur: Client) -> None:
        assert LIJST.encode() in redacteur.get("/beheer/").content

    def test_who_is_not_logged_in_is_asked_to(self, db: None) -> None:
        assert Client().get(LIJST).url.startswith("/beheer/login/")
