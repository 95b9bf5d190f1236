"""The editors' screens: what people searched for in vain, what they wrote about it, and one click to a synonym."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from django.views.generic import FormView, ListView
from wagtail.admin import messages

from portal.gemeente.models import Gemeente
from socialekaart.gemist.models import GemisteZoekvraag, Stand, Zoekfeedback
from socialekaart.gemist.synoniem import HelptNiet, keuzes, maak_synoniem, voorstel

ALLES = "alles"


def ziet_zoekvragen(gebruiker: Any) -> bool:
    """The editors: by right, given in `partners.actions`."""
    return bool(gebruiker.has_perm("gemist.view_gemistezoekvraag"))


class RechtMixin:
    """Asks a model permission; pages are never cached."""

    recht = "gemist.view_gemistezoekvraag"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(self.recht):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        add_never_cache_headers(response)
        return response


class FilterForm(forms.Form):
    """Which municipality, and done or not."""

    gemeente = forms.ModelChoiceField(
        Gemeente.objects.all(), required=False, label=gettext_lazy("Gemeente"), empty_label=gettext_lazy("Alle gemeenten"),
        to_field_name="code",
    )  # fmt: skip
    stand = forms.ChoiceField(
        choices=[*Stand.choices, (ALLES, gettext_lazy("alles"))], required=False, label=gettext_lazy("Stand")
    )


class Lijst(RechtMixin, ListView):
    """A list that can be narrowed; the filter stays in the address."""

    context_object_name = "rijen"
    paginate_by = 50
    titel: Any = ""

    @cached_property
    def filter_form(self) -> FilterForm:
        return FilterForm(self.request.GET or None, initial={"stand": Stand.OPEN})

    @cached_property
    def keuze(self) -> dict[str, Any]:
        form = self.filter_form
        return form.cleaned_data if form.is_bound and form.is_valid() else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        vraag = self.request.GET.copy()
        vraag.pop("page", None)
        rechten = self.request.user
        return super().get_context_data(
            header_title=self.titel,
            page_title=self.titel,
            header_icon="search",
            filter_form=self.filter_form,
            vraag=vraag.urlencode(),
            mag_wijzigen=rechten.has_perm("gemist.change_gemistezoekvraag"),
            mag_synoniem=rechten.has_perm(SynoniemView.recht)
            and rechten.has_perm("zoeken.add_synoniemgroep"),
            mag_reacties=rechten.has_perm("gemist.view_zoekfeedback"),
            mag_verwijderen=rechten.has_perm("gemist.delete_zoekfeedback"),
            **kwargs,
        )


class ZoekvragenView(Lijst):
    """Most asked first; what is done is out of sight until asked for."""

    template_name = "gemist/beheer/zoekvragen.html"
    titel = gettext_lazy("Zoekvragen zonder resultaat")

    def get_queryset(self) -> QuerySet[GemisteZoekvraag]:
        rijen = GemisteZoekvraag.objects.select_related("gemeente", "synoniem")
        if gemeente := self.keuze.get("gemeente"):
            rijen = rijen.filter(gemeente=gemeente)
        stand = self.keuze.get("stand") or Stand.OPEN
        return rijen if stand == ALLES else rijen.filter(stand=stand)


class ReactiesView(Lijst):
    """Newest first."""

    recht = "gemist.view_zoekfeedback"
    template_name = "gemist/beheer/reacties.html"
    titel = gettext_lazy("Reacties op zoeken")

    def get_queryset(self) -> QuerySet[Zoekfeedback]:
        rijen = Zoekfeedback.objects.select_related("gemeente")
        gemeente = self.keuze.get("gemeente")
        return rijen.filter(gemeente=gemeente) if gemeente else rijen


class SynoniemForm(forms.Form):
    """The missed word, and a word that does lead somewhere."""

    woord = forms.CharField(
        label=gettext_lazy("Mensen zoeken op"),
        max_length=100,
        help_text=gettext_lazy(
            "Haal weg wat er niet bij hoort. Meer woorden met dezelfde betekenis: zet er een komma tussen."
        ),
    )
    doel = forms.CharField(
        label=gettext_lazy("Zoek dan ook op"),
        max_length=200,
        help_text=gettext_lazy(
            "Kies een woord dat al iets vindt, of de naam van een aanbod. Typ een paar letters om te kiezen."
        ),
        widget=forms.TextInput(attrs={"list": "bestaande-woorden", "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        velden = super().clean() or {}
        woord, doel = velden.get("woord", "").casefold(), velden.get("doel", "").casefold()
        if woord and woord == doel:
            self.add_error("doel", _("Kies een ander woord dan waarop mensen zoeken."))
        return velden


class SynoniemView(RechtMixin, FormView):
    """Prefilled with what was searched for; what would not help is not kept."""

    recht = "gemist.change_gemistezoekvraag"
    template_name = "gemist/beheer/synoniem.html"
    form_class = SynoniemForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm("zoeken.add_synoniemgroep"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def vraag(self) -> GemisteZoekvraag:
        return get_object_or_404(GemisteZoekvraag.objects.select_related("gemeente"), pk=self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        return {"woord": voorstel(self.vraag)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        titel = _("Maak een synoniem")
        return super().get_context_data(
            header_title=titel,
            page_title=titel,
            header_icon="search",
            gemist=self.vraag,
            keuzes=keuzes(),
            **kwargs,
        )

    def form_valid(self, form: SynoniemForm) -> HttpResponse:
        woord, doel = form.cleaned_data["woord"], form.cleaned_data["doel"]
        try:
            aantal = maak_synoniem(self.vraag, woord, doel, self.request.user)
        except HelptNiet:
            form.add_error(
                "doel", _("Ook met dit woord vinden bezoekers niets. Kies een woord dat wel iets vindt.")
            )
            return self.form_invalid(form)
        tekst = ngettext(
            "Wie nu zoekt op “%(woord)s”, vindt %(n)s keer hulp.", "Wie nu zoekt op “%(woord)s”, vindt %(n)s keer hulp.", aantal
        )  # fmt: skip
        messages.success(self.request, tekst % {"woord": woord, "n": aantal})
        return redirect("gemist:zoekvragen")


class StandView(RechtMixin, View):
    """POST: ignore, or set back."""

    recht = "gemist.change_gemistezoekvraag"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        rij = get_object_or_404(GemisteZoekvraag, pk=pk)
        rij.stand = Stand.OPEN if request.POST.get("stand") == Stand.OPEN else Stand.GENEGEERD
        rij.save(update_fields=["stand"])
        if rij.stand == Stand.GENEGEERD:
            messages.success(request, _("“%(tekst)s” staat niet meer in de lijst.") % {"tekst": rij.tekst})
        else:
            messages.success(request, _("“%(tekst)s” staat weer in de lijst.") % {"tekst": rij.tekst})
        vraag = request.POST.get("terug", "")[:200]
        return redirect(reverse("gemist:zoekvragen") + (f"?{vraag}" if vraag else ""))


class ReactieVerwijderenView(RechtMixin, View):
    """POST: read and done."""

    recht = "gemist.delete_zoekfeedback"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        get_object_or_404(Zoekfeedback, pk=pk).delete()
        messages.success(request, _("De reactie is verwijderd."))
        return redirect("gemist:reacties")
