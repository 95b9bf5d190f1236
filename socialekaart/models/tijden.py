"""Opening hours of an offer as rows; the meaning is in the pure package `portal.openingstijden`."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from portal import openingstijden


class Dag(models.IntegerChoices):
    MA = 0, _("maandag")
    DI = 1, _("dinsdag")
    WO = 2, _("woensdag")
    DO = 3, _("donderdag")
    VR = 4, _("vrijdag")
    ZA = 5, _("zaterdag")
    ZO = 6, _("zondag")


class Openingstijd(models.Model):
    """One weekly block. `tot` at or before `van` means past midnight."""

    voorziening = ParentalKey(
        "socialekaart.VoorzieningPage", on_delete=models.CASCADE, related_name="openingstijden"
    )
    dag = models.PositiveSmallIntegerField(_("dag"), choices=Dag)
    van = models.TimeField(_("van"))
    tot = models.TimeField(_("tot"))
    elke_weken = models.PositiveSmallIntegerField(
        _("elke … weken"), default=1, validators=[MinValueValidator(1), MaxValueValidator(52)]
    )
    anker = models.DateField(
        _("gerekend vanaf"),
        null=True,
        blank=True,
        help_text=_("Nodig als het niet elke week is: een dag dat het doorgaat."),
    )

    panels = [
        FieldRowPanel([FieldPanel("dag"), FieldPanel("van"), FieldPanel("tot")]),
        FieldRowPanel([FieldPanel("elke_weken"), FieldPanel("anker")]),
    ]

    class Meta:
        ordering = ["dag", "van"]
        constraints = [
            models.CheckConstraint(condition=models.Q(dag__lte=6), name="openingstijd_dag_bestaat"),
            models.CheckConstraint(
                condition=models.Q(elke_weken__gte=1), name="openingstijd_elke_weken_vanaf_1"
            ),
            models.CheckConstraint(
                condition=models.Q(elke_weken=1) | models.Q(anker__isnull=False),
                name="openingstijd_anker_bij_interval",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_dag_display()} {self.van:%H.%M} – {self.tot:%H.%M}"

    def clean(self) -> None:
        if self.elke_weken and self.elke_weken > 1 and not self.anker:
            raise ValidationError({"anker": _("Vul een dag in waarop het doorgaat.")})

    def als_blok(self) -> openingstijden.Blok:
        return openingstijden.Blok(self.dag, self.van, self.tot, self.elke_weken, self.anker)


class Uitzondering(models.Model):
    """A period with other hours, or closed when no hours are given."""

    voorziening = ParentalKey(
        "socialekaart.VoorzieningPage", on_delete=models.CASCADE, related_name="uitzonderingen"
    )
    van = models.DateField(_("eerste dag"))
    tot_en_met = models.DateField(_("laatste dag"))
    open_van = models.TimeField(_("open van"), null=True, blank=True)
    open_tot = models.TimeField(_("open tot"), null=True, blank=True)
    reden = models.CharField(_("reden"), max_length=100, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("van"), FieldPanel("tot_en_met")]),
        FieldRowPanel([FieldPanel("open_van"), FieldPanel("open_tot")]),
        FieldPanel("reden"),
    ]

    class Meta:
        ordering = ["van"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(tot_en_met__gte=models.F("van")), name="uitzondering_loopt_vooruit"
            ),
            models.CheckConstraint(
                condition=models.Q(open_van__isnull=True, open_tot__isnull=True)
                | models.Q(open_van__isnull=False, open_tot__isnull=False),
                name="uitzondering_van_en_tot_samen",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.van} – {self.tot_en_met} {self.reden}".strip()

    def clean(self) -> None:
        if self.van and self.tot_en_met and self.tot_en_met < self.van:
            raise ValidationError({"tot_en_met": _("De laatste dag ligt voor de eerste.")})
        if bool(self.open_van) != bool(self.open_tot):
            raise ValidationError(
                _("Vul bij “open” beide tijden in, of geen van beide (dan is het gesloten).")
            )

    def als_uitzondering(self) -> openingstijden.Uitzondering:
        blokken = ((self.open_van, self.open_tot),) if self.open_van and self.open_tot else ()
        return openingstijden.Uitzondering(self.van, self.tot_en_met, blokken, self.reden)
