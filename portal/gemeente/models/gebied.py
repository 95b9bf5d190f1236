"""Municipalities and their parts. Codes follow CBS (`GM` plus four digits) so that open data can be joined."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Punt(models.Model):
    """A place on earth, WGS 84 degrees."""

    lat = models.FloatField(_("breedtegraad"))
    lon = models.FloatField(_("lengtegraad"))

    class Meta:
        abstract = True


class Gemeente(Punt):
    """A municipality; `code` is the CBS code."""

    code = models.CharField(
        _("CBS-code"),
        max_length=6,
        unique=True,
        validators=[RegexValidator(r"^GM\d{4}$", _("Bijvoorbeeld GM0361."))],
    )
    slug = models.SlugField(_("korte naam in adressen"), unique=True)
    naam = models.CharField(_("naam"), max_length=100)

    class Meta:
        verbose_name = _("gemeente")
        verbose_name_plural = _("gemeenten")
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class Wijk(Punt):
    """A neighbourhood within a municipality; `omtrek` is a closed ring of [lon, lat] corners (may be empty)."""

    gemeente = models.ForeignKey(Gemeente, on_delete=models.CASCADE, related_name="wijken")
    code = models.SlugField(_("code"), unique=True)
    naam = models.CharField(_("naam"), max_length=100)
    omtrek = models.JSONField(_("omtrek"), default=list, blank=True)

    class Meta:
        verbose_name = _("wijk")
        verbose_name_plural = _("wijken")
        ordering = ["gemeente__naam", "naam"]

    def __str__(self) -> str:
        return f"{self.naam} ({self.gemeente})"


class Kern(Punt):
    """A village or town that people name when they say where they live."""

    gemeente = models.ForeignKey(Gemeente, on_delete=models.CASCADE, related_name="kernen")
    wijk = models.ForeignKey(Wijk, on_delete=models.SET_NULL, null=True, blank=True, related_name="kernen")
    naam = models.CharField(_("naam"), max_length=100)

    class Meta:
        verbose_name = _("kern")
        verbose_name_plural = _("kernen")
        ordering = ["naam"]
        constraints = [models.UniqueConstraint(fields=["gemeente", "naam"], name="kern_uniek_per_gemeente")]

    def __str__(self) -> str:
        return self.naam


class Postcode(Punt):
    """PC6 (`1987DB`) or PC4 (`1987`), with the point and the area it lies in. Local, so no network is needed."""

    postcode = models.CharField(
        _("postcode"),
        max_length=6,
        primary_key=True,
        validators=[RegexValidator(r"^[1-9]\d{3}([A-Z]{2})?$", _("Bijvoorbeeld 1987DB of 1987."))],
    )
    gemeente = models.ForeignKey(Gemeente, on_delete=models.CASCADE, related_name="postcodes")
    wijk = models.ForeignKey(Wijk, on_delete=models.SET_NULL, null=True, blank=True, related_name="postcodes")

    class Meta:
        verbose_name = _("postcode")
        verbose_name_plural = _("postcodes")
        ordering = ["postcode"]

    def __str__(self) -> str:
        return f"{self.postcode[:4]} {self.postcode[4:]}".strip()
