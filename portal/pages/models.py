"""The pages that a municipality writes itself."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from portal.pages.talen import bronpagina, onvertaald, talen_van
from portal.shell.blocks import InhoudBlok
from portal.shell.context import alternatieven
from socialekaart.models import Leefgebied


class HomePage(Page):
    """Answers "where do I begin" in one look."""

    vraag = models.CharField(_("vraag bovenaan"), max_length=100, default="Waar kunnen we u mee helpen?")
    inleiding = models.CharField(
        _("inleiding"), max_length=200, blank=True, default="Hulp en activiteiten bij u in de buurt."
    )
    vaak_gezocht = models.CharField(
        _("vaak gezocht"),
        max_length=300,
        blank=True,
        help_text=_("Hooguit vijf, met een puntkomma ertussen."),
    )

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["pages.ContentPage"]
    template = "pages/home_page.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("vraag"),
        FieldPanel("inleiding"),
        FieldPanel("vaak_gezocht"),
    ]

    class Meta:
        verbose_name = _("startpagina")

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """A page that is not there in this language is shown in the source language, and says so."""
        try:
            return super().route(request, path_components)
        except Http404:
            bron = bronpagina(self) if path_components else None
            if bron is None:
                raise
            return bron.route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        zoekwoorden = [woord.strip() for woord in self.vaak_gezocht.split(";") if woord.strip()][:5]
        return super().get_context(request, *args, **kwargs) | {
            "leefgebieden": list(Leefgebied.objects.all()),
            "vaak_gezocht": zoekwoorden,
            "onvertaald": onvertaald(self),
        }


class ContentPage(Page):
    """Plain pages: over Dichtbij, privacy, toegankelijkheid, bellen en langskomen."""

    inleiding = models.CharField(_("inleiding"), max_length=300, blank=True)
    inhoud = StreamField(InhoudBlok(), verbose_name=_("inhoud"), blank=True)

    parent_page_types = ["pages.HomePage", "pages.ContentPage"]
    subpage_types = ["pages.ContentPage"]
    template = "pages/content_page.html"
    content_panels = [*Page.content_panels, FieldPanel("inleiding"), FieldPanel("inhoud")]
    search_fields = [*Page.search_fields, index.SearchField("inleiding"), index.SearchField("inhoud")]

    class Meta:
        verbose_name = _("tekstpagina")
        verbose_name_plural = _("tekstpagina's")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        rijen = talen_van(self, request)
        return super().get_context(request, *args, **kwargs) | {
            "onvertaald": onvertaald(self),
            "talen": rijen,
            "alternatieven": alternatieven(request, rijen),
        }
