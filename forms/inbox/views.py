"""List and detail of meldingen, for the members of a team only.

Every queryset starts at `Melding.objects.voor(user)`: what belongs to another team does not exist here (404), also for a
superuser. Opening a melding is recorded before anything of it is shown.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import ListView, TemplateView

from forms import actions, selectors
from forms.inbox.forms import FilterForm, NotitieForm
from forms.leefgebieden import LEEFGEBIEDEN
from forms.models import Inzage, Melding, Rol
from forms.models.melding import STATUS_NAMEN, MeldingQuerySet
from forms.reference import OngeldigKenmerk, lees_kenmerk
from forms.stappen import BESPROKEN, GEVAAR, NETWERK
from forms.workflow import OngeldigeOvergang, Status, volgende

KNOPPEN = {
    Status.NIEUW: gettext_lazy("Terugleggen"),
    Status.OPGEPAKT: gettext_lazy("Oppakken"),
    Status.ONDERZOEK: gettext_lazy("Onderzoek beginnen"),
    Status.AANVRAAG: gettext_lazy("Afronden: aanvraag"),
    Status.VOORLIGGEND: gettext_lazy("Afronden: hulp zonder aanvraag"),
    Status.INGETROKKEN: gettext_lazy("Afronden: ingetrokken"),
}


class TeamMixin:
    """Only who is in a team's group comes in; pages are never cached."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not selectors.is_teamlid(request.user):
            if "referentie" in kwargs:
                raise Http404
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        add_never_cache_headers(response)
        return response

    def meldingen(self) -> MeldingQuerySet:
        """The meldingen of this user's teams."""
        return Melding.objects.voor(self.request.user).select_related(
            "team", "wijk", "gemeente", "behandelaar"
        )

    def melding(self, referentie: str) -> Melding:
        """One of them, or 404."""
        try:
            return get_object_or_404(self.meldingen(), referentie=lees_kenmerk(referentie))
        except OngeldigKenmerk as fout:
            raise Http404 from fout


class LijstView(TeamMixin, ListView):
    """What waits, urgent and oldest first. Shows no names and nothing of what was told."""

    template_name = "forms/inbox/lijst.html"
    context_object_name = "meldingen"
    paginate_by = 50

    def get_queryset(self) -> MeldingQuerySet:
        self.filter = FilterForm(self.request.GET or None)
        keuze = self.filter.cleaned_data if self.filter.is_bound and self.filter.is_valid() else {}
        rijen = self.meldingen()
        if kenmerk := keuze.get("kenmerk"):
            return rijen.filter(referentie=kenmerk)
        status = keuze.get("status", "")
        if not status:
            rijen = rijen.open()
        elif status != "alle":
            rijen = rijen.filter(status=status)
        if keuze.get("spoed"):
            rijen = rijen.filter(spoed=True)
        if keuze.get("mijn"):
            rijen = rijen.filter(behandelaar=self.request.user)
        return rijen

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        vraag = self.request.GET.copy()
        vraag.pop("page", None)
        return super().get_context_data(
            filter_form=self.filter,
            vraag=vraag.urlencode(),
            header_title=_("Meldingen"),
            header_icon="mail",
            breadcrumbs_items=[
                {"url": reverse("wagtailadmin_home"), "label": _("Start")},
                {"url": "", "label": _("Meldingen")},
            ],
            **kwargs,
        )


class DetailView(TeamMixin, TemplateView):
    """One melding with its content, trail and next steps. Reading is recorded."""

    template_name = "forms/inbox/detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        melding = self.melding(kwargs["referentie"])
        actions.lees(melding, self.request.user)
        personen = {persoon.rol: persoon for persoon in melding.personen.all()}
        inhoud = getattr(melding, "inhoud", None)
        return super().get_context_data(
            melding=melding,
            inhoud=inhoud,
            betrokkene=personen.get(Rol.BETROKKENE),
            melder=personen.get(Rol.MELDER),
            gevaar=dict(GEVAAR).get(inhoud.gevaar, "") if inhoud else "",
            netwerk=dict(NETWERK).get(inhoud.netwerk, "") if inhoud else "",
            besproken=dict(BESPROKEN).get(inhoud.besproken, "") if inhoud else "",
            onderwerpen=[LEEFGEBIEDEN[code] for code in inhoud.leefgebieden if code in LEEFGEBIEDEN]
            if inhoud
            else [],
            stappen=[(status.value, KNOPPEN[status]) for status in volgende(melding.status)],
            wissels=melding.statuswissels.select_related("door"),
            notities=melding.notities.select_related("auteur"),
            inzages=Inzage.objects.filter(melding=melding).select_related("gebruiker")[:20],
            notitie_form=kwargs.pop("notitie_form", None) or NotitieForm(),
            header_title=melding.referentie,
            header_icon="mail",
            breadcrumbs_items=[
                {"url": reverse("wagtailadmin_home"), "label": _("Start")},
                {"url": reverse("meldingen:lijst"), "label": _("Meldingen")},
                {"url": "", "label": melding.referentie},
            ],
            **kwargs,
        )


class StatusView(TeamMixin, View):
    """POST: one step along the workflow."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, referentie: str) -> HttpResponse:
        melding = self.melding(referentie)
        naar = request.POST.get("naar", "")
        try:
            melding = actions.zet_status(melding, naar, request.user)
        except OngeldigeOvergang:
            messages.error(
                request,
                _(
                    "Die stap kan nu niet. Misschien was een collega u net voor: kijk hoe de melding er nu voor staat."
                ),
            )
        else:
            messages.success(request, f"{melding.referentie}: {STATUS_NAMEN[Status(melding.status)]}")
        return redirect("meldingen:detail", referentie=referentie)


class NotitieView(DetailView):
    """POST: add a note. One that cannot be kept comes back in its field, with what is wrong."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, referentie: str) -> HttpResponse:
        melding = self.melding(referentie)
        form = NotitieForm(request.POST)
        if not form.is_valid():
            messages.error(
                request, _("De notitie is niet bewaard. Bij de notitie staat wat er aan de hand is.")
            )
            return self.render_to_response(self.get_context_data(referentie=referentie, notitie_form=form))
        actions.noteer(melding, form.cleaned_data["tekst"], request.user)
        messages.success(request, _("Notitie bewaard."))
        return redirect("meldingen:detail", referentie=referentie)
