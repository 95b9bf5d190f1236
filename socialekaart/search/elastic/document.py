"""The index in Elasticsearch: the tokens that Python made, in fields with a whitespace analyzer.

Only parts that every 8.x and 9.x server has are used. The names of indexes are `sk-<sum>-<time>`, behind the alias
`sk-<sum>` (with `ELASTICSEARCH_PREFIX` before it, so that installations may share a server).
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from elasticsearch.dsl import Document as EsDocument
from elasticsearch.dsl import Keyword, Mapping, Text
from elasticsearch.dsl.field import Boolean, Date, GeoPoint, Integer, LongRange

from socialekaart.search.elastic.spiegel import Rij
from socialekaart.search.scoring import VELDEN

INSTELLINGEN = {
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    "refresh_interval": "1s",
    # The last page that a visitor may ask for: more than that is no fault of the server.
    "max_result_window": 1_000_100,
}
FACETVELDEN = ("leefgebied", "doelgroep", "toegang", "gratis", "vorm", "taal", "bereik", "wijk", "dagdeel")
BEGIN = {"min_chars": 2, "max_chars": 10}


def _tokens(**anders: Any) -> Text:
    return Text(analyzer="whitespace", norms=False, copy_to="alles", **anders)


class AanbodDocument(EsDocument):
    """Mapping of one offer. What a hit shows is not kept here: the database has it, as it is now."""

    titel = _tokens(index_prefixes=BEGIN)
    synoniemen = _tokens()
    trefwoorden = _tokens()
    samenvatting = _tokens()
    organisatie = _tokens(index_prefixes=BEGIN)
    tekst = _tokens()
    delen = _tokens()
    delen_tekst = _tokens()
    plek = _tokens()
    alles = Text(analyzer="whitespace", norms=False, index_options="docs")
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
    lengte = Integer()
    doc_id = Keyword()
    titel_sort = Keyword()
    vinger = Keyword()

    class Index:
        name = "sk"
        settings = INSTELLINGEN


def mapping() -> dict[str, Any]:
    """The mapping as JSON; anything not named is refused."""
    beschrijving: Mapping = AanbodDocument._doc_type.mapping
    return {**beschrijving.to_dict(), "dynamic": "strict"}


@cache
def schema_som() -> str:
    """A short sum of the mapping and of what is made of a row: another sum needs another index."""
    return hashlib.sha256(
        Path(__file__).read_bytes() + json.dumps([mapping(), VELDEN], sort_keys=True).encode()
    ).hexdigest()[:8]


def lichaam(rij: Rij) -> dict[str, Any]:
    """The row as Elasticsearch indexes it."""
    document = rij.document
    facetten = {naam: sorted(waarden) for naam, waarden in document.facetwaarden().items() if waarden}
    uit: dict[str, Any] = {
        **dict(zip(VELDEN, rij.velden, strict=True)),
        **facetten,
        "gebied": sorted(document.gebieden),
        "punten": [{"lat": punt.lat, "lon": punt.lon} for punt in document.punten],
        "heeft_punt": bool(document.punten),
        "open": [{"gte": van, "lt": tot} for van, tot in document.open_tijden],
        "van": document.zichtbaar_van.isoformat() if document.zichtbaar_van else None,
        "tot": document.zichtbaar_tot.isoformat() if document.zichtbaar_tot else None,
        "gecontroleerd": document.gecontroleerd_op.isoformat() if document.gecontroleerd_op else None,
        "kort": rij.kort,
        "lengte": len(rij.titel_sort),
        "doc_id": document.id,
        "titel_sort": rij.titel_sort,
        "vinger": rij.vinger,
    }
    return {naam: waarde for naam, waarde in uit.items() if waarde not in (None, [], "")}
