"""The trail of a melding: every status, note and reading is a row of its own that nobody rewrites."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from forms.models.melding import STATUS_NAMEN


class Statuswissel(models.Model):
    """One step in the table of `forms.workflow`; the first has no `van` and no `door`."""

    melding = models.ForeignKey("forms.Melding", on_delete=models.CASCADE, related_name="statuswissels")
    van = models.CharField(max_length=12, blank=True)
    naar = models.CharField(max_length=12, choices=[(s.value, n) for s, n in STATUS_NAMEN.items()])
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    op = models.DateTimeField()

    class Meta:
        ordering = ["op", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.melding.referentie}: {self.naar}"


class Notitie(models.Model):
    """A note of a team member, for the team only."""

    melding = models.ForeignKey("forms.Melding", on_delete=models.CASCADE, related_name="notities")
    auteur = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    tekst = models.TextField(_("notitie"))
    gemaakt = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["gemaakt", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.melding.referentie


class Inzage(models.Model):
    """Somebody opened the content of a melding (AVG art. 5 lid 2: accountable for who read what)."""

    melding = models.ForeignKey("forms.Melding", on_delete=models.CASCADE, related_name="inzages")
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    op = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-op", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.melding.referentie
