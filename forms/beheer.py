"""Teams and routing rules in the admin. A change that would break the routing table is refused with the reason."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from forms import routing
from forms.models import RouteRegel, Team


class TeamViewSet(ModelViewSet):
    """Who receives meldingen."""

    model = Team
    icon = "group"
    menu_label = _("Teams")
    add_to_admin_menu = False
    list_display = ["naam", "gemeente", "groep", "telefoon"]
    form_fields = ["naam", "sleutel", "gemeente", "groep", "telefoon", "email", "contact_werkdagen"]


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
    list_display = ["volgorde", "gemeente", "wijken", "leeftijd_van", "leeftijd_tot", "leefgebieden", "team"]
    form_fields = ["volgorde", "gemeente", "wijken", "leeftijd_van", "leeftijd_tot", "leefgebieden", "team"]
    delete_view_class = RouteRegelDeleteView
