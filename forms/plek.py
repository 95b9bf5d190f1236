"""Whose site is this, for a melding that always needs a municipality."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from portal.gemeente.models import Gemeente
from portal.gemeente.selectors import instelling


def eigen_gemeente(request: HttpRequest) -> Gemeente:
    """The municipality of the visited site. Without one nobody could receive a melding, so then there is no page."""
    gekozen = instelling(request)
    if gekozen is None or gekozen.gemeente is None:
        raise Http404("Deze site hoort nog bij geen gemeente.")
    return gekozen.gemeente


def basis_url(request: HttpRequest) -> str:
    """Scheme, host and port of the visited site, from its own settings and not from the request's headers."""
    gekozen = instelling(request)
    return gekozen.site.root_url if gekozen else ""
