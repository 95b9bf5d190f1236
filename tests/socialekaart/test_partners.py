"""What a partner may do, and what not, tried through the admin with real accounts."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import GroupPagePermission, Workflow, WorkflowTask

from portal.gemeente.models import Gemeente
from socialekaart.models import CataloguePage, LocatiePage, OrganisatiePage, VoorzieningPage
from socialekaart.partners.actions import PARTNER, REDACTIE, maak_partnergroep, richt_moderatie_in
from tests import factories
from tests.socialekaart.partners_hulp import account, bewaar, ingevuld, log_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("eens_kaart")]


@pytest.fixture(autouse=True)
def moderatie(duinrand: object, catalogus: CataloguePage) -> Workflow:
    return richt_moderatie_in(catalogus)


@pytest.fixture
def partner(organisatie: OrganisatiePage) -> Client:
    return log_in(account(maak_partnergroep(organisatie), username="partner"))


@pytest.fixture
def redacteur(moderatie: Workflow) -> Client:
    return log_in(account(Group.objects.get(name=REDACTIE), username="redacteur"))


@pytest.fixture
def ander(catalogus: CataloguePage) -> OrganisatiePage:
    return factories.OrganisatiePageFactory(parent=catalogus, title="De Buren")


@pytest.fixture
def concept_van_ander(ander: OrganisatiePage) -> VoorzieningPage:
    return factories.VoorzieningPageFactory(parent=ander, title="Geheim plan", live=False)


def laatste_versie(pagina: VoorzieningPage) -> VoorzieningPage:
    return VoorzieningPage.objects.get(pk=pagina.pk).get_latest_revision_as_object()


class TestModereren:
    def test_a_change_goes_live_only_when_an_editor_approves(
        self, partner: Client, redacteur: Client, voorziening: VoorzieningPage
    ) -> None:
        assert bewaar(partner, voorziening, title="Thee in de buurt", indienen=True).status_code == 302
        voorziening.refresh_from_db()
        assert voorziening.title == "Koffie in de buurt"
        assert voorziening.live
        assert "Koffie in de buurt" in partner.get(voorziening.pad()).content.decode()

        taak = voorziening.current_workflow_task_state
        adres = f"/beheer/pages/workflow/action/{voorziening.pk}/approve/{taak.pk}/"
        assert redacteur.post(adres, {"comment": ""}).status_code == 302
        voorziening.refresh_from_db()
        assert voorziening.title == "Thee in de buurt"
        assert "Thee in de buurt" in partner.get(voorziening.pad()).content.decode()

    def test_a_partner_cannot_approve_the_own_change(
        self, partner: Client, voorziening: VoorzieningPage
    ) -> None:
        bewaar(partner, voorziening, title="Thee in de buurt", indienen=True)
        taak = voorziening.current_workflow_task_state
        partner.post(f"/beheer/pages/workflow/action/{voorziening.pk}/approve/{taak.pk}/", {"comment": ""})
        voorziening.refresh_from_db()
        assert voorziening.title == "Koffie in de buurt"
        taak.refresh_from_db()
        assert taak.status == taak.STATUS_IN_PROGRESS

    def test_a_new_offer_of_a_partner_is_a_draft(self, partner: Client, organisatie: OrganisatiePage) -> None:
        adres = f"/beheer/pages/add/socialekaart/voorzieningpage/{organisatie.pk}/"
        gegevens = ingevuld(partner.get(adres).context["form"]) | {
            "title": "Wandelclub",
            "slug": "wandelclub",
        }
        assert partner.post(adres, gegevens | {"action-publish": "1"}).status_code == 302
        nieuw = VoorzieningPage.objects.get(slug="wandelclub")
        assert not nieuw.live
        assert partner.get(nieuw.pad()).status_code == 404

    def test_publish_in_the_form_of_a_partner_publishes_nothing(
        self, partner: Client, voorziening: VoorzieningPage
    ) -> None:
        bewaar(partner, voorziening, title="Thee in de buurt", publiceer=True)
        voorziening.refresh_from_db()
        assert voorziening.title == "Koffie in de buurt"
        assert voorziening.has_unpublished_changes

    def test_a_partner_cannot_take_an_offer_offline_or_make_it_private(
        self, partner: Client, voorziening: VoorzieningPage
    ) -> None:
        partner.post(f"/beheer/pages/{voorziening.pk}/unpublish/")
        partner.post(f"/beheer/pages/{voorziening.pk}/privacy/", {"restriction_type": "login"})
        voorziening.refresh_from_db()
        assert voorziening.live
        assert not voorziening.get_view_restrictions().exists()

    def test_a_second_answer_to_the_same_change_is_told_so(
        self, partner: Client, redacteur: Client, voorziening: VoorzieningPage
    ) -> None:
        """Two editors had it open, or one clicked twice."""
        bewaar(partner, voorziening, title="Thee in de buurt", indienen=True)
        goed = {"action-workflow-action": "true", "workflow-action-name": "approve"}
        assert bewaar(redacteur, voorziening, **goed).status_code == 302
        voorziening.refresh_from_db()
        assert voorziening.title == "Thee in de buurt"
        tweede = bewaar(redacteur, voorziening, **goed, title="Te laat")
        scherm = redacteur.get(tweede.url).content.decode()
        assert "Deze wijziging is al beoordeeld." in scherm
        assert laatste_versie(voorziening).title == "Thee in de buurt"

    def test_the_workflow_of_the_catalogue_replaces_the_general_one(
        self, voorziening: VoorzieningPage
    ) -> None:
        assert voorziening.get_workflow().name == "Moderatie sociale kaart"


class TestInvullen:
    def test_a_draft_may_be_incomplete(self, partner: Client, voorziening: VoorzieningPage) -> None:
        antwoord = bewaar(partner, voorziening, samenvatting="", gemeenten=[], wijken=[])
        assert antwoord.status_code == 302
        assert laatste_versie(voorziening).samenvatting == ""

    @pytest.mark.parametrize(
        ("wijzigingen", "veld"),
        [
            ({"samenvatting": ""}, "samenvatting"),
            ({"bereik": "gemeente", "gemeenten": []}, "gemeenten"),
            ({"bereik": "regio", "gemeenten": []}, "gemeenten"),
            ({"bereik": "wijk", "wijken": []}, "wijken"),
            ({"bereik": ""}, "bereik"),
        ],
    )
    @pytest.mark.parametrize("wie", ["partner", "redacteur"])
    def test_what_goes_public_says_what_it_is_and_for_which_area(
        self,
        request: pytest.FixtureRequest,
        wie: str,
        voorziening: VoorzieningPage,
        wijzigingen: dict[str, object],
        veld: str,
    ) -> None:
        knop = {"indienen" if wie == "partner" else "publiceer": True}
        antwoord = bewaar(request.getfixturevalue(wie), voorziening, **wijzigingen, **knop)
        assert antwoord.status_code == 200
        assert list(antwoord.context["form"].errors) == [veld]

    def test_the_country_needs_no_municipality(self, redacteur: Client, voorziening: VoorzieningPage) -> None:
        assert bewaar(redacteur, voorziening, bereik="land", gemeenten=[], publiceer=True).status_code == 302
        voorziening.refresh_from_db()
        assert voorziening.bereik == "land"

    def test_name_and_summary_are_enough(
        self, redacteur: Client, organisatie: OrganisatiePage, client: Client, polderwijk: Gemeente
    ) -> None:
        adres = f"/beheer/pages/add/socialekaart/voorzieningpage/{organisatie.pk}/"
        gegevens = ingevuld(redacteur.get(adres).context["form"]) | {
            "title": "Wandelclub", "slug": "wandelclub", "samenvatting": "Samen op pad.", "action-publish": "1",
        }  # fmt: skip
        assert redacteur.post(adres, gegevens).status_code == 302
        pagina = VoorzieningPage.objects.get(slug="wandelclub")
        assert (pagina.live, pagina.bereik) == (True, "")
        tekst = client.get(pagina.pad(), headers={"host": "polderwijk.localhost"}).content.decode()
        assert "Samen op pad." in tekst
        assert "Voor een andere plaats" not in tekst, "wat niet bekend is, houdt niemand tegen"


class TestVanEenAnder:
    def test_a_partner_cannot_change_or_read_it(
        self, partner: Client, concept_van_ander: VoorzieningPage
    ) -> None:
        pk, revisie = concept_van_ander.pk, concept_van_ander.latest_revision_id
        for pad in (
            "edit/", "view_draft/", "history/", "usage/", "copy/", "move/", "delete/", "workflow_history/",
            f"revisions/{revisie}/view/", f"revisions/{revisie}/revert/", "revisions/compare/earliest...latest/",
        ):  # fmt: skip
            antwoord = partner.get(f"/beheer/pages/{pk}/{pad}")
            assert antwoord.status_code in (302, 403, 404), pad
            assert b"Geheim plan" not in antwoord.content, pad
        partner.post(f"/beheer/pages/{pk}/edit/", {"title": "Overgenomen", "slug": "x"})
        partner.post(f"/beheer/pages/{pk}/delete/")
        assert VoorzieningPage.objects.get(pk=pk).draft_title == "Geheim plan"

    def test_an_xhr_gets_403_and_no_page(self, partner: Client, concept_van_ander: VoorzieningPage) -> None:
        adres = f"/beheer/choose-page/{concept_van_ander.pk}/"
        antwoord = partner.get(adres, headers={"x-requested-with": "XMLHttpRequest"})
        assert antwoord.status_code == 403

    def test_nothing_can_be_added_below_it_or_moved_to_it(
        self, partner: Client, ander: OrganisatiePage, organisatie: OrganisatiePage
    ) -> None:
        eigen = factories.VoorzieningPageFactory(parent=organisatie, title="Nog niet klaar", live=False)
        partner.post(
            f"/beheer/pages/add/socialekaart/voorzieningpage/{ander.pk}/",
            {"title": "Indringer", "slug": "indringer"},
        )
        partner.post(f"/beheer/pages/{eigen.pk}/move/{ander.pk}/confirm/")
        partner.post(f"/beheer/bulk/wagtailcore/page/move/?id={eigen.pk}", {"chooser": ander.pk})
        partner.post(f"/beheer/api/main/pages/{eigen.pk}/action/move/", {"destination_page_id": ander.pk})
        partner.post(
            f"/beheer/pages/{eigen.pk}/copy/",
            {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": ander.pk},
        )
        assert not ander.get_children().exists()
        eigen.refresh_from_db()
        assert eigen.is_child_of(organisatie)

    def test_it_cannot_be_pulled_into_the_own_subtree(
        self, partner: Client, concept_van_ander: VoorzieningPage, organisatie: OrganisatiePage
    ) -> None:
        vooraf = list(organisatie.get_children())
        partner.post(f"/beheer/pages/{concept_van_ander.pk}/move/{organisatie.pk}/confirm/")
        gegevens = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": organisatie.pk}
        partner.post(f"/beheer/pages/{concept_van_ander.pk}/copy/", gegevens)
        assert list(organisatie.get_children()) == vooraf

    def test_the_explorer_shows_the_own_organisation_only(
        self, partner: Client, voorziening: VoorzieningPage, ander: OrganisatiePage, catalogus: CataloguePage
    ) -> None:
        scherm = partner.get("/beheer/pages/", follow=True).content.decode()
        assert "Koffie in de buurt" in scherm
        assert "De Buren" not in scherm
        assert "De Buren" not in partner.get(f"/beheer/pages/{catalogus.pk}/", follow=True).content.decode()


class TestKiezers:
    KIEZER = "/beheer/choose-page/"
    LOCATIE = {"page_type": "socialekaart.LocatiePage"}

    @pytest.fixture
    def openbare_plek(self, ander: OrganisatiePage) -> LocatiePage:
        return factories.LocatiePageFactory(parent=ander, title="Dorpshuis De Buren")

    @pytest.fixture
    def geheime_plek(self, ander: OrganisatiePage) -> LocatiePage:
        return factories.LocatiePageFactory(parent=ander, title="Geheim dorpshuis", live=False)

    def test_a_chooser_offers_own_places_and_public_places_of_others(
        self, partner: Client, ander: OrganisatiePage, organisatie: OrganisatiePage,
        openbare_plek: LocatiePage, geheime_plek: LocatiePage,
    ) -> None:  # fmt: skip
        factories.LocatiePageFactory(parent=organisatie, title="Eigen huis", live=False)
        assert "Eigen huis" in partner.get(self.KIEZER, self.LOCATIE, follow=True).json()["html"]
        bij_ander = partner.get(f"{self.KIEZER}{ander.pk}/", self.LOCATIE).json()["html"]
        assert "Dorpshuis De Buren" in bij_ander
        assert "Geheim" not in bij_ander

    def test_from_a_chooser_one_can_walk_to_another_organisation_but_not_to_a_hidden_one(
        self, partner: Client, catalogus: CataloguePage, openbare_plek: LocatiePage
    ) -> None:
        factories.LocatiePageFactory(
            parent=factories.OrganisatiePageFactory(parent=catalogus, title="Verborgen club", live=False)
        )
        scherm = partner.get(f"{self.KIEZER}{catalogus.pk}/", self.LOCATIE).json()["html"]
        assert "De Buren" in scherm
        assert "Verborgen club" not in scherm

    def test_search_in_a_chooser_finds_no_drafts_of_others(
        self, partner: Client, redacteur: Client, openbare_plek: LocatiePage, geheime_plek: LocatiePage,
        concept_van_ander: VoorzieningPage,
    ) -> None:  # fmt: skip
        for vraag in ({"q": "dorpshuis"} | self.LOCATIE, {"q": "geheim"}):
            assert "Geheim" not in partner.get(f"{self.KIEZER}search/", vraag).content.decode()
        assert (
            "Dorpshuis De Buren" in partner.get(f"{self.KIEZER}search/", {"q": "dorpshuis"}).content.decode()
        )
        assert (
            "Geheim dorpshuis" in redacteur.get(f"{self.KIEZER}search/", {"q": "dorpshuis"}).content.decode()
        )

    def test_a_chooser_does_not_name_a_draft_by_its_number(
        self, partner: Client, redacteur: Client, geheime_plek: LocatiePage, openbare_plek: LocatiePage
    ) -> None:
        gekozen = f"{self.KIEZER}chosen-multiple/"
        assert b"Geheim" not in partner.get(gekozen, {"id": [openbare_plek.pk, geheime_plek.pk]}).content
        assert b"Dorpshuis" in partner.get(gekozen, {"id": openbare_plek.pk}).content
        assert b"Geheim" in redacteur.get(gekozen, {"id": geheime_plek.pk}).content
        assert b"Geheim" not in partner.get(f"{self.KIEZER}{geheime_plek.pk}/").content

    def _met_plek(self, client: Client, voorziening: VoorzieningPage, plek: LocatiePage) -> object:
        return bewaar(
            client,
            voorziening,
            **{"plekken-TOTAL_FORMS": "1", "plekken-0-locatie": plek.pk, "plekken-0-ORDER": "1"},
        )

    def test_a_posted_number_of_a_hidden_place_is_refused_without_naming_it(
        self, partner: Client, voorziening: VoorzieningPage, geheime_plek: LocatiePage
    ) -> None:
        antwoord = self._met_plek(partner, voorziening, geheime_plek)
        assert antwoord.status_code == 200
        assert "Kies een plek uit de lijst." in antwoord.content.decode()
        assert "Geheim" not in antwoord.content.decode()
        assert not laatste_versie(voorziening).plekken.exists()

    def test_a_public_place_of_another_can_be_chosen(
        self, partner: Client, voorziening: VoorzieningPage, openbare_plek: LocatiePage
    ) -> None:
        assert self._met_plek(partner, voorziening, openbare_plek).status_code == 302
        gekozen = laatste_versie(voorziening).plekken.all()
        assert [plek.locatie_id for plek in gekozen] == [openbare_plek.pk]

    def test_where_an_own_place_is_used_does_not_name_drafts_of_others(
        self, partner: Client, organisatie: OrganisatiePage, ander: OrganisatiePage
    ) -> None:
        eigen = factories.LocatiePageFactory(parent=organisatie, title="Eigen huis")
        factories.VoorzieningPageFactory(parent=ander, title="Geheim plan", plekken=[eigen], live=False)
        for scherm in ("usage", "delete"):
            assert b"Geheim" not in partner.get(f"/beheer/pages/{eigen.pk}/{scherm}/", follow=True).content


class TestWeghalen:
    def test_a_partner_may_throw_away_an_own_first_draft(
        self, partner: Client, organisatie: OrganisatiePage
    ) -> None:
        eigen = factories.VoorzieningPageFactory(parent=organisatie, live=False)
        partner.post(f"/beheer/pages/{eigen.pk}/delete/")
        assert not VoorzieningPage.objects.filter(pk=eigen.pk).exists()

    def test_what_was_public_once_is_for_the_editors(
        self, partner: Client, redacteur: Client, voorziening: VoorzieningPage
    ) -> None:
        voorziening.unpublish()
        antwoord = partner.post(f"/beheer/pages/{voorziening.pk}/delete/", follow=True)
        assert "Vraag de redactie" in antwoord.content.decode()
        assert VoorzieningPage.objects.filter(pk=voorziening.pk).exists()
        redacteur.post(f"/beheer/pages/{voorziening.pk}/delete/")
        assert not VoorzieningPage.objects.filter(pk=voorziening.pk).exists()

    def test_a_new_organisation_is_not_thrown_away_by_its_partner(self, catalogus: CataloguePage) -> None:
        nieuw = factories.OrganisatiePageFactory(parent=catalogus, live=False)
        partner = log_in(account(maak_partnergroep(nieuw)))
        partner.post(f"/beheer/pages/{nieuw.pk}/delete/")
        assert OrganisatiePage.objects.filter(pk=nieuw.pk).exists()


class TestGroepen:
    def test_setting_up_twice_changes_nothing(
        self, catalogus: CataloguePage, organisatie: OrganisatiePage
    ) -> None:
        def stand() -> tuple[object, ...]:
            return (
                set(Group.objects.values_list("pk", "name")),
                set(GroupPagePermission.objects.values_list("pk", flat=True)),
                set(WorkflowTask.objects.values_list("pk", flat=True)),
                set(Workflow.objects.values_list("pk", flat=True)),
            )

        maak_partnergroep(organisatie)
        eerst = stand()
        richt_moderatie_in(catalogus)
        maak_partnergroep(organisatie)
        assert stand() == eerst

    def test_the_group_follows_a_new_name_and_two_of_one_name_stay_apart(
        self, catalogus: CataloguePage, organisatie: OrganisatiePage
    ) -> None:
        groep = maak_partnergroep(organisatie)
        organisatie.title = "Welzijn aan Zee"
        assert maak_partnergroep(organisatie) == groep
        assert Group.objects.get(pk=groep.pk).name == PARTNER + "Welzijn aan Zee"
        naamgenoot = factories.OrganisatiePageFactory(
            parent=catalogus, title="Welzijn aan Zee", slug="naamgenoot"
        )
        tweede = maak_partnergroep(naamgenoot)
        assert tweede != groep
        assert maak_partnergroep(naamgenoot) == tweede
        assert maak_partnergroep(organisatie).name == PARTNER + "Welzijn aan Zee"

    def test_rights_given_by_hand_on_the_organisation_are_set_straight(
        self, organisatie: OrganisatiePage
    ) -> None:
        groep = maak_partnergroep(organisatie)
        GroupPagePermission.objects.create(group=groep, page=organisatie, permission_type="publish")
        maak_partnergroep(organisatie)
        namen = GroupPagePermission.objects.filter(group=groep).values_list("permission__codename", flat=True)
        assert set(namen) == {"add_page", "change_page"}

    def test_editors_keep_the_pages_and_settings_of_every_municipality(
        self, catalogus: CataloguePage, polderwijk: object
    ) -> None:
        richt_moderatie_in(catalogus)
        redacteur = log_in(account(Group.objects.get(name=REDACTIE)))
        site = polderwijk.instellingen.get().site  # type: ignore[attr-defined]
        assert redacteur.get(f"/beheer/pages/{site.root_page_id}/edit/").status_code == 200
        assert redacteur.get(f"/beheer/settings/gemeente/gemeenteinstelling/{site.pk}/").status_code == 200
        assert redacteur.get("/beheer/users/").status_code == 302

    def test_the_catalogue_is_at_home_without_a_site_of_its_own(
        self, redacteur: Client, catalogus: CataloguePage, organisatie: OrganisatiePage
    ) -> None:
        for pagina in (catalogus, organisatie):
            scherm = redacteur.get(f"/beheer/pages/{pagina.pk}/").content.decode()
            assert "Er is geen site" not in scherm


class TestVoorbeeld:
    def test_an_offer_that_is_not_saved_yet_can_be_previewed(
        self, partner: Client, organisatie: OrganisatiePage
    ) -> None:
        plek = factories.LocatiePageFactory(parent=organisatie, title="Het Baken")
        adres = f"/beheer/pages/add/socialekaart/voorzieningpage/{organisatie.pk}/"
        gegevens = ingevuld(partner.get(adres).context["form"]) | {
            "title": "Wandelclub", "slug": "wandelclub", "samenvatting": "Samen op pad.", "bereik": "land",
            "plekken-TOTAL_FORMS": "1", "plekken-0-locatie": plek.pk, "plekken-0-ORDER": "1",
        }  # fmt: skip
        assert partner.post(f"{adres}preview/", gegevens).json()["is_valid"]
        voorbeeld = partner.get(f"{adres}preview/")
        assert voorbeeld.status_code == 200
        assert "Wandelclub" in voorbeeld.content.decode()
        assert "Het Baken" in voorbeeld.content.decode()

    def test_a_changed_offer_is_previewed_as_it_will_be(
        self, partner: Client, voorziening: VoorzieningPage, organisatie: OrganisatiePage
    ) -> None:
        bewaar(partner, voorziening, title="Thee in de buurt")
        voorbeeld = partner.get(f"/beheer/pages/{voorziening.pk}/view_draft/").content.decode()
        assert "Thee in de buurt" in voorbeeld
