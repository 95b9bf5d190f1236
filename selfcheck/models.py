"""The self-checks and their published versions. Answers are never stored here: a run lives in the session only."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ZelfcheckVersie(models.Model):
    """One published form of a self-check, never changed afterwards; a run keeps the version with which it began."""

    zelfcheck = models.ForeignKey("Zelfcheck", on_delete=models.CASCADE, related_name="versies")
    nummer = models.PositiveIntegerField(_("nummer"))
    inhoud = models.JSONField(_("inhoud"), help_text=_("De gecompileerde vorm, met alle talen."))
    hash = models.CharField(_("hash"), max_length=64, help_text=_("SHA-256 van de inhoud."))
    rapport = models.JSONField(_("bewijs"))
    gemaakt = models.DateTimeField(_("gemaakt"), auto_now_add=True)
    ingetrokken = models.BooleanField(
        _("ingetrokken"),
        default=False,
        help_text=_(
            "Bij een fout die de veiligheid raakt. Wie deze versie aan het invullen is, begint opnieuw."
        ),
    )

    class Meta:
        verbose_name = _("versie van een zelfcheck")
        verbose_name_plural = _("versies van zelfchecks")
        ordering = ("zelfcheck", "-nummer")
        constraints = (
            models.UniqueConstraint(fields=("zelfcheck", "nummer"), name="zelfcheckversie_uniek_nummer"),
            models.UniqueConstraint(fields=("zelfcheck", "hash"), name="zelfcheckversie_uniek_hash"),
            models.CheckConstraint(condition=Q(nummer__gte=1), name="zelfcheckversie_nummer_vanaf_1"),
        )

    def __str__(self) -> str:
        return f"{self.zelfcheck_id}: versie {self.nummer}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only a new version is written; of an old one nothing but ``ingetrokken`` may change."""
        if not self._state.adding and set(kwargs.get("update_fields") or ()) != {"ingetrokken"}:
            raise TypeError("een gepubliceerde versie verandert niet")
        super().save(*args, **kwargs)

    @property
    def groen(self) -> bool:
        """Whether the proof found nothing."""
        return bool(self.rapport.get("groen"))


class ZelfcheckQuerySet(models.QuerySet["Zelfcheck"]):
    def beschikbaar(self) -> Self:
        """Those that a visitor can start."""
        return self.filter(actieve_versie__isnull=False, actieve_versie__ingetrokken=False)


class Zelfcheck(models.Model):
    """A self-check that visitors can start, while it has a live version."""

    slug = models.SlugField(_("deel van het adres"), max_length=60, unique=True)
    titel = models.CharField(
        _("titel"), max_length=120, help_text=_("Voor redacteuren; bezoekers zien de tekst uit de versie.")
    )
    volgorde = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    actieve_versie = models.ForeignKey(
        ZelfcheckVersie,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("actieve versie"),
    )

    objects = ZelfcheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("zelfcheck")
        verbose_name_plural = _("zelfchecks")
        ordering = ("volgorde", "slug")

    def __str__(self) -> str:
        return self.titel

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The live pointer only ever stands on a version of its own, proved, and not withdrawn; also from code."""
        versie = self.actieve_versie
        if versie is not None and (versie.zelfcheck_id != self.pk or not versie.groen or versie.ingetrokken):
            raise ValueError("alleen een bewezen versie die niet is ingetrokken kan actief worden")
        super().save(*args, **kwargs)
