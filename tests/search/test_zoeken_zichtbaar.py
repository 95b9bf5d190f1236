"""Nothing hidden is ever found, and what is published is found at once: with live indexing on, in every engine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from portal.gemeente.models import Gemeente
from socialekaart.models import CataloguePage, OrganisatiePage, VoorzieningPage
from socialekaart.search import pending, service
from socialekaart.search.types import Vraag
from tests import factories
from tests.search.hulp import GM, na_commit

pytestmark = pytest.mark.django_db
Vindt = Callable[[str], bool]


@pytest.fixture(params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def vindt(request: pytest.FixtureRequest, db: None) -> Vindt:
    """Is an offer with this word found, by words, by browsing and by suggestion? All three must agree."""
    naam = request.param
    if naam == "elasticsearch":
        request.getfixturevalue("elastic")
        service.herbouw("elasticsearch")

    def kijk(woord: str) -> bool:
        na_commit()
        engine = service.engine(naam)
        op_woord = engine.search(Vraag(woord, letterlijk=True)).totaal
        bladerend = [t.document.titel for t in engine.search(Vraag(per_pagina=100)).treffers]
        voorgesteld = [s.tekst for s in engine.suggest(woord)]
        uitkomsten = {
            bool(op_woord),
            any(woord in titel for titel in bladerend),
            any(woord in tekst for tekst in voorgesteld),
        }
        assert len(uitkomsten) == 1, (op_woord, bladerend, voorgesteld)
        return uitkomsten.pop()

    return kijk


@pytest.fixture
def gemeente(db: None) -> Gemeente:
    return factories.GemeenteFactory(code=GM, naam="Duinrand")


@pytest.fixture
def catalogus(db: None) -> CataloguePage:
    return factories.CataloguePageFactory()


@pytest.fixture
def organisatie(catalogus: CataloguePage) -> OrganisatiePage:
    return factories.OrganisatiePageFactory(parent=catalogus, title="Welzijn Duinrand")


@pytest.fixture
def koor(vindt: Vindt, organisatie: OrganisatiePage, gemeente: Gemeente) -> VoorzieningPage:
    return factories.VoorzieningPageFactory(parent=organisatie, title="Smartlappenkoor", gemeenten=[gemeente])


def gevonden(vraag: Vraag) -> Any:
    """What a visitor finds, after the commit."""
    na_commit()
    return service.zoek(vraag)


def test_published_is_found_at_once_and_a_draft_never(
    vindt: Vindt, koor: VoorzieningPage, organisatie: OrganisatiePage, gemeente: Gemeente
) -> None:
    assert vindt("Smartlappenkoor")
    concept = factories.VoorzieningPageFactory(
        parent=organisatie, title="Zwemgroep", gemeenten=[gemeente], live=False
    )
    assert not vindt("Zwemgroep")
    concept.get_latest_revision().publish()
    assert vindt("Zwemgroep")


def test_an_unpublished_change_stays_unseen(vindt: Vindt, koor: VoorzieningPage) -> None:
    koor.title = "Geheimkoor"
    koor.save_revision()
    assert vindt("Smartlappenkoor")
    assert not vindt("Geheimkoor")


def test_unpublish_and_delete(vindt: Vindt, koor: VoorzieningPage) -> None:
    koor.unpublish()
    assert not vindt("Smartlappenkoor")
    koor.get_latest_revision().publish()
    assert vindt("Smartlappenkoor")
    koor.delete()
    assert not vindt("Smartlappenkoor")


def test_organisation_unpublished_hides_its_offers(
    vindt: Vindt, koor: VoorzieningPage, organisatie: OrganisatiePage
) -> None:
    organisatie.unpublish()
    assert not vindt("Smartlappenkoor")
    organisatie.get_latest_revision().publish()
    assert vindt("Smartlappenkoor")


def test_organisation_deleted_with_its_offers(
    vindt: Vindt, koor: VoorzieningPage, organisatie: OrganisatiePage
) -> None:
    OrganisatiePage.objects.get(pk=organisatie.pk).delete()
    assert not vindt("Smartlappenkoor")


def test_private_page_and_private_ancestor(
    vindt: Vindt, koor: VoorzieningPage, organisatie: OrganisatiePage
) -> None:
    for pagina in (koor, organisatie):
        slot = PageViewRestriction.objects.create(
            page=Page.objects.get(pk=pagina.pk), restriction_type="login"
        )
        assert not vindt("Smartlappenkoor")
        slot.delete()
        assert vindt("Smartlappenkoor")


def test_a_place_that_is_hidden_leaves_the_offers_of_others_that_happen_there(
    vindt: Vindt, koor: VoorzieningPage, catalogus: CataloguePage
) -> None:
    gebouw = factories.OrganisatiePageFactory(parent=catalogus, title="Stichting Gebouwen")
    plek = factories.LocatiePageFactory(parent=gebouw, title="Blijf-van-mijn-lijfhuis")
    koor.plekken.create(locatie=plek)
    koor.save_revision().publish()

    def punten() -> list[str]:
        (treffer,) = gevonden(Vraag("Smartlappenkoor", letterlijk=True)).treffers
        return [punt.naam for punt in treffer.document.punten]

    assert punten() == ["Blijf-van-mijn-lijfhuis"]
    for pagina in (plek, gebouw):
        slot = PageViewRestriction.objects.create(
            page=Page.objects.get(pk=pagina.pk), restriction_type="login"
        )
        assert punten() == [], pagina
        slot.delete()
        assert punten() == ["Blijf-van-mijn-lijfhuis"], pagina
        type(pagina).objects.get(pk=pagina.pk).unpublish()
        assert punten() == [], pagina
        type(pagina).objects.get(pk=pagina.pk).get_latest_revision().publish()
        assert punten() == ["Blijf-van-mijn-lijfhuis"], pagina


def test_moved_below_a_hidden_organisation_and_back(
    vindt: Vindt, koor: VoorzieningPage, organisatie: OrganisatiePage, catalogus: CataloguePage
) -> None:
    ander = factories.OrganisatiePageFactory(parent=catalogus, title="Andere", live=False)
    VoorzieningPage.objects.get(pk=koor.pk).move(OrganisatiePage.objects.get(pk=ander.pk), pos="last-child")
    assert not vindt("Smartlappenkoor")
    VoorzieningPage.objects.get(pk=koor.pk).move(
        OrganisatiePage.objects.get(pk=organisatie.pk), pos="last-child"
    )
    assert vindt("Smartlappenkoor")


def test_a_move_shows_the_new_organisation_and_address(
    vindt: Vindt, koor: VoorzieningPage, catalogus: CataloguePage
) -> None:
    ander = factories.OrganisatiePageFactory(parent=catalogus, title="Bibliotheek")
    VoorzieningPage.objects.get(pk=koor.pk).move(OrganisatiePage.objects.get(pk=ander.pk), pos="last-child")
    (treffer,) = gevonden(Vraag("smartlappenkoor")).treffers
    assert treffer.document.organisatie == "Bibliotheek"
    assert treffer.document.pad == "/aanbod/bibliotheek/smartlappenkoor/"


def test_expired_page_and_valid_until(vindt: Vindt, koor: VoorzieningPage) -> None:
    koor.expire_at = timezone.now() - timedelta(seconds=1)
    koor.save()
    assert not vindt("Smartlappenkoor")
    koor.expire_at = None
    koor.geldig_tot = date.today() - timedelta(days=1)
    koor.save()
    assert not vindt("Smartlappenkoor")
    koor.geldig_tot = timezone.localdate()
    koor.save()
    assert vindt("Smartlappenkoor")


def test_expiry_to_come_works_without_anything_being_written(
    vindt: Vindt, koor: VoorzieningPage, organisatie: OrganisatiePage, request: pytest.FixtureRequest
) -> None:
    organisatie.expire_at = timezone.now() + timedelta(days=3)
    organisatie.save()
    koor.geldig_tot = timezone.localdate() + timedelta(days=1)
    koor.save()
    na_commit()
    engine = service.engine("elasticsearch" if "elasticsearch" in request.node.name else "embedded")
    assert engine.search(Vraag("smartlappenkoor")).totaal == 1
    assert engine.search(Vraag("smartlappenkoor", moment=timezone.now() + timedelta(days=2))).totaal == 0
    koor.geldig_tot = None
    koor.save()
    na_commit()
    assert engine.search(Vraag("smartlappenkoor", moment=timezone.now() + timedelta(days=2))).totaal == 1
    assert engine.search(Vraag("smartlappenkoor", moment=timezone.now() + timedelta(days=4))).totaal == 0


def test_area_changed(vindt: Vindt, koor: VoorzieningPage, gemeente: Gemeente) -> None:
    buur = factories.GemeenteFactory(code="GM9902", naam="Polderwijk")
    assert not gevonden(Vraag("smartlappenkoor", gemeente=buur.code)).treffers[0].bedient
    koor.gemeenten = [buur]
    koor.save()
    assert gevonden(Vraag("smartlappenkoor", gemeente=buur.code)).treffers[0].bedient
    assert gevonden(Vraag("smartlappenkoor", gemeente=GM, alleen_gemeente=True)).totaal == 0


def test_a_renamed_organisation_is_found_by_its_new_name(
    vindt: Vindt, koor: VoorzieningPage, organisatie: OrganisatiePage
) -> None:
    organisatie = OrganisatiePage.objects.get(pk=organisatie.pk)
    organisatie.title = "Zonnehoek"
    organisatie.save_revision().publish()
    assert [t.document.organisatie for t in gevonden(Vraag("zonnehoek")).treffers] == ["Zonnehoek"]


def test_many_at_once_come_through_the_worker_and_go_at_once(
    vindt: Vindt, organisatie: OrganisatiePage, gemeente: Gemeente, monkeypatch: pytest.MonkeyPatch
) -> None:
    from socialekaart.search import signals

    monkeypatch.setattr(signals, "DIRECT", 2)
    for nummer in range(4):
        factories.VoorzieningPageFactory(
            parent=organisatie, title=f"Zwemgroep {nummer}", gemeenten=[gemeente]
        )
    organisatie = OrganisatiePage.objects.get(pk=organisatie.pk)
    organisatie.unpublish()
    assert not vindt("Zwemgroep")
    organisatie.get_latest_revision().publish()
    assert vindt("Zwemgroep")


def test_what_is_rolled_back_was_never_there(vindt: Vindt, koor: VoorzieningPage) -> None:
    class Terug(Exception):
        pass

    with pytest.raises(Terug), transaction.atomic():
        koor.unpublish()
        assert service.embedded.search(Vraag("smartlappenkoor")).totaal == 0
        raise Terug
    assert service.embedded.search(Vraag("smartlappenkoor")).totaal == 1
    assert vindt("Smartlappenkoor")


def test_a_collected_block_is_written_at_its_end(
    vindt: Vindt, organisatie: OrganisatiePage, gemeente: Gemeente
) -> None:
    with pending.verzamel():
        for nummer in range(3):
            factories.VoorzieningPageFactory(
                parent=organisatie, title=f"Zwemgroep {nummer}", gemeenten=[gemeente]
            )
        assert service.embedded.search(Vraag("zwemgroep")).totaal == 0
    assert vindt("Zwemgroep")


def test_the_sweep_finds_and_heals_every_difference(
    vindt: Vindt, koor: VoorzieningPage, organisatie: OrganisatiePage, gemeente: Gemeente
) -> None:
    for titel in ("Zwemgroep", "Breigroep"):
        factories.VoorzieningPageFactory(parent=organisatie, title=titel, gemeenten=[gemeente])
    # Behind the back of the signals, as a repair in the database would do.
    VoorzieningPage.objects.filter(title="Zwemgroep").update(live=False)
    Page.objects.filter(title="Breigroep").update(title="Haakgroep")
    service.embedded.remove([str(koor.pk)])
    uitkomst = service.herstel()
    assert uitkomst["embedded"] == (2, 1)
    assert not vindt("Zwemgroep")
    assert vindt("Haakgroep")
    assert vindt("Smartlappenkoor")
    assert service.vergelijk("embedded") == ([], [])


def test_documents_cost_the_same_number_of_queries_for_one_and_for_many(
    vindt: Vindt, organisatie: OrganisatiePage, gemeente: Gemeente, django_assert_max_num_queries: Any
) -> None:
    from django.test.utils import CaptureQueriesContext

    from socialekaart.search import documents

    tellingen = []
    for nummer in range(4):
        plek = factories.LocatiePageFactory(parent=organisatie, title=f"Plek {nummer}", lat=52.4, lon=4.6)
        factories.VoorzieningPageFactory(
            parent=organisatie, title=f"Koor {nummer}", gemeenten=[gemeente], plekken=[plek]
        )
        with CaptureQueriesContext(connection) as gevangen:
            bouw = list(documents.documenten())
        assert len(bouw) == nummer + 1
        tellingen.append(len(gevangen))
    assert len(set(tellingen)) == 1
