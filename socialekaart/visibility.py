"""THE predicate: may the public see this offer, organisation or place, now?

Pages, the search index, suggestions, the sitemap, exports and APIs ask this and nothing else. A page is visible when it
and every page above it is live and none of them is private, it lies in the catalogue, it has not expired and, for
offers, it is still valid.
"""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from socialekaart.models import CataloguePage, VoorzieningPage

P = TypeVar("P", bound=Page)


def _voorouders(pad: str = "path") -> list[Substr]:
    """The materialised paths above a page: treebeard stores four characters a level. The tree root counts as well.

    Depth is fixed by the page types (root, catalogue, organisatie, leaf), so five levels are more than enough.
    """
    return [Substr(OuterRef(pad), 1, Page.steplen * diepte) for diepte in range(1, 6)]


def zichtbaar(pagina_s: QuerySet[P], op: dt.datetime | None = None) -> QuerySet[P]:
    """Only what the public may see at `op` (default: now; an aware datetime)."""
    nu = op or timezone.now()
    vandaag = timezone.localtime(nu).date()
    model = pagina_s.model
    # The row itself is among its own "ancestors", so one look covers page and path.
    hidden = Page.objects.filter(path__in=_voorouders(), depth__gt=1).filter(
        Q(live=False) | Q(expire_at__lte=nu)
    )
    private = PageViewRestriction.objects.filter(page__path__in=_voorouders())
    in_catalogue = CataloguePage.objects.filter(path__in=_voorouders())
    gefilterd = pagina_s.filter(Exists(in_catalogue)).exclude(Exists(hidden)).exclude(Exists(private))
    if issubclass(model, VoorzieningPage):
        gefilterd = gefilterd.exclude(geldig_tot__lt=vandaag)
    return gefilterd


def is_zichtbaar(pagina: Page, op: dt.datetime | None = None) -> bool:
    """The predicate for one page."""
    return zichtbaar(type(pagina).objects.filter(pk=pagina.pk), op).exists()


__all__ = ["is_zichtbaar", "zichtbaar"]
