"""The root of the catalogue."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from socialekaart.models.adres import AANBOD, taalvoorvoegsel


class CataloguePage(Page):
    """One per locale, beside the home pages and outside every site root. The moderation workflow hangs here."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["socialekaart.OrganisatiePage"]
    content_panels = [*Page.content_panels]

    class Meta:
        verbose_name = _("sociale kaart")
        verbose_name_plural = _("sociale kaarten")

    def pad(self) -> str:
        """The path of the overview on any site, in the language of the visitor."""
        return f"{taalvoorvoegsel(translation.get_language() or settings.LANGUAGE_CODE)}/{AANBOD}/"

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        site = (Site.find_for_request(request) if request else None) or Site.objects.order_by(
            "-is_default_site"
        ).first()
        return (site.pk, site.root_url, self.pad()) if site else None

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return redirect("socialekaart:overzicht")
