"""Registration in Wagtail's admin: the inbox, its menu item, the words of the log, and teams and routes for the beheerder."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSetGroup

from forms import selectors
from forms.beheer import RouteRegelViewSet, TeamViewSet
from forms.inbox.samenvatting import MeldingenSamenvatting


class MeldingenMenuItem(MenuItem):
    """Only for who is in a team."""

    def is_shown(self, request: HttpRequest) -> bool:
        return selectors.is_teamlid(request.user)


@hooks.register("register_admin_urls")
def meldingen_urls() -> list[Any]:
    return [path("meldingen/", include("forms.inbox.urls"))]


@hooks.register("register_admin_menu_item")
def meldingen_menu() -> MenuItem:
    return MeldingenMenuItem(
        _("Meldingen"), reverse("meldingen:lijst"), name="meldingen", icon_name="mail", order=50
    )


@hooks.register("construct_homepage_summary_items")
def meldingen_samenvatting(request: HttpRequest, items: list[Any]) -> None:
    items.append(MeldingenSamenvatting(request))


@hooks.register("register_log_actions")
def log_acties(acties: Any) -> None:
    acties.register_action("forms.status", _("Status van melding"), _("Status van melding veranderd"))
    acties.register_action("forms.notitie", _("Notitie bij melding"), _("Notitie bij melding toegevoegd"))


class RouteringGroup(ViewSetGroup):
    """Teams and routing rules: model permissions apply, which only beheerders get."""

    menu_label = _("Routering")
    menu_icon = "redirect"
    menu_order = 600
    items = (TeamViewSet("teams"), RouteRegelViewSet("routeregels"))


@hooks.register("register_admin_viewset")
def routering() -> RouteringGroup:
    return RouteringGroup()
