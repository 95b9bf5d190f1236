"""Teams and the rules that choose one."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forms import routing
from forms.leefgebieden import LEEFGEBIEDEN


class Team(models.Model):
    """A sociaal team. Who is in `groep` may read and work on its meldingen; nobody else, a superuser included."""

    sleutel = models.SlugField(
        _("sleutel"), unique=True, help_text=_("Korte naam die in de routeregels staat.")
    )
    naam = models.CharField(_("naam"), max_length=100)
    gemeente = models.ForeignKey(
        "gemeente.Gemeente", verbose_name=_("gemeente"), on_delete=models.PROTECT, related_name="teams"
    )
    groep = models.OneToOneField(
        Group,
        verbose_name=_("groep"),
        on_delete=models.PROTECT,
        related_name="team",
        help_text=_("Leden van deze groep lezen en behandelen de meldingen van dit team."),
    )
    telefoon = models.CharField(_("telefoon"), max_length=20)
    email = models.EmailField(
        _("e-mail"), help_text=_("Hier komt bericht dat er een melding is, zonder inhoud.")
    )
    contact_werkdagen = models.PositiveSmallIntegerField(
        _("contact binnen (werkdagen)"),
        default=3,
        help_text=_("Zo snel neemt het team contact op. De inwoner krijgt deze datum te zien."),
    )

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class RouteRegel(models.Model):
    """One line of the routing table, tried in the order of `volgorde`; what is left empty always fits."""

    volgorde = models.PositiveIntegerField(_("volgorde"), unique=True)
    gemeente = models.ForeignKey(
        "gemeente.Gemeente",
        verbose_name=_("gemeente"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    wijken = models.JSONField(
        _("wijken"), default=list, blank=True, help_text=_("Codes van wijken. Leeg is elke wijk.")
    )
    leeftijd_van = models.PositiveSmallIntegerField(_("leeftijd van"), null=True, blank=True)
    leeftijd_tot = models.PositiveSmallIntegerField(_("leeftijd tot en met"), null=True, blank=True)
    leefgebieden = models.JSONField(
        _("leefgebieden"),
        default=list,
        blank=True,
        help_text=_("Codes van leefgebieden. Leeg is elk onderwerp."),
    )
    team = models.ForeignKey(Team, verbose_name=_("team"), on_delete=models.PROTECT, related_name="regels")

    class Meta:
        verbose_name = _("routeregel")
        verbose_name_plural = _("routeregels")
        ordering = ["volgorde"]
        constraints = [
            models.CheckConstraint(
                condition=Q(leeftijd_van__isnull=True)
                | Q(leeftijd_tot__isnull=True)
                | Q(leeftijd_van__lte=F("leeftijd_tot")),
                name="routeregel_leeftijd_van_tot",
            )
        ]

    def __str__(self) -> str:
        return f"{self.volgorde}. {self.team}"

    @admin.display(description=_("wijken"))
    def wijken_in_woorden(self) -> str:
        """For lists: the codes, or that it is every wijk."""
        return ", ".join(self.wijken) or gettext("elke wijk")

    @admin.display(description=_("leeftijd"))
    def leeftijd_in_woorden(self) -> str:
        """For lists: `0–17`, `65 en ouder`, or that age does not matter."""
        van, tot = self.leeftijd_van, self.leeftijd_tot
        if van is None and tot is None:
            return gettext("elke leeftijd")
        return f"{van or 0}–{tot}" if tot is not None else gettext("%d en ouder") % van

    @admin.display(description=_("onderwerpen"))
    def onderwerpen_in_woorden(self) -> str:
        """For lists: the names of the subjects, or that it may be anything."""
        return ", ".join(str(LEEFGEBIEDEN.get(code, code)) for code in self.leefgebieden) or gettext(
            "elk onderwerp"
        )

    def als_regel(self) -> routing.Regel:
        """This row as the pure rule that `forms.routing` works with."""
        return routing.Regel(
            team=self.team.sleutel,
            gemeente=self.gemeente.code if self.gemeente else None,
            wijken=frozenset(self.wijken),
            leeftijd_van=self.leeftijd_van,
            leeftijd_tot=self.leeftijd_tot,
            onderwerpen=frozenset(self.leefgebieden),
        )

    def clean(self) -> None:
        """Refuse a change that would break the table as a whole."""
        super().clean()
        self.wijken, self.leefgebieden = self.wijken or [], self.leefgebieden or []
        for naam, waarden in (("wijken", self.wijken), ("leefgebieden", self.leefgebieden)):
            if not isinstance(waarden, list) or not all(isinstance(waarde, str) for waarde in waarden):
                raise ValidationError({naam: _('Geef een lijst van codes, bijvoorbeeld ["wonen"].')})
        if onbekend := set(self.leefgebieden) - LEEFGEBIEDEN.keys():
            raise ValidationError({"leefgebieden": _("Onbekend: %s") % ", ".join(sorted(onbekend))})
        if self.volgorde is None or self.team_id is None:
            return  # the field itself says what is missing
        anderen = RouteRegel.objects.select_related("team", "gemeente").exclude(pk=self.pk)
        rijen = sorted([*anderen, self], key=lambda rij: rij.volgorde)
        if problemen := list(routing.controleer([rij.als_regel() for rij in rijen])):
            raise ValidationError(problemen)
