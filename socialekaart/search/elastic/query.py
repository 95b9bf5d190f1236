"""A plan and a question as a query body. It writes out the formula of `scoring`: constant scores per field and token, so that
both engines give the same hit the same score.

What matches is asked of the field `alles`, in a few clauses; only what matches is scored, field by field.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from math import ceil, log2
from typing import Any

from portal.openingstijden import AMSTERDAM
from socialekaart.search import scoring
from socialekaart.search.elastic.document import FACETVELDEN
from socialekaart.search.plan import Alternatief, Eenheid, Plan
from socialekaart.search.types import JA, OVERAL, Vraag

Json = dict[str, Any]
MAX_WAARDEN = 10_000
OP_TITEL: Json = {"titel_sort": {"order": "asc", "missing": "_first"}}


def lift(plan: Plan) -> tuple[float, float]:
    """What is added to the score of (what holds every word, what serves the municipality), so that it comes before all that
    does not. As little as does that: a server reckons in few digits."""
    veld = (1 - scoring.OVERIG) * max(scoring.BOOST.values()) + scoring.OVERIG * sum(scoring.BOOST.values())
    eenheden = [(e.gewicht, [a.gewicht for a in e.alternatieven]) for e in plan.eenheden]
    woorden = sum(
        gewicht * ((1 - scoring.VERWANT) * max(alle) + scoring.VERWANT * sum(alle))
        for gewicht, alle in eenheden
    )
    factor = 1 + scoring.NABIJ + scoring.WIJK + scoring.VERS[0][1] + scoring.KORT[0][1]
    top = 2.0 ** ceil(log2(factor * (veld * woorden if eenheden else 1.0) + 1))
    return top, 2 * top


def _vast(filter_: Json, boost: float) -> Json:
    return {"constant_score": {"filter": filter_, "boost": boost}}


def _velden(waar: dict[str, Json], boost: float, *, verwant: bool) -> Json:
    """The best field wholly, the others for a fifth."""
    boosts = scoring.BOOST_VERWANT if verwant else scoring.BOOST
    vragen = [_vast(vraag, round(boosts[veld] * boost, 6)) for veld, vraag in waar.items()]
    return {"dis_max": {"tie_breaker": scoring.OVERIG, "queries": vragen}}


def _token(token: str, boost: float, *, verwant: bool) -> Json:
    return _velden({veld: {"term": {veld: token}} for veld in scoring.VELDEN}, boost, verwant=verwant)


def _alternatief(alternatief: Alternatief, factor: float) -> Json:
    gewicht, verwant = alternatief.gewicht * factor, alternatief.verwant
    if alternatief.soort == "delen":
        deel = gewicht / len(alternatief.tokens)
        return {"bool": {"must": [_token(token, deel, verwant=verwant) for token in alternatief.tokens]}}
    if len(alternatief.tokens) == 1:
        return _token(alternatief.tokens[0], gewicht, verwant=verwant)
    frase = " ".join(alternatief.tokens)
    waar: dict[str, Json] = {veld: {"match_phrase": {veld: frase}} for veld in scoring.TEKSTVELDEN}
    return _velden(waar, gewicht, verwant=verwant)


def _raakt(eenheid: Eenheid) -> Json:
    """Does one of the alternatives match? Without a score."""
    los = [a.tokens[0] for a in eenheid.alternatieven if len(a.tokens) == 1]
    keuzes: list[Json] = [{"terms": {"alles": los}}] if los else []
    for a in eenheid.alternatieven:
        if len(a.tokens) == 1:
            continue
        if a.soort == "delen":
            keuzes.append({"bool": {"filter": [{"term": {"alles": token}} for token in a.tokens]}})
        else:
            frase = " ".join(a.tokens)
            keuzes += [{"match_phrase": {veld: frase}} for veld in scoring.TEKSTVELDEN]
    return {"bool": {"should": keuzes, "minimum_should_match": 1}}


def _eenheid(eenheid: Eenheid) -> Json:
    """The score of a unit: the best alternative and a little of the others."""
    alle = [_alternatief(a, eenheid.gewicht) for a in eenheid.alternatieven]
    return {"dis_max": {"tie_breaker": scoring.VERWANT, "queries": alle}}


def zichtbaar(moment: datetime) -> list[Json]:
    """From and until, checked in the query."""
    nu = moment.isoformat()
    return [
        {"bool": {"must_not": [{"range": {"van": {"gt": nu}}}, {"range": {"tot": {"lte": nu}}}]}},
    ]


def bedient(gemeente: str) -> Json:
    """Serves this municipality."""
    return {"terms": {"gebied": [OVERAL, gemeente]}} if gemeente else {"match_all": {}}


def _functies(vraag: Vraag, plan: Plan, vandaag: date) -> list[Json]:
    functies: list[Json] = [{"weight": 1.0}]
    if vraag.plek:
        punt = {"lat": vraag.plek.lat, "lon": vraag.plek.lon}
        functies += [
            {
                "filter": {"term": {"heeft_punt": True}},
                "exp": {
                    "punten": {"origin": punt, "scale": f"{scoring.NABIJ_M}m", "decay": 0.5},
                    "multi_value_mode": "MIN",
                },
                "weight": scoring.NABIJ,
            },
            {
                "filter": {"bool": {"must_not": [{"term": {"heeft_punt": True}}]}},
                "weight": scoring.NABIJ * scoring.ZONDER_PLEK,
            },
        ]
        if vraag.plek.wijk:
            elders = {
                "bool": {
                    "filter": [{"term": {"bereik": "wijk"}}],
                    "must_not": [{"term": {"wijk": vraag.plek.wijk}}],
                }
            }
            functies.append({"filter": {"bool": {"must_not": [elders]}}, "weight": scoring.WIJK})
    jonger: str | None = None
    for dagen, bonus in scoring.VERS:
        grens = (vandaag - timedelta(days=dagen)).isoformat()
        bereik = {"gte": grens} | ({"lt": jonger} if jonger else {})
        functies.append({"filter": {"range": {"gecontroleerd": bereik}}, "weight": bonus})
        jonger = grens
    if plan.eenheden:
        vanaf = 0
        for woorden, bonus in scoring.KORT:
            functies.append({"filter": {"range": {"kort": {"gte": vanaf, "lte": woorden}}}, "weight": bonus})
            vanaf = woorden + 1
    return functies


def filter_van(naam: str, waarden: frozenset[str], moment: datetime) -> Json:
    """The filter of the values chosen in a facet."""
    if naam == "nu_open":
        nu = {"term": {"open": int(moment.timestamp())}}
        return nu if JA in waarden else {"bool": {"must_not": [{"match_all": {}}]}}
    return {"terms": {naam: sorted(waarden)}}


def lichaam(vraag: Vraag, plan: Plan, moment: datetime, *, ruim: bool = False) -> Json:
    """The whole search request: words, visibility, facets under the other choices, order and page."""
    gekozen = {naam: filter_van(naam, waarden, moment) for naam, waarden in vraag.gekozen().items()}
    vandaag = moment.astimezone(AMSTERDAM).date()
    filters = zichtbaar(moment)
    if vraag.alleen_gemeente:
        filters.append(bedient(vraag.gemeente))
    woorden: Json = {"constant_score": {"filter": {"match_all": {}}, "boost": 1.0}}
    raakt = [_raakt(eenheid) for eenheid in plan.eenheden]
    streng: Json = {"bool": {"filter": [raakt[i] for i in plan.nodig()]}}
    if plan.eenheden:
        genoeg = [{"bool": {"filter": [raakt[i] for i in keuze]}} for keuze in plan.genoeg()]
        woorden = {
            "bool": {
                "filter": {"bool": {"should": genoeg, "minimum_should_match": 1}} if ruim else streng,
                "should": [_eenheid(eenheid) for eenheid in plan.eenheden],
            }
        }
    gescoord = {
        "function_score": {
            "query": woorden,
            "functions": _functies(vraag, plan, vandaag),
            "score_mode": "sum",
            "boost_mode": "multiply",
        }
    }
    alle_woorden, voor_ons = lift(plan)
    eerst = [_vast(bedient(vraag.gemeente), voor_ons)]
    if ruim and not plan.los:
        eerst.append(_vast(streng, alle_woorden))
    body: Json = {
        "query": {"bool": {"must": [gescoord], "should": eerst, "filter": filters}},
        "from": vraag.begin,
        "size": vraag.aantal,
        "track_total_hits": True,
        "_source": False,
        "sort": [{"_score": "desc"}, OP_TITEL, {"doc_id": "asc"}],
        "aggs": _facetten(gekozen, moment),
    }
    if vraag.sorteer == "afstand" and vraag.plek:
        zoekt = woorden["bool"]["filter"] if plan.eenheden else {"match_all": {}}
        body["query"] = {"bool": {"filter": [*filters, zoekt], "should": eerst[:1]}}
        punt = {"lat": vraag.plek.lat, "lon": vraag.plek.lon}
        body["sort"] = [
            {"_score": "desc"},
            {"_geo_distance": {"punten": punt, "order": "asc", "unit": "m", "mode": "min"}},
            *body["sort"][1:],
        ]
    if gekozen:
        body["post_filter"] = {"bool": {"filter": list(gekozen.values())}}
    return body


ONDER = "onder"
"""The name under which the facets are counted in which nothing is chosen, when something is chosen in another."""


def _facetten(gekozen: dict[str, Json], moment: datetime) -> Json:
    """The counts, each under the choices in the other facets. Filters cost a server most, so as few of them as can be."""
    uit: Json = {"gevonden": {"filter": {"match_all": {}}}, "aanwezig": {"global": {}}}
    telling: dict[str, Json] = {naam: {"terms": {"field": naam, "size": MAX_WAARDEN}} for naam in FACETVELDEN}
    telling["nu_open"] = {"filter": {"term": {"open": int(moment.timestamp())}}}
    if not gekozen:
        return uit | telling
    vrij = {naam: een for naam, een in telling.items() if naam not in gekozen}
    uit[ONDER] = {"filter": {"bool": {"filter": list(gekozen.values())}}, "aggs": vrij}
    for naam in gekozen:
        anderen = [een for ander, een in gekozen.items() if ander != naam]
        onder = {"filter": {"bool": {"filter": anderen}}, "aggs": {"waarden": telling[naam]}}
        uit[naam] = onder if anderen else telling[naam]
    return uit


def telling_van(aggs: Any, naam: str) -> dict[str, int]:
    """The counts of a facet in an answer, by value."""
    deel = aggs[naam] if naam in aggs else aggs[ONDER][naam]
    deel = deel.get("waarden", deel)
    if "buckets" in deel:
        return {een["key"]: een["doc_count"] for een in deel["buckets"]}
    return {JA: deel["doc_count"]}
