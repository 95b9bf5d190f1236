"""Suggestions while typing, of Elasticsearch: the same names in the same order as those of the embedded engine."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from portal.openingstijden import AMSTERDAM
from socialekaart.search.analyzer import stam
from socialekaart.search.elastic import query, spiegel
from socialekaart.search.elastic.client import alias, client, fouten
from socialekaart.search.embedded import stand
from socialekaart.search.embedded.suggesties import RUIMER, af, getypt, in_index, namen
from socialekaart.search.models import IndexDocument
from socialekaart.search.pols import voel
from socialekaart.search.scoring import TEKSTVELDEN
from socialekaart.search.types import EngineFout, Suggestie

Json = dict[str, Any]


def zoek(q: str, gemeente: str, aantal: int) -> list[Suggestie]:
    """The best suggestions for what is typed so far, in one request."""
    lang = getypt(q)
    if not lang:
        return []
    moment = datetime.now(AMSTERDAM)
    woorden = af(lang[-1], voel(stand.vanaf()))
    zoekt = in_index(lang)
    heel = zoekt != lang
    hoe = [("titel", aantal * 2 * (RUIMER if heel else 1)), ("organisatie", aantal * 4)]
    vragen = [vraag(veld, zoekt, gemeente, hoeveel, moment, heel=heel) for veld, hoeveel in hoe]
    vragen += [staat_in([*lang[:-1], woord], moment) for woord in woorden]
    titels, organisaties, *staan = _vraag(vragen)
    bronnen = _bronnen({*titels, *organisaties})
    gevonden = namen(
        [bronnen[pk] for pk in titels if pk in bronnen],
        [bronnen[pk] for pk in organisaties if pk in bronnen],
        lang,
    )
    if len(gevonden) < aantal:
        waar = _bronnen({pk for ids in staan for pk in ids})
        gevonden += [
            Suggestie(" ".join([*lang[:-1], woord]), "woord")
            for woord, ids in zip(woorden, staan, strict=True)
            if any(pk in waar for pk in ids)
        ]
    return gevonden[:aantal]


def vraag(
    veld: str, lang: list[str], gemeente: str, aantal: int, moment: datetime, *, heel: bool = False
) -> Json:
    """The request for names: all words, the last one as a beginning unless it is whole; what serves the municipality goes
    first."""
    *vorige, laatste = lang
    begin = dict.fromkeys([laatste, stam(laatste)] if len(stam(laatste)) > 2 else [laatste])
    if heel:
        begin = {}
    einde: list[Json] = [{"term": {veld: stam(laatste)}}, *({"prefix": {veld: vorm}} for vorm in begin)]
    moeten: list[Json] = [
        *({"term": {veld: stam(woord)}} for woord in vorige),
        {"bool": {"should": einde, "minimum_should_match": 1}},
    ]
    eerst = {"constant_score": {"filter": query.bedient(gemeente), "boost": 1.0}}
    return {
        "query": {"bool": {"filter": [*moeten, *query.zichtbaar(moment)], "should": [eerst]}},
        "size": aantal,
        "_source": False,
        "sort": [{"_score": "desc"}, {"lengte": "asc"}, query.OP_TITEL, {"doc_id": "asc"}],
    }


def staat_in(woorden: list[str], moment: datetime) -> Json:
    """The request for a visible offer that holds these words, as they are written."""
    zoekt: list[Json] = [
        {"bool": {"should": [{"term": {veld: stam(woord)}} for veld in TEKSTVELDEN]}} for woord in woorden
    ]
    zoekt += query.zichtbaar(moment)
    return {"query": {"bool": {"filter": zoekt}}, "size": 3, "_source": False}


def _vraag(vragen: list[Json]) -> list[list[str]]:
    """The ids that each request finds."""
    with fouten():
        antwoord = client().msearch(index=alias(), searches=[deel for een in vragen for deel in ({}, een)])
    for een in antwoord["responses"]:
        if een["status"] != 200 or een["timed_out"] or een["_shards"]["failed"]:
            raise EngineFout(f"half antwoord ({een['status']})")
    return [[hit["_id"] for hit in een["hits"]["hits"]] for een in antwoord["responses"]]


def _bronnen(ids: set[str]) -> dict[str, Json]:
    """What the database knows of these."""
    nummer, _ = spiegel.generatie()
    rijen = IndexDocument.objects.filter(generatie=nummer, doc_id__in=ids).values_list("doc_id", "bron")
    return {pk: json.loads(bron) for pk, bron in rijen}
