"""Teams and routing rules in the admin. A change that would break the routing table is refused with the reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from forms import routing
from forms.leefgebieden import LEEFGEBIEDEN
from forms.models import RouteRegel, Team
from portal.gemeente.models import Wijk


class TeamViewSet(ModelViewSet):
    """Who receives meldingen."""

    model = Team
    icon = "group"
    menu_label = _("Teams")
    add_to_admin_menu = False
    list_display = ["naam", "gemeente", "groep", "telefoon"]
    form_fields = ["naam", "sleutel", "gemeente", "groep", "telefoon", "email", "contact_werkdagen"]


class RouteRegelForm(WagtailAdminModelForm):
    """Wijken and leefgebieden as boxes to tick, kept as codes."""

    wijken = forms.MultipleChoiceField(
        label=_("Wijken"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Niets aangekruist: elke wijk van de gemeente."),
    )
    leefgebieden = forms.MultipleChoiceField(
        label=_("Onderwerpen"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=list(LEEFGEBIEDEN.items()),
        help_text=_("Niets aangekruist: elk onderwerp."),
    )

    class Meta:
        model = RouteRegel
        fields = ["volgorde", "gemeente", "wijken", "leeftijd_van", "leeftijd_tot", "leefgebieden", "team"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wijken"].choices = [  # type: ignore[attr-defined]
            (wijk.code, str(wijk)) for wijk in Wijk.objects.select_related("gemeente")
        ]


class RouteRegelDeleteView(generic.DeleteView):
    """Deleting the rule that always fits would leave meldingen without a team."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        over = RouteRegel.objects.select_related("team", "gemeente").exclude(pk=self.object.pk)
        if problemen := list(routing.controleer([rij.als_regel() for rij in over])):
            for probleem in problemen:
                messages.error(request, probleem)
            return redirect(self.index_url_name)
        return super().post(request, *args, **kwargs)


class RouteRegelViewSet(ModelViewSet):
    """Which team gets what, from top to bottom."""

    model = RouteRegel
    icon = "redirect"
    menu_label = _("Routeregels")
    add_to_admin_menu = False
    list_display = [
        "volgorde",
        "gemeente",
        "wijken_in_woorden",
        "leeftijd_in_woorden",
        "onderwerpen_in_woorden",
        "team",
    ]
    delete_view_class = RouteRegelDeleteView

    def get_form_class(self, for_update: bool = False) -> type[RouteRegelForm]:
        return RouteRegelForm
