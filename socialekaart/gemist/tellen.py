"""Counting a search that found nothing: only what a person typed, never danger, and never at the visitor's cost."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from portal.gemeente.models import Gemeente
from portal.gemeente.selectors import huidige_gemeente
from socialekaart.gemist import masker
from socialekaart.gemist.models import GemisteZoekvraag, Stand, Uitkomst
from socialekaart.search import woordenboek
from socialekaart.search.analyzer import is_stop, woorden
from socialekaart.search.types import Resultaat, Vraag

log = logging.getLogger("dichtbij.gemist")

MAX_RIJEN = 5_000
"""So many different searches are kept; a flood of others is not counted until the nightly clean-up made room."""
MAX_WACHT_MS = 250
"""So long a visitor may wait for the count; a database that is busy writing loses it instead."""

_ROBOT = re.compile(r"bot\b|crawl|spider|slurp", re.IGNORECASE)


def onthoud(request: HttpRequest, vraag: Vraag, resultaat: Resultaat) -> None:
    """Count this search when it is one for the editors' list. Never raises for the database."""
    if not te_tellen(request, vraag, resultaat):
        return
    gemeente = huidige_gemeente(request)
    if gemeente is None:
        return
    try:
        tekst = masker.zoekvraag(vraag.q, kenner())
        if any(len(woord) > 2 and not is_stop(woord) for woord in woorden(tekst)):
            uitkomst = Uitkomst.RUIMER if resultaat.totaal else Uitkomst.NIETS
            with _kort_wachten():
                tel(gemeente, tekst, uitkomst)
    except DatabaseError as fout:
        # Without the words: the log is no place for them.
        log.warning("zoekvraag niet geteld: %s", fout.__class__.__name__)


def te_tellen(request: HttpRequest, vraag: Vraag, resultaat: Resultaat) -> bool:
    """Words of a person that found nothing, or not all of them; chosen filters may be why, so then it says nothing.

    Words about danger are never kept: the crisis card answers those.
    """
    gemist = not resultaat.totaal or resultaat.versoepeld
    zelf_getypt = bool(vraag.q) and vraag.pagina == 1 and not vraag.letterlijk and not vraag.gekozen()
    return gemist and zelf_getypt and not resultaat.gevaar and _is_mens(request)


def _is_mens(request: HttpRequest) -> bool:
    """A page that somebody looks at: no robot, no fetching ahead, no picture on another site that points here."""
    kop = request.headers
    vooruit = "prefetch" in kop.get("Sec-Purpose", kop.get("Purpose", "")).lower()
    doel = kop.get("Sec-Fetch-Dest", "document")
    robot = bool(_ROBOT.search(kop.get("User-Agent", "")))
    return request.method == "GET" and not vooruit and not robot and doel in ("document", "empty")


def kenner() -> masker.Bekend:
    """Knows the words of the lists and of the offers as they are now."""
    staat = woordenboek.woorden()
    lijsten, telling = staat.lexicon.woorden, staat.woordenschat.telling

    def bekend(woord: str) -> bool:
        delen = woorden(woord)
        return bool(delen) and all(deel in lijsten or deel in telling or is_stop(deel) for deel in delen)

    return bekend


def tel(gemeente: Gemeente, tekst: str, uitkomst: Uitkomst) -> None:
    """One more of this text (already masked). A text that a synonym should have helped, and that finds nothing again,
    is open again; what was ignored stays so."""
    vandaag = timezone.localdate()
    rij = GemisteZoekvraag.objects.filter(gemeente=gemeente, tekst=tekst)
    erbij = {"aantal": F("aantal") + 1, "laatste": vandaag, "uitkomst": uitkomst}
    if rij.update(**erbij):
        if uitkomst == Uitkomst.NIETS:
            rij.filter(stand=Stand.SYNONIEM).update(stand=Stand.OPEN)
        return
    if GemisteZoekvraag.objects.count() >= MAX_RIJEN:
        return
    # Another worker may be first: then it counts there.
    _, nieuw = GemisteZoekvraag.objects.get_or_create(
        gemeente=gemeente,
        tekst=tekst,
        defaults={"eerste": vandaag, "laatste": vandaag, "uitkomst": uitkomst},
    )
    if not nieuw:
        rij.update(**erbij)


@contextmanager
def _kort_wachten() -> Iterator[None]:
    """A transaction that gives up soon when the database is busy, and then leaves its patience as it was."""
    if connection.vendor != "sqlite":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{MAX_WACHT_MS}ms"])
            yield
        return
    # SQLite waits at the beginning of the transaction.
    with connection.cursor() as cursor:
        eerder = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {MAX_WACHT_MS:d}")
        try:
            with transaction.atomic():
                yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(eerder)}")
