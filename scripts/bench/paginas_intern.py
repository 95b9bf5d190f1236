"""Task: queries and milliseconds of pages, through Django's test client on the settings of production."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client

from scripts.bench.reis import Reis
from scripts.bench.statistiek import meet


def klant() -> Any:
    """A browser of a visitor of Duinrand."""
    return Client(headers={"host": f"duinrand.localhost:{settings.PORT}", "accept-encoding": "gzip"})


def adressen() -> dict[str, str]:
    """A page of each kind. The offer is the one with most on it: places, hours, areas."""
    from socialekaart.models import VoorzieningPage
    from socialekaart.visibility import zichtbaar

    op_id = {
        rij.extern_id: rij
        for rij in zichtbaar(VoorzieningPage.objects.exclude(extern_id__startswith="bench-"))
    }
    met_plek = [rij for rij in op_id.values() if rij.plekken.exists() and rij.openingstijden.exists()]
    aanbod = min(met_plek or op_id.values(), key=lambda rij: (-rij.leefgebieden.count(), rij.extern_id))
    return {
        "home": "/",
        "zoeken, woord": "/zoeken/?q=hulp+bij+schulden",
        "zoeken, woord en postcode": "/zoeken/?q=eten&postcode=1987DB",
        "zoeken, alles": "/zoeken/",
        "leefgebied": "/onderwerp/netwerk/",
        "aanbod": aanbod.pad(),
    }


def tel(doe: Callable[[], Any]) -> list[str]:
    """The queries that this makes, in order."""
    vragen: list[str] = []

    def schrijf(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        vragen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(schrijf):
        doe()
    return vragen


def taak(keren: int) -> dict[str, Any]:
    """Per page the seconds of each of `keren` warm requests (none for 0) and its queries."""
    client = klant()
    uit: dict[str, Any] = {"aanbod": _aantal()}
    doen: dict[str, Callable[[], Any]] = {
        naam: lambda adres=adres: _goed(client.get(adres), 200) for naam, adres in adressen().items()
    }
    doen |= _reizen()
    metingen = {}
    for naam, doe in doen.items():
        doe()
        vragen = tel(doe)
        dubbel = [sql for sql, keer in Counter(vragen).items() if keer > 2]
        seconden = meet(lambda _, doe=doe: doe(), [None], keren) if keren else []
        rekentijd = meet(lambda _, doe=doe: doe(), [None], keren // 2, time.process_time) if keren else []
        metingen[naam] = {
            "queries": len(vragen), "seconden": seconden, "rekentijd": rekentijd, "herhaald": dubbel, "sql": vragen,
        }  # fmt: skip
    return uit | {"paginas": metingen}


def _aantal() -> int:
    from socialekaart.search.documents import zichtbare

    return zichtbare().count()


def _goed(antwoord: Any, *codes: int) -> Any:
    if antwoord.status_code not in codes:
        raise RuntimeError(f"{antwoord.request['PATH_INFO']}: {antwoord.status_code}")
    return antwoord


def _reizen() -> dict[str, Callable[[], Any]]:
    """Showing and sending a step half-way the self-check and the melding, in runs that were walked up to there."""
    doen: dict[str, Callable[[], Any]] = {}
    for naam, begin, nummer in (("zelfcheckstap", "/zelfcheck/", 6), ("meldingstap", "/melden/", 4)):
        client = klant()
        stap = Reis(client, begin).tot_stap(nummer)
        doen[f"{naam} tonen"] = lambda client=client, stap=stap: _goed(client.get(stap.adres), 200)
        doen[f"{naam} versturen"] = lambda client=client, stap=stap: _goed(
            client.post(stap.doel, stap.inhoud), 302
        )
    return doen
