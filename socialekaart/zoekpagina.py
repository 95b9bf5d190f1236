"""From an address to what the search page shows: reads the query string, asks the search, puts codes into words.

Everything a visitor can choose is in the address, so a search can be shared, kept and used without JavaScript. Bad input
never fails: what makes no sense is left out, and an unknown postcode gets an answer that helps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, JsonResponse, QueryDict
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import openingstijden
from portal.gemeente.models import Gemeente
from portal.gemeente.selectors import OngeldigePostcode, Plek, huidige_gemeente, zoek_plek
from socialekaart.filters import Labels, filters
from socialekaart.models import Leefgebied
from socialekaart.models.adres import taalvoorvoegsel
from socialekaart.search import service
from socialekaart.search.types import FACETTEN, Resultaat, Treffer, Vraag
from socialekaart.search.types import Plek as ZoekPlek

MAX_TEKENS = 200
MAX_WAARDEN = 20
PER_PAGINA = 10
SCHAKELAARS = {"letterlijk": "1", "sorteer": "afstand"}
"""Switches in the address, with the one value that they may have."""


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
    """Words as typed, without control characters, cut at what anybody types. Persian and emoji need the joiners."""
    return "".join(teken if teken.isprintable() or teken in "\u200c\u200d" else " " for teken in tekst)[
        :MAX_TEKENS
    ].strip()


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
    labels = Labels()
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
