"""A plan and a question as a query body. It writes out the formula of `scoring`: constant scores per field and token, so that
both engines give the same hit the same score."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from socialekaart.search import scoring
from socialekaart.search.elastic.document import FACETVELDEN
from socialekaart.search.plan import Alternatief, Eenheid, Plan
from socialekaart.search.types import JA, OVERAL, Vraag

Json = dict[str, Any]
BEDIENT = 1_000.0
"""Added to the score of what serves the municipality, so that it comes before all that does not."""
MAX_WAARDEN = 500
LOKAAL = ZoneInfo("Europe/Amsterdam")


def _vast(filter_: Json, boost: float) -> Json:
    return {"constant_score": {"filter": filter_, "boost": boost}}


def _velden(waar: dict[str, Json], boost: float) -> Json:
    """The best field wholly, the others for a fifth."""
    vragen = [_vast(vraag, scoring.BOOST[veld] * boost) for veld, vraag in waar.items()]
    return {"dis_max": {"tie_breaker": scoring.OVERIG, "queries": vragen}}


def _token(token: str, boost: float) -> Json:
    return _velden({veld: {"term": {veld: token}} for veld in scoring.VELDEN}, boost)


def _alternatief(alternatief: Alternatief) -> Json:
    if alternatief.soort == "delen":
        deel = alternatief.gewicht / len(alternatief.tokens)
        return {"bool": {"must": [_token(token, deel) for token in alternatief.tokens]}}
    if len(alternatief.tokens) == 1:
        return _token(alternatief.tokens[0], alternatief.gewicht)
    frase = " ".join(alternatief.tokens)
    return _velden(
        {veld: {"match_phrase": {veld: frase}} for veld in scoring.TEKSTVELDEN}, alternatief.gewicht
    )


def _eenheid(eenheid: Eenheid) -> Json:
    alle = [_alternatief(a) for a in eenheid.alternatieven]
    beste: Json = {"dis_max": {"tie_breaker": scoring.VERWANT, "queries": alle}}
    if eenheid.gewicht == 1.0:
        return beste
    return {
        "function_score": {
            "query": beste,
            "functions": [{"weight": eenheid.gewicht}],
            "boost_mode": "multiply",
        }
    }


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
    vandaag = moment.astimezone(LOKAAL).date()
    filters = zichtbaar(moment)
    if vraag.alleen_gemeente:
        filters.append(bedient(vraag.gemeente))
    eenheden = [_eenheid(eenheid) for eenheid in plan.eenheden]
    woorden: Json
    if not eenheden:
        woorden = {"constant_score": {"filter": {"match_all": {}}, "boost": 1.0}}
    elif ruim:
        genoeg = [{"bool": {"filter": [eenheden[i] for i in keuze]}} for keuze in plan.genoeg()]
        woorden = {
            "bool": {"should": eenheden, "filter": [{"bool": {"should": genoeg, "minimum_should_match": 1}}]}
        }
    else:
        nodig = plan.nodig()
        mag = [een for i, een in enumerate(eenheden) if i not in nodig]
        woorden = {"bool": {"must": [eenheden[i] for i in nodig], "should": mag}}
    gescoord = {
        "function_score": {
            "query": woorden,
            "functions": _functies(vraag, plan, vandaag),
            "score_mode": "sum",
            "boost_mode": "multiply",
        }
    }
    eerst = [_vast(bedient(vraag.gemeente), BEDIENT)]
    if ruim and not plan.los:
        eerst.append(_vast({"bool": {"filter": [eenheden[i] for i in plan.nodig()]}}, scoring.ALLE_WOORDEN))
    body: Json = {
        "query": {"bool": {"must": [gescoord], "should": eerst, "filter": filters}},
        "from": vraag.begin,
        "size": vraag.aantal,
        "track_total_hits": True,
        "_source": ["bron"],
        "sort": [
            {"_score": "desc"},
            {"titel_sort": {"order": "asc", "missing": "_first"}},
            {"doc_id": "asc"},
        ],
        "aggs": _facetten(gekozen, moment),
    }
    if vraag.sorteer == "afstand" and vraag.plek:
        body["query"] = {"bool": {"filter": [*filters, woorden], "should": eerst[:1]}}
        punt = {"lat": vraag.plek.lat, "lon": vraag.plek.lon}
        body["sort"] = [
            {"_score": "desc"},
            {"_geo_distance": {"punten": punt, "order": "asc", "unit": "m", "mode": "min"}},
            *body["sort"][1:],
        ]
    if gekozen:
        body["post_filter"] = {"bool": {"filter": list(gekozen.values())}}
    return body


def _facetten(gekozen: dict[str, Json], moment: datetime) -> Json:
    uit: Json = {"gevonden": {"filter": {"match_all": {}}}}
    for naam in (*FACETVELDEN, "nu_open"):
        anderen = [een for ander, een in gekozen.items() if ander != naam]
        onder: Json = {"bool": {"filter": anderen}} if anderen else {"match_all": {}}
        if naam == "nu_open":
            waarden: Json = {"filter": {"term": {"open": int(moment.timestamp())}}}
        else:
            waarden = {"terms": {"field": naam, "size": MAX_WAARDEN}}
        uit[naam] = {"filter": onder, "aggs": {"waarden": waarden}}
    return uit
