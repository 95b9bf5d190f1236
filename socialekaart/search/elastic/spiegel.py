"""What Elasticsearch mirrors: the rows of the embedded index, with the tokens that stand in it.

The embedded index is written in the transaction of the change itself, so it is what is true. Elasticsearch gets its tokens,
so both find the same; and what Elasticsearch finds is shown from here, so nothing hidden is ever shown, however far it is
behind.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from socialekaart.search.analyzer import vouw
from socialekaart.search.compounds import Splitser
from socialekaart.search.embedded import schema
from socialekaart.search.embedded.opslag import PARTIJ, vinger
from socialekaart.search.embedded.stand import NAAM
from socialekaart.search.models import Achterstand, IndexDocument, IndexStand
from socialekaart.search.scoring import ontleed
from socialekaart.search.types import Document


@dataclass(frozen=True, slots=True)
class Rij:
    """One offer as an index holds it: the document, its tokens per field of `VELDEN`, and what is derived from it."""

    document: Document
    velden: tuple[str, ...]
    titel_sort: str
    kort: int
    vinger: str


def van_document(document: Document, splitser: Splitser) -> Rij:
    """The row of a document that is in no index yet."""
    ontleding = ontleed(document, splitser)
    titel = " ".join(vouw(document.titel).replace("\x00", "").split())[:120]
    return Rij(document, ontleding.velden, titel, ontleding.titel_woorden, vinger(document))


def generatie() -> tuple[int, str]:
    """(number, key) of the generation that answers now; (0, "") when there is none."""
    rij = IndexStand.objects.filter(naam=NAAM).values_list("generatie", "sleutel").first()
    return (rij[0], rij[1].hex) if rij else (0, "")


def rijen(ids: Iterable[str] | None = None) -> Iterator[Rij]:
    """The rows of all offers, or of those among `ids`, in batches."""
    nummer, _ = generatie()
    kies = IndexDocument.objects.filter(generatie=nummer)
    if ids is not None:
        kies = kies.filter(doc_id__in=list(ids))
    pks = list(kies.order_by("pk").values_list("pk", flat=True))
    for begin in range(0, len(pks), PARTIJ):
        for een, velden in lees(nummer, IndexDocument.objects.filter(pk__in=pks[begin : begin + PARTIJ])):
            yield Rij(Document.van_json(json.loads(een.bron)), velden, een.titel_sort, een.kort, een.vinger)


def lees(nummer: int, kies: Iterable[IndexDocument]) -> Iterator[tuple[IndexDocument, tuple[str, ...]]]:
    """These rows of a generation with their tokens; what has gone meanwhile is left out."""
    gevonden = list(kies)
    velden = schema.lees(nummer, [een.pk for een in gevonden])
    for een in gevonden:
        if een.pk in velden:
            yield een, velden[een.pk]


def getoond(ids: Sequence[str]) -> dict[str, tuple[Document, tuple[str, ...]]]:
    """The documents and tokens of hits, by id. What is not there any more is not shown."""
    nummer, _ = generatie()
    kies = IndexDocument.objects.filter(generatie=nummer, doc_id__in=ids)
    return {
        een.doc_id: (Document.van_json(json.loads(een.bron)), velden) for een, velden in lees(nummer, kies)
    }


def vingers() -> dict[str, str]:
    """Every id with the fingerprint of its content."""
    nummer, _ = generatie()
    return dict(IndexDocument.objects.filter(generatie=nummer).values_list("doc_id", "vinger"))


def omvang() -> int:
    """How many offers there are."""
    nummer, _ = generatie()
    return IndexDocument.objects.filter(generatie=nummer).count()


def verwacht() -> int:
    """How many offers Elasticsearch holds at least: all of them, but for changes that are on their way."""
    return max(0, omvang() - Achterstand.objects.count())
