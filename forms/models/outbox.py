"""Messages that must go out, written in the same transaction as the melding, so that none is ever lost."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutboxQuerySet(models.QuerySet["OutboxBericht"]):
    def onverzonden(self) -> OutboxQuerySet:
        """Everything that nobody acknowledged yet."""
        return self.filter(verzonden__isnull=True)

    def aan_de_beurt(self) -> OutboxQuerySet:
        """Unsent, and the moment for the next attempt has come (a running attempt has moved that moment)."""
        return self.onverzonden().filter(volgende_poging__lte=timezone.now())


class OutboxBericht(models.Model):
    """One mail to send. Holds no address and no text: both are made at sending, from the rows of the melding."""

    class Soort(models.TextChoices):
        BEVESTIGING = "bevestiging", _("bevestiging aan de melder")
        TEAM = "team", _("bericht aan het team")

    melding = models.ForeignKey("forms.Melding", on_delete=models.CASCADE, related_name="outbox")
    soort = models.CharField(max_length=12, choices=Soort)
    basis_url = models.URLField(
        help_text="Address of the site on which the melding was made, for the link in the mail."
    )
    gemaakt = models.DateTimeField(default=timezone.now)
    volgende_poging = models.DateTimeField(default=timezone.now, db_index=True)
    pogingen = models.PositiveIntegerField(default=0)
    verzonden = models.DateTimeField(null=True, blank=True)
    laatste_fout = models.CharField(
        max_length=100, blank=True, help_text="Class of the error; never its text."
    )

    objects = OutboxQuerySet.as_manager()

    class Meta:
        ordering = ["gemaakt", "pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["melding", "soort"], name="outbox_een_per_soort")]

    def __str__(self) -> str:
        return f"{self.melding.referentie} ({self.soort})"
