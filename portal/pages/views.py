"""Addresses that belong to the whole: sitemap, robots, security.txt."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site

from portal.gemeente.selectors import huidige_gemeente
from socialekaart.models import Leefgebied
from socialekaart.models.adres import taalvoorvoegsel
from socialekaart.selectors import aanbod_voor, ouder_paden


def sitemap(request: HttpRequest) -> HttpResponse:
    """A sitemap per site: its own pages, and of the catalogue what serves its municipality, with the organisations of that.

    Wagtail's own walks the site's tree, and the catalogue lies outside of it.
    """
    site = Site.find_for_request(request)
    adressen: list[tuple[str, dt.datetime | None]] = []
    if site:
        eigen = Page.objects.in_site(site).live().public().order_by("path")
        homes = site.root_page.get_translations(inclusive=True).live()
        for home in homes:
            eigen = eigen | Page.objects.descendant_of(home, inclusive=True).live().public()
        adressen += [(pagina.get_full_url(request), pagina.last_published_at) for pagina in eigen.distinct()]
        for naam in ("socialekaart:overzicht", "zelfcheck:lijst", "melden:begin"):
            adressen.append((site.root_url + reverse(naam), None))
        for gebied in Leefgebied.objects.all():
            adressen.append((site.root_url + reverse("socialekaart:leefgebied", args=[gebied.code]), None))
        velden = ("path", "url_path", "locale_id", "last_published_at")
        aanbod = list(aanbod_voor(huidige_gemeente(request)).only(*velden))
        organisaties = ouder_paden({blad.path for blad in aanbod}).values()
        for blad in (*organisaties, *aanbod):
            adressen.append((site.root_url + blad.pad(), blad.last_published_at))
    return render(request, "sitemap.xml", {"adressen": adressen}, content_type="application/xml")


def robots(request: HttpRequest) -> HttpResponse:
    """Journeys and searches are nobody's business; pages are everybody's, where a journey begins as well (RFC 9309: the
    longest rule counts, `$` is the end)."""
    voorvoegsels = [taalvoorvoegsel(taal) for taal, _ in settings.LANGUAGES]
    dicht = [
        "/beheer/",
        *(f"{voor}/{deel}/" for voor in voorvoegsels for deel in ("zoeken", "zelfcheck", "melden")),
    ]
    open_ = [f"{voor}/{deel}/$" for voor in voorvoegsels for deel in ("zelfcheck", "melden")]
    regels = ["User-agent: *", *(f"Allow: {pad}" for pad in open_), *(f"Disallow: {pad}" for pad in dicht)]
    site = Site.find_for_request(request)
    if site:
        regels += ["", f"Sitemap: {site.root_url}/sitemap.xml"]
    return HttpResponse("\n".join(regels) + "\n", content_type="text/plain; charset=utf-8")


def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116: where to report a weakness. Expires a year ahead, so that it never goes stale unseen."""
    tot = (timezone.now() + dt.timedelta(days=365)).strftime("%Y-%m-%dT00:00:00Z")
    tekst = f"Contact: mailto:{settings.SECURITY_CONTACT}\nExpires: {tot}\nPreferred-Languages: nl, en\n"
    return HttpResponse(tekst, content_type="text/plain; charset=utf-8")
