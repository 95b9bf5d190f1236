"""A language that is read from right to left needs no more than a line in the settings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import clear_url_caches
from django.utils import translation

from portal.gemeente.models import Gemeente
from socialekaart.models import VoorzieningPage
from tests.talen.conftest import vergeet_vertalingen

pytestmark = pytest.mark.django_db


@pytest.fixture
def arabisch(settings: Any, duinrand: Gemeente) -> Iterator[None]:
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "Arabisch")]
    vergeet_vertalingen()
    clear_url_caches()
    yield
    translation.activate("nl")
    vergeet_vertalingen()
    clear_url_caches()


@pytest.mark.parametrize(
    "pad", ["/ar/", "/ar/zoeken/?q=koffie", "/ar/aanbod/", "/ar/zelfcheck/", "/ar/melden/"]
)
@pytest.mark.usefixtures("arabisch", "voorziening", "team")
def test_the_page_runs_from_right_to_left(pad: str) -> None:
    antwoord = Client(HTTP_HOST="duinrand.localhost").get(pad)
    assert antwoord.status_code == 200
    tekst = antwoord.content.decode()
    assert '<html lang="ar" dir="rtl">' in tekst
    assert re.search(r'href="/melden/" |href="/ar/melden/"', tekst)
    assert "/en/ar/" not in tekst
    assert "/ar/en/" not in tekst


@pytest.mark.usefixtures("arabisch")
def test_an_offer_in_dutch_is_marked_as_dutch(voorziening: VoorzieningPage) -> None:
    tekst = (
        Client(HTTP_HOST="duinrand.localhost")
        .get("/ar/aanbod/welzijn-duinrand/koffie-in-de-buurt/")
        .content.decode()
    )
    assert 'dir="rtl"' in tekst
    assert re.search(r'lang="nl"[^>]*>.*?<h1>Koffie in de buurt</h1>', tekst, re.S)


@pytest.mark.usefixtures("arabisch")
def test_every_page_offers_the_new_language_under_its_own_name() -> None:
    tekst = Client(HTTP_HOST="duinrand.localhost").get("/").content.decode()
    assert re.search(r'<a href="/ar/" lang="ar" hreflang="ar">.*?العربية', tekst, re.S)
