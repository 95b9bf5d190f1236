"""Pages for when something goes wrong. 500 and 503 are rendered without database or request context."""

from __future__ import annotations

import logging
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views import defaults

log = logging.getLogger("dichtbij.shell")


def unavailable() -> HttpResponse:
    """The 503 page; says when to come back, for people and for machines."""
    response = HttpResponse(render_to_string("503.html"), status=503)
    response["Retry-After"] = "120"
    response["Cache-Control"] = "no-store"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when the database is away: that is not our bug and it passes."""
    fault = sys.exc_info()[1]
    if isinstance(fault, OperationalError | InterfaceError):
        log.error("database away: %s", fault.__class__.__name__)
        return unavailable()
    return HttpResponse(render_to_string("500.html"), status=500)


def _without_database(request: HttpRequest, view: object, *args: object) -> HttpResponse:
    """An error page needs the site's phone number, so the database; when that is away as well, it is 503."""
    try:
        return view(request, *args)  # type: ignore[operator, no-any-return]
    except (OperationalError, InterfaceError):
        return unavailable()


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    from django.template import loader

    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(loader.render_to_string("400.html", {}, request), status=400)

    # A disallowed host reaches this page too, and then nothing about a site can be looked up.
    if exception.__class__.__name__ == "DisallowedHost":
        return HttpResponse(render_to_string("400.html", {"kaal": True}), status=400)
    return _without_database(request, view)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _without_database(request, defaults.permission_denied, exception)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _without_database(request, defaults.page_not_found, exception)
