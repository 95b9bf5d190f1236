"""What was told and by whom. Rows of their own, so that they can be deleted while the melding stays as a fact."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeldingInhoud(models.Model):
    """The story in the reporter's own words, with the answers around it."""

    melding = models.OneToOneField("forms.Melding", on_delete=models.CASCADE, related_name="inhoud")
    situatie = models.TextField(_("situatie"))
    gevaar = models.CharField(_("gevaar"), max_length=12)
    sinds = models.CharField(_("sinds wanneer"), max_length=200, blank=True)
    leefgebieden = models.JSONField(_("onderwerpen"), default=list, blank=True)
    hulp_nu = models.TextField(_("hulp die er al is"), blank=True)
    netwerk = models.CharField(_("mensen om op terug te vallen"), max_length=12, blank=True)
    besproken = models.CharField(_("besproken met de persoon"), max_length=12, blank=True)
    zelfcheck = models.JSONField(
        _("antwoorden uit de zelfcheck"), default=list, blank=True, help_text="[{'vraag': …, 'antwoord': …}]"
    )

    class Meta:
        verbose_name = _("inhoud van een melding")
        default_permissions = ()

    def __str__(self) -> str:
        return self.melding.referentie


class Rol(models.TextChoices):
    MELDER = "melder", _("wie meldt")
    BETROKKENE = "betrokkene", _("over wie het gaat")


class Persoon(models.Model):
    """Someone in a melding. Reporter and subject are two rows, also when that is one and the same kind of data."""

    melding = models.ForeignKey("forms.Melding", on_delete=models.CASCADE, related_name="personen")
    rol = models.CharField(_("rol"), max_length=10, choices=Rol)
    naam = models.CharField(_("naam"), max_length=200, blank=True)
    telefoon = models.CharField(_("telefoon"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    postcode = models.CharField(_("postcode"), max_length=6, blank=True)
    adres = models.CharField(_("adres of plek"), max_length=200, blank=True)
    leeftijd = models.PositiveSmallIntegerField(_("leeftijd"), null=True, blank=True)
    relatie = models.CharField(_("relatie"), max_length=200, blank=True)
    bereikbaar = models.CharField(_("goed bereikbaar"), max_length=200, blank=True)
    tolk = models.CharField(_("taal voor het gesprek"), max_length=100, blank=True)
    naam_niet_delen = models.BooleanField(_("naam niet delen met de betrokkene"), default=False)

    class Meta:
        verbose_name = _("persoon in een melding")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["melding", "rol"], name="persoon_een_per_rol")]

    def __str__(self) -> str:
        return f"{self.melding.referentie} ({self.rol})"
