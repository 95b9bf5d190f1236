"""The walk through the questions: the wizard shell around the engine."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language

from portal.gemeente.selectors import instelling, zoek_postcode
from portal.shell.runs import Run, RunMixin, step_id
from portal.shell.snel_weg import SNEL_WEG
from portal.shell.wizard import RunWizardView
from selfcheck.crisis import kaarten
from selfcheck.engine.explain import Resultaat, resultaat
from selfcheck.engine.texts import text
from selfcheck.engine.types import Stroom, Veiligheid, Vraag
from selfcheck.engine.walk import Pad, voortgang, walk
from selfcheck.forms import VraagForm, WaarForm
from selfcheck.models import Zelfcheck
from selfcheck.selectors import VELD, antwoorden_van, stroom_van_run, vraag_stap

WAAR = "waar"
NU = "nu"
"""The key of the crisis page. Its address is as opaque as a step's: nothing in the history tells that it was shown."""


class ZelfcheckRun(RunMixin):
    """What every page of a run shares: the version it pinned, the answers, and how to address the visitor."""

    kind = "zelfcheck"
    idle_seconds = 60 * 60
    absolute_seconds = 4 * 60 * 60
    expired_template = "selfcheck/verlopen.html"
    intro_url_name = "zelfcheck:lijst"
    request: HttpRequest

    def get_run(self, request: HttpRequest, run_id: str) -> Run | None:
        """As the shell does, and only when the run is of this flow and its version has not been withdrawn."""
        run = super().get_run(request, run_id)
        if run is None or run.extra.get("slug") != self.kwargs["slug"]:  # type: ignore[attr-defined]
            return None
        stroom = stroom_van_run(run)
        if stroom is None:
            self.drop_run(request, run)
            return None
        self.stroom: Stroom = stroom
        return run

    @property
    def taal(self) -> str:
        return get_language() or "nl"

    @property
    def antwoorden(self) -> dict[str, str]:
        return antwoorden_van(self.request.session, self.run, self.stroom)

    @property
    def pad(self) -> Pad:
        return walk(self.stroom, self.antwoorden)

    @property
    def resultaat(self) -> Resultaat:
        return resultaat(self.stroom, self.antwoorden)

    @property
    def voor_wie(self) -> str:
        """The option chosen at the first question; "" before that."""
        return self.pad.antwoorden.get(self.stroom.voor_wie, "")

    @property
    def variant(self) -> str:
        """Which variant of the texts fits the one who answers."""
        return self.stroom.aanspreek.get(self.voor_wie, "")

    def run_url(self, name: str) -> str:
        """The address of a page of this run, such as "zelfcheck:uitkomst"."""
        return reverse(name, kwargs={"slug": self.run.extra["slug"], "run": self.run.id})

    def crisiskaarten(self) -> list[dict[str, Any]]:
        """The crisis cards that the answers call for, for ``components/crisis.html``."""
        lokaal = instelling(self.request)
        post = lokaal.huisartsenpost if lokaal else ""
        return kaarten(self.resultaat.kaarten, self.taal, self.voor_wie, post)

    def basis(self) -> dict[str, Any]:
        """The context that every template of a run has."""
        return {
            "je": self.variant == "je",
            "voor_wie": self.voor_wie,
            "wissen_url": self.run_url("zelfcheck:wissen"),
            "snel_weg": SNEL_WEG,
        }


class ZelfcheckWizard(ZelfcheckRun, RunWizardView):
    """Questions from the pinned version, and at the end the postcode; nothing leaves the session."""

    url_name = "zelfcheck:stap"
    template_name = "selfcheck/vraag.html"
    template_names = {WAAR: "selfcheck/waar.html"}
    keep_after_finish = True

    def start(self, request: HttpRequest) -> HttpResponseBase:
        """POST begins a run of the live version; 404 when there is none."""
        if request.method == "POST":
            zelfcheck = (
                Zelfcheck.objects.beschikbaar()
                .filter(slug=self.kwargs["slug"])
                .select_related("actieve_versie")
                .defer("actieve_versie__inhoud", "actieve_versie__rapport")
                .first()
            )
            if zelfcheck is None:
                raise Http404
            self.zelfcheck = zelfcheck
        return super().start(request)

    def start_extra(self, request: HttpRequest) -> dict[str, Any]:
        versie = self.zelfcheck.actieve_versie
        return {"slug": self.zelfcheck.slug, "versie": versie.pk, "nummer": versie.nummer}

    def begin(self, request: HttpRequest, **extra: Any) -> Run:
        run = super().begin(request, **extra)
        stroom = stroom_van_run(run)
        if stroom is None:
            raise Http404
        self.stroom = stroom
        return run

    def url_kwargs(self) -> dict[str, Any]:
        return {"slug": self.run.extra["slug"]}

    @cached_property
    def _vragen(self) -> dict[str, Vraag]:
        return {vraag_stap(vraag.sleutel): vraag for vraag in self.stroom.vragen}

    def get_step_forms(self) -> Mapping[str, type[forms.Form]]:
        return {**dict.fromkeys(self._vragen, VraagForm), WAAR: WaarForm}

    def get_path(self) -> list[str]:
        return [*(vraag_stap(vraag.sleutel) for vraag in self.pad.vragen), WAAR]

    def first_unanswered(self) -> str:
        volgende = self.pad.volgende
        return WAAR if volgende is None else vraag_stap(volgende.sleutel)

    def get_step_form_kwargs(self, key: str) -> dict[str, Any]:
        if key == WAAR:
            return {}
        return {"stroom": self.stroom, "vraag": self._vragen[key], "taal": self.taal, "variant": self.variant}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if kwargs.get("step") == step_id(self.run.id, NU):
            return self.toon_nu()
        return super().get(request, *args, **kwargs)

    def toon_nu(self) -> HttpResponseBase:
        """Help now. The questions go on by the visitor's own choice only."""
        if self.resultaat.veiligheid is not Veiligheid.DIRECT:
            return redirect(self.step_url(self.first_unanswered()))
        context = {
            "kaarten": self.crisiskaarten(),
            "verder_url": self.step_url(self.first_unanswered()),
            "terug_url": self.step_url(vraag_stap(self.resultaat.veiligheidsredenen[0].vraag)),
            **self.basis(),
        }
        return self.response_class(self.request, ["selfcheck/nu.html"], context, using=self.template_engine)

    def next_url(self, key: str) -> str:
        """After an unsafe answer: help now. Else as usual."""
        vraag = self._vragen.get(key)
        gekozen = vraag.optie(self.antwoorden.get(vraag.sleutel)) if vraag else None
        if gekozen is not None and gekozen.veiligheid is Veiligheid.DIRECT:
            return reverse(
                self.url_name,
                kwargs={**self.url_kwargs(), "run": self.run.id, "step": step_id(self.run.id, NU)},
            )
        if "wijzig" in self.request.GET and self.run.done_url and self.pad.compleet:
            return self.run_url("zelfcheck:uitkomst")
        return super().next_url(key)

    def process_step(self, form: forms.Form) -> dict[str, list[str]]:
        """Of a postcode only the four digits and the wijk are kept."""
        if not isinstance(form, WaarForm):
            return super().process_step(form)
        postcode = form.cleaned_data["postcode"]
        plek = zoek_postcode(postcode) if postcode else None
        self.run.extra["wijk"] = plek.wijk_code if plek else ""
        self.run.extra["postcode"] = postcode[:4]
        return {form.add_prefix("postcode"): [postcode[:4]]}

    def finish(self, forms: dict[str, forms.Form]) -> str:
        return self.run_url("zelfcheck:uitkomst")

    def get_context_data(self, form: forms.Form, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(form=form, **kwargs)
        vraag = self._vragen.get(context["step_key"])
        if vraag is not None:
            stand = voortgang(self.stroom, self.antwoorden, vraag.sleutel)
            # The postcode page counts as the last one.
            context |= {
                "nummer": stand.nummer,
                "totaal": stand.ongeveer + 1,
                "zeker": stand.zeker,
                "vraag": vraag,
            }
            context["waarom"] = text(self.stroom, self.taal, f"vraag.{vraag.sleutel}.waarom", self.variant)
        else:
            aantal = len(self.path_keys())
            context |= {"nummer": aantal, "totaal": aantal, "zeker": True}
        return {
            **context,
            **self.basis(),
            "wijzig": "wijzig" in self.request.GET,
            "veld": form[VELD] if vraag else None,
        }
