"""The demo's pages of words: complete in two languages, each with its own municipality's phone and place."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from portal.demo import paginas
from portal.demo.gebieden import geografie
from portal.demo.stand import Stand
from portal.demo.vertalen import vertaal
from portal.pages.models import ContentPage, HomePage
from socialekaart.models import VoorzieningPage
from socialekaart.models.adres import catalogus_pad

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

GEMEENTEN = {rij["slug"]: rij["portaal"] for rij in geografie()}
ELKE = pytest.mark.parametrize("gemeente", [*GEMEENTEN])
ELKE_PAGINA = pytest.mark.parametrize("slug", paginas.VOLGORDE)


def bezoek(gemeente: str, pad: str) -> Any:
    return Client(HTTP_HOST=f"{gemeente}.localhost").get(pad)


def inhoud(gemeente: str, pad: str) -> str:
    """The words of the page itself, without the frame around it."""
    antwoord = bezoek(gemeente, pad)
    assert antwoord.status_code == 200, pad
    vondst = re.search(r"<article.*?</article>", antwoord.content.decode(), re.S)
    assert vondst
    return vondst[0]


def nederlands(gemeente: str, slug: str) -> ContentPage:
    return ContentPage.objects.get(slug=slug, locale__language_code="nl", url_path=f"/{gemeente}/{slug}/")


@ELKE
@ELKE_PAGINA
def test_every_page_is_there_in_dutch_and_in_english(gemeente: str, slug: str) -> None:
    nl, en = inhoud(gemeente, f"/{slug}/"), inhoud(gemeente, f"/en/{slug}/")
    assert 'lang="nl"' not in en
    zonder_tags = {re.sub(r"<[^>]+>", " ", tekst) for tekst in (nl, en)}
    assert len(zonder_tags) == 2
    for taal in zonder_tags:
        assert "$" not in taal


@ELKE
@ELKE_PAGINA
def test_a_page_gives_the_phone_of_its_own_municipality(gemeente: str, slug: str) -> None:
    ander = next(naam for naam in GEMEENTEN if naam != gemeente)
    for taal in ("", "/en"):
        scherm = bezoek(gemeente, f"{taal}/{slug}/").content.decode()
        assert GEMEENTEN[gemeente]["telefoon"] in scherm
        assert GEMEENTEN[ander]["telefoon"] not in scherm
        assert GEMEENTEN[ander]["email"] not in scherm


@pytest.mark.parametrize("slug", ["over-dichtbij", "bellen-en-langskomen", "klopt-er-iets-niet"])
def test_where_municipalities_differ_their_texts_do(slug: str) -> None:
    assert inhoud("duinrand", f"/{slug}/") != inhoud("polderwijk", f"/{slug}/")


def test_no_segment_of_any_translation_is_missing() -> None:
    vertalingen = list(Translation.objects.select_related("source", "target_locale"))
    assert len(vertalingen) >= 2 * (1 + len(paginas.VOLGORDE)) + 1 + 12
    for vertaling in vertalingen:
        totaal, klaar = vertaling.get_progress()
        assert totaal > 0
        assert klaar == totaal, vertaling.source.object_repr
        doel = vertaling.source.get_translated_instance(vertaling.target_locale)
        assert doel.live
        assert not doel.has_unpublished_changes
    assert not StringTranslation.objects.filter(has_error=True).exists()


def test_an_editor_can_go_on_in_the_translation_editor(admin_client: Client) -> None:
    engels = Page.objects.get(
        slug="privacy", locale__language_code="en", url_path__startswith="/polderwijk-en/"
    )
    scherm = admin_client.get(f"/beheer/pages/{engels.pk}/edit/").content.decode()
    assert "data-props" in scherm  # the translation editor, not the page editor
    assert "What we keep about you" in scherm


def test_blocks_have_names_of_their_own_that_both_languages_share() -> None:
    nl = nederlands("duinrand", "privacy")
    en = nl.get_translation(Locale.objects.get(language_code="en")).specific
    ids = [blok["id"] for blok in nl.inhoud.raw_data]
    assert len(set(ids)) == len(ids) > 3
    assert ids == [blok["id"] for blok in en.inhoud.raw_data]
    verwacht = next(een for een in paginas.tekstpaginas(geografie()[0]) if een.slug == "privacy")
    assert ids == [blok["id"] for blok in verwacht.inhoud]


@ELKE
@ELKE_PAGINA
def test_links_stay_in_the_language_and_lead_somewhere(gemeente: str, slug: str) -> None:
    for voor in ("", "/en"):
        for href in re.findall(r'<a [^>]*href="(/[^"]*)"', inhoud(gemeente, f"{voor}/{slug}/")):
            assert href.startswith("/en/") == bool(voor)
            assert bezoek(gemeente, href).status_code == 200, href


@ELKE
def test_the_home_page_asks_its_question_in_english(gemeente: str) -> None:
    scherm = bezoek(gemeente, "/en/").content.decode()
    assert "What can we help you with?" in scherm
    assert ">lonely</a>" in scherm
    assert "Waar kunnen we u mee helpen?" in bezoek(gemeente, "/").content.decode()


def test_a_second_run_changes_nothing(demo: Stand) -> None:
    revisies, titels = (
        Revision.objects.count(),
        [*Page.objects.order_by("pk").values_list("title", "draft_title")],
    )
    tweede = Stand()
    paginas.maak_paginas(tweede)
    assert tweede.nieuw == 0
    assert Revision.objects.count() == revisies
    assert [*Page.objects.order_by("pk").values_list("title", "draft_title")] == titels


def test_what_an_editor_changed_or_took_away_stays_so() -> None:
    veranderd = nederlands("duinrand", "privacy")
    veranderd.title = "Wat wij van u weten"
    veranderd.save_revision().publish()
    nederlands("duinrand", "toegankelijkheid").delete()
    paginas.maak_paginas(Stand())
    assert nederlands("duinrand", "privacy").title == "Wat wij van u weten"
    assert not ContentPage.objects.filter(url_path="/duinrand/toegankelijkheid/").exists()


def test_a_translation_with_a_gap_stays_a_draft() -> None:
    home = HomePage.objects.get(slug="duinrand")
    pagina = ContentPage(title="Nieuws", slug="nieuws", inleiding="Er is nieuws.", locale=home.locale)
    home.add_child(instance=pagina)
    pagina.save_revision().publish()
    engels = Locale.objects.get(language_code="en")
    doel = vertaal(pagina, engels, {"Nieuws": "News"})
    assert not doel.live
    assert Translation.objects.get(source__object_repr="Nieuws").get_progress() == (3, 1)
    assert StringSegment.objects.filter(source__object_repr="Nieuws").count() == 3
    doel = vertaal(pagina, engels, {"Nieuws": "News", "nieuws": "news", "Er is nieuws.": "There is news."})
    assert doel.live
    assert (doel.title, doel.slug) == ("News", "news")


def test_dutch_and_english_that_are_not_built_alike_are_refused() -> None:
    assert paginas.paren("<p>Een</p><p>Twee</p>", "<p>One</p><p>Two</p>") == {"Een": "One", "Twee": "Two"}
    with pytest.raises(ValueError, match="opbouw"):
        paginas.paren("<p>Een</p><p>Twee</p>", "<p>One</p>")
    with pytest.raises(ValueError, match="opbouw"):
        paginas.paren("<h2>Een</h2><p>Twee</p>", "<p>One</p><p>Two</p>")


def test_at_least_six_offers_over_the_subjects_are_there_in_english() -> None:
    engels = VoorzieningPage.objects.filter(locale__language_code="en", live=True)
    bronnen = VoorzieningPage.objects.filter(
        locale__language_code="nl", translation_key__in=engels.values("translation_key")
    )
    gebieden = {code for code in bronnen.values_list("leefgebieden__code", flat=True) if code}
    assert engels.count() >= 6
    assert len(gebieden) >= 10
    for bron in bronnen:
        scherm = bezoek("duinrand", "/en" + catalogus_pad(bron.url_path)).content.decode()
        vertaling = engels.get(translation_key=bron.translation_key)
        assert vertaling.title in scherm
        assert vertaling.samenvatting.split("'")[0] in scherm
        assert bron.samenvatting not in scherm
