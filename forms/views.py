"""The pages around the questions: beginning, name for a signal, explanation, confirmation, and a failed security check."""

from __future__ import annotations

import logging
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from forms import overdracht
from forms.antwoorden import teruggeven
from forms.klaar import bevestiging
from forms.models import Melding, Soort
from forms.plek import eigen_gemeente
from forms.stappen import BeginForm, NaamForm
from forms.wizard import MeldenWizard
from portal.shell.wizard import RunMixin

logger = logging.getLogger("dichtbij.melden")


class BeginView(TemplateView):
    """Who is it for? A link may choose beforehand (`?voor=signaal`); the form posts to `melden:start`."""

    template_name = "forms/begin.html"
    http_method_names = ["get", "head", "options"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        eigen_gemeente(self.request)
        voor = self.request.GET.get("voor", "")
        form = BeginForm(initial={"soort": voor if voor in Soort.values else None})
        aanbod = overdracht.aangeboden(self.request.session)
        return super().get_context_data(form=form, aanbod=len(aanbod), **kwargs)


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
        melding = Melding.objects.select_related("team").filter(
            referentie=self.run.extra.get("referentie", "")
        ).first()
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
    tekst = teruggeven(request.POST.dict()) if in_melden else ""
    return render(
        request, "forms/csrf.html", {"in_melden": in_melden, "tekst": tekst, "opnieuw": request.path}, status=403
    )
