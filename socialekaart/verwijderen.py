"""Taking pages away in the admin: a place where offers still happen stays, and the editor reads why."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page

from socialekaart.models import VoorzieningPage, VoorzieningPlek


def aanbod_elders(page: Page) -> list[VoorzieningPage]:
    """Offers that happen at this place, or at one below this page, and that would stay behind without it."""
    rijen = VoorzieningPlek.objects.filter(locatie__path__startswith=page.path)
    rijen = rijen.exclude(voorziening__path__startswith=page.path).select_related("voorziening")
    return list(
        {rij.voorziening_id: rij.voorziening for rij in rijen.order_by("voorziening__title")}.values()
    )


def plek_in_gebruik(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The database refuses it as well; this says so in words."""
    aanbod = aanbod_elders(page)
    if not aanbod:
        return None
    namen = ", ".join(f"“{een.title}”" for een in aanbod[:5])
    messages.error(
        request, _("Hier is nog aanbod: %(namen)s. Kies daar eerst een andere plek.") % {"namen": namen}
    )
    return redirect("wagtailadmin_explore", page.get_parent().pk)
