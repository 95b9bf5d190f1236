"""Addresses of catalogue pages. One catalogue, many sites: every site serves every offer at the same path.

The tree is catalogue → organisatie → voorziening | locatie and lies outside the site roots, so Wagtail's own address
resolution finds no site for it. The path follows from `url_path`, which is stored, so no query is needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils import translation
from wagtail.models import Page, Site

from portal.gemeente.selectors import gemeentesites
from portal.gemeente.talen import bronlocale_id

if TYPE_CHECKING:
    from django.template.response import TemplateResponse

AANBOD = "aanbod"


def catalogus_pad(url_path: str) -> str:
    """`/sociale-kaart/welzijn/koffie/` → `/aanbod/welzijn/koffie/`, without language prefix."""
    delen = url_path.strip("/").split("/")[1:]
    return "/" + "/".join([AANBOD, *delen]) + "/"


def taalvoorvoegsel(taal: str) -> str:
    """The path prefix of a language: none for the default one."""
    bekend = dict(settings.LANGUAGES)
    return f"/{taal}" if taal in bekend and taal != settings.LANGUAGE_CODE else ""


class CataloguePagina(models.Model):
    """Mixin for organisations, offers and places: before `Page` in the bases."""

    class Meta:
        abstract = True

    url_path: str
    locale_id: int | None

    def pad(self) -> str:
        """The path on any site, in the language of the visitor (or of the page, when it is a translation)."""
        taal = translation.get_language() or settings.LANGUAGE_CODE
        if self.locale_id is not None and self.locale_id != bronlocale_id():
            taal = self.locale.language_code  # type: ignore[attr-defined]
        return taalvoorvoegsel(taal) + catalogus_pad(self.url_path)

    def canonieke_site(self, sites: Mapping[int, Site] | None = None) -> Site | None:
        """The site whose address counts for search engines and mails: that of the first municipality served.

        `sites` by municipality, the default one first, where they are known already.
        """
        sites = gemeentesites() if sites is None else sites
        gekozen = next((sites[pk] for pk in getattr(self, "gemeente_pks", ()) if pk in sites), None)
        return (
            gekozen or next(iter(sites.values()), None) or Site.objects.order_by("-is_default_site").first()
        )

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        site = Site.find_for_request(request) if request is not None else None
        site = site or self.canonieke_site()
        return (site.pk, site.root_url, self.pad()) if site else None

    def canoniek_adres(self, sites: Mapping[int, Site] | None = None) -> str:
        """The one full address of this page, whatever site is visited."""
        site = self.canonieke_site(sites)
        return (site.root_url if site else "") + self.pad()

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> TemplateResponse:
        from socialekaart.views import toon_pagina  # views need the models

        return toon_pagina(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> TemplateResponse:
        return self.serve(request)


class OudAdres(models.Model):
    """A path that a page once had. Redirects go by page, so they follow it wherever it moves, on every site."""

    pad = models.CharField(max_length=600, unique=True)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="oude_adressen")

    def __str__(self) -> str:
        return self.pad
