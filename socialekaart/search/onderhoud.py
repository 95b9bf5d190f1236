"""The search's part of `/healthz` and of `manage.py onderhoud`."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import timezone

from portal.shell.health import DEGRADED, OK
from socialekaart.search import service
from socialekaart.search.elastic import trust
from socialekaart.search.embedded import opslag
from socialekaart.search.embedded.som import som
from socialekaart.search.embedded.stand import NAAM
from socialekaart.search.models import Achterstand, IndexStand


def gezondheid() -> dict[str, Any]:
    """Degraded without an index or with one that other code built, and while the embedded index answers for an
    Elasticsearch that should, or while that one is behind."""
    stand = IndexStand.objects.filter(naam=NAAM).first()
    actueel = stand is not None and stand.som == som()
    deel: dict[str, Any] = {
        "status": OK if actueel else DEGRADED,
        "engine": settings.SEARCH_ENGINE,
        "index": bool(stand),
        "actueel": actueel,
    }
    if service.met_elastic():
        staat = trust.staat()
        oudste = Achterstand.objects.order_by("sinds").values_list("sinds", flat=True).first()
        deel["elasticsearch"] = "ok" if staat.vertrouwd else staat.reden
        deel["achterstand"] = Achterstand.objects.count()
        te_laat = oudste is not None and (timezone.now() - oudste).total_seconds() > 300
        if settings.SEARCH_ENGINE == "elasticsearch" and (not staat.vertrouwd or te_laat):
            deel["status"] = DEGRADED
    return deel


def haal_in() -> str:
    """Clear away old generations, tidy the index, and build one of before an update anew; try Elasticsearch again and give it
    what it missed."""
    opslag.ruim_op()
    opslag.verdicht()
    aantal = service.vernieuw()
    if service.met_elastic():
        from socialekaart.search.elastic import catchup

        aantal += catchup.verwerk()
    return f"{aantal} bijgewerkt" if aantal else ""


def kijk_na() -> str:
    """The nightly sweep: compare with the database, heal, clear away."""
    hersteld = service.herstel()
    opslag.ruim_op()
    opslag.snoei_log()
    return "; ".join(
        f"{naam}: {geschreven} geschreven, {weg} verwijderd" for naam, (geschreven, weg) in hersteld.items()
    )
