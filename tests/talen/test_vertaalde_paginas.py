"""What somebody gets who reads another language: the translation, or Dutch that is marked and explained."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from wagtail.models import Locale
from wagtail_localize.models import LocaleSynchronization, Translation
from wagtail_localize.operations import translate_object, translate_page_subtree

from portal.demo.vertalen import plat, vertaal
from portal.gemeente.models import Gemeente
from portal.pages.models import ContentPage, HomePage
from socialekaart.models import OrganisatiePage, VoorzieningPage
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("eens_kaart")]
MELDING = "This text is not there in your language yet."


class ContentPageFactory(factories.PaginaFactory):
    class Meta:
        model = ContentPage


@pytest.fixture
def engels() -> Locale:
    return Locale.objects.get(language_code="en")


@pytest.fixture
def home(duinrand: Gemeente) -> HomePage:
    return HomePage.objects.get(slug="duinrand")


@pytest.fixture
def pagina(home: HomePage) -> ContentPage:
    return ContentPageFactory(parent=home, title="Vervoer in de winter", inleiding="De bus rijdt door.")


def scherm(pad: str, host: str = "duinrand.localhost") -> str:
    antwoord = Client(HTTP_HOST=host).get(pad)
    assert antwoord.status_code == 200, pad
    return str(antwoord.content.decode())


def in_het_engels(pagina: Any, engels: Locale, **velden: str) -> Any:
    return vertaal(
        pagina, engels, {plat(getattr(pagina, veld)): plat(tekst) for veld, tekst in velden.items()}
    )


@pytest.fixture
def engelse_home(home: HomePage, engels: Locale) -> HomePage:
    doel = in_het_engels(
        home,
        engels,
        title="Duinrand",
        slug="duinrand-en",
        vraag="What can we help you with?",
        inleiding="Help near you.",
    )
    assert doel.live
    return doel


def test_english_is_there_before_any_content() -> None:
    assert set(Locale.objects.values_list("language_code", flat=True)) == {"nl", "en"}


def test_a_new_installation_answers_in_english_before_anything_is_translated(
    voorziening: VoorzieningPage,
) -> None:
    begin = scherm("/en/")
    assert '<html lang="en" dir="ltr">' in begin
    assert '<h1 lang="nl">Waar kunnen we u mee helpen?</h1>' in begin
    assert "Choose a subject" in begin
    for pad in ("/en/zoeken/", "/en/zoeken/?q=koffie", "/en/aanbod/", "/en/aanbod/welzijn-duinrand/"):
        assert '<html lang="en"' in scherm(pad)


def test_an_offer_without_translation_is_dutch_marked_as_dutch_with_a_notice(
    voorziening: VoorzieningPage,
) -> None:
    tekst = scherm("/en/aanbod/welzijn-duinrand/koffie-in-de-buurt/")
    assert MELDING in tekst
    assert re.search(r'lang="nl"[^>]*>.*?<h1>Koffie in de buurt</h1>', tekst, re.S)
    assert "How to start" in tekst
    assert MELDING not in scherm("/aanbod/welzijn-duinrand/koffie-in-de-buurt/")


def test_a_translated_offer_is_english_on_every_site(
    voorziening: VoorzieningPage, polderwijk: Gemeente, engels: Locale
) -> None:
    in_het_engels(voorziening, engels, title="Coffee nearby", samenvatting="Drink coffee together.")
    for host in ("duinrand.localhost", "polderwijk.localhost"):
        tekst = scherm("/en/aanbod/welzijn-duinrand/koffie-in-de-buurt/", host)
        assert "<h1>Coffee nearby</h1>" in tekst
        assert MELDING not in tekst
    assert "<h1>Koffie in de buurt</h1>" in scherm("/aanbod/welzijn-duinrand/koffie-in-de-buurt/")


def test_translating_an_offer_does_not_pass_off_its_organisation_as_translated(
    voorziening: VoorzieningPage, engels: Locale
) -> None:
    """The pages above it are copied along as aliases, and those are live."""
    in_het_engels(voorziening, engels, title="Coffee nearby", samenvatting="Drink coffee together.")
    assert OrganisatiePage.objects.filter(locale=engels).exists()
    assert MELDING in scherm("/en/aanbod/welzijn-duinrand/")


def test_what_is_sent_off_for_translation_does_not_go_live(
    pagina: ContentPage,
    voorziening: VoorzieningPage,
    engelse_home: HomePage,
    engels: Locale,
    django_capture_on_commit_callbacks: Any,
) -> None:
    for bron in (pagina, voorziening):
        with django_capture_on_commit_callbacks(execute=True):  # that is where wagtail-localize publishes
            translate_object(bron, [engels])
        assert not bron.get_translation(engels).live
    assert MELDING in scherm("/en/vervoer-in-de-winter/")
    assert MELDING in scherm("/en/aanbod/welzijn-duinrand/koffie-in-de-buurt/")


def test_sending_off_a_whole_tree_publishes_nothing(
    home: HomePage, pagina: ContentPage, engels: Locale, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        translate_object(home, [engels])
        translate_page_subtree(home.pk, [engels], None, None)
    assert Translation.objects.filter(target_locale=engels).count() == 2
    assert not home.get_translation(engels).live
    assert not pagina.get_translation(engels).live
    assert 'lang="nl"' in scherm("/en/")


def test_a_page_without_translation_is_shown_in_dutch_at_the_english_address(
    pagina: ContentPage, engelse_home: HomePage
) -> None:
    tekst = scherm("/en/vervoer-in-de-winter/")
    assert MELDING in tekst
    assert re.search(r'<div lang="nl" dir="ltr">\s*<h1>Vervoer in de winter</h1>', tekst)
    assert Client(HTTP_HOST="duinrand.localhost").get("/en/bestaat-niet/").status_code == 404


def test_a_draft_is_shown_in_no_language(pagina: ContentPage, engelse_home: HomePage) -> None:
    pagina.unpublish()
    for pad in ("/vervoer-in-de-winter/", "/en/vervoer-in-de-winter/"):
        assert Client(HTTP_HOST="duinrand.localhost").get(pad).status_code == 404


def test_an_alias_says_that_nobody_translated_it(
    pagina: ContentPage, engelse_home: HomePage, engels: Locale
) -> None:
    """wagtail-localize makes live aliases when a locale is set to follow another."""
    LocaleSynchronization.objects.create(locale=engels, sync_from=Locale.get_default())
    assert pagina.get_translation(engels).live
    assert MELDING in scherm("/en/vervoer-in-de-winter/")


def test_the_language_switch_knows_an_address_that_was_translated(
    pagina: ContentPage, engelse_home: HomePage, engels: Locale
) -> None:
    in_het_engels(pagina, engels, title="Winter rides", slug="winter-rides", inleiding="The bus runs.")
    assert 'href="/en/winter-rides/"' in scherm("/vervoer-in-de-winter/")
    assert 'href="/vervoer-in-de-winter/"' in scherm("/en/winter-rides/")


def test_each_page_names_its_address_in_every_language(
    pagina: ContentPage, voorziening: VoorzieningPage
) -> None:
    for pad in ("/", "/vervoer-in-de-winter/", "/zelfcheck/", "/aanbod/welzijn-duinrand/koffie-in-de-buurt/"):
        for voor in ("", "/en"):
            gevonden = dict(
                re.findall(r'rel="alternate" hreflang="(\w+)" href="([^"]+)"', scherm(voor + pad))
            )
            assert gevonden == {
                "nl": f"http://duinrand.localhost{pad}", "en": f"http://duinrand.localhost/en{pad}"
            }  # fmt: skip


def test_only_the_site_that_counts_names_the_languages_of_an_offer(
    voorziening: VoorzieningPage, polderwijk: Gemeente
) -> None:
    pad = "/aanbod/welzijn-duinrand/koffie-in-de-buurt/"
    assert "hreflang" in re.search(r"<head>.*</head>", scherm(pad), re.S)[0]  # type: ignore[index]
    assert "hreflang" not in re.search(r"<head>.*</head>", scherm(pad, "polderwijk.localhost"), re.S)[0]  # type: ignore[index]


@pytest.mark.parametrize(
    "pad",
    [
        "/",
        "/zoeken/?q=koffie&postcode=1987&leefgebied=netwerk&leefgebied=wonen",
        "/aanbod/",
        "/onderwerp/wonen/",
        "/melden/",
    ],
)
@pytest.mark.usefixtures("team")
def test_the_language_switch_keeps_the_address(voorziening: VoorzieningPage, pad: str) -> None:
    def wissel(tekst: str) -> list[str]:
        return [
            adres.replace("&amp;", "&")
            for adres in re.findall(r'<a href="([^"]*)" lang="\w+" hreflang', tekst)
        ]

    assert wissel(scherm(pad)) == ["/en" + pad]
    assert wissel(scherm("/en" + pad)) == [pad]


def test_an_unknown_language_is_not_an_address(home: HomePage) -> None:
    assert Client(HTTP_HOST="duinrand.localhost").get("/xx/").status_code == 404


def test_the_browser_does_not_choose_the_language_for_you(home: HomePage) -> None:
    """Who follows a link reads what was linked; the switch is one click."""
    antwoord = Client(HTTP_HOST="duinrand.localhost", HTTP_ACCEPT_LANGUAGE="en").get("/")
    assert '<html lang="nl"' in antwoord.content.decode()
    assert translation.get_language() is not None


def test_the_language_switch_never_leads_to_another_host(home: HomePage) -> None:
    tekst = Client(HTTP_HOST="duinrand.localhost").get("/en//elders.example/").content.decode()
    assert 'href="//' not in tekst
    assert "http://elders" not in tekst
