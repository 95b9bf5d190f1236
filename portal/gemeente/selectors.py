"""Reading municipalities: whose site is this, and where is this postcode."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import Case, Q, When
from django.http import HttpRequest
from django.http.request import split_domain_port
from wagtail.models import Site

from portal.gemeente.models import Gemeente, GemeenteInstelling, Kern, Postcode, Wijk

POSTCODE = re.compile(r"^([1-9]\d{3})\s*-?\s*([A-Za-z]{2})?$")


class OngeldigePostcode(ValueError):
    """The text has no postcode's form (four digits, optionally two letters)."""


@dataclass(frozen=True, slots=True)
class Plek:
    """Where somebody is: a point (WGS 84) with the area around it. `label` is how we write it back."""

    label: str
    lat: float
    lon: float
    gemeente_code: str
    gemeente_naam: str
    wijk_code: str = ""
    wijk_naam: str = ""


def normaliseer_postcode(tekst: str) -> str:
    """`1987 db` → `1987DB`; `1987` stays. Raises OngeldigePostcode."""
    vondst = POSTCODE.match(tekst.strip())
    if not vondst:
        raise OngeldigePostcode(tekst)
    return vondst[1] + (vondst[2] or "").upper()


def leesbare_postcode(code: str) -> str:
    """As people write it: `1987DB` → `1987 DB`."""
    return f"{code[:4]} {code[4:]}".strip()


def zoek_postcode(tekst: str) -> Plek | None:
    """The place of a postcode from the local table, or None when it is unknown.

    A PC6 that is not in the table falls back to its PC4: near is better than nothing.
    Raises OngeldigePostcode when the text is no postcode at all.
    """
    code = normaliseer_postcode(tekst)
    rijen = {
        rij.postcode: rij
        for rij in Postcode.objects.filter(postcode__in={code, code[:4]}).select_related("gemeente", "wijk")
    }
    rij = rijen.get(code) or rijen.get(code[:4])
    if rij is None:
        return None
    wijk = rij.wijk
    return Plek(
        leesbare_postcode(code),
        rij.lat,
        rij.lon,
        rij.gemeente.code,
        rij.gemeente.naam,
        wijk.code if wijk else "",
        wijk.naam if wijk else "",
    )


def plek_van_wijk(code: str) -> Plek | None:
    """The middle of a wijk, for who would rather not give a postcode."""
    wijk = Wijk.objects.select_related("gemeente").filter(code=code).first()
    if wijk is None:
        return None
    return Plek(wijk.naam, wijk.lat, wijk.lon, wijk.gemeente.code, wijk.gemeente.naam, wijk.code, wijk.naam)


def _instellingen(request: HttpRequest) -> list[GemeenteInstelling]:
    """The settings of every municipality on the platform: few rows, read once per request."""
    if not hasattr(request, "_gemeente_instellingen"):
        rijen = GemeenteInstelling.objects.select_related("gemeente", "site__root_page").order_by(
            "gemeente__naam"
        )
        request._gemeente_instellingen = list(rijen)  # type: ignore[attr-defined]
    return request._gemeente_instellingen  # type: ignore[attr-defined, no-any-return]


def instelling(request: HttpRequest) -> GemeenteInstelling | None:
    """The settings of the visited site."""
    rijen = _instellingen(request)
    if not hasattr(request, "_wagtail_site"):
        # To Wagtail the site of exactly this host and port goes before all others, but its way to find it takes twice as
        # long as reading these.
        adres = (split_domain_port(request._get_raw_host())[0], request.get_port())
        site = next((rij.site for rij in rijen if (rij.site.hostname, str(rij.site.port)) == adres), None)
        if site is not None:
            request._wagtail_site = site  # type: ignore[attr-defined]
    site = Site.find_for_request(request)
    return next((rij for rij in rijen if site and rij.site_id == site.pk), None)


def huidige_gemeente(request: HttpRequest) -> Gemeente | None:
    """The municipality whose site is visited, or None on a site without settings."""
    gekozen = instelling(request)
    return gekozen.gemeente if gekozen else None


def andere_instellingen(request: HttpRequest) -> list[GemeenteInstelling]:
    """The settings of the other municipalities on this platform."""
    hier = instelling(request)
    return [rij for rij in _instellingen(request) if rij.gemeente_id and rij is not hier]


def zoek_plek(tekst: str, gemeente: Gemeente | None = None) -> Plek | None:
    """A postcode, or the name of a wijk or kern as people write it. None when it is unknown.

    Many a municipality has a Centrum: of equal names that of `gemeente` comes first.
    Raises OngeldigePostcode when the text is no postcode and no name that we know.
    """
    try:
        return zoek_postcode(tekst)
    except OngeldigePostcode:
        naam = tekst.strip()
        if "\0" in naam:  # PostgreSQL refuses it
            raise
        hier = Case(When(gemeente=gemeente, then=0), default=1)
        wijk = Wijk.objects.filter(Q(naam__iexact=naam) | Q(code=naam.lower())).order_by(hier, "code").first()
        if wijk:
            return plek_van_wijk(wijk.code)
        kernen = Kern.objects.select_related("gemeente", "wijk").filter(naam__iexact=naam)
        kern = kernen.order_by(hier, "gemeente__naam").first()
        if kern is None:
            raise
        wijk = kern.wijk
        return Plek(
            kern.naam,
            kern.lat,
            kern.lon,
            kern.gemeente.code,
            kern.gemeente.naam,
            wijk.code if wijk else "",
            wijk.naam if wijk else "",
        )


def gemeentesites(request: HttpRequest | None = None) -> dict[int, Site]:
    """The site of each municipality by its primary key, the default site first. No query when the request has read
    the settings already."""
    rijen = _instellingen(request) if request else GemeenteInstelling.objects.select_related("site")
    rijen = sorted(rijen, key=lambda rij: (not rij.site.is_default_site, rij.site_id))
    sites: dict[int, Site] = {}
    for rij in rijen:
        if rij.gemeente_id:
            sites.setdefault(rij.gemeente_id, rij.site)
    return sites
