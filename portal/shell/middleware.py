"""The outermost layers of every request: health, maintenance, security headers."""

from __future__ import annotations

from collections.abc import Callable

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from portal.shell import health
from portal.shell.errors import unavailable

GetResponse = Callable[[HttpRequest], HttpResponse]


class HealthMiddleware:
    """Answers `/healthz` before host and HTTPS checks, so that a probe by address is answered too."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info != "/healthz":
            return self.get_response(request)
        serving, body = health.report()
        response = JsonResponse(body, status=200 if serving else 503)
        response["Cache-Control"] = "no-store"
        return response


class UnavailableMiddleware:
    """The maintenance switch: a file, so that every worker sees it at once (`shell.errors` covers a database that is away).

    Within the security headers and the policy, before anything that asks the database.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.MAINTENANCE_FILE.exists() and not request.path_info.startswith(settings.STATIC_URL):
            return unavailable(request)
        return self.get_response(request)


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """django-csp, with a policy of its own for the admin: Wagtail's screens need inline script and style."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.path_info.startswith("/beheer/"):
            response._csp_config = settings.CSP_BEHEER  # type: ignore[attr-defined]
        return super().process_response(request, response)


class PrivacyHeadersMiddleware:
    """Browser features that the site never uses are off for every page."""

    POLICY = "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", self.POLICY)
        return response
