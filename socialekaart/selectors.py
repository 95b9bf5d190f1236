"""Reading the catalogue: what a page needs, in a fixed number of queries."""

from __future__ import annotations

from django.db.models import Prefetch, Q, QuerySet
from wagtail.models import Page

from portal.gemeente.models import Gemeente
from portal.gemeente.talen import bronlocale_id
from socialekaart.models import Bereik, LocatiePage, OrganisatiePage, VoorzieningPage, VoorzieningPlek
from socialekaart.visibility import zichtbaar

LOCATIE_VELDEN = ("title", "url_path", "locale_id", "straat", "postcode", "plaats", "lat", "lon")


def bron_voorzieningen() -> QuerySet[VoorzieningPage]:
    """Offers in the source language: facts are kept once, translations carry texts only."""
    return VoorzieningPage.objects.filter(locale_id=bronlocale_id())


def bedient(gemeente: Gemeente | None) -> Q:
    """Offers that people of this municipality can use, as a filter (may join: use distinct)."""
    if gemeente is None:
        return Q()
    return (
        Q(bereik__in=[Bereik.LAND, Bereik.ONLINE])
        | Q(bereik__in=[Bereik.GEMEENTE, Bereik.REGIO], gemeenten=gemeente)
        | Q(bereik=Bereik.WIJK, wijken__gemeente=gemeente)
    )


def aanbod_voor(gemeente: Gemeente | None) -> QuerySet[VoorzieningPage]:
    """Visible offers that serve a municipality, by title."""
    return zichtbaar(bron_voorzieningen()).filter(bedient(gemeente)).distinct().order_by("title")


def met_alles(voorzieningen: QuerySet[VoorzieningPage]) -> QuerySet[VoorzieningPage]:
    """With the rows that a page or search document reads; the number of queries does not grow with the offers."""
    plekken = VoorzieningPlek.objects.select_related("locatie").order_by("sort_order")
    return voorzieningen.prefetch_related(
        "leefgebieden", "doelgroepen", "gemeenten", "wijken__gemeente", "openingstijden", "uitzonderingen",
        Prefetch("plekken", queryset=plekken),
    )  # fmt: skip


def ouder_paden(paden: set[str]) -> dict[str, OrganisatiePage]:
    """The organisation above each tree path, in one query."""
    ouders = {pad[: -Page.steplen] for pad in paden}
    return {rij.path: rij for rij in OrganisatiePage.objects.filter(path__in=ouders)}


def zichtbare_plekken(voorziening: VoorzieningPage) -> list[LocatiePage]:
    """The places of an offer that may be shown: an unpublished one is not named."""
    plekken = [plek.locatie for plek in voorziening.plekken.all()]
    if not plekken:
        return []
    mag = set(
        zichtbaar(LocatiePage.objects.filter(pk__in=[een.pk for een in plekken])).values_list("pk", flat=True)
    )
    return [een for een in plekken if een.pk in mag]


def verwant_aanbod(
    voorziening: VoorzieningPage, gemeente: Gemeente | None, aantal: int = 3
) -> list[VoorzieningPage]:
    """Other offers about the same leefgebied, same trede first; the same organisation is no reason."""
    gebieden = [een.pk for een in voorziening.leefgebieden.all()]
    if not gebieden:
        return []
    kandidaten = aanbod_voor(gemeente).filter(leefgebieden__in=gebieden[:1]).exclude(pk=voorziening.pk)
    rijen = list(kandidaten.order_by("title").values_list("pk", "trede", "path"))
    # The nearest in the alphabet would always be the same three; walk round from the offer itself.
    rijen.sort(key=lambda rij: (rij[1] != voorziening.trede, rij[2] < voorziening.path, rij[2]))
    gekozen = [pk for pk, _, _ in rijen[:aantal]]
    op_pk = {rij.pk: rij for rij in met_alles(VoorzieningPage.objects.filter(pk__in=gekozen))}
    return [op_pk[pk] for pk in gekozen]
