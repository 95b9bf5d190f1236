"""Keeping Elasticsearch in step with the embedded index. Every change is noted in the database in the change's own
transaction; after commit it is delivered, and what could not be delivered waits until it can."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import F

from portal.shell.commit import na_commit
from socialekaart.search.elastic import bouw, spiegel, trust
from socialekaart.search.elastic.client import SCHRIJF_S
from socialekaart.search.elastic.engine import ElasticEngine
from socialekaart.search.elastic.heel import heel, merk
from socialekaart.search.elastic.spiegel import Rij
from socialekaart.search.embedded import opslag
from socialekaart.search.models import Achterstand
from socialekaart.search.types import EngineFout

log = logging.getLogger("dichtbij.zoeken")
PARTIJ = 500
DIRECT = 50
RONDEN = 5
"""So often a delivery is done again when the offer changed meanwhile; what then still waits gets the next turn."""


def meld(ids: Iterable[str]) -> None:
    """Note that these changed, and deliver after commit: few at once, many by the worker."""
    lijst = list(ids)
    _noteer(lijst)
    na_commit(_bezorg, lijst)


def _noteer(ids: list[str]) -> None:
    Achterstand.objects.filter(doc_id__in=ids).update(nummer=F("nummer") + 1)
    # A new row begins anywhere, so that it is never taken for one that was there before.
    Achterstand.objects.bulk_create(
        [Achterstand(doc_id=pk, nummer=secrets.randbits(30)) for pk in ids], ignore_conflicts=True
    )


def _bezorg(ids: list[str]) -> None:
    if len(ids) > DIRECT:
        from socialekaart.search.tasks import haal_in

        haal_in.enqueue()
    elif trust.staat().vertrouwd:
        try:
            _lever(ids)
        except EngineFout as fout:
            trust.fout(str(fout))


def _lever(ids: Iterable[str]) -> int:
    """Deliver these as they are now. What changed or was delivered by another meanwhile is delivered again: of two at the
    same time the slower may have written what was true before. Returns how many."""
    engine = ElasticEngine()
    wacht: dict[str, int | None] = dict(
        Achterstand.objects.filter(doc_id__in=list(ids)).values_list("doc_id", "nummer")
    )
    aantal = len(wacht)
    for _ in range(RONDEN):
        if not wacht:
            break
        rijen = list(spiegel.rijen(wacht))
        engine.schrijf(rijen)
        engine.remove(wacht.keys() - {rij.document.id for rij in rijen})
        wacht = _af(wacht)
    return aantal


def _af(geleverd: dict[str, int | None]) -> dict[str, int | None]:
    """Strike off what was delivered; returns what was noted or struck off by another meanwhile."""
    rest: dict[str, int | None] = {}
    # One by one and not in a transaction, so that nobody waits for a row while holding another.
    for pk, nummer in geleverd.items():
        rij = Achterstand.objects.filter(doc_id=pk)
        if nummer is not None and rij.filter(nummer=nummer).delete()[0]:
            continue
        nu = rij.values_list("nummer", flat=True).first()
        if nummer is not None or nu is not None:
            rest[pk] = nu
    return rest


def verwerk() -> int:
    """Deliver all that waits, building an index first where there is no whole one, or one of another generation. Returns
    how many; 0 when it is away."""
    try:
        aantal = 0
        if not actueel():
            if bouw.bezig():
                return 0
            aantal = herbouw()
        bouw.ruim_op()
        # By key: what comes in meanwhile is for the next turn.
        wacht = list(Achterstand.objects.order_by("sinds").values_list("doc_id", flat=True))
        for begin in range(0, len(wacht), PARTIJ):
            aantal += _lever(wacht[begin : begin + PARTIJ])
    except EngineFout as fout:
        trust.fout(str(fout))
        return 0
    trust.hersteld()
    return aantal


def terug() -> bool:
    """May it be trusted again? It must answer, have a whole index, and lack nothing. What it lacks the worker gives it:
    a visitor waits for one answer at most."""
    try:
        reden = "" if heel() else "geen hele index"
    except EngineFout as fout:
        trust.fout(str(fout))
        return False
    if reden := reden or ("loopt achter" if Achterstand.objects.exists() else ""):
        from socialekaart.search.tasks import haal_in

        trust.fout(reden)
        haal_in.enqueue()
        return trust.staat().vertrouwd
    trust.hersteld()
    return True


def herbouw() -> int:
    """A new index of what the embedded index holds, swapped in without a gap.

    At the moment of the swap nobody can write, and the two are the same: no change made during the build is lost, and
    nothing that was hidden comes back.
    """
    _, sleutel = spiegel.generatie()
    with bouw.Bouw(sleutel) as nieuw:
        erin: dict[str, str] = {}
        nieuw.schrijf(_onthoud(spiegel.rijen(), erin))
        _gelijk(nieuw, erin)
        nieuw.ververs()
        with transaction.atomic():
            opslag.stand_rij(deel=False)
            _gelijk(nieuw, erin)
            nieuw.wissel()
            Achterstand.objects.all().delete()
    trust.hersteld()
    return len(erin)


def _onthoud(rijen: Iterable[Rij], erin: dict[str, str]) -> Iterator[Rij]:
    """The rows, noting their fingerprints."""
    for rij in rijen:
        erin[rij.document.id] = rij.vinger
        yield rij


def _gelijk(nieuw: bouw.Bouw, erin: dict[str, str]) -> None:
    """Bring the new index, that holds `erin`, in line with the embedded one."""
    nu = spiegel.vingers()
    anders = [pk for pk, vinger in nu.items() if erin.get(pk) != vinger]
    for begin in range(0, len(anders), PARTIJ):
        nieuw.schrijf(_onthoud(spiegel.rijen(anders[begin : begin + PARTIJ]), erin), geduld=SCHRIJF_S)
    over = [pk for pk in erin if pk not in nu]
    nieuw.weg(over)
    for pk in over:
        del erin[pk]


def actueel() -> bool:
    """Is it whole, and made of the tokens that the embedded index holds?"""
    return heel() and merk() == spiegel.generatie()[1]


def herstel() -> tuple[int, int]:
    """Compare with the embedded index and heal. Returns (written, taken out)."""
    if not actueel():
        aantal, over = herbouw(), 0
    else:
        staat, moet = ElasticEngine().ids(), spiegel.vingers()
        anders = [pk for pk, vinger in moet.items() if staat.get(pk) != vinger]
        weg = [pk for pk in staat if pk not in moet]
        aantal, over = len(anders), len(weg)
        for begin in range(0, len(rij := [*anders, *weg]), PARTIJ):
            deel = rij[begin : begin + PARTIJ]
            _noteer(deel)
            _lever(deel)
    bouw.ruim_op()
    trust.hersteld()
    return aantal, over
