"""The one predicate: what the public may see. Each way to hide a page hides it and all below it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from socialekaart.models import CataloguePage, LocatiePage, OrganisatiePage, VoorzieningPage
from socialekaart.visibility import is_zichtbaar, zichtbaar
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("eens_kaart")]

NU = timezone.now()
GISTEREN, MORGEN = NU - dt.timedelta(days=1), NU + dt.timedelta(days=1)


def verberg_prive(pagina: Page) -> None:
    PageViewRestriction.objects.create(page=pagina.page_ptr, restriction_type=PageViewRestriction.LOGIN)


def verloop(pagina: Page) -> None:
    Page.objects.filter(pk=pagina.pk).update(expire_at=GISTEREN)


MANIEREN: dict[str, Callable[[Page], None]] = {
    "offline": lambda pagina: pagina.unpublish(),
    "besloten": verberg_prive,
    "verlopen": verloop,
}


def test_a_published_offer_is_visible(voorziening: VoorzieningPage) -> None:
    assert is_zichtbaar(voorziening)


def test_a_draft_is_not(organisatie: OrganisatiePage) -> None:
    assert not is_zichtbaar(factories.VoorzieningPageFactory(parent=organisatie, live=False))


@pytest.mark.parametrize("manier", MANIEREN)
@pytest.mark.parametrize("waar", ["voorziening", "organisatie", "catalogus"])
def test_what_hides_a_page_hides_what_is_below_it(
    request: pytest.FixtureRequest, client: Client, voorziening: VoorzieningPage, waar: str, manier: str
) -> None:
    pagina = request.getfixturevalue(waar)
    MANIEREN[manier](type(pagina).objects.get(pk=pagina.pk))
    assert not is_zichtbaar(voorziening)
    assert client.get(voorziening.pad()).status_code == 404


@pytest.mark.parametrize("manier", MANIEREN)
def test_a_neighbour_stays_visible(
    voorziening: VoorzieningPage, organisatie: OrganisatiePage, manier: str
) -> None:
    naast = factories.VoorzieningPageFactory(parent=organisatie, title="Koffie in de buurt 2")
    MANIEREN[manier](naast)
    assert is_zichtbaar(voorziening)
    assert is_zichtbaar(organisatie)


def test_organisations_and_places_follow_the_same_rule(organisatie: OrganisatiePage) -> None:
    plek = factories.LocatiePageFactory(parent=organisatie)
    assert set(zichtbaar(LocatiePage.objects.all())) == {plek}
    OrganisatiePage.objects.get(pk=organisatie.pk).unpublish()
    assert not zichtbaar(LocatiePage.objects.all()).exists()
    assert not zichtbaar(OrganisatiePage.objects.all()).exists()


def test_expiry_counts_before_the_timer_has_run_and_not_before_its_time(voorziening: VoorzieningPage) -> None:
    Page.objects.filter(pk=voorziening.pk).update(expire_at=MORGEN)
    assert is_zichtbaar(voorziening)
    assert not is_zichtbaar(voorziening, MORGEN)


def test_an_offer_is_valid_through_its_last_day_in_amsterdam(voorziening: VoorzieningPage) -> None:
    VoorzieningPage.objects.filter(pk=voorziening.pk).update(geldig_tot=dt.date(2026, 6, 30))
    laat_op_de_dag = dt.datetime(2026, 6, 30, 21, 59, tzinfo=dt.UTC)  # 23:59 in the Netherlands
    assert is_zichtbaar(voorziening, laat_op_de_dag)
    assert not is_zichtbaar(voorziening, laat_op_de_dag + dt.timedelta(minutes=1))


def test_a_page_outside_the_catalogue_is_not_visible(voorziening: VoorzieningPage, duinrand: object) -> None:
    """Moved by hand below a home page, say: no site serves it as an offer any more."""
    home = duinrand.instellingen.get().site.root_page  # type: ignore[attr-defined]
    VoorzieningPage.objects.get(pk=voorziening.pk).move(Page.objects.get(pk=home.pk), pos="last-child")
    assert not is_zichtbaar(voorziening)


def test_an_unpublished_place_is_not_named_on_the_offer(client: Client, organisatie: OrganisatiePage) -> None:
    plek = factories.LocatiePageFactory(parent=organisatie, title="Geheim dorpshuis", straat="Achterpad 7")
    aanbod = factories.VoorzieningPageFactory(parent=organisatie, plekken=[plek])
    assert "Achterpad 7" in client.get(aanbod.pad()).content.decode()
    plek.unpublish()
    scherm = client.get(aanbod.pad()).content.decode()
    assert "Achterpad 7" not in scherm
    assert "Geheim dorpshuis" not in scherm


def test_one_query_whatever_the_number_of_pages(
    organisatie: OrganisatiePage, django_assert_num_queries: Callable[..., object]
) -> None:
    for _ in range(3):
        factories.VoorzieningPageFactory(parent=organisatie)
    alle = set(VoorzieningPage.objects.all())
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        assert set(zichtbaar(VoorzieningPage.objects.all())) == alle


def test_a_second_catalogue_counts_as_well(catalogus: CataloguePage) -> None:
    """English texts live in a catalogue of their own language."""
    engels = factories.LocaleFactory(language_code="en")
    tweede = factories.CataloguePageFactory(slug="catalogue", locale=engels)
    aanbod = factories.VoorzieningPageFactory(parent=factories.OrganisatiePageFactory(parent=tweede))
    assert is_zichtbaar(aanbod)
