"""Tables of the search: the embedded index, the state of the engines, and the editors' own words.

The index is written in the same transaction as the page. The full-text table itself is made per generation by
`embedded.schema`, since its kind differs per database.
"""

# Rows of the index are shown to nobody, so they need no words of their own.
# ruff: noqa: DJ008

from __future__ import annotations

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet


class IndexStand(models.Model):
    """Which generation of the embedded index answers (`naam` = embedded), which are being built or answered a moment ago, and the
    highest number that one had. `som`: of the code that built it; `omvang`: the number of offers it was built of."""

    naam = models.CharField(max_length=20, primary_key=True)
    generatie = models.PositiveIntegerField()
    sleutel = models.UUIDField(default=uuid.uuid4)
    gebouwd = models.DateTimeField(null=True)
    som = models.CharField(max_length=16, blank=True)
    omvang = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "stand van de index"


class IndexDocument(models.Model):
    """One offer in one generation. `bron` is the whole document as JSON; the other columns are what a search needs."""

    generatie = models.PositiveIntegerField()
    doc_id = models.CharField(max_length=64)
    vinger = models.CharField(max_length=40)
    titel_sort = models.CharField(max_length=120)
    organisatie_id = models.CharField(max_length=64, blank=True)
    facetten = models.TextField(blank=True)
    gebieden = models.TextField(blank=True)
    punten = models.TextField(blank=True)
    van = models.BigIntegerField(null=True)
    tot = models.BigIntegerField(null=True)
    gecontroleerd = models.PositiveIntegerField(default=0)
    kort = models.PositiveSmallIntegerField(default=0)
    bron = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["generatie", "doc_id"], name="zoeken_document_eenmaal")
        ]


class IndexOpen(models.Model):
    """A period in which an offer is open: epoch seconds, until is exclusive."""

    document = models.ForeignKey(IndexDocument, on_delete=models.CASCADE, related_name="+")
    generatie = models.PositiveIntegerField()
    van = models.BigIntegerField()
    tot = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["generatie", "tot", "van", "document"], name="zoeken_open_nu")]


class IndexWoord(models.Model):
    """A word of the index as people write it: for spelling, prefixes and compounds. Grows until the next rebuild."""

    generatie = models.PositiveIntegerField()
    woord = models.CharField(max_length=40)
    telling = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["generatie", "woord"], name="zoeken_woord_eenmaal")]


class IndexWijziging(models.Model):
    """What changed, in order: workers follow it to keep their memory right, a rebuild replays it, Elasticsearch catches up.

    `transactie` is PostgreSQL's transaction id: there a lower `id` may be committed later than a higher one.
    """

    generatie = models.PositiveIntegerField()
    document = models.BigIntegerField()
    doc_id = models.CharField(max_length=64)
    transactie = models.BigIntegerField(default=0)
    moment = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["transactie"], name="zoeken_wijziging_tx")]


class EngineStand(models.Model):
    """What all workers know of an engine: trusted or not, since when, and when to try again."""

    naam = models.CharField(max_length=20, primary_key=True)
    vertrouwd = models.BooleanField(default=True)
    reden = models.CharField(max_length=120, blank=True)
    sinds = models.DateTimeField(null=True)
    opnieuw = models.DateTimeField(null=True)
    fouten = models.PositiveIntegerField(default=0)


class Achterstand(models.Model):
    """An offer whose change Elasticsearch has yet to get. One row an offer; `nummer` tells a newer change from an older."""

    doc_id = models.CharField(max_length=64, primary_key=True)
    nummer = models.PositiveIntegerField(default=1)
    sinds = models.DateTimeField(auto_now_add=True)


@register_snippet
class SynoniemGroep(models.Model):
    """Words that mean the same, or that lead to another word. Works at the next search."""

    woorden = models.TextField(
        _("woorden"),
        help_text=_("Woorden die mensen gebruiken en die hetzelfde betekenen, met een komma ertussen."),
    )
    doelen = models.TextField(
        _("zoek ook op"),
        blank=True,
        help_text=_("Woorden waarop dan ook gezocht wordt, met een komma ertussen. Dit werkt één kant op."),
    )
    actief = models.BooleanField(_("in gebruik"), default=True)
    gewijzigd = models.DateTimeField(auto_now=True)

    panels = [FieldPanel("woorden"), FieldPanel("doelen"), FieldPanel("actief")]

    class Meta:
        verbose_name = _("groep synoniemen")
        verbose_name_plural = _("synoniemen")
        ordering = ["woorden"]

    def __str__(self) -> str:
        return self.woorden[:80]

    def clean(self) -> None:
        if len(_lijst(self.woorden)) + len(_lijst(self.doelen)) < 2:
            raise ValidationError({"woorden": _("Vul ten minste twee woorden in.")})

    def als_regel(self) -> str:
        """The group in the form of the word lists."""
        links = " = ".join(_lijst(self.woorden))
        rechts = ", ".join(_lijst(self.doelen))
        return f"{links} > {rechts}" if rechts else links


def _lijst(tekst: str) -> list[str]:
    schoon = tekst.replace("\n", ",").replace(";", ",").replace("=", ",").replace(">", ",").replace("#", " ")
    return [woord.strip() for woord in schoon.split(",") if woord.strip()]
