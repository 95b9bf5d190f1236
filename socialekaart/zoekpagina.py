"""From an address to what the search page shows: reads the query string, asks the search, puts codes into words.

Everything a visitor can choose is in the address, so a search can be shared, kept and used without JavaScript. Bad input
never fails: what makes no sense is left out, and an unknown postcode gets an answer that helps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import CharField, Value
from django.http import HttpRequest, JsonResponse, QueryDict
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal import openingstijden
from portal.gemeente.models import Gemeente, Wijk
from portal.gemeente.selectors import OngeldigePostcode, Plek, huidige_gemeente, zoek_plek
from socialekaart.models import Bereik, Doelgroep, Leefgebied, Toegang
from socialekaart.models.adres import taalvoorvoegsel
from socialekaart.search import service
from socialekaart.search.types import FACETTEN, JA, Facet, Resultaat, Treffer, Vraag
from socialekaart.search.types import Plek as ZoekPlek
from socialekaart.taxonomy import TALEN

MAX_TEKENS = 200
MAX_WAARDEN = 20
PER_PAGINA = 10
IN_ZICHT = 5
SCHAKELAARS = {"letterlijk": "1", "sorteer": "afstand"}
"""Switches in the address, with the one value that they may have."""

FACETTITELS = {
    "leefgebied": gettext_lazy("Onderwerp"),
    "doelgroep": gettext_lazy("Voor wie"),
    "nu_open": gettext_lazy("Wanneer"),
    "dagdeel": gettext_lazy("Dagdeel"),
    "vorm": gettext_lazy("Waar"),
    "gratis": gettext_lazy("Kosten"),
    "toegang": gettext_lazy("Toegang"),
    "taal": gettext_lazy("Taal"),
    "wijk": gettext_lazy("Wijk"),
    "bereik": gettext_lazy("Bereik"),
}
VORMEN = {
    "plek": gettext_lazy("Op een plek"),
    "thuis": gettext_lazy("Bij u thuis"),
    "online": gettext_lazy("Online of telefoon"),
}
DAGDELEN = {
    "ochtend": gettext_lazy("Ochtend"),
    "middag": gettext_lazy("Middag"),
    "avond": gettext_lazy("Avond"),
    "weekend": gettext_lazy("Weekend"),
}


@dataclass(frozen=True, slots=True)
class Filterwaarde:
    id: str
    waarde: str
    label: str
    aantal: int
    gekozen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    naam: str
    titel: str
    waarden: list[Filterwaarde]

    @property
    def delen(self) -> list[list[Filterwaarde]]:
        """The first values and the chosen ones, which are in sight; then the others, when there are any."""
        eerst = [een for nummer, een in enumerate(self.waarden) if nummer < IN_ZICHT or een.gekozen]
        meer = [een for een in self.waarden[IN_ZICHT:] if not een.gekozen]
        return [eerst, meer] if meer else [eerst]


@dataclass(frozen=True)
class Hit:
    """A search hit in words, as `components/hit.html` shows it."""

    treffer: Treffer
    taal: str

    @property
    def titel(self) -> str:
        return self.treffer.document.titel

    @property
    def fragment(self) -> Any:
        return self.treffer.fragment

    @property
    def organisatie(self) -> str:
        return self.treffer.document.organisatie

    @property
    def url(self) -> str:
        return taalvoorvoegsel(self.taal) + self.treffer.document.pad

    @property
    def lang(self) -> str:
        """The language of the words, when it is not that of the page."""
        return self.treffer.document.taal if self.taal != self.treffer.document.taal else ""

    @property
    def toegang(self) -> str:
        return self.treffer.document.toegang

    @property
    def afstand_m(self) -> float | None:
        return self.treffer.afstand_m

    @property
    def plek(self) -> str:
        """The place to go to."""
        punt = self.treffer.dichtstbij or next(iter(self.treffer.document.punten), None)
        return punt.naam if punt else ""

    @property
    def nergens_heen(self) -> bool:
        """There is no place to walk in to."""
        return "plek" not in self.treffer.document.vormen

    @property
    def thuis(self) -> bool:
        return "thuis" in self.treffer.document.vormen

    @property
    def online(self) -> bool:
        return "online" in self.treffer.document.vormen

    @cached_property
    def _stand(self) -> openingstijden.Status | None:
        rooster = self.treffer.document.rooster
        if not rooster:
            return None
        if not isinstance(rooster, openingstijden.Rooster):
            rooster = openingstijden.from_json(rooster)
        return openingstijden.status(rooster, timezone.now().astimezone(openingstijden.AMSTERDAM))

    @property
    def open_nu(self) -> bool:
        return bool(self._stand and self._stand.open)

    @property
    def wanneer(self) -> str:
        if self._stand is None:
            return ""
        nu = timezone.now().astimezone(openingstijden.AMSTERDAM)
        return openingstijden.status_in_woorden(self._stand, nu, self.taal)

    @property
    def gratis(self) -> bool | None:
        return self.treffer.document.gratis

    @property
    def gecontroleerd_op(self) -> Any:
        return self.treffer.document.gecontroleerd_op

    @property
    def bedient(self) -> bool:
        return self.treffer.bedient


def _keuzes(get: QueryDict, naam: str) -> frozenset[str]:
    """Repeated parameters, or one with commas. Only short, printable values."""
    waarden = [deel.strip() for waarde in get.getlist(naam)[:MAX_WAARDEN] for deel in waarde.split(",")]
    return frozenset(
        waarde for waarde in waarden[:MAX_WAARDEN] if 0 < len(waarde) <= 50 and waarde.isprintable()
    )


def _schoon(tekst: str) -> str:
    """Words as typed, without control characters, cut at what anybody types."""
    return "".join(teken if teken.isprintable() else " " for teken in tekst)[:MAX_TEKENS].strip()


def _pagina(get: QueryDict) -> int:
    tekst = get.get("pagina", "1")
    return max(1, min(int(tekst), 1000)) if tekst.isascii() and tekst.isdigit() and len(tekst) < 6 else 1


def _postcode(tekst: str, gemeente: Gemeente | None) -> tuple[Plek | None, str]:
    """The place, and what to say when there is none."""
    if not tekst:
        return None, ""
    try:
        plek = zoek_plek(tekst, gemeente)
    except OngeldigePostcode:
        return None, _(
            "Deze plek kennen we niet. Schrijf een postcode zo: 1987 DB. U ziet nu alles, zonder afstand."
        )
    if plek is None:
        return None, _(
            "Deze postcode kennen we hier niet. U ziet nu alles, zonder afstand. Zoekt u voor een andere gemeente?"
        )
    return plek, ""


def zoek_voor(request: HttpRequest, **vast: str) -> dict[str, Any]:
    """The context of a search page. `vast` fixes a facet, as the page of a leefgebied does."""
    get = request.GET
    gemeente = huidige_gemeente(request)
    q, postcode = _schoon(get.get("q", "")), _schoon(get.get("postcode", ""))[:60]
    plek, melding = _postcode(postcode, gemeente)
    labels = _Labels()
    gekozen = {naam: _keuzes(get, naam) for naam in FACETTEN if naam not in vast}
    # A code that does not exist would find nothing, and there would be no filter to take away.
    gekozen = {
        naam: frozenset(code for code in codes if code in labels(naam))
        for naam, codes in gekozen.items()
        if codes
    }
    adres = _adres(get, q, postcode, gekozen)
    gekozen |= {naam: frozenset([waarde]) for naam, waarde in vast.items()}
    vraag = Vraag(
        q=q,
        plek=ZoekPlek(plek.lat, plek.lon, plek.wijk_code, plek.label) if plek else None,
        gemeente=gemeente.code if gemeente else "",
        pagina=_pagina(get),
        per_pagina=PER_PAGINA,
        letterlijk=get.get("letterlijk") == "1",
        sorteer="afstand" if get.get("sorteer") == "afstand" and plek else "relevantie",
        **gekozen,  # type: ignore[arg-type]
    )
    resultaat = service.zoek(vraag)
    if (
        resultaat.totaal and not resultaat.treffers
    ):  # past the end, by an old link: the last page that there is
        resultaat = service.zoek(replace(vraag, pagina=resultaat.paginas))
    taal = translation.get_language() or "nl"
    return {
        "vraag": vraag,
        "q": q,
        "postcode": postcode,
        "plek": plek,
        "postcode_melding": melding,
        "postcode_elders": bool(plek and gemeente and plek.gemeente_code != gemeente.code),
        "resultaat": resultaat,
        "kop": kop(resultaat, q),
        "hits": [Hit(treffer, taal) for treffer in resultaat.treffers],
        "facetten": (facetten := filters(resultaat, vast, labels)),
        "gekozen": [
            {"label": waarde.label, "weg": _zonder(request.path, adres, facet.naam, waarde.waarde)}
            for facet in facetten
            for waarde in facet.waarden
            if waarde.gekozen
        ],
        "verborgen": [(naam, adres[naam]) for naam in SCHAKELAARS if naam in adres],
        "wis": _url(request.path, adres, dict.fromkeys(FACETTEN)),
        "letterlijk_url": _url(request.path, adres, {"letterlijk": "1"}),
        "ruim_url": _url(request.path, adres, {"letterlijk": None}),
        "suggestie_url": _url(request.path, adres, {"q": resultaat.suggestie}) if resultaat.suggestie else "",
        "afstand_url": _url(request.path, adres, {"sorteer": "afstand"}) if plek else "",
        "relevantie_url": _url(request.path, adres, {"sorteer": None}),
        "alle_leefgebieden": Leefgebied.objects.all()
        if not resultaat.totaal or resultaat.versoepeld
        else None,
        "vast": vast,
    }


def kop(resultaat: Resultaat, q: str) -> str:
    """The count and the need in words."""
    if not resultaat.totaal:
        return _("Niets gevonden voor “%(q)s”") % {"q": q} if q else _("Niets gevonden")
    if not q:
        return ngettext(
            "%(n)s keer hulp en activiteiten", "%(n)s keer hulp en activiteiten", resultaat.totaal
        ) % {"n": resultaat.totaal}
    if resultaat.versoepeld:
        return _("Misschien helpt dit bij “%(q)s”") % {"q": q}
    return ngettext("%(n)s keer hulp bij “%(q)s”", "%(n)s keer hulp bij “%(q)s”", resultaat.totaal) % {
        "n": resultaat.totaal,
        "q": q,
    }


class _Labels:
    """Words for the codes of each facet; a code without words is not shown. What stands in the database is read in one query
    for a page, whichever facets it shows."""

    @cached_property
    def _gelezen(self) -> dict[str, dict[str, str]]:
        modellen = {"leefgebied": Leefgebied, "doelgroep": Doelgroep, "wijk": Wijk}
        een, *meer = (
            model._default_manager.order_by()
            .annotate(facet=Value(facet, output_field=CharField()))
            .values_list("facet", "code", "naam")
            for facet, model in modellen.items()
        )
        gelezen: dict[str, dict[str, str]] = {facet: {} for facet in modellen}
        for facet, code, naam in een.union(*meer, all=True):
            gelezen[facet][code] = naam if facet == "wijk" else _(naam)
        return gelezen

    def __call__(self, facet: str) -> Mapping[str, Any]:
        match facet:
            case "leefgebied" | "doelgroep" | "wijk":
                return self._gelezen[facet]
            case "toegang":
                return dict(Toegang.choices)
            case "bereik":
                return dict(Bereik.choices)
            case "taal":
                return {code: _(taal) for code, taal in TALEN.items()}
            case "vorm":
                return VORMEN
            case "dagdeel":
                return DAGDELEN
            case "nu_open":
                return {JA: _("Nu open")}
            case _:
                return {JA: _("Gratis")}


def filters(
    resultaat: Resultaat,
    vast: Mapping[str, str],
    labels_van: Callable[[str], Mapping[str, Any]],
) -> list[Filter]:
    """The facets in a fixed order, in words; a facet with one value that all hits share filters nothing."""
    rijen = []
    for naam, titel in FACETTITELS.items():
        facet: Facet | None = resultaat.facetten.get(naam)
        if facet is None or naam in vast or not facet.waarden:
            continue
        labels = labels_van(naam)
        waarden = [
            Filterwaarde(
                f"f-{naam}-{slugify(een.waarde)}",
                een.waarde,
                str(labels[een.waarde]),
                een.aantal,
                een.gekozen,
            )
            for een in facet.waarden
            if een.waarde in labels
        ]
        nuttig = any(waarde.gekozen or waarde.aantal < resultaat.totaal for waarde in waarden)
        if nuttig:
            rijen.append(Filter(naam, str(titel), waarden))
    return rijen


def _adres(get: QueryDict, q: str, postcode: str, gekozen: Mapping[str, frozenset[str]]) -> QueryDict:
    """What of the address means something, cleaned: a page holds dozens of variants of it, and links get shared."""
    adres = QueryDict(mutable=True)
    for naam, waarde in (("q", q), ("postcode", postcode)):
        if waarde:
            adres[naam] = waarde
    for naam, codes in gekozen.items():
        if codes:
            adres.setlist(naam, sorted(codes))
    for naam, waarde in SCHAKELAARS.items():
        if get.get(naam) == waarde:
            adres[naam] = waarde
    return adres


def _url(pad: str, adres: QueryDict, wijziging: Mapping[str, str | None]) -> str:
    """This page's address with something changed, on page 1; None takes it away."""
    nieuw = adres.copy()
    for naam, waarde in wijziging.items():
        nieuw.setlist(naam, [] if waarde is None else [waarde])
    return _met(pad, nieuw)


def _zonder(pad: str, adres: QueryDict, naam: str, waarde: str) -> str:
    """This page's address without one of the chosen values, on page 1."""
    nieuw = adres.copy()
    nieuw.setlist(naam, [een for een in nieuw.getlist(naam) if een != waarde])
    return _met(pad, nieuw)


def _met(pad: str, adres: QueryDict) -> str:
    return pad + ("?" + tekst if (tekst := adres.urlencode()) else "")


def suggesties_voor(request: HttpRequest) -> JsonResponse:
    """What the search field suggests while typing: text, kind and address."""
    gemeente = huidige_gemeente(request)
    q = _schoon(request.GET.get("q", ""))
    voor = taalvoorvoegsel(translation.get_language() or "nl")
    rijen = [
        {
            "tekst": een.tekst,
            "soort": een.soort,
            "adres": voor + een.pad
            if een.pad
            else f"{reverse('socialekaart:zoeken')}?{urlencode({'q': een.tekst})}",
        }
        for een in (service.suggesties(q, gemeente.code if gemeente else "") if len(q) >= 2 else [])
    ]
    return JsonResponse(rijen, safe=False)  # a list of plain texts; no browser runs it
