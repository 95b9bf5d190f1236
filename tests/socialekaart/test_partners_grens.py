"""Every screen of the admin, tried by a partner with the numbers of another partner's pages.

A sweep, so that a screen that comes with a new version or another app is tried too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from wagtail.models import GroupApprovalTask, Page, Workflow
from wagtail_localize.models import Translation, TranslationSource

from socialekaart.models import CataloguePage, OrganisatiePage, VoorzieningPage
from socialekaart.partners.actions import REDACTIE, TAAK, maak_partnergroep, richt_moderatie_in
from socialekaart.partners.grens import OPEN
from tests import factories
from tests.socialekaart.partners_hulp import account, log_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("eens_kaart")]

GEHEIMEN = ("Geheim concept", "Geheime wijziging", "Geheime club", "geheim-account")
# These end the session, or show an error on purpose.
OVERSLAAN = re.compile(r"logout|failwhale|test404|\^\.\*/\$")


def schermen() -> list[str]:
    """The routes below /beheer/, as patterns."""

    def loop(onderdelen: list[Any], begin: str = "") -> Iterator[str]:
        for deel in onderdelen:
            route = begin + str(deel.pattern).removeprefix("^").removesuffix("$")
            if isinstance(deel, URLPattern):
                yield route
            elif not begin or route.startswith("beheer/"):
                yield from loop(deel.url_patterns, route)

    return sorted({route for route in loop(get_resolver().url_patterns) if route.startswith("beheer/")})


def ingevuld(route: str, pagina: Page, nummers: dict[str, Any]) -> str:
    waarden = nummers | {
        "app_label": "socialekaart", "app_name": "socialekaart", "content_type_app_name": "socialekaart",
        "model_name": pagina._meta.model_name, "content_type_model_name": pagina._meta.model_name,
        "action_name": "approve", "action": "delete", "mode": "page", "revision_id": pagina.latest_revision_id,
    }  # fmt: skip
    if route.startswith("beheer/bulk/"):
        waarden |= {"app_label": "wagtailcore", "model_name": "page"}
    adres = re.sub(r"<\w+:(\w+)>|<(\w+)>", lambda v: str(waarden.get(v[1] or v[2], pagina.pk)), route)
    adres = adres.replace(r"(\d+)", str(pagina.pk))
    return "/" + adres.replace(r"(live|earliest|\d+)\.\.\.(live|latest|\d+)", "earliest...latest")


@pytest.fixture
def ander(catalogus: CataloguePage, duinrand: object) -> OrganisatiePage:
    richt_moderatie_in(catalogus)
    return factories.OrganisatiePageFactory(parent=catalogus, title="Geheime club", live=False)


@pytest.fixture
def concept(ander: OrganisatiePage) -> VoorzieningPage:
    return factories.VoorzieningPageFactory(parent=ander, title="Geheim concept", live=False)


@pytest.fixture
def gewijzigd(catalogus: CataloguePage) -> VoorzieningPage:
    """Public, with a change that is not."""
    buren = factories.OrganisatiePageFactory(parent=catalogus, title="De Buren")
    pagina = factories.VoorzieningPageFactory(parent=buren, title="Openbaar")
    pagina.title = "Geheime wijziging"
    pagina.save_revision()
    pagina.refresh_from_db()
    return pagina


def test_no_screen_shows_a_partner_what_is_not_public(
    organisatie: OrganisatiePage, ander: OrganisatiePage, concept: VoorzieningPage, gewijzigd: VoorzieningPage
) -> None:
    schrijver = account(maak_partnergroep(ander), username="geheim-account")
    stand = Workflow.objects.get(name="Moderatie sociale kaart").start(concept, schrijver)
    nummers = {
        "task_id": GroupApprovalTask.objects.get(name=TAAK).pk,
        "workflow_state_id": stand.pk,
        "task_state_id": stand.current_task_state_id,
        "destination_id": organisatie.pk,
    }
    partner = log_in(account(maak_partnergroep(organisatie)))
    partner.raise_request_exception = False
    routes = [route for route in schermen() if not OVERSLAAN.search(route)]
    assert len(routes) > 150, "de lijst van schermen is niet compleet"
    lekken, getoond = [], 0
    for route in routes:
        for pagina in (concept, gewijzigd):
            vraag = {"q": "Geheim", "id": pagina.pk, "page_type": "socialekaart.VoorzieningPage"}
            antwoord = partner.get(ingevuld(route, pagina, nummers), vraag)
            getoond += antwoord.status_code == 200
            inhoud = b"" if antwoord.streaming else antwoord.content
            lekken += [(route, geheim) for geheim in GEHEIMEN if geheim.encode() in inhoud]
    assert lekken == []
    assert getoond > 20, "een partner die nergens bij kan, bewijst niets"


def test_the_sweep_sees_what_there_is_to_see(ander: OrganisatiePage, concept: VoorzieningPage) -> None:
    """The same addresses do show it to an editor: the sweep would notice a leak."""
    redacteur = log_in(account(Group.objects.get(name=REDACTIE)))
    adres = ingevuld("beheer/choose-page/<int:parent_page_id>/", concept, {})
    assert b"Geheim concept" in redacteur.get(adres).content
    assert b"Geheim concept" in redacteur.get(f"/beheer/pages/{concept.pk}/edit/").content


@pytest.mark.parametrize(
    "scherm",
    [
        "/beheer/users/", "/beheer/groups/", "/beheer/sites/", "/beheer/locales/", "/beheer/gemeenten/",
        "/beheer/wijken/", "/beheer/postcodes/", "/beheer/snippets/", "/beheer/settings/gemeente/gemeenteinstelling/",
        "/beheer/workflows/list/", "/beheer/reports/workflow/", "/beheer/reports/site-history/",
        "/beheer/reports/page-types-usage/", "/beheer/reports/aging-pages/", "/beheer/reports/locked/",
        "/beheer/redirects/", "/beheer/collections/", "/beheer/localize/reports/translations/",
    ],
)  # fmt: skip
def test_what_is_for_all_organisations_is_closed(organisatie: OrganisatiePage, scherm: str) -> None:
    partner = log_in(account(maak_partnergroep(organisatie)))
    antwoord = partner.get(scherm)
    assert antwoord.status_code == 302
    assert antwoord.url == reverse("wagtailadmin_home")


def test_the_menu_of_a_partner_has_no_reports_and_no_settings(
    organisatie: OrganisatiePage, duinrand: object
) -> None:
    scherm = log_in(account(maak_partnergroep(organisatie))).get("/beheer/").content.decode()
    assert "/beheer/pages/" in scherm
    for adres in (
        "/beheer/reports/",
        "/beheer/users/",
        "/beheer/settings/",
        "/beheer/gemeenten/",
        "/beheer/snippets/",
    ):
        assert adres not in scherm


def test_every_open_screen_exists() -> None:
    """A name that Wagtail drops or changes would quietly shut partners out."""
    bestaat = set()

    def loop(resolver: Any, ruimte: str = "") -> None:
        for deel in resolver.url_patterns:
            if isinstance(deel, URLPattern):
                bestaat.add(f"{ruimte}{deel.name}")
            else:
                loop(deel, f"{ruimte}{deel.namespace}:" if deel.namespace else ruimte)

    loop(get_resolver())
    assert OPEN - bestaat == set()


class TestVertalen:
    """The translation editor has no workflow: who publishes there, publishes at once."""

    @pytest.fixture
    def vertaling(self, catalogus: CataloguePage, voorziening: VoorzieningPage) -> Translation:
        richt_moderatie_in(catalogus)
        engels = factories.LocaleFactory(language_code="en")
        for pagina in (catalogus, voorziening.get_parent().specific, voorziening):
            bron, _ = TranslationSource.update_or_create_from_instance(pagina)
            vertaling = Translation.objects.create(source=bron, target_locale=engels)
            vertaling.save_target(publish=False)
        return vertaling

    def test_a_partner_cannot_translate_around_moderation(
        self, vertaling: Translation, organisatie: OrganisatiePage, voorziening: VoorzieningPage
    ) -> None:
        partner = log_in(account(maak_partnergroep(organisatie)))
        engels = vertaling.get_target_instance()
        partner.post(f"/beheer/localize/submit/page/{voorziening.pk}/", {"locales": [engels.locale_id]})
        partner.post(f"/beheer/localize/update/{vertaling.source_id}/", {"publish_translations": "on"})
        partner.post(f"/beheer/pages/{engels.pk}/edit/", {"action": "publish"})
        engels.refresh_from_db()
        assert not engels.live
        assert partner.get(f"/beheer/pages/{engels.pk}/edit/").status_code == 302

    def test_an_editor_translates(self, vertaling: Translation, catalogus: CataloguePage) -> None:
        engels = vertaling.get_target_instance()
        richt_moderatie_in(CataloguePage.objects.get(locale=engels.locale))
        redacteur = log_in(account(Group.objects.get(name=REDACTIE)))
        assert redacteur.get(f"/beheer/pages/{engels.pk}/edit/").status_code == 200


def test_others_in_the_admin_keep_their_screens_but_see_no_drafts_in_choosers(
    ander: OrganisatiePage, concept: VoorzieningPage
) -> None:
    """A colleague who only works in the inbox is no partner, and no editor either."""
    groep = Group.objects.create(name="KCC")
    groep.permissions.add(Permission.objects.get(codename="access_admin"))
    kcc: Client = log_in(account(groep))
    assert kcc.get("/beheer/").status_code == 200
    assert b"Geheim" not in kcc.get(f"/beheer/choose-page/{ander.pk}/").content
    assert b"Geheim" not in kcc.get("/beheer/choose-page/search/", {"q": "Geheim"}).content
