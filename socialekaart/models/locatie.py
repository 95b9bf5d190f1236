"""A place where offers happen."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, TranslatableField

from socialekaart.models.adres import CataloguePagina


class LocatiePage(CataloguePagina, Page):
    """A page under the organisation and no inline child: a draft child has no primary key, and publishing its removal
    would delete the rows of offers silently. Offers point here with RESTRICT."""

    straat = models.CharField(_("straat en nummer"), max_length=150, blank=True)
    postcode = models.CharField(_("postcode"), max_length=7, blank=True)
    plaats = models.CharField(_("plaats"), max_length=80, blank=True)
    lat = models.FloatField(_("breedtegraad"), null=True, blank=True)
    lon = models.FloatField(_("lengtegraad"), null=True, blank=True)
    rolstoel = models.BooleanField(_("zonder drempels, met rolstoel bereikbaar"), default=False)
    toilet = models.BooleanField(_("aangepast toilet"), default=False)
    ringleiding = models.BooleanField(_("ringleiding voor gehoorapparaten"), default=False)
    route = models.CharField(_("hoe u er komt"), max_length=300, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("straat"),
        FieldRowPanel([FieldPanel("postcode"), FieldPanel("plaats")]),
        FieldRowPanel([FieldPanel("lat"), FieldPanel("lon")]),
        MultiFieldPanel(
            [FieldPanel("rolstoel"), FieldPanel("toilet"), FieldPanel("ringleiding")], _("Toegankelijk")
        ),
        FieldPanel("route"),
    ]
    override_translatable_fields = [
        SynchronizedField("slug"),
        TranslatableField("route"),
        *(
            SynchronizedField(naam, overridable=False)
            for naam in ("straat", "postcode", "plaats", "lat", "lon", "rolstoel", "toilet", "ringleiding")
        ),
    ]
    parent_page_types = ["socialekaart.OrganisatiePage"]
    subpage_types: list[str] = []
    template = "socialekaart/locatie_page.html"

    class Meta:
        verbose_name = _("locatie")
        verbose_name_plural = _("locaties")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lat__isnull=True, lon__isnull=True)
                | models.Q(lat__isnull=False, lon__isnull=False),
                name="locatie_lat_en_lon_samen",
            )
        ]

    @property
    def adres(self) -> str:
        return ", ".join(deel for deel in (self.straat, self.plaats) if deel)
