"""Search documents from the pages of the catalogue. The number of queries does not grow with the number of offers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone, translation
from wagtail.models import Locale, Page

from portal import openingstijden
from portal.gemeente.models import Wijk
from portal.openingstijden import AMSTERDAM, Rooster
from socialekaart.models import Bereik, LocatiePage, VoorzieningPage
from socialekaart.models.adres import catalogus_pad
from socialekaart.search.types import Document, Punt
from socialekaart.selectors import bron_voorzieningen, met_alles, ouder_paden
from socialekaart.visibility import zichtbaar

HORIZON_DAGEN = 15
"""So far ahead the index knows when an offer is open; the nightly sweep moves it on."""
PARTIJ = 500


def zichtbare() -> QuerySet[VoorzieningPage]:
    """The offers that belong in the index: visible to the public, in the source language."""
    return zichtbaar(bron_voorzieningen())


def documenten(ids: Iterable[int | str] | None = None) -> Iterator[Document]:
    """The documents of all visible offers, or of those among `ids`, in batches of 500."""
    kies = zichtbare()
    if ids is not None:
        kies = kies.filter(pk__in=[int(pk) for pk in ids])
    pks = list(kies.order_by("pk").values_list("pk", flat=True))
    for begin in range(0, len(pks), PARTIJ):
        yield from _partij(pks[begin : begin + PARTIJ])


def _partij(pks: list[int]) -> list[Document]:
    paginas = list(met_alles(VoorzieningPage.objects.filter(pk__in=pks).order_by("pk")))
    ouders = ouder_paden({pagina.path for pagina in paginas})
    verloopt = _verlopen(paginas)
    plekken = {plek.locatie_id for pagina in paginas for plek in pagina.plekken.all()}
    mag = (
        set(zichtbaar(LocatiePage.objects.filter(pk__in=plekken)).values_list("pk", flat=True))
        if plekken
        else set()
    )
    taal = Locale.get_default().language_code
    vandaag = timezone.localtime().astimezone(AMSTERDAM).date()
    uit = []
    with translation.override(taal):
        for pagina in paginas:
            ouder = ouders.get(pagina.path[: -Page.steplen])
            rooster = pagina.rooster
            grenzen = [
                verloopt.get(pagina.path[: Page.steplen * diepte]) for diepte in range(1, pagina.depth + 1)
            ]
            if pagina.geldig_tot:
                grenzen.append(datetime.combine(pagina.geldig_tot + timedelta(days=1), time.min, AMSTERDAM))
            bestaand = [grens for grens in grenzen if grens]
            gemeenten = (
                {een.code for een in pagina.gemeenten.all()} if pagina.bereik != Bereik.WIJK else set()
            )
            wijken = list(pagina.wijken.all())
            if pagina.bereik == Bereik.WIJK:
                gemeenten = {wijk.gemeente.code for wijk in wijken}
            punten = _punten(pagina, mag)
            begrippen = [str(een) for een in pagina.leefgebieden.all()] + [
                str(een) for een in pagina.doelgroepen.all()
            ]
            uit.append(
                Document(
                    id=str(pagina.pk),
                    titel=pagina.title,
                    organisatie=ouder.title if ouder else "",
                    organisatie_id=str(ouder.pk) if ouder else "",
                    organisatie_pad=catalogus_pad(ouder.url_path) if ouder else "",
                    samenvatting=pagina.samenvatting,
                    tekst=pagina.tekst,
                    trefwoorden=tuple(pagina.trefwoordenlijst),
                    begrippen=tuple(begrippen),
                    plaatsen=_plaatsen(pagina, punten, wijken),
                    leefgebieden=frozenset(een.code for een in pagina.leefgebieden.all()),
                    doelgroepen=frozenset(een.code for een in pagina.doelgroepen.all()),
                    leeftijd_van=pagina.leeftijd_van,
                    leeftijd_tot=pagina.leeftijd_tot,
                    toegang=pagina.toegang,
                    trede=pagina.trede,
                    gratis=pagina.gratis,
                    vormen=frozenset(pagina.vormen),
                    talen=frozenset(pagina.talen or ()),
                    bereik=pagina.bereik,
                    gemeenten=frozenset(gemeenten),
                    wijken=frozenset(wijk.code for wijk in wijken),
                    punten=punten,
                    rooster="" if rooster.is_leeg else openingstijden.to_json(rooster),
                    open_tijden=open_tijden(rooster, vandaag),
                    dagdelen=openingstijden.dagdelen(rooster),
                    gecontroleerd_op=pagina.gecontroleerd_op,
                    zichtbaar_tot=min(bestaand) if bestaand else None,
                    extern_id=pagina.extern_id,
                    pad=catalogus_pad(pagina.url_path),
                    taal=taal,
                )
            )
    return uit


def _verlopen(paginas: list[VoorzieningPage]) -> dict[str, datetime]:
    """When each page on the way to these offers expires, by tree path, in one query."""
    paden = {
        pagina.path[: Page.steplen * diepte] for pagina in paginas for diepte in range(1, pagina.depth + 1)
    }
    rijen = Page.objects.filter(path__in=paden, expire_at__isnull=False)
    return dict(rijen.values_list("path", "expire_at"))


def _punten(pagina: VoorzieningPage, mag: set[int]) -> tuple[Punt, ...]:
    plekken = [plek.locatie for plek in pagina.plekken.all() if plek.locatie_id in mag]
    return tuple(
        Punt(plek.lat, plek.lon, plek.title, plek.plaats)
        for plek in plekken
        if plek.lat is not None and plek.lon is not None
    )


def _plaatsen(pagina: VoorzieningPage, punten: tuple[Punt, ...], wijken: list[Wijk]) -> tuple[str, ...]:
    """The names by which people say where it is: location, town, wijk and municipality."""
    namen = [naam for punt in punten for naam in (punt.naam, punt.plaats)]
    namen += [wijk.naam for wijk in wijken] if pagina.bereik == Bereik.WIJK else []
    namen += [gemeente.naam for gemeente in pagina.gemeenten.all()]
    return tuple(dict.fromkeys(naam for naam in namen if naam))


def open_tijden(rooster: Rooster, vanaf: date) -> tuple[tuple[int, int], ...]:
    """The periods (epoch seconds) in which it is open from yesterday up to the horizon; those that touch taken together."""
    if rooster.is_leeg:
        return ()
    perioden: list[tuple[int, int]] = []
    for dag in range(-1, HORIZON_DAGEN):
        for van, tot in openingstijden.open_op(rooster, vanaf + timedelta(days=dag)):
            begin, einde = int(van.timestamp()), int(tot.timestamp())
            if perioden and begin <= perioden[-1][1]:
                perioden[-1] = (perioden[-1][0], max(einde, perioden[-1][1]))
            else:
                perioden.append((begin, einde))
    return tuple(perioden)
