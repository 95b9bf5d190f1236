"""Search documents from the pages of the catalogue. The number of queries does not grow with the number of offers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext
from wagtail.models import Locale, Page

from portal import openingstijden
from portal.openingstijden import AMSTERDAM, Blok, Rooster
from socialekaart.models import Bereik, LocatiePage, OrganisatiePage, VoorzieningPage, VoorzieningPlek
from socialekaart.models.adres import catalogus_pad
from socialekaart.models.tijden import Openingstijd, Uitzondering
from socialekaart.models.voorziening import trefwoorden_in, vormen_van
from socialekaart.search.types import Document, Punt
from socialekaart.selectors import bron_voorzieningen
from socialekaart.visibility import zichtbaar

HORIZON_DAGEN = 15
"""So far ahead the index knows when an offer is open; the nightly sweep moves it on."""
PARTIJ = 1_000
_VELDEN = (
    "pk", "path", "url_path", "title", "samenvatting", "tekst", "trefwoorden", "leeftijd_van", "leeftijd_tot", "trede", "toegang",
    "gratis", "aan_huis",
    "op_afstand", "talen", "bereik", "op_afspraak", "feestdagen_open", "gecontroleerd_op", "geldig_tot", "expire_at",
    "extern_id",
)  # fmt: skip


def zichtbare() -> QuerySet[VoorzieningPage]:
    """The offers that belong in the index: visible to the public, in the source language."""
    return zichtbaar(bron_voorzieningen())


def documenten(ids: Iterable[int | str] | None = None) -> Iterator[Document]:
    """The documents of all visible offers, or of those among `ids`, in batches."""
    kies = zichtbare()
    if ids is not None:
        kies = kies.filter(pk__in=[int(pk) for pk in ids])
    pks = list(kies.order_by("pk").values_list("pk", flat=True))
    for begin in range(0, len(pks), PARTIJ):
        yield from _partij(pks[begin : begin + PARTIJ])


class _Rijen:
    """The rows beside the pages of a batch, by primary key of the page: one query a table, and no model instances, since
    a rebuild reads thousands of pages."""

    def __init__(self, pks: list[int]) -> None:
        self.leefgebieden = _begrippen(VoorzieningPage.leefgebieden.through, "leefgebied", pks)
        self.doelgroepen = _begrippen(VoorzieningPage.doelgroepen.through, "doelgroep", pks)
        self.gemeenten = _groepeer(
            VoorzieningPage.gemeenten.through.objects.filter(**_van("voorzieningpage", pks))
            .order_by("gemeente__naam")
            .values_list("voorzieningpage", "gemeente__code", "gemeente__naam")
        )
        self.wijken = _groepeer(
            VoorzieningPage.wijken.through.objects.filter(**_van("voorzieningpage", pks))
            .order_by("wijk__naam", "wijk__code")
            .values_list("voorzieningpage", "wijk__code", "wijk__naam", "wijk__gemeente__code")
        )
        self.blokken = _groepeer(
            Openingstijd.objects.filter(**_van("voorziening", pks))
            .order_by("dag", "van", "pk")
            .values_list("voorziening_id", "dag", "van", "tot", "elke_weken", "anker")
        )
        self.uitzonderingen: dict[int, list[Uitzondering]] = defaultdict(list)
        for rij in Uitzondering.objects.filter(**_van("voorziening", pks)).order_by("van", "pk"):
            self.uitzonderingen[rij.voorziening_id].append(rij)
        plekken = list(
            VoorzieningPlek.objects.filter(**_van("voorziening", pks))
            .order_by("sort_order", "pk")
            .values_list(
                "voorziening_id",
                "locatie_id",
                "locatie__lat",
                "locatie__lon",
                "locatie__title",
                "locatie__plaats",
            )
        )
        locaties = LocatiePage.objects.filter(pk__in={rij[1] for rij in plekken})
        mag = set(zichtbaar(locaties).values_list("pk", flat=True)) if plekken else set()
        self.met_plek = {rij[0] for rij in plekken}
        self.punten: dict[int, list[Punt]] = defaultdict(list)
        for pk, locatie, lat, lon, naam, plaats in plekken:
            if locatie in mag and lat is not None and lon is not None:
                self.punten[pk].append(Punt(lat, lon, naam, plaats))

    def rooster(self, pagina: Any) -> Rooster:
        """The opening hours of a page, as `VoorzieningPage.rooster` has them."""
        return Rooster(
            blokken=tuple(Blok(*rij) for rij in self.blokken.get(pagina.pk, ())),
            uitzonderingen=tuple(rij.als_uitzondering() for rij in self.uitzonderingen.get(pagina.pk, ())),
            feestdagen_open=pagina.feestdagen_open,
            op_afspraak=pagina.op_afspraak,
        )


def _van(veld: str, pks: list[int]) -> dict[str, Any]:
    """The filter on these pages (ascending). When they lie close together their bounds do: a list of hundreds takes the ORM
    longer to write than the database to read. Rows of pages in between are left aside."""
    if pks and pks[-1] - pks[0] < 3 * len(pks):
        return {f"{veld}__gte": pks[0], f"{veld}__lte": pks[-1]}
    return {f"{veld}__in": pks}


def _groepeer(rijen: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    """Rows by their first column, without it."""
    uit: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for pk, *rest in rijen:
        uit[pk].append(tuple(rest))
    return uit


def _begrippen(tussen: type[Model], naam: str, pks: list[int]) -> dict[int, list[tuple[Any, ...]]]:
    """(code, name in words) of the leefgebieden or doelgroepen of each page, in their own order."""
    woorden = cache(gettext)
    rijen = (
        tussen._default_manager.filter(**_van("voorzieningpage", pks))
        .order_by(f"{naam}__volgorde", f"{naam}__naam")
        .values_list("voorzieningpage", f"{naam}__code", f"{naam}__naam")
    )
    return _groepeer((pk, code, woorden(naam)) for pk, code, naam in rijen)


def _partij(pks: list[int]) -> list[Document]:
    gevraagd = set(pks)
    rijen_ = VoorzieningPage.objects.filter(**_van("pk", pks)).order_by("pk")
    paginas = [rij for rij in rijen_.values_list(*_VELDEN, named=True) if rij.pk in gevraagd]
    ouders = {
        rij.path: rij
        for rij in OrganisatiePage.objects.filter(
            path__in={_ouder(pagina.path) for pagina in paginas}
        ).values_list("pk", "path", "title", "url_path", named=True)
    }
    verloopt = _verlopen({_ouder(pagina.path) for pagina in paginas})
    taal = Locale.get_default().language_code
    vandaag = timezone.localtime().astimezone(AMSTERDAM).date()
    with translation.override(taal):
        rijen = _Rijen(pks)
        return [_document(pagina, rijen, ouders, verloopt, taal, vandaag) for pagina in paginas]


def _document(
    pagina: Any,
    rijen: _Rijen,
    ouders: dict[str, Any],
    verloopt: dict[str, list[datetime]],
    taal: str,
    vandaag: date,
) -> Document:
    pk = pagina.pk
    ouder = ouders.get(_ouder(pagina.path))
    rooster = rijen.rooster(pagina)
    punten = tuple(rijen.punten.get(pk, ()))
    wijken = rijen.wijken.get(pk, [])
    gemeenten = rijen.gemeenten.get(pk, [])
    in_wijk = pagina.bereik == Bereik.WIJK
    grenzen = [pagina.expire_at] if pagina.expire_at else []
    grenzen += verloopt[_ouder(pagina.path)]
    if pagina.geldig_tot:
        grenzen.append(datetime.combine(pagina.geldig_tot + timedelta(days=1), time.min, AMSTERDAM))
    leefgebieden, doelgroepen = rijen.leefgebieden.get(pk, []), rijen.doelgroepen.get(pk, [])
    # The names by which people say where it is: location, town, wijk and municipality.
    plaatsen = [naam for punt in punten for naam in (punt.naam, punt.plaats)]
    plaatsen += [naam for _, naam, _ in wijken] if in_wijk else []
    plaatsen += [naam for _, naam in gemeenten]
    return Document(
        id=str(pk),
        titel=pagina.title,
        organisatie=ouder.title if ouder else "",
        organisatie_id=str(ouder.pk) if ouder else "",
        organisatie_pad=catalogus_pad(ouder.url_path) if ouder else "",
        samenvatting=pagina.samenvatting,
        tekst=pagina.tekst,
        trefwoorden=tuple(trefwoorden_in(pagina.trefwoorden)),
        begrippen=tuple(naam for _, naam in (*leefgebieden, *doelgroepen)),
        plaatsen=tuple(dict.fromkeys(filter(None, plaatsen))),
        leefgebieden=frozenset(code for code, _ in leefgebieden),
        doelgroepen=frozenset(code for code, _ in doelgroepen),
        leeftijd_van=pagina.leeftijd_van,
        leeftijd_tot=pagina.leeftijd_tot,
        toegang=pagina.toegang,
        trede=pagina.trede,
        gratis=pagina.gratis,
        vormen=frozenset(vormen_van(pk in rijen.met_plek, pagina.aan_huis, pagina.op_afstand, pagina.bereik)),
        talen=frozenset(pagina.talen or ()),
        bereik=pagina.bereik,
        gemeenten=frozenset(code for _, _, code in wijken)
        if in_wijk
        else frozenset(code for code, _ in gemeenten),
        wijken=frozenset(code for code, _, _ in wijken),
        punten=punten,
        rooster="" if rooster.is_leeg else openingstijden.to_json(rooster),
        open_tijden=open_tijden(rooster, vandaag),
        dagdelen=openingstijden.dagdelen(rooster),
        gecontroleerd_op=pagina.gecontroleerd_op,
        zichtbaar_tot=min(grenzen) if grenzen else None,
        extern_id=pagina.extern_id,
        pad=catalogus_pad(pagina.url_path),
        taal=taal,
    )


def _ouder(pad: str) -> str:
    return pad[: -Page.steplen]


def _paden(pad: str) -> list[str]:
    """The tree paths of a page and of all above it."""
    return [pad[:einde] for einde in range(Page.steplen, len(pad) + 1, Page.steplen)]


def _verlopen(ouders: set[str]) -> dict[str, list[datetime]]:
    """When the pages of these tree paths and those above them expire, by path, in one query."""
    alle = {boven for pad in ouders for boven in _paden(pad)}
    rijen = Page.objects.filter(path__in=alle, expire_at__isnull=False)
    verloopt = dict(rijen.values_list("path", "expire_at"))
    return {pad: [verloopt[boven] for boven in _paden(pad) if boven in verloopt] for pad in ouders}


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
