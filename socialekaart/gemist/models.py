"""What is kept of searches that found nothing. No person, session, address or time of day: masked words and days."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.gemeente.models import Gemeente
from socialekaart.gemist.masker import MAX_REACTIE, MAX_TEKENS
from socialekaart.search.models import SynoniemGroep


class Uitkomst(models.TextChoices):
    """What the visitor saw the last time."""

    NIETS = "niets", _("niets gevonden")
    RUIMER = "ruimer", _("niet alle woorden")


class Stand(models.TextChoices):
    """What the editors did with it."""

    OPEN = "open", _("nog doen")
    SYNONIEM = "synoniem", _("synoniem gemaakt")
    GENEGEERD = "genegeerd", _("genegeerd")


class GemisteZoekvraag(models.Model):
    """A search without a (whole) result in one municipality, masked and counted."""

    gemeente = models.ForeignKey(
        Gemeente, on_delete=models.CASCADE, related_name="+", verbose_name=_("gemeente")
    )
    tekst = models.CharField(_("gezocht op"), max_length=MAX_TEKENS)
    aantal = models.PositiveIntegerField(_("hoe vaak"), default=1)
    eerste = models.DateField(_("voor het eerst"))
    laatste = models.DateField(_("voor het laatst"))
    uitkomst = models.CharField(_("wat de bezoeker zag"), max_length=8, choices=Uitkomst)
    stand = models.CharField(_("stand"), max_length=10, choices=Stand, default=Stand.OPEN)
    synoniem = models.ForeignKey(
        SynoniemGroep,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("synoniem"),
    )

    class Meta:
        verbose_name = _("zoekvraag zonder resultaat")
        verbose_name_plural = _("zoekvragen zonder resultaat")
        ordering = ["-aantal", "-laatste", "tekst"]
        constraints = [models.UniqueConstraint(fields=["gemeente", "tekst"], name="gemist_vraag_eenmaal")]

    def __str__(self) -> str:
        return self.tekst


class Zoekfeedback(models.Model):
    """What a visitor wrote on the page that found nothing. Nobody can be answered: there is no address."""

    gemeente = models.ForeignKey(
        Gemeente, on_delete=models.CASCADE, related_name="+", verbose_name=_("gemeente")
    )
    zoekvraag = models.CharField(_("gezocht op"), max_length=MAX_TEKENS, blank=True)
    tekst = models.CharField(_("reactie"), max_length=MAX_REACTIE)
    dag = models.DateField(_("dag"), db_index=True)

    class Meta:
        verbose_name = _("reactie op zoeken")
        verbose_name_plural = _("reacties op zoeken")
        ordering = ["-dag", "-pk"]

    def __str__(self) -> str:
        return self.tekst[:80]
