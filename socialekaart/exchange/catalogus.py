"""The catalogue as an import sees it: what is there already, found by name and not page by page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from socialekaart.exchange.rij import AanbodRij, Afgekeurd, vouw_naam
from socialekaart.models import (
    CataloguePage,
    Doelgroep,
    Leefgebied,
    LocatiePage,
    OrganisatiePage,
    VoorzieningPage,
)
from socialekaart.taxonomy import DOELGROEPEN, LEEFGEBIEDEN

MAX_SLUG = 80


def zorg_voor_catalogus() -> CataloguePage:
    """The catalogue of the source language; made, live, beside the home pages when it is not there yet."""
    locale = Locale.get_default()
    catalogus = CataloguePage.objects.filter(locale=locale).order_by("path").first()
    if catalogus is None:
        wortel = Page.get_first_root_node()
        catalogus = CataloguePage(title=_("Sociale kaart"), slug="sociale-kaart", locale=locale)
        wortel.add_child(instance=catalogus)
    return catalogus


def zorg_voor_begrippen() -> None:
    """The fixed vocabularies have their rows; names that an editor changed stay."""
    gebieden = [
        Leefgebied(code=info.code, naam=info.naam, woorden=info.woorden, volgorde=volgorde)
        for volgorde, info in enumerate(LEEFGEBIEDEN, start=1)
    ]
    groepen = [
        Doelgroep(code=code, naam=naam, volgorde=volgorde)
        for volgorde, (code, naam) in enumerate(DOELGROEPEN, start=1)
    ]
    for model, rijen in ((Leefgebied, gebieden), (Doelgroep, groepen)):
        bekend = set(model.objects.values_list("code", flat=True))
        if ontbreekt := [rij for rij in rijen if rij.code not in bekend]:
            model.objects.bulk_create(ontbreekt)


@dataclass(slots=True)
class Plaats:
    """A location page in short, enough to recognise an address."""

    pk: int
    straat: str
    postcode: str
    plaats: str
    lat: float | None
    lon: float | None

    def is_van(self, rij: AanbodRij) -> bool:
        """The same address; and the same point (to a metre or so) when the row gives one itself."""
        zelfde_adres = (
            vouw_naam(self.straat),
            "".join(self.postcode.upper().split()),
            vouw_naam(self.plaats),
        ) == (
            vouw_naam(rij.adres),
            rij.postcode.replace(" ", ""),
            vouw_naam(rij.plaats),
        )
        if not zelfde_adres or not rij.punt_gegeven:
            return zelfde_adres
        if self.lat is None or self.lon is None or rij.lat is None or rij.lon is None:
            return False
        return abs(self.lat - rij.lat) < 1e-5 and abs(self.lon - rij.lon) < 1e-5


class Catalogus:
    """What is in the catalogue, in memory, as short rows: 5,000 offers are a few megabytes and one query each kind."""

    def __init__(self, wortel: CataloguePage | None) -> None:
        pad = wortel.path if wortel else "-"
        onder = {"path__startswith": pad}
        self.organisaties: dict[str, int] = {}
        self.slugs: dict[str, set[str]] = {}
        self.plaatsen: dict[str, list[Plaats]] = {}
        self._op_id: dict[str, int] = {}
        self._op_titel: dict[tuple[str, str], list[tuple[int, str]]] = {}
        pad_naar_naam: dict[str, str] = {}
        for pk, titel, path in (
            OrganisatiePage.objects.filter(**onder).order_by("-path").values_list("pk", "title", "path")
        ):
            self.organisaties[vouw_naam(titel)] = pk  # the first in the tree wins
            pad_naar_naam[path] = vouw_naam(titel)
        for path, slug in Page.objects.filter(**onder).values_list("path", "slug"):
            self.slugs.setdefault(path[: -Page.steplen], set()).add(slug)
        velden = ("pk", "straat", "postcode", "plaats", "lat", "lon")
        for path, *rest in LocatiePage.objects.filter(**onder).order_by("path").values_list("path", *velden):
            self.plaatsen.setdefault(path[: -Page.steplen], []).append(Plaats(*rest))
        aanbod = VoorzieningPage.objects.filter(**onder).order_by("-path")
        for pk, titel, extern_id, path in aanbod.values_list("pk", "title", "extern_id", "path"):
            self.onthoud(pk, pad_naar_naam.get(path[: -Page.steplen], ""), titel, extern_id)

    def onthoud(self, pk: int, organisatie: str, titel: str, extern_id: str) -> None:
        """A new offer is found by later rows too."""
        if extern_id:
            self._op_id[extern_id] = pk
        self._op_titel.setdefault((vouw_naam(organisatie), vouw_naam(titel)), []).append((pk, extern_id))

    def vergeet(self, pk: int, rij: AanbodRij) -> None:
        """The opposite of ``onthoud``, for a row that was rolled back."""
        self._op_id.pop(rij.extern_id, None)
        sleutel = (vouw_naam(rij.organisatie), vouw_naam(rij.titel))
        self._op_titel[sleutel] = [paar for paar in self._op_titel.get(sleutel, []) if paar[0] != pk]

    def vind(self, rij: AanbodRij) -> int | None:
        """The offer that a row is about: by ``extern_id``, else by organisation and title.

        A row with an ``extern_id`` that is new takes over an offer of the same name that has none: sources start to
        number one day. Raises ``Afgekeurd`` where the name alone does not tell which one is meant.
        """
        if rij.extern_id and rij.extern_id in self._op_id:
            return self._op_id[rij.extern_id]
        zelfde = self._op_titel.get((vouw_naam(rij.organisatie), vouw_naam(rij.titel)), [])
        if rij.extern_id:
            zelfde = [paar for paar in zelfde if not paar[1]]
        elif len(zelfde) > 1:
            zonder = [paar for paar in zelfde if not paar[1]]
            zelfde = zonder if len(zonder) == 1 else zelfde
        if len(zelfde) > 1:
            raise Afgekeurd(
                [
                    f"titel: van deze organisatie is er {len(zelfde)} keer aanbod met deze titel. Gebruik extern_id."
                ]
            )
        return zelfde[0][0] if zelfde else None

    def vrije_slug(self, ouder_pad: str, titel: str, anders: str) -> str:
        """A slug that no sibling has; claimed at once."""
        bezet = self.slugs.setdefault(ouder_pad, set())
        basis = slug = slugify(titel)[:MAX_SLUG].strip("-") or anders
        nummer = 2
        while slug in bezet:
            slug, nummer = f"{basis}-{nummer}", nummer + 1
        bezet.add(slug)
        return slug
