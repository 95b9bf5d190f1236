"""Pages of the self-check beside the questions: the list, the result, taking answers along, and wiping them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.generic import TemplateView, View

from forms import overdracht
from portal.gemeente.selectors import huidige_gemeente
from portal.shell.runs import step_id
from selfcheck.aanbod import plek_van
from selfcheck.engine.explain import Reden
from selfcheck.engine.texts import text
from selfcheck.models import Zelfcheck
from selfcheck.selectors import stroom_van, vraag_stap
from selfcheck.uitkomst import Spreker, ladder, mee_te_nemen, plaatje
from selfcheck.wizard import ZelfcheckRun

SOORT_MELDING = {"naaste": "namens", "ander": "signaal"}
"""For whom → the kind of melding that the begin page has ready; everybody else reports for themselves."""


def lijst(request: HttpRequest) -> TemplateResponse:
    """The self-checks that can be started, each with its button. Looking sets no cookie."""
    taal = get_language() or "nl"
    zelfchecks = []
    for zelfcheck in (
        Zelfcheck.objects.beschikbaar().select_related("actieve_versie").defer("actieve_versie__inhoud")
    ):
        stroom = stroom_van(zelfcheck.actieve_versie_id, zelfcheck.actieve_versie.hash)
        zelfchecks.append(
            {
                "titel": text(stroom, taal, "titel"),
                "inleiding": text(stroom, taal, "inleiding"),
                "start_url": reverse("zelfcheck:start", kwargs={"slug": zelfcheck.slug}),
            }
        )
    gewist = request.GET.get("gewist") == "1"
    return TemplateResponse(request, "selfcheck/lijst.html", {"zelfchecks": zelfchecks, "gewist": gewist})


class Uitkomst(ZelfcheckRun, TemplateView):
    """The result. A normal GET page: it may be refreshed, printed, and seen in another language."""

    template_name = "selfcheck/uitkomst.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.run.done_url or not self.pad.compleet:
            return redirect(self.run_url("zelfcheck:run"))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        result = self.resultaat
        spreker = Spreker(self.stroom, self.taal, self.variant)
        gemeente = huidige_gemeente(self.request)
        postcode = self.run.extra.get("postcode", "")
        plek = plek_van(postcode, self.run.extra.get("wijk", ""))
        treden = ladder(result, spreker, plek, gemeente, self.stroom.leeftijden.get(self.voor_wie))
        return {
            **super().get_context_data(**kwargs),
            **self.basis(),
            "treden": treden,
            "spoed": [advies for trede in treden for advies in trede["adviezen"] if advies["spoed"]],
            "anders": result.is_anders,
            "crisis": self.crisiskaarten(),
            "cirkel": plaatje(result.ernst),
            "plek": plek,
            "postcode_onbekend": bool(postcode and plek is None),
            "elders": plek if plek and gemeente and plek.gemeente_code != gemeente.code else None,
            "antwoorden": [
                {**rij, "wijzig_url": f"{self._stap_url(vraag)}?wijzig=1"}
                for vraag, rij in self._antwoorden(spreker)
            ],
            "versienummer": self.run.extra.get("nummer", ""),
            "meenemen_url": self.run_url("zelfcheck:meenemen"),
        }

    def _antwoorden(self, spreker: Spreker) -> list[tuple[str, dict[str, str]]]:
        return [(v, spreker.reden(Reden(v, o))) for v, o in self.pad.antwoorden.items()]

    def _stap_url(self, vraag: str) -> str:
        kwargs = {
            "slug": self.run.extra["slug"],
            "run": self.run.id,
            "step": step_id(self.run.id, vraag_stap(vraag)),
        }
        return reverse("zelfcheck:stap", kwargs=kwargs)


class Meenemen(ZelfcheckRun, View):
    """Offer the answers to a melding. The resident ticks there, one by one, what goes along."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        spreker = Spreker(self.stroom, self.taal, self.variant)
        overdracht.bied_aan(request.session, mee_te_nemen(self.pad.antwoorden, spreker))
        return redirect(f"{reverse('melden:begin')}?voor={SOORT_MELDING.get(self.voor_wie, 'melding')}")


class Wissen(ZelfcheckRun, View):
    """Wipe the answers; when nothing else is in the session, the session goes too."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.drop_run(request, self.run)
        overdracht.vergeet(request.session)  # also what was laid ready for a melding
        if not list(request.session.keys()):
            request.session.flush()
        return redirect(f"{self.get_intro_url()}?gewist=1")
