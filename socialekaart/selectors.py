"""Reading the catalogue: what a page needs, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Case, Prefetch, Q, QuerySet, When
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
        Q(bereik__in=["", Bereik.LAND, Bereik.ONLINE])
        | Q(bereik__in=[Bereik.GEMEENTE, Bereik.REGIO], gemeenten=gemeente)
        | Q(bereik=Bereik.WIJK, wijken__gemeente=gemeente)
    )


def aanbod_voor(gemeente: Gemeente | None) -> QuerySet[VoorzieningPage]:
    """Visible offers that serve a municipality, by title."""
    return zichtbaar(bron_voorzieningen()).filter(bedient(gemeente)).distinct().order_by("title")


def vertaalde_titels(ids: Iterable[str], taal: str) -> dict[str, str]:
    """The names of these offers (ids of the source pages) in another language, for those that somebody translated."""
    bron = dict(VoorzieningPage.objects.filter(pk__in=list(ids)).values_list("translation_key", "pk"))
    vertalingen = VoorzieningPage.objects.filter(
        translation_key__in=bron, locale__language_code=taal, live=True, alias_of__isnull=True
    )
    return {
        str(bron[sleutel]): titel for sleutel, titel in vertalingen.values_list("translation_key", "title")
    }


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


def met_plekken(voorzieningen: list[VoorzieningPage]) -> list[VoorzieningPage]:
    """Sets `zichtbare_plekken` on each offer, in one query: an unpublished place is not named."""
    mag = zichtbaar(LocatiePage.objects.all())
    rijen = VoorzieningPlek.objects.filter(voorziening__in=voorzieningen, locatie__in=mag)
    per_voorziening: dict[int, list[LocatiePage]] = {}
    for rij in rijen.select_related("locatie").order_by("sort_order", "pk"):
        per_voorziening.setdefault(rij.voorziening_id, []).append(rij.locatie)
    for voorziening in voorzieningen:
        voorziening.zichtbare_plekken = per_voorziening.get(voorziening.pk, [])
    return voorzieningen


def plekken_van_concept(voorziening: VoorzieningPage) -> list[LocatiePage]:
    """The places as they stand in the editor, saved or not; also in a preview an unpublished place is not named."""
    locaties = [plek.locatie for plek in voorziening.plekken.all()]
    mag = set(
        zichtbaar(LocatiePage.objects.filter(pk__in=[een.pk for een in locaties])).values_list(
            "pk", flat=True
        )
    )
    return [een for een in locaties if een.pk in mag]


def verwant_aanbod(
    voorziening: VoorzieningPage, gebieden: list[int], gemeente: Gemeente | None, aantal: int = 3
) -> list[VoorzieningPage]:
    """Other offers about the first leefgebied, same trede first, then those that follow in the tree and round again:
    an alphabet would always name the same three."""
    if not gebieden:
        return []
    kandidaten = zichtbaar(bron_voorzieningen()).filter(bedient(gemeente), leefgebieden=gebieden[0])
    andere_trede = Case(When(trede=voorziening.trede, then=0), default=1)
    terug = Case(When(path__gt=voorziening.path, then=0), default=1)
    # A subquery keeps the joins of `bedient` from repeating rows without a DISTINCT over the ordering.
    uniek = VoorzieningPage.objects.filter(pk__in=kandidaten.values("pk")).exclude(pk=voorziening.pk)
    return list(uniek.order_by(andere_trede, terug, "path")[:aantal])
