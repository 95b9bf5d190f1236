"""What a municipality sets for its own site: name, colours, phone, visiting point, team."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from portal.gemeente.models.gebied import Gemeente
from portal.openingstijden import OngeldigRooster, parse


def valideer_tijden(waarde: str) -> None:
    """Refuse a notation that the opening-hours core cannot read."""
    try:
        parse(waarde)
    except OngeldigRooster as fout:
        raise ValidationError(str(fout)) from fout


class Thema(models.TextChoices):
    DUINRAND = "duinrand", _("Duinen (groen)")
    POLDERWIJK = "polderwijk", _("Polder (blauw)")


TIJDEN_HULP = _("Bijvoorbeeld: ma-vr 08:30-17:00; do 18:00-20:00")


@register_setting(icon="home", order=10)
class GemeenteInstelling(BaseSiteSetting):
    """One per Wagtail Site. Texts shown on every page, so short and few."""

    gemeente = models.ForeignKey(
        Gemeente, verbose_name=_("gemeente"), on_delete=models.PROTECT, null=True, related_name="instellingen"
    )
    naam = models.CharField(_("naam van het portaal"), max_length=60, default="Dichtbij")
    thema = models.CharField(_("thema"), max_length=20, choices=Thema, default=Thema.DUINRAND)
    telefoon = models.CharField(_("telefoon"), max_length=20, blank=True)
    telefoontijden = models.CharField(
        _("telefonisch bereikbaar"),
        max_length=200,
        blank=True,
        validators=[valideer_tijden],
        help_text=TIJDEN_HULP,
    )
    email = models.EmailField(_("e-mail van het team"), blank=True)
    bezoekpunt = models.CharField(_("bezoekpunt"), max_length=100, blank=True)
    bezoekadres = models.CharField(_("adres van het bezoekpunt"), max_length=200, blank=True)
    bezoektijden = models.CharField(
        _("open"), max_length=200, blank=True, validators=[valideer_tijden], help_text=TIJDEN_HULP
    )
    huisartsenpost = models.CharField(_("telefoon huisartsenpost"), max_length=20, blank=True)
    teamnaam = models.CharField(_("naam van het sociaal team"), max_length=100, default="Sociaal team")

    panels = [
        MultiFieldPanel([FieldPanel("gemeente"), FieldPanel("naam"), FieldPanel("thema")], _("Portaal")),
        MultiFieldPanel(
            [
                FieldPanel("telefoon"),
                FieldPanel("telefoontijden"),
                FieldPanel("email"),
                FieldPanel("huisartsenpost"),
            ],
            _("Bellen en mailen"),
        ),
        MultiFieldPanel(
            [FieldPanel("bezoekpunt"), FieldPanel("bezoekadres"), FieldPanel("bezoektijden")], _("Langskomen")
        ),
        FieldPanel("teamnaam"),
    ]

    class Meta:
        verbose_name = _("gemeente en contact")

    def __str__(self) -> str:
        return f"{self.naam} {self.gemeente or ''}".strip()
