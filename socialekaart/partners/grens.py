"""The boundary of a partner in the admin: only the screens that keeping up the own pages asks for.

Seen by trying every admin address as a partner: page chooser (its starting page and `chosen-multiple`), bulk screens,
the confirmation of a move, and the reports on workflows, page types and history name drafts or accounts of others. A
list of what is open therefore, not of what is shut: a screen that a new version of Wagtail brings stays closed until
somebody has looked at it. Screens of our own apps (other namespaces) ask their own rights.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin.auth import permission_denied
from wagtail.permissions import page_permission_policy

from socialekaart.partners.rechten import is_eigen, is_partner, publiceert, te_kiezen

KIEZER = {
    "wagtailadmin_choose_page",
    "wagtailadmin_choose_page_child",
    "wagtailadmin_choose_page_search",
    "wagtailadmin_choose_page_chosen_multiple",
}
# Looking around: these pages may also stand above what is theirs.
RONDKIJKEN = {
    "wagtailadmin_explore",
    "wagtailadmin_explore_results",
    "wagtailadmin_pages:move_confirm",
    "wagtailadmin_api:pages:detail",
}
OPEN = (
    KIEZER
    | RONDKIJKEN
    | {
        "wagtailadmin_home",
        "wagtailadmin_explore_root",
        "wagtailadmin_account",
        "wagtailadmin_login",
        "wagtailadmin_logout",
        "wagtailadmin_password_reset",
        "wagtailadmin_password_reset_done",
        "wagtailadmin_password_reset_confirm",
        "wagtailadmin_password_reset_complete",
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_dismissibles",
        "wagtailadmin_api:pages:listing",
        "wagtailadmin_editing_sessions:ping",
        "wagtailadmin_editing_sessions:release",
        "wagtail_localize:javascript_catalog",
    }
    | {
        f"wagtailadmin_pages:{naam}"
        for naam in (
            "add", "preview_on_add", "add_subpage", "edit", "preview_on_edit", "view_draft", "usage", "delete", "move",
            "copy", "search", "search_results", "history", "history_results", "revisions_index", "revisions_view",
            "revisions_revert", "revisions_compare", "workflow_history", "workflow_history_detail",
            "confirm_workflow_cancellation", "workflow_action", "collect_workflow_action_data", "workflow_preview",
            "lock", "unlock", "unpublish",
        )
    }
)  # fmt: skip
PAGINA_ARGUMENTEN = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "pk", "object_id")

GetResponse = Callable[[HttpRequest], HttpResponse]


def _getallen(waarden: Iterable[Any]) -> list[int]:
    return [int(waarde) for waarde in waarden if str(waarde).isdecimal()]


def _mag(request: HttpRequest, naam: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool:
    """Whether a partner may open this screen for these pages."""
    if naam not in OPEN:
        return False
    paginas = _getallen([*args[:1], *(kwargs[sleutel] for sleutel in PAGINA_ARGUMENTEN if sleutel in kwargs)])
    return all(is_eigen(request.user, pk, ook_erboven=naam in RONDKIJKEN) for pk in paginas)


def _mag_kiezen(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    genoemd = set(_getallen([*request.GET.getlist("id"), *([kwargs["parent_page_id"]] if kwargs else [])]))
    return not genoemd or te_kiezen(request.user).filter(pk__in=genoemd).count() == len(genoemd)


class PartnerGrens:
    """Middleware, after authentication. Costs nobody else more than one look at the address."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        naam = request.resolver_match.view_name if request.resolver_match else ""
        if not naam.startswith("wagtail") or not request.path_info.startswith(reverse("wagtailadmin_home")):
            return None
        if not request.user.is_authenticated:
            return None
        if naam in KIEZER:
            if publiceert(request.user):
                return None
            if naam == "wagtailadmin_choose_page" and (begin := self._begin(request)):
                return begin
            return None if _mag_kiezen(request, kwargs) else permission_denied(request)
        if is_partner(request.user) and not _mag(request, naam, args, kwargs):
            return permission_denied(request)
        return None

    def _begin(self, request: HttpRequest) -> HttpResponse | None:
        """A chooser opens at what is theirs: Wagtail begins above all pages of the type, which may be a draft."""
        eigen = page_permission_policy.explorable_root_instance(request.user)
        if eigen is None or eigen.is_root():
            return None
        adres = reverse("wagtailadmin_choose_page_child", args=[eigen.pk])
        return redirect(f"{adres}?{request.GET.urlencode()}")
