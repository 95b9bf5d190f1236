"""The pages around the questions: beginning, name for a signal, explanation, confirmation, and a failed security check."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from forms import overdracht
from forms.anoniem import tekst_van
from forms.antwoorden import teruggeven
from forms.beginnen import BeginForm, NaamForm
from forms.klaar import bevestiging
from forms.models import Melding, Soort, Team
from forms.plek import eigen_gemeente
from forms.wizard import MeldenWizard
from portal.shell.runs import RunMixin, load_runs

logger = logging.getLogger("dichtbij.melden")


@dataclass(frozen=True)
class Concept:
    """An unfinished melding in this browser: its run, and when it began."""

    run: str
    begonnen: datetime


@method_decorator(never_cache, name="dispatch")
class BeginView(TemplateView):
    """Who is it for? A link may choose beforehand (`?voor=signaal`); the form posts to `melden:start`."""

    template_name = "forms/begin.html"
    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not Team.objects.exists():
            return render(request, "forms/geen_team.html", status=503)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        eigen_gemeente(self.request)
        voor = self.request.GET.get("voor", "")
        form = BeginForm(initial={"soort": voor if voor in Soort.values else None})
        aanbod = overdracht.aangeboden(self.request.session)
        return super().get_context_data(
            form=form, aanbod=len(aanbod), concepten=open_concepten(self.request.session), **kwargs
        )


def open_concepten(session: Any) -> list[Concept]:
    """The unfinished meldingen of this visitor, newest first; reading never creates a session."""
    nu = int(time.time())
    runs = load_runs(session, MeldenWizard.kind)
    return [
        Concept(run.id, datetime.fromtimestamp(run.begun, tz=UTC))
        for run in reversed(runs)
        if not run.done_url and not run.expired(nu, MeldenWizard.idle_seconds, MeldenWizard.absolute_seconds)
    ]


class WisView(RunMixin, View):
    """POST: wipe an unfinished melding now, instead of after a day."""

    kind = MeldenWizard.kind
    idle_seconds = MeldenWizard.idle_seconds
    absolute_seconds = MeldenWizard.absolute_seconds
    intro_url_name = MeldenWizard.intro_url_name
    expired_template = "forms/verlopen.html"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, run: str) -> HttpResponse:
        self.drop_run(request, self.run)
        return redirect("melden:begin")


class SignaalView(TemplateView):
    """May we know who you are? Posts to `melden:start`."""

    template_name = "forms/signaal.html"
    http_method_names = ["get", "head", "options"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        eigen_gemeente(self.request)
        return super().get_context_data(form=NaamForm(), **kwargs)


class UitlegView(TemplateView):
    """What happens after a melding, in general: the page that the confirmation mail links to."""

    template_name = "forms/uitleg.html"
    http_method_names = ["get", "head", "options"]


class KlaarView(RunMixin, TemplateView):
    """The confirmation, for the session that sent it and nobody else. May be refreshed and printed."""

    kind = MeldenWizard.kind
    idle_seconds = MeldenWizard.idle_seconds
    absolute_seconds = MeldenWizard.absolute_seconds
    intro_url_name = MeldenWizard.intro_url_name
    expired_template = "forms/verlopen.html"
    template_name = "forms/klaar.html"
    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        melding = (
            Melding.objects.select_related("team")
            .filter(referentie=self.run.extra.get("referentie", ""))
            .first()
        )
        if melding is None:
            return redirect("melden:run", run=self.run.id)
        return self.render_to_response(self.get_context_data(**bevestiging(melding)))


@never_cache
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A plain page when the security check of a form fails (old page, blocked cookies). Typed text comes back.

    The reason goes to the log, without address parts that say who or what; the visitor gets words that help.
    """
    logger.warning("Beveiligingscontrole van een formulier mislukt: %s", reason)
    in_melden = "/melden/" in request.path
    tekst = ""
    if in_melden:
        getypt = teruggeven(request.POST.dict())
        eerder = tekst_van(request.POST.get("eerder", "")) if "kopie" not in request.POST else ""
        tekst = "\n\n".join(deel for deel in (eerder, getypt) if deel)
    return render(
        request,
        "forms/csrf.html",
        {"in_melden": in_melden, "tekst": tekst, "opnieuw": request.path},
        status=403,
    )
