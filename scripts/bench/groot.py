"""Task: thousands of real pages: the whole search page, Wagtail's own search on the same pages, and a rebuild."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from scripts.bench import gebieden, vragen, woordenbron
from scripts.bench.paginas_intern import klant
from scripts.bench.statistiek import klok, meet

PER_SOORT = 40


def taak(minstens: int, wagtail_vragen: int = 20) -> dict[str, Any]:
    """Seconds of the page, of our engine and of Wagtail's on the same words, and of a rebuild from the database."""
    from django.core.management import call_command

    from socialekaart.models import VoorzieningPage
    from socialekaart.search import service
    from socialekaart.search.documents import documenten, zichtbare
    from socialekaart.search.types import Vraag

    lijst = vragen.verzin(gebieden.van_demo(), woordenbron.lees(), PER_SOORT)
    client = klant()

    def pagina(query: dict[str, str]) -> None:
        antwoord = client.get("/zoeken/", query)
        if antwoord.status_code != 200:
            raise RuntimeError(f"/zoeken/?{urlencode(query)}: {antwoord.status_code}")

    adressen = [{"q": vraag.q} for vraag in lijst.woord]
    adressen += [{"q": vraag.q, "postcode": "1987DB"} for vraag in lijst.plek]
    adressen += [{"q": vraag.q, "leefgebied": "financien"} for vraag in lijst.facet]

    aantal = zichtbare().count()
    uit: dict[str, Any] = {"aanbod": aantal}
    uit["gelezen"] = klok(lambda: list(documenten()))
    uit["herbouw"] = klok(service.herbouw)
    uit["pagina"] = meet(pagina, adressen, minstens)

    call_command("update_index", verbosity=0)
    woorden = [vraag.q for vraag in lijst.woord][:wagtail_vragen]

    def wagtail(q: str) -> None:
        rij = VoorzieningPage.objects.live().search(q)
        rij.count()
        list(rij[:10])

    uit["wagtail"] = meet(wagtail, woorden, wagtail_vragen)
    uit["eigen"] = meet(lambda q: service.zoek(Vraag(q=q, gemeente="GM9901")), woorden, 10 * wagtail_vragen)
    uit["wagtail_vindt"] = sum(bool(VoorzieningPage.objects.live().search(q).count()) for q in woorden)
    uit["eigen_vindt"] = sum(bool(service.zoek(Vraag(q=q)).totaal) for q in woorden)
    return uit
