"""A signal without a name: the same pages, and nothing kept between them.

No run, no session, no draft: what was answered travels along in the page itself, signed so that it cannot be changed into
something that was never asked. The address is the same for every step, so that history and access log say nothing. After
sending, the answer to that same POST is the confirmation; a refresh sends the same token and gets the same page.
"""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, get_language_info, override
from django.views import View
from django.views.decorators.cache import never_cache

from forms.actions import dien_in
from forms.antwoorden import als_tekst, naar_inzending, plaats, postcode_van, samenvatting, teruggeven
from forms.klaar import bevestiging
from forms.models import Soort, Team
from forms.plek import basis_url, eigen_gemeente
from forms.retention import CONCEPT_SECONDEN
from forms.stappen import STAPPEN, pad
from forms.velden import StapForm
from portal.shell.runs import TamperedRun
from portal.shell.snel_weg import SNEL_WEG

_ZOUT = "forms.anoniem"
SJABLONEN = {"controle": "forms/controle.html", "crisis": "forms/crisis.html"}


class Tocht:
    """The answers so far, as they travel in the page: a token, and per step the posted values of its own fields."""

    def __init__(self, token: str = "", stappen: dict[str, dict[str, list[str]]] | None = None) -> None:
        self.token = token or secrets.token_urlsafe(32)
        self.stappen = stappen or {}

    @classmethod
    def lees(cls, tekst: str) -> Tocht:
        """Raises signing.SignatureExpired after 24 hours, TamperedRun when it is not ours."""
        try:
            inhoud = signing.loads(tekst, salt=_ZOUT, max_age=CONCEPT_SECONDEN)
        except signing.SignatureExpired:
            raise
        except signing.BadSignature as fout:
            raise TamperedRun("signed answers missing or changed") from fout
        return cls(inhoud["token"], inhoud["stappen"])

    def schrijf(self) -> str:
        """The signed text for the hidden field."""
        return signing.dumps({"token": self.token, "stappen": self.stappen}, salt=_ZOUT, compress=True)

    def form(self, sleutel: str, data: QueryDict | None = None) -> StapForm:
        """The form of a step: with posted data, with what was answered before, or empty."""
        if data is None and sleutel in self.stappen:
            data = QueryDict(mutable=True)
            for naam, waarden in self.stappen[sleutel].items():
                data.setlist(naam, waarden)
        return STAPPEN[sleutel](data, prefix=sleutel, soort=Soort.SIGNAAL, anoniem=True)

    def bewaar(self, sleutel: str, form: StapForm) -> None:
        """Take along the posted values of this form's own fields."""
        data: Any = form.data
        self.stappen[sleutel] = {
            naam: data.getlist(naam) for naam in map(form.add_prefix, form.fields) if naam in data
        }

    def pad(self) -> list[str]:
        gevaar = self.form("gevaar")
        return pad(
            Soort.SIGNAAL,
            anoniem=True,
            gevaar=gevaar.cleaned_data["gevaar"] if gevaar.is_valid() else None,
            aanbod=False,
        )

    def beantwoord(self) -> dict[str, StapForm]:
        """The valid forms of the steps on the path, the send page left out."""
        forms = {sleutel: self.form(sleutel) for sleutel in self.pad()[:-1]}
        return {sleutel: form for sleutel, form in forms.items() if form.is_valid()}

    def eerste_open(self) -> str:
        """The first step without a valid answer; the send page when there is none."""
        weg, beantwoord = self.pad(), self.beantwoord()
        return next((sleutel for sleutel in weg[:-1] if sleutel not in beantwoord), weg[-1])


def andere_talen() -> list[tuple[str, str, str]]:
    """Code, own name and address of this page in every other language."""
    rijen = []
    for code, _naam in settings.LANGUAGES:
        if code != get_language():
            with override(code):
                rijen.append(
                    (code, get_language_info(code)["name_local"].capitalize(), reverse("melden:anoniem"))
                )
    return rijen


def tekst_van(eerder: str) -> str:
    """Everything answered so far, from the hidden field, to give back; empty when it cannot be read."""
    try:
        return als_tekst(samenvatting(Tocht.lees(eerder).beantwoord()))
    except (signing.BadSignature, TamperedRun):
        return ""


@method_decorator(never_cache, name="dispatch")
class AnoniemSignaalView(View):
    """GET shows the first step; every POST carries everything so far and shows the next page."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest) -> HttpResponse:
        if not Team.objects.exists():
            return render(request, "forms/geen_team.html", status=503)
        tocht = Tocht()
        return self.toon(request, tocht, tocht.pad()[0])

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            tocht = Tocht.lees(request.POST.get("eerder", ""))
        except signing.SignatureExpired:
            return render(
                request,
                "forms/verlopen.html",
                {"begin_url": reverse("melden:begin"), "tekst": teruggeven(request.POST.dict())},
                status=410,
            )
        sleutel = request.POST.get("stap", "")
        weg = tocht.pad()
        if sleutel not in weg:
            raise TamperedRun("unknown step")
        if naar := request.POST.get(
            "naar"
        ):  # back, or a change from the check page; what was typed here goes along
            if naar not in weg or weg.index(naar) > weg.index(tocht.eerste_open()):
                raise TamperedRun("step out of reach")
            getypt = tocht.form(sleutel, request.POST)
            if getypt.fields and getypt.is_valid():
                tocht.bewaar(sleutel, getypt)
                weg = tocht.pad()  # a changed answer can change the path: never show what is not on it
                open_ = tocht.eerste_open()
                if naar not in weg or weg.index(naar) > weg.index(open_):
                    naar = open_
            elif naar == sleutel and any(request.POST.get(getypt.add_prefix(naam)) for naam in getypt.fields):
                return self.toon(request, tocht, naar, getypt)  # another language: what was typed stays
            return self.toon(request, tocht, naar)
        form = tocht.form(sleutel, request.POST)
        if not form.is_valid():
            return self.toon(request, tocht, sleutel, form)
        if sleutel == weg[-1]:
            return self.verstuur(request, tocht)
        tocht.bewaar(sleutel, form)
        weg = tocht.pad()
        volgende = weg[weg.index(sleutel) + 1]
        if request.POST.get("wijzig"):
            volgende = tocht.eerste_open()
        return self.toon(request, tocht, volgende)

    def toon(
        self, request: HttpRequest, tocht: Tocht, sleutel: str, form: StapForm | None = None
    ) -> HttpResponse:
        """The page of one step, with everything so far in a hidden field."""
        weg = tocht.pad()
        plek = weg.index(sleutel)
        wijzig = bool(
            request.POST.get("wijzig") or (request.POST.get("stap") == weg[-1] and sleutel != weg[-1])
        )
        context: dict[str, Any] = {
            "form": form or tocht.form(sleutel),
            "soort": Soort.SIGNAAL,
            "anoniem": True,
            "step_key": sleutel,
            "eerder": tocht.schrijf(),
            "vorige": weg[-1] if wijzig and tocht.eerste_open() == weg[-1] else weg[plek - 1] if plek else "",
            "back_url": reverse("melden:signaal"),
            "stap_nummer": plek + 1,
            "stap_totaal": len(weg),
            "snel_weg": SNEL_WEG,
            "wijzig": wijzig,
            # A link to another language would lose the answers, which travel in this page: buttons in the form instead.
            "talen": [],
            "talen_knoppen": andere_talen(),
        }
        if sleutel == weg[-1]:
            beantwoord = tocht.beantwoord()
            blokken = samenvatting(beantwoord)
            context |= {
                "blokken": [(blok, "") for blok in blokken],
                "kopie": als_tekst(blokken),
                "plaats": plaats(postcode_van(beantwoord), eigen_gemeente(request)),
            }
        return render(request, SJABLONEN.get(sleutel, "forms/stap.html"), context)

    def verstuur(self, request: HttpRequest, tocht: Tocht) -> HttpResponse:
        """File the signal and answer with the confirmation, without a trace in session or address."""
        if tocht.eerste_open() != tocht.pad()[-1]:
            return self.toon(request, tocht, tocht.eerste_open())
        melding = dien_in(
            naar_inzending(
                tocht.beantwoord(),
                token=tocht.token,
                soort=Soort.SIGNAAL,
                eigen=eigen_gemeente(request),
                basis_url=basis_url(request),
                taal=get_language() or "nl",
                anoniem=True,
            )
        )
        return render(request, "forms/klaar.html", bevestiging(melding))
