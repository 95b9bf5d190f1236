"""An organisation or initiative: the owner of its offers and places."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from socialekaart.models.adres import CataloguePagina


class Soort(models.TextChoices):
    PROFESSIONEEL = "professioneel", _("Professionele organisatie")
    VRIJWILLIGERS = "vrijwilligers", _("Vrijwilligers")
    GEMEENTE = "gemeente", _("Gemeente")


class OrganisatiePage(CataloguePagina, Page):
    """HSDS `organization`. The subtree below it is what a partner may edit."""

    samenvatting = models.CharField(_("samenvatting"), max_length=300, blank=True)
    tekst = models.TextField(_("tekst"), blank=True, help_text=_("Een lege regel begint een nieuwe alinea."))
    soort = models.CharField(_("soort"), max_length=20, choices=Soort, default=Soort.PROFESSIONEEL)
    kvk = models.CharField(_("KvK-nummer"), max_length=8, blank=True)
    telefoon = models.CharField(_("telefoon"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)

    search_fields = [*Page.search_fields, index.SearchField("samenvatting"), index.SearchField("tekst")]
    content_panels = [
        *Page.content_panels,
        FieldPanel("samenvatting"),
        FieldPanel("tekst"),
        FieldRowPanel([FieldPanel("soort"), FieldPanel("kvk")]),
        FieldRowPanel([FieldPanel("telefoon"), FieldPanel("email")]),
        FieldPanel("website"),
    ]
    override_translatable_fields = [
        SynchronizedField("slug"),
        TranslatableField("samenvatting"),
        TranslatableField("tekst"),
        *(
            SynchronizedField(naam, overridable=False)
            for naam in ("soort", "kvk", "telefoon", "email", "website")
        ),
    ]
    parent_page_types = ["socialekaart.CataloguePage"]
    subpage_types = ["socialekaart.VoorzieningPage", "socialekaart.LocatiePage"]
    template = "socialekaart/organisatie_page.html"

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
