"""What the admin does differently around the catalogue; `socialekaart.wagtail_hooks` registers these."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry

from socialekaart.models import OrganisatiePage
from socialekaart.partners.links import BlijfHierLinkHandler
from socialekaart.partners.rechten import is_partner, te_kiezen


def beperk_paginakiezer(paginas: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """In choosers, searches in choosers included: no drafts of others."""
    return te_kiezen(request.user, paginas)


def bewaar_wat_openbaar_was(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Wagtail lets who may change a page also delete it when it is not live. A partner deletes a first draft; what
    has been public has visitors, links and a history, and is for the editors, like the organisation itself."""
    if not is_partner(request.user):
        return None
    ooit_openbaar = page.get_descendants(inclusive=True).filter(first_published_at__isnull=False).exists()
    if not ooit_openbaar and not isinstance(page.specific, OrganisatiePage):
        return None
    if ooit_openbaar:
        reden = _("Deze pagina heeft online gestaan. Vraag de redactie om haar weg te halen.")
    else:
        reden = _("Alleen de redactie haalt een organisatie weg.")
    messages.error(request, reden)
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def al_beoordeeld(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Two editors with the same change before them, or one who clicks twice: Wagtail falls over the second answer."""
    if request.POST.get("action-workflow-action") and page.current_workflow_task is None:
        messages.error(request, _("Deze wijziging is al beoordeeld."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


def geen_rapporten(request: HttpRequest, items: list[MenuItem]) -> None:
    """Reports look over all organisations, and `grens` keeps partners out: then no menu that leads there."""
    if is_partner(request.user):
        items.clear()


def links_blijven_op_de_site(features: FeatureRegistry) -> None:
    features.register_link_type(BlijfHierLinkHandler)
