"""Pages of words in other languages: what to show when a translation is not there, and where each language lives."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from wagtail.models import Page

from portal.gemeente.talen import bronlocale_id
from portal.shell.context import talen


def bronpagina(pagina: Page) -> Page | None:
    """The same page in the source language, when that is another page and the public may see it."""
    if pagina.locale_id == bronlocale_id():
        return None
    bron: Page | None = pagina.get_translation_or_none(bronlocale_id())
    return bron.specific if bron is not None and bron.live else None


def onvertaald(pagina: Page) -> bool:
    """Whether the words are in the source language although the visitor chose another.

    So it is for a page without a copy in that language, and for an alias: a copy that nobody has translated.
    """
    taal = translation.get_language() or settings.LANGUAGE_CODE
    if taal == settings.LANGUAGE_CODE:
        return False
    return pagina.locale_id == bronlocale_id() or pagina.alias_of_id is not None


def talen_van(pagina: Page, request: HttpRequest) -> list[dict[str, Any]]:
    """The language switch of a page: a translation may have an address of its own."""
    rijen = talen(request)
    vertalingen = {een.locale.language_code: een for een in pagina.get_translations(inclusive=True).live()}
    for rij in rijen:
        vertaling = vertalingen.get(rij["code"])
        adres = vertaling.get_url(request) if vertaling else None
        if adres and not rij["actief"]:
            rij["url"] = adres
    return rijen
