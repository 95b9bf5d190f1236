"""Leefgebieden and doelgroepen. Codes are fixed (they travel in open data); names may be edited.

A name is translated through the interface catalogue, so the shipped names are complete in every interface language and
a name that an editor made is shown as it is.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Begrip(models.Model):
    code = models.SlugField(_("code"), unique=True)
    naam = models.CharField(_("naam"), max_length=80)
    volgorde = models.PositiveSmallIntegerField(_("volgorde"), default=100)

    class Meta:
        abstract = True
        ordering = ["volgorde", "naam"]

    def __str__(self) -> str:
        return gettext(self.naam)


class Leefgebied(Begrip):
    woorden = models.CharField(_("drie alledaagse woorden"), max_length=120, blank=True)

    class Meta(Begrip.Meta):
        verbose_name = _("leefgebied")
        verbose_name_plural = _("leefgebieden")

    @property
    def icoon(self) -> str:
        """The icon bears the code as its name in the sprite."""
        return self.code

    @property
    def woorden_vertaald(self) -> str:
        return gettext(self.woorden) if self.woorden else ""


class Doelgroep(Begrip):
    class Meta(Begrip.Meta):
        verbose_name = _("doelgroep")
        verbose_name_plural = _("doelgroepen")
