"""Pages for when something goes wrong. 500 and 503 are rendered without database or request context."""

from __future__ import annotations

import logging
import sys
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.views import defaults

from portal.shell import bereikbaar

log = logging.getLogger("dichtbij.shell")


def _bare(template: str, request: HttpRequest | None, status: int) -> HttpResponse:
    """A page from memory only, in the language of the address: the thread may still speak that of an earlier visitor."""
    taal = (request and translation.get_language_from_path(request.path_info)) or settings.LANGUAGE_CODE
    bekend = bereikbaar.van(request)
    portaal: dict[str, Any] = {
        "pad": "" if taal == settings.LANGUAGE_CODE else f"/{taal}",
        "telefoon": bekend.telefoon,
        "telefoon_href": bekend.telefoon_href,
        "thema": bekend.thema,
    }
    with translation.override(taal):
        return HttpResponse(render_to_string(template, {"portaal": portaal}), status=status)


def unavailable(request: HttpRequest | None = None) -> HttpResponse:
    """The 503 page; says when to come back, for people and for machines."""
    response = _bare("503.html", request, 503)
    response["Retry-After"] = "120"
    response["Cache-Control"] = "no-store"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when the database is away: that is not our bug and it passes."""
    fault = sys.exc_info()[1]
    if isinstance(fault, OperationalError | InterfaceError):
        log.error("database away: %s", fault.__class__.__name__)
        return unavailable(request)
    return _bare("500.html", request, 500)


def _without_database(request: HttpRequest, view: object, *args: object) -> HttpResponse:
    """An error page needs the site's phone number, so the database; when that is away as well, it is 503."""
    try:
        return view(request, *args)  # type: ignore[operator, no-any-return]
    except (OperationalError, InterfaceError):
        return unavailable(request)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    # A disallowed host reaches this page too, and then nothing about a site can be looked up.
    if exception.__class__.__name__ == "DisallowedHost":
        return _bare("400.html", None, 400)

    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(render_to_string("400.html", {}, request), status=400)

    return _without_database(request, view)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _without_database(request, defaults.permission_denied, exception)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _without_database(request, defaults.page_not_found, exception)
