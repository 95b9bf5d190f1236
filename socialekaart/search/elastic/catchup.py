"""Keeping Elasticsearch in step. Every change is noted in the database in the change's own transaction; after commit it is
delivered, and what could not be delivered waits until it can."""

from __future__ import annotations

import logging
from functools import partial

from django.db import transaction
from django.db.models import F

from socialekaart.search import documents
from socialekaart.search.elastic import trust
from socialekaart.search.elastic.engine import ElasticEngine
from socialekaart.search.embedded.opslag import vinger
from socialekaart.search.models import Achterstand
from socialekaart.search.types import Document, EngineFout

log = logging.getLogger("dichtbij.zoeken")
PARTIJ = 500
DIRECT = 50


def meld(ids: list[str]) -> None:
    """Note that these changed, and deliver after commit: few at once, many by the worker."""
    bekend = Achterstand.objects.filter(doc_id__in=ids)
    bekend.update(nummer=F("nummer") + 1)
    Achterstand.objects.bulk_create([Achterstand(doc_id=pk) for pk in ids], ignore_conflicts=True)
    transaction.on_commit(partial(_bezorg, ids), robust=True)


def _bezorg(ids: list[str]) -> None:
    if len(ids) > DIRECT:
        from socialekaart.search.tasks import haal_in

        haal_in.enqueue()
    elif trust.staat().vertrouwd:
        try:
            _lever(ids)
        except EngineFout as fout:
            trust.fout(str(fout))


def _lever(ids: list[str]) -> int:
    """Deliver these as they are now. A change that came meanwhile keeps its row."""
    rijen = dict(Achterstand.objects.filter(doc_id__in=ids).values_list("doc_id", "nummer"))
    if not rijen:
        return 0
    engine = ElasticEngine()
    bouw = list(documents.documenten(rijen))
    engine.index(bouw)
    engine.remove(set(rijen) - {document.id for document in bouw})
    for pk, nummer in rijen.items():
        Achterstand.objects.filter(doc_id=pk, nummer=nummer).delete()
    return len(rijen)


def verwerk() -> int:
    """Deliver all that waits, building an index first where there is none. Returns how many; 0 when it is away."""
    try:
        if not ElasticEngine().heel():
            aantal = herbouw()
        else:
            aantal = 0
            while ids := list(
                Achterstand.objects.order_by("sinds").values_list("doc_id", flat=True)[:PARTIJ]
            ):
                if not (geleverd := _lever(ids)):
                    break
                aantal += geleverd
    except EngineFout as fout:
        trust.fout(str(fout))
        return 0
    trust.hersteld()
    return aantal


def terug() -> bool:
    """May it be trusted again? It must answer, have a whole index, and lack nothing; a small arrears is made up at once."""
    try:
        if not ElasticEngine().heel():
            raise EngineFout("geen hele index")
        achter = list(Achterstand.objects.values_list("doc_id", flat=True)[: DIRECT + 1])
        if len(achter) > DIRECT:
            from socialekaart.search.tasks import haal_in

            haal_in.enqueue()
            return False
        _lever(achter)
    except EngineFout as fout:
        trust.fout(str(fout))
        return False
    trust.hersteld()
    return True


def herbouw() -> int:
    """A new index from the database. What changes while it is built is written again before the alias moves."""
    voor = dict(Achterstand.objects.values_list("doc_id", "nummer"))

    def gewijzigd(_: list[str]) -> list[Document]:
        nu = dict(Achterstand.objects.values_list("doc_id", "nummer"))
        return list(documents.documenten([pk for pk, nummer in nu.items() if voor.get(pk) != nummer]))

    aantal = ElasticEngine().rebuild(documents.documenten(), opnieuw=gewijzigd)
    # What was noted before the build began is in it; what came during the build is delivered once more, deletions too.
    for pk, nummer in voor.items():
        Achterstand.objects.filter(doc_id=pk, nummer=nummer).delete()
    _lever(list(Achterstand.objects.values_list("doc_id", flat=True)))
    return aantal


def herstel() -> tuple[int, int]:
    """Compare with the database and heal. Returns (written, taken out)."""
    engine = ElasticEngine()
    if not engine.heel():
        aantal = herbouw()
        trust.hersteld()
        return aantal, 0
    staat = engine.ids()
    verwacht: set[str] = set()
    geschreven = 0
    deel: list[Document] = []
    for document in documents.documenten():
        verwacht.add(document.id)
        if staat.get(document.id) != vinger(document):
            deel.append(document)
        if len(deel) >= PARTIJ:
            geschreven += engine.index(deel)
            deel = []
    geschreven += engine.index(deel)
    over = [pk for pk in staat if pk not in verwacht]
    engine.remove(over)
    trust.hersteld()
    return geschreven, len(over)
