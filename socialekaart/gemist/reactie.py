"""The field on the page that found nothing: a note for the editors, without a name, a cookie or JavaScript."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from portal.gemeente.selectors import huidige_gemeente
from socialekaart.gemist import masker
from socialekaart.gemist.herkomst import van_eigen_site
from socialekaart.gemist.models import Zoekfeedback
from socialekaart.gemist.tellen import kenner
from socialekaart.search import woordenboek
from socialekaart.search.analyzer import woorden

MAX_BYTES = 16_000
"""500 characters of any script, encoded, with the search beside it."""
MAX_PER_DAG = 200
"""So many notes a day and municipality are kept: more is no visitors."""


class ReactieForm(forms.Form):
    """`laat_leeg` is a trap: people do not see it."""

    q = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    tekst = forms.CharField(
        label=_("Wat had u willen vinden?"),
        help_text=_(
            "Schrijf geen naam, adres of telefoonnummer op. Wij weten niet wie u bent en kunnen u niet antwoorden."
        ),
        max_length=masker.MAX_REACTIE,
        widget=forms.Textarea(
            attrs={"rows": 3, "maxlength": masker.MAX_REACTIE, "autocomplete": "off", "dir": "auto"}
        ),
        error_messages={
            "required": _("Schrijf op wat u had willen vinden."),
            "max_length": _("Uw tekst is te lang. Maak hem korter dan 500 tekens."),
        },
    )
    laat_leeg = forms.CharField(required=False)


# No token, since that would need a cookie on the search page; `van_eigen_site` stands in for it.
@csrf_exempt
@never_cache
def reactie(request: HttpRequest) -> HttpResponse:
    """POST keeps the note. Refuses other sites (403) and what is too big (400); shows mistakes at the field."""
    if request.method != "POST":
        return redirect("socialekaart:zoeken")
    if not van_eigen_site(request.headers, request.get_host()):
        raise PermissionDenied
    if (
        not request.META.get("CONTENT_LENGTH", "").isdigit()
        or int(request.META["CONTENT_LENGTH"]) > MAX_BYTES
    ):
        raise RequestDataTooBig("reactie")
    form = ReactieForm(request.POST)
    if not form.is_valid():
        return TemplateResponse(request, "gemist/reactie.html", {"form": form})
    velden = form.cleaned_data
    if _gaat_over_gevaar(f"{velden['q']} {velden['tekst']}"):
        # Nobody reads this in time, so it is not kept, and help comes first.
        return redirect(reverse("socialekaart:reactie_bedankt") + "?hulp=1")
    if not velden["laat_leeg"]:
        bewaar(request, velden)
    return redirect("socialekaart:reactie_bedankt")


def bewaar(request: HttpRequest, velden: dict[str, Any]) -> Zoekfeedback | None:
    """Keep the note, masked; None when nothing is left of it, or when there are too many today."""
    gemeente = huidige_gemeente(request)
    bekend = kenner()
    tekst = masker.reactie(velden["tekst"], bekend)
    vandaag = timezone.localdate()
    if gemeente is None or not tekst:
        return None
    if Zoekfeedback.objects.filter(gemeente=gemeente, dag=vandaag).count() >= MAX_PER_DAG:
        return None
    return Zoekfeedback.objects.create(
        gemeente=gemeente, zoekvraag=masker.zoekvraag(velden["q"], bekend), tekst=tekst, dag=vandaag
    )


def _gaat_over_gevaar(tekst: str) -> bool:
    return bool(woordenboek.lexicon().gevaar_in(woorden(tekst)))


@never_cache
def bedankt(request: HttpRequest) -> HttpResponse:
    """Thanks, and a person to call. `?hulp=1`: the note spoke of danger."""
    return TemplateResponse(request, "gemist/bedankt.html", {"gevaar": request.GET.get("hulp") == "1"})
