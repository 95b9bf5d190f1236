"""The melding itself: facts that say where it stands, nothing about what was told."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms.workflow import AFGESLOTEN, Status


class Soort(models.TextChoices):
    """The three kinds (Wmo 2015 art. 2.3.2 lid 1; a signaal is no Wmo melding by itself)."""

    MELDING = "melding", _("Melding voor uzelf")
    NAMENS = "namens", _("Melding voor iemand anders")
    SIGNAAL = "signaal", _("Zorgen over iemand")


STATUS_NAMEN = {
    Status.NIEUW: _("Nieuw"),
    Status.OPGEPAKT: _("Opgepakt"),
    Status.ONDERZOEK: _("In onderzoek"),
    Status.AANVRAAG: _("Afgerond: aanvraag"),
    Status.VOORLIGGEND: _("Afgerond: hulp zonder aanvraag"),
    Status.INGETROKKEN: _("Afgerond: ingetrokken"),
}


class MeldingQuerySet(models.QuerySet["Melding"]):
    """Names of the rules about who sees what."""

    def voor(self, gebruiker: Any) -> MeldingQuerySet:
        """The meldingen that this user may read: those of the teams whose group the user is in.

        Being a superuser does not count. Managing the system and reading what residents told are two tasks.
        """
        if not gebruiker.is_authenticated or not gebruiker.is_active:
            return self.none()
        return self.filter(team__groep__in=gebruiker.groups.all())

    def open(self) -> MeldingQuerySet:
        """Those that still ask for work."""
        return self.exclude(status__in=AFGESLOTEN)


class Melding(models.Model):
    """One melding. `str()` is the reference and nothing more, since titles end up in logs that others read.

    The dates are frozen at receipt: what the resident was promised does not move when rules change.
    """

    referentie = models.CharField(_("kenmerk"), max_length=9, unique=True, editable=False)
    inzending = models.CharField(
        max_length=43,
        unique=True,
        editable=False,
        help_text="Random token of the one form that was sent; a second send finds this row instead of making another.",
    )
    soort = models.CharField(_("soort"), max_length=10, choices=Soort)
    anoniem = models.BooleanField(_("anoniem"), default=False)
    gemeente = models.ForeignKey("gemeente.Gemeente", on_delete=models.PROTECT, related_name="+")
    wijk = models.ForeignKey(
        "gemeente.Wijk", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    team = models.ForeignKey("forms.Team", on_delete=models.PROTECT, related_name="meldingen")
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=[(s.value, n) for s, n in STATUS_NAMEN.items()],
        default=Status.NIEUW.value,
    )
    spoed = models.BooleanField(_("spoed"), default=False, help_text=_("Wmo 2015 art. 2.3.3"))
    behandelaar = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("opgepakt door"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    taal = models.CharField(_("taal van de pagina"), max_length=10, default="nl")
    ontvangen = models.DateTimeField(_("ontvangen"), default=timezone.now)
    contact_uiterlijk = models.DateField(_("contact uiterlijk"))
    plan_uiterlijk = models.DateField(_("persoonlijk plan uiterlijk"), null=True, blank=True)
    onderzoek_uiterlijk = models.DateField(_("onderzoek uiterlijk"), null=True, blank=True)

    objects = MeldingQuerySet.as_manager()

    class Meta:
        verbose_name = _("melding")
        verbose_name_plural = _("meldingen")
        ordering = ["-spoed", "ontvangen"]
        default_permissions = ()  # rights come from the team, never from a model permission
        indexes = [models.Index(fields=["team", "status"], name="melding_team_status")]
        constraints = [
            models.CheckConstraint(condition=Q(soort__in=Soort.values), name="melding_soort"),
            models.CheckConstraint(condition=Q(status__in=[s.value for s in Status]), name="melding_status"),
            models.CheckConstraint(
                condition=Q(anoniem=False) | Q(soort=Soort.SIGNAAL), name="melding_alleen_signaal_anoniem"
            ),
            models.CheckConstraint(
                condition=Q(soort=Soort.SIGNAAL)
                | (Q(plan_uiterlijk__isnull=False) & Q(onderzoek_uiterlijk__isnull=False)),
                name="melding_heeft_wettelijke_termijnen",
            ),
        ]

    def __str__(self) -> str:
        return self.referentie

    @property
    def te_laat(self) -> bool:
        """True when nobody took it up before the promised day of contact was over."""
        return self.status == Status.NIEUW and self.contact_uiterlijk < timezone.localdate()

    @property
    def eerste_uiterste_datum(self) -> date:
        """The promise that comes first: contact while it is new, then the onderzoek."""
        if self.status == Status.NIEUW or self.onderzoek_uiterlijk is None:
            return self.contact_uiterlijk
        return self.onderzoek_uiterlijk
