"""Forgetting: what is old, and what was typed once and never again."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from socialekaart.gemist import tellen
from socialekaart.gemist.models import GemisteZoekvraag, Zoekfeedback

BEWAREN = timedelta(days=365)
EENMALIG = timedelta(days=90)
"""A search that one person made once tells an editor little and may tell most about that person: it goes sooner."""
RUIMTE = 0.9
"""After a clean-up so much of the list is filled at most, so that new searches count again."""


def ruim_op() -> str:
    """Delete what may no longer be kept; when the list is nearly full, the oldest that came least often."""
    vandaag = timezone.localdate()
    oud = Q(laatste__lt=vandaag - BEWAREN) | Q(laatste__lt=vandaag - EENMALIG, aantal=1)
    weg = GemisteZoekvraag.objects.filter(oud).delete()[0]
    te_veel = GemisteZoekvraag.objects.count() - int(tellen.MAX_RIJEN * RUIMTE)
    if te_veel > 0:
        minst = GemisteZoekvraag.objects.order_by("aantal", "laatste", "pk").values_list("pk", flat=True)[
            :te_veel
        ]
        weg += GemisteZoekvraag.objects.filter(pk__in=list(minst)).delete()[0]
    reacties = Zoekfeedback.objects.filter(dag__lt=vandaag - BEWAREN).delete()[0]
    return f"{weg} zoekvragen, {reacties} reacties verwijderd" if weg or reacties else ""
