"""The index in Elasticsearch: the tokens that Python made, in fields with a whitespace analyzer.

Only parts that every 8.x and 9.x server has are used. The names of indexes are `sk-<schema>-<time>`, behind the alias `sk`
(with the prefix of `ELASTICSEARCH_PREFIX` before it, so that installations may share a server).
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from elasticsearch.dsl import Document as EsDocument
from elasticsearch.dsl import Keyword, Mapping, Text
from elasticsearch.dsl.field import Boolean, Date, GeoPoint, Integer, LongRange, Object

from socialekaart.search.compounds import Splitser
from socialekaart.search.embedded.opslag import vinger
from socialekaart.search.scoring import VELDEN, ontleed
from socialekaart.search.types import Document

AANTAL_SCHIJVEN = {"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": "1s"}
FACETVELDEN = ("leefgebied", "doelgroep", "toegang", "gratis", "vorm", "taal", "bereik", "wijk", "dagdeel")


class AanbodDocument(EsDocument):
    """Mapping of one offer. `bron` is kept and not indexed; everything that a hit shows comes from it."""

    titel = Text(analyzer="whitespace", norms=False)
    synoniemen = Text(analyzer="whitespace", norms=False)
    trefwoorden = Text(analyzer="whitespace", norms=False)
    samenvatting = Text(analyzer="whitespace", norms=False)
    organisatie = Text(analyzer="whitespace", norms=False)
    tekst = Text(analyzer="whitespace", norms=False)
    delen = Text(analyzer="whitespace", norms=False)
    delen_tekst = Text(analyzer="whitespace", norms=False)
    plek = Text(analyzer="whitespace", norms=False)
    naam_begin = Text(analyzer="whitespace", norms=False, index_prefixes={"min_chars": 2, "max_chars": 10})
    organisatie_begin = Text(
        analyzer="whitespace", norms=False, index_prefixes={"min_chars": 2, "max_chars": 10}
    )
    leefgebied = Keyword()
    doelgroep = Keyword()
    toegang = Keyword()
    gratis = Keyword()
    vorm = Keyword()
    taal = Keyword()
    bereik = Keyword()
    wijk = Keyword()
    dagdeel = Keyword()
    gebied = Keyword()
    punten = GeoPoint()
    heeft_punt = Boolean()
    open = LongRange()
    van = Date()
    tot = Date()
    gecontroleerd = Date()
    kort = Integer()
    doc_id = Keyword()
    titel_sort = Keyword()
    vinger = Keyword()
    bron = Object(enabled=False)

    class Index:
        name = "sk"
        settings = AANTAL_SCHIJVEN


def mapping() -> dict[str, Any]:
    """The mapping as JSON; anything not named is refused."""
    beschrijving: Mapping = AanbodDocument._doc_type.mapping
    return {**beschrijving.to_dict(), "dynamic": "strict"}


def schema_som() -> str:
    """A short sum of the mapping and the fields: another sum needs another index."""
    return hashlib.sha256(json.dumps([mapping(), VELDEN], sort_keys=True).encode()).hexdigest()[:8]


def lichaam(document: Document, splitser: Splitser) -> dict[str, Any]:
    """The document as Elasticsearch stores it."""
    from socialekaart.search.analyzer import stam, vouw, woorden

    ontleding = ontleed(document, splitser)
    rij = dict(zip(VELDEN, ontleding.velden, strict=True))
    facetten = {naam: sorted(waarden) for naam, waarden in document.facetwaarden().items() if waarden}
    naam, organisatie = woorden(document.titel), woorden(document.organisatie)
    uit: dict[str, Any] = {
        **rij,
        **facetten,
        "naam_begin": " ".join(dict.fromkeys([*naam, *map(stam, naam)])),
        "organisatie_begin": " ".join(dict.fromkeys([*organisatie, *map(stam, organisatie)])),
        "gebied": sorted(document.gebieden),
        "punten": [{"lat": punt.lat, "lon": punt.lon} for punt in document.punten],
        "heeft_punt": bool(document.punten),
        "open": [{"gte": van, "lt": tot} for van, tot in document.open_tijden],
        "van": document.zichtbaar_van.isoformat() if document.zichtbaar_van else None,
        "tot": document.zichtbaar_tot.isoformat() if document.zichtbaar_tot else None,
        "gecontroleerd": document.gecontroleerd_op.isoformat() if document.gecontroleerd_op else None,
        "kort": ontleding.titel_woorden,
        "doc_id": document.id,
        "titel_sort": " ".join(vouw(document.titel).split())[:120],
        "vinger": vinger(document),
        "bron": document.als_json(),
    }
    return {naam: waarde for naam, waarde in uit.items() if waarde not in (None, [], "")}
