"""Writing the embedded index: with the ORM, in the transaction of whoever writes.

A rebuild makes a new generation beside the old one in batches, replays what changed meanwhile, and swaps. Killed at any
moment, it leaves the old generation answering and some rows that the next rebuild clears away.
"""

# Names of tables and columns are ours and hold a number at most; what people typed goes in as a parameter.
# ruff: noqa: S608

from __future__ import annotations

import hashlib
import json
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import islice
from typing import TypeVar

from django.db import connection, transaction
from django.utils import timezone

from socialekaart.search import woordenboek
from socialekaart.search.analyzer import vouw
from socialekaart.search.compounds import MAX_WOORD, Splitser
from socialekaart.search.embedded import schema
from socialekaart.search.embedded.som import som
from socialekaart.search.embedded.stand import NAAM
from socialekaart.search.models import IndexDocument, IndexOpen, IndexStand, IndexWijziging, IndexWoord
from socialekaart.search.scoring import Ontleding, ontleed, oppervlak
from socialekaart.search.types import Document, EngineFout

T = TypeVar("T")
PARTIJ = 500
_DOC_VELDEN = [
    "generatie", "doc_id", "vinger", "titel_sort", "organisatie_id", "facetten", "gebieden", "punten", "van", "tot",
    "gecontroleerd", "kort", "bron",
]  # fmt: skip


def partijen(stukken: Iterable[T], omvang: int = PARTIJ) -> Iterator[list[T]]:
    """Lists of at most so many."""
    rij = iter(stukken)
    while deel := list(islice(rij, omvang)):
        yield deel


def vinger(document: Document) -> str:
    """A fingerprint of all that the index holds of a document."""
    return _vinger(_bron(document))


_codeer = json.JSONEncoder(check_circular=False, separators=(",", ":")).encode


def _bron(document: Document) -> str:
    return _codeer(document.als_json())


def _vinger(bron: str) -> str:
    return hashlib.blake2b(bron.encode(), digest_size=16).hexdigest()


def _rij(generatie: int, document: Document, bron: str, kort: int) -> tuple[object, ...]:
    """The values of `_DOC_VELDEN`."""
    facetten = " ".join(
        f"{naam}:{waarde}"
        for naam, waarden in document.facetwaarden().items()
        for waarde in sorted(waarden)
        if waarde.split() == [waarde]
    )
    punten = json.dumps([[punt.lat, punt.lon] for punt in document.punten]) if document.punten else ""
    van, tot = document.zichtbaar_van, document.zichtbaar_tot
    return (
        generatie,
        document.id,
        _vinger(bron),
        " ".join(vouw(document.titel).replace("\x00", "").split())[:120],
        document.organisatie_id,
        facetten,
        " ".join(sorted(document.gebieden)),
        punten,
        int(van.timestamp()) if van else None,
        int(tot.timestamp()) if tot else None,
        document.gecontroleerd_op.toordinal() if document.gecontroleerd_op else 0,
        min(kort, 999),
        bron,
    )


_INVOEGEN = f"INSERT INTO zoeken_indexdocument ({', '.join(_DOC_VELDEN)}) VALUES ({', '.join(['%s'] * len(_DOC_VELDEN))})"
_VERVANGEN = f"{_INVOEGEN} ON CONFLICT (generatie, doc_id) DO UPDATE SET " + ", ".join(
    f"{naam} = excluded.{naam}" for naam in _DOC_VELDEN[2:]
)


def stand_rij(*, deel: bool = True) -> IndexStand:
    """The row that says which generation answers, made with its table when it is not there.

    Inside the caller's transaction. On PostgreSQL the row is locked: shared by writers, wholly by a swap.
    """
    rijen = IndexStand.objects.filter(naam=NAAM)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            soort = "SHARE" if deel else "UPDATE"
            cursor.execute(f"SELECT 1 FROM zoeken_indexstand WHERE naam = %s FOR {soort}", [NAAM])
    stand = rijen.first()
    if stand is None:
        generatie = max([0, *schema.generaties()]) + 1
        stand, gemaakt = rijen.get_or_create(
            naam=NAAM, defaults={"generatie": generatie, "sleutel": uuid.uuid4(), "som": som()}
        )
        if gemaakt:
            schema.maak(stand.generatie)
    return stand


def schrijf(documenten: Iterable[Document]) -> int:
    """Add or replace. What has not changed is not written."""
    aantal = 0
    if not connection.in_atomic_block:
        woordenboek.verwarm()  # so that one update need not read the vocabulary
    for deel in partijen({document.id: document for document in documenten}.values()):
        with transaction.atomic():
            stand = stand_rij()
            bekend = dict(
                IndexDocument.objects.filter(
                    generatie=stand.generatie, doc_id__in=[d.id for d in deel]
                ).values_list("doc_id", "vinger")
            )
            paren = [(document, _bron(document)) for document in deel]
            nieuw = [(document, bron) for document, bron in paren if bekend.get(document.id) != _vinger(bron)]
            if nieuw:
                splitser, bekende = woordenboek.voor_schrijven(stand.generatie)
                splitser.leer(
                    woord for document, _ in nieuw for woord in oppervlak(document) if woord not in bekende
                )
                ontledingen = [ontleed(document, splitser) for document, _ in nieuw]
                _schrijf_partij(stand.generatie, nieuw, ontledingen)
                onbekend = {woord for een in ontledingen for woord in een.oppervlak if woord not in bekende}
                _schrijf_woorden(stand.generatie, dict.fromkeys(onbekend, 1))
            aantal += len(deel)
    return aantal


def _schrijf_woorden(generatie: int, telling: Mapping[str, int]) -> None:
    """Add the words that are not there yet, hundreds in a statement: there are many, and each is small."""
    rijen = sorted((woord, aantal) for woord, aantal in telling.items() if len(woord) <= MAX_WOORD)
    with connection.cursor() as cursor:
        for deel in partijen(rijen, 300):
            cursor.execute(
                "INSERT INTO zoeken_indexwoord (generatie, woord, telling) VALUES "
                + ", ".join(["(%s, %s, %s)"] * len(deel))
                + " ON CONFLICT DO NOTHING",
                [waarde for woord, aantal in deel for waarde in (generatie, woord, aantal)],
            )


def _schrijf_partij(
    generatie: int,
    paren: Sequence[tuple[Document, str]],
    ontledingen: Sequence[Ontleding],
    *,
    vers: bool = False,
) -> None:
    """Write a batch. `vers`: into a generation that does not answer yet and holds none of these."""
    rijen = [
        _rij(generatie, d, bron, een.titel_woorden) for (d, bron), een in zip(paren, ontledingen, strict=True)
    ]
    with connection.cursor() as cursor:
        # Not through the ORM, which makes a model of each row first: a rebuild writes thousands.
        cursor.executemany(_INVOEGEN if vers else _VERVANGEN, rijen)
    ids = [document.id for document, _ in paren]
    pks = dict(IndexDocument.objects.filter(generatie=generatie, doc_id__in=ids).values_list("doc_id", "pk"))
    if not vers:
        IndexOpen.objects.filter(document__in=pks.values())._raw_delete("default")  # type: ignore[attr-defined]
    paar = [(pks[document.id], een.velden) for (document, _), een in zip(paren, ontledingen, strict=True)]
    schema.schrijf(generatie, paar, vers=vers)
    open_ = [(pks[d.id], generatie, van, tot) for d, _ in paren for van, tot in d.open_tijden]
    if open_:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO zoeken_indexopen (document_id, generatie, van, tot) VALUES (%s, %s, %s, %s)",
                open_,
            )
    if not vers:
        _log(generatie, [(pks[document.id], document.id) for document, _ in paren])


def _log(generatie: int, rijen: Sequence[tuple[int, str]]) -> None:
    transactie = 0
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id()::text::bigint")
            transactie = cursor.fetchone()[0]
    IndexWijziging.objects.bulk_create(
        [
            IndexWijziging(generatie=generatie, document=pk, doc_id=doc_id, transactie=transactie)
            for pk, doc_id in rijen
        ]
    )


def verwijder(ids: Iterable[str]) -> int:
    """Take out; returns how many were there."""
    lijst = list(dict.fromkeys(ids))
    aantal = 0
    for begin in range(0, len(lijst), PARTIJ):
        with transaction.atomic():
            stand = stand_rij()
            rijen = list(
                IndexDocument.objects.filter(
                    generatie=stand.generatie, doc_id__in=lijst[begin : begin + PARTIJ]
                ).values_list("pk", "doc_id")
            )
            _wis_rijen(stand.generatie, [pk for pk, _ in rijen])
            if rijen:
                _log(stand.generatie, rijen)
            aantal += len(rijen)
    return aantal


def _wis_rijen(generatie: int, pks: list[int]) -> None:
    if pks:
        IndexOpen.objects.filter(document__in=pks)._raw_delete("default")  # type: ignore[attr-defined]
        schema.wis(generatie, pks)
        IndexDocument.objects.filter(pk__in=pks)._raw_delete("default")  # type: ignore[attr-defined]


def herbouw(
    documenten: Iterable[Document], opnieuw: Callable[[list[str]], Iterable[Document]] | None = None
) -> int:
    """Build a new generation of exactly these, and swap. Give what reads them when asked, and no change is missed.

    `opnieuw` gives the documents that exist now for ids that changed during the build. Without it, what changed
    meanwhile is taken over from the old generation.
    """
    ruim_op()
    with transaction.atomic():
        stand = stand_rij()
        generatie, sleutel = _begin()
        schema.maak(generatie)
        logstand = _logstand()
    # Only now read: what changes from here on is brought over afterwards.
    catalogus = list({document.id: document for document in documenten}.values())
    lex = woordenboek.samenstellingen()
    telling = Counter[str]()
    splitser = Splitser(lex.delen, (), lex.heel, onthoud=50_000)
    # The words of the whole catalogue first, so that the first offers are split like the last.
    splitser.leer({woord for document in catalogus for woord in oppervlak(document)})
    for deel in partijen(catalogus):
        ontledingen = [ontleed(document, splitser) for document in deel]
        with transaction.atomic():
            _hartslag(generatie, sleutel)
            _schrijf_partij(generatie, [(d, _bron(d)) for d in deel], ontledingen, vers=True)
        for een in ontledingen:
            telling.update(een.oppervlak)
    with transaction.atomic():
        _hartslag(generatie, sleutel)
        _schrijf_woorden(generatie, telling)
    schema.verdicht(generatie)
    with transaction.atomic():
        nu = stand_rij(deel=False)
        if nu.generatie != stand.generatie:
            raise EngineFout("another rebuild was swapped in meanwhile")
        _hartslag(generatie, sleutel)
        _speel_na(stand.generatie, generatie, logstand, splitser, opnieuw)
        IndexStand.objects.filter(naam=NAAM).update(
            generatie=generatie,
            sleutel=uuid.uuid4(),
            gebouwd=timezone.now(),
            som=som(),
            omvang=len(catalogus),
        )
        IndexStand.objects.filter(naam=f"{BOUW}{generatie}").delete()
        # Searches that began before the swap still read the old generation: it stays a little longer.
        IndexStand.objects.create(
            naam=f"{OUD}{stand.generatie}", generatie=stand.generatie, gebouwd=timezone.now()
        )
    return len(catalogus)


BOUW, OUD = "bouw:", "oud:"
TELLER = "teller"
"""The row that holds the highest number that a generation ever had."""
STIL = timedelta(minutes=10)
"""A build that has not been heard of for so long is dead."""
UITLOOP = timedelta(seconds=60)
"""So long an old generation stays after the swap; no search lasts longer."""


def _begin() -> tuple[int, uuid.UUID]:
    """Say that a generation is being built. Its number, that none had before, and the key that is this build's own."""
    # Whoever begins at the same time waits here for the row.
    IndexStand.objects.select_for_update().get_or_create(naam=TELLER, defaults={"generatie": 0})
    hoogste = max([*IndexStand.objects.values_list("generatie", flat=True), *schema.generaties()])
    generatie, sleutel = hoogste + 1, uuid.uuid4()
    IndexStand.objects.filter(naam=TELLER).update(generatie=generatie)
    IndexStand.objects.create(
        naam=f"{BOUW}{generatie}", generatie=generatie, sleutel=sleutel, gebouwd=timezone.now()
    )
    return generatie, sleutel


def _hartslag(generatie: int, sleutel: uuid.UUID) -> None:
    """Say that the build goes on. Raises `EngineFout` when it was taken for dead: then what it wrote is cleared away."""
    eigen = IndexStand.objects.filter(naam=f"{BOUW}{generatie}", sleutel=sleutel)
    if not eigen.update(gebouwd=timezone.now()):
        raise EngineFout("this rebuild was silent for too long, and cleared away")


def _logstand() -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        else:
            cursor.execute("SELECT coalesce(max(id), 0) FROM zoeken_indexwijziging")
        return int(cursor.fetchone()[0])


def _speel_na(
    oud: int,
    nieuw: int,
    begin: int,
    splitser: Splitser,
    opnieuw: Callable[[list[str]], Iterable[Document]] | None,
) -> None:
    """Bring what changed in the old generation since `begin` over to the new one."""
    veld = "transactie__gte" if connection.vendor == "postgresql" else "id__gt"
    log = IndexWijziging.objects.filter(generatie=oud, **{veld: begin})
    ids = list(dict.fromkeys(log.order_by("id").values_list("doc_id", flat=True)))
    for start in range(0, len(ids), PARTIJ):
        stuk = ids[start : start + PARTIJ]
        if opnieuw is not None:
            documenten = list(opnieuw(stuk))
        else:
            bronnen = IndexDocument.objects.filter(generatie=oud, doc_id__in=stuk).values_list(
                "bron", flat=True
            )
            documenten = [Document.van_json(json.loads(bron)) for bron in bronnen]
        weg = set(stuk) - {document.id for document in documenten}
        _wis_rijen(
            nieuw,
            list(IndexDocument.objects.filter(generatie=nieuw, doc_id__in=weg).values_list("pk", flat=True)),
        )
        if documenten:
            ontledingen = [ontleed(document, splitser) for document in documenten]
            _schrijf_partij(nieuw, [(d, _bron(d)) for d in documenten], ontledingen)
            _schrijf_woorden(nieuw, dict.fromkeys({w for een in ontledingen for w in een.oppervlak}, 1))


def ruim_op() -> None:
    """Clear away every generation that neither answers, nor did a minute ago, nor is being built; in pieces, so that nobody
    waits long."""
    nu = timezone.now()
    IndexStand.objects.filter(naam__startswith=BOUW, gebouwd__lt=nu - STIL).delete()
    IndexStand.objects.filter(naam__startswith=OUD, gebouwd__lt=nu - UITLOOP).delete()
    # First what there is, then what is to stay: a build that begins after this is not looked at.
    tabellen = schema.generaties()
    teller = IndexStand.objects.filter(naam=TELLER).values_list("generatie", flat=True).first() or 0
    houd = set(IndexStand.objects.exclude(naam=TELLER).values_list("generatie", flat=True))
    oud = max([teller, *tabellen])
    for model in (IndexOpen, IndexDocument, IndexWoord, IndexWijziging):
        rijen = model._default_manager
        weg = rijen.filter(generatie__lte=oud).exclude(generatie__in=houd).values("pk")[:5_000]
        while rijen.filter(pk__in=weg)._raw_delete("default"):
            pass
    for generatie in tabellen:
        if generatie not in houd:
            schema.gooi_weg(generatie)


VEEL_STUKKEN = 4


def verdicht() -> None:
    """Take the pieces of the index that answers together, when many writings have left many."""
    stand = IndexStand.objects.filter(naam=NAAM).first()
    if stand is not None and schema.stukken(stand.generatie) > VEEL_STUKKEN:
        schema.verdicht(stand.generatie)


def snoei_log(houd: int = 10_000) -> None:
    """Keep the log of changes short. Workers that missed more load the index anew."""
    hoogste = IndexWijziging.objects.order_by("-id").values_list("id", flat=True).first()
    if hoogste is not None and hoogste > houd:
        IndexWijziging.objects.filter(id__lte=hoogste - houd)._raw_delete("default")  # type: ignore[attr-defined]
