"""The melding as a run of pages: for yourself, on behalf of someone, or a signal by someone who gives a name.

Answers wait in the session for at most 24 hours. An anonymous signal never comes here (see `forms.anoniem`).
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from forms import overdracht
from forms.actions import dien_in
from forms.antwoorden import als_tekst, naar_inzending, plaats, postcode_van, samenvatting, teruggeven
from forms.beginnen import BeginForm, NaamForm
from forms.models import Soort, Team
from forms.plek import basis_url, eigen_gemeente
from forms.retention import CONCEPT_SECONDEN
from forms.stappen import STAPPEN, pad
from forms.velden import StapForm
from portal.shell.runs import step_id
from portal.shell.snel_weg import SNEL_WEG
from portal.shell.wizard import RunWizardView


class MeldenWizard(RunWizardView):
    """Steps and sending; see `portal.shell.wizard` for the way through."""

    kind = "melding"
    url_name = "melden:stap"
    intro_url_name = "melden:begin"
    template_name = "forms/stap.html"
    template_names = {"controle": "forms/controle.html", "crisis": "forms/crisis.html"}
    expired_template = "forms/verlopen.html"
    idle_seconds = absolute_seconds = CONCEPT_SECONDEN

    def start(self, request: HttpRequest) -> HttpResponseBase:
        """Begin a run of the chosen kind. A signal asks for the name first; without one no run is made."""
        if request.method != "POST":
            return super().start(request)
        if not Team.objects.exists():
            return render(request, "forms/geen_team.html", status=503)
        begin = BeginForm(request.POST)
        if not begin.is_valid():
            return render(
                request, "forms/begin.html", {"form": begin}, status=400 if request.POST.get("soort") else 200
            )
        self.soort = Soort(begin.cleaned_data["soort"])
        self.naam_niet_delen = False
        if self.soort == Soort.SIGNAAL:
            if "naam_keuze" not in request.POST and "kies_naam" not in request.POST:
                return redirect("melden:signaal")
            naam = NaamForm(request.POST)
            if not naam.is_valid():
                return render(request, "forms/signaal.html", {"form": naam})
            if naam.cleaned_data["naam_keuze"] == "anoniem":
                return redirect("melden:anoniem")
            self.naam_niet_delen = naam.cleaned_data["naam_keuze"] == "niet_delen"
        return super().start(request)

    def start_extra(self, request: HttpRequest) -> dict[str, Any]:
        return {
            "soort": self.soort.value,
            "naam_niet_delen": self.naam_niet_delen,
            "token": secrets.token_urlsafe(32),
            "aanbod": overdracht.aangeboden(request.session) if self.soort != Soort.SIGNAAL else [],
        }

    def get_step_forms(self) -> Mapping[str, type[StapForm]]:
        """The path decides the order, so that a first step can differ per kind."""
        return STAPPEN

    def get_path(self) -> list[str]:
        gevaar = self.cleaned("gevaar")
        return pad(
            self.run.extra["soort"],
            anoniem=False,
            gevaar=gevaar["gevaar"] if gevaar else None,
            aanbod=bool(self.run.extra["aanbod"]),
        )

    def get_step_form_kwargs(self, key: str) -> dict[str, Any]:
        return {"soort": self.run.extra["soort"], "aanbod": self.run.extra["aanbod"]}

    def beantwoord(self) -> dict[str, StapForm]:
        """The valid forms of every step before the last."""
        forms: dict[str, StapForm] = {}
        for sleutel in self.path_keys()[:-1]:
            sid = self.stap_id(sleutel)
            form = self.get_form(sid, data=self.storage.get_step_data(sid))
            if form.is_valid():
                forms[sleutel] = form
        return forms

    def stap_id(self, sleutel: str) -> str:
        """The opaque id of a step of this run."""
        return step_id(self.run.id, sleutel)

    def get_context_data(self, form: StapForm, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(form=form, **kwargs)
        pad_ = self.path_keys()
        context |= {
            "soort": self.run.extra["soort"],
            "stap_nummer": pad_.index(context["step_key"]) + 1,
            "stap_totaal": len(pad_),
            "wijzig": "wijzig" in self.request.GET,
            "snel_weg": SNEL_WEG,
        }
        if context["wijzig"] and self.first_unanswered() == pad_[-1]:
            context["back_url"] = self.step_url(pad_[-1])  # who came from the check page goes back there
        if context["step_key"] == "controle":
            beantwoord = self.beantwoord()
            blokken = samenvatting(beantwoord)
            plek = plaats(postcode_van(beantwoord), eigen_gemeente(self.request))
            context |= {
                "blokken": [(blok, self.edit_url(blok.sleutel)) for blok in blokken],
                "kopie": als_tekst(blokken),
                "plaats": plek,
                "naam_niet_delen": self.run.extra["naam_niet_delen"],
            }
        return context

    def finish(self, forms: dict[str, Any]) -> str:
        extra = self.run.extra
        melding = dien_in(
            naar_inzending(
                forms,
                token=extra["token"],
                soort=Soort(extra["soort"]),
                eigen=eigen_gemeente(self.request),
                basis_url=basis_url(self.request),
                taal=get_language() or "nl",
                naam_niet_delen=extra["naam_niet_delen"],
            )
        )
        overdracht.trek_in(self.request.session)
        # From here on the session knows the reference, and nothing of what was told.
        self.run.extra = {"referentie": melding.referentie, "soort": melding.soort}
        return reverse("melden:klaar", kwargs={"run": self.run.id})

    def run_expired(self, request: HttpRequest) -> HttpResponse:
        """The session is over. What was typed on this page comes back, so that nothing is lost."""
        return render(
            request,
            self.expired_template,
            {
                "begin_url": self.get_intro_url(),
                "tekst": teruggeven(request.POST.dict()) if request.method == "POST" else "",
            },
            status=410,
        )
