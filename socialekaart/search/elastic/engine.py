"""Elasticsearch behind the protocol of `types.Engine`.

It says which offers answer a question, in which order, and counts. What is shown of them comes from the database.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from elasticsearch.helpers import bulk, scan

from portal.openingstijden import AMSTERDAM
from socialekaart.search import treffers, woordenboek
from socialekaart.search.elastic import heel, query, spiegel, suggesties
from socialekaart.search.elastic.bouw import Bouw
from socialekaart.search.elastic.client import SCHRIJF_S, alias, client, fouten, geweigerd, zoektijd
from socialekaart.search.elastic.document import lichaam
from socialekaart.search.elastic.spiegel import Rij
from socialekaart.search.embedded import stand
from socialekaart.search.fragment import Markeerder
from socialekaart.search.plan import GENOEG, Plan
from socialekaart.search.pols import voel
from socialekaart.search.scoring import Scoorder
from socialekaart.search.types import (
    FACETTEN,
    Document,
    EngineFout,
    Facet,
    FacetWaarde,
    Resultaat,
    Suggestie,
    Treffer,
    Vraag,
    VraagFout,
)  # fmt: skip


class ElasticEngine:
    """For production. Raises `EngineFout` for whatever goes wrong; `service` then lets the embedded engine answer."""

    naam = "elasticsearch"

    def search(self, vraag: Vraag) -> Resultaat:
        """Answer a query in one request, or two when the first finds too little."""
        with fouten():
            return self._search(vraag)

    def _search(self, vraag: Vraag) -> Resultaat:
        begin = time.perf_counter()
        moment = vraag.moment or datetime.now(AMSTERDAM)
        pols = voel(stand.vanaf())
        eigen = woordenboek.woorden(pols)
        plan = eigen.planner.plan(vraag.q, vraag.letterlijk)
        if not plan.leeg and not plan.eenheden:
            return Resultaat(
                facetten=_facetten({}, vraag),
                gevaar=plan.gevaar,
                suggestie=plan.suggestie,
                engine=self.naam,
                pagina=max(1, vraag.pagina),
                per_pagina=vraag.aantal,
            )
        antwoord = _vraag(query.lichaam(vraag, plan, moment, ruim=plan.los), begin)
        heel.toets(antwoord["aggregations"]["aanwezig"]["doc_count"], pols)
        versoepeld = False
        eerste = antwoord["aggregations"]["gevonden"]["doc_count"]
        if eerste < GENOEG and len(plan.nodig()) > 1 and not plan.los:
            ruimer = _vraag(query.lichaam(vraag, plan, moment, ruim=True), begin)
            if ruimer["aggregations"]["gevonden"]["doc_count"] > eerste:
                antwoord, versoepeld = ruimer, True
        hits = antwoord["hits"]["hits"]
        rij = _treffers(hits, vraag, plan, eigen.splitser)
        return Resultaat(
            treffers=tuple(rij),
            totaal=antwoord["hits"]["total"]["value"] - (len(hits) - len(rij)),
            facetten=_facetten(antwoord["aggregations"], vraag),
            ook_gezocht_op=plan.ook_gezocht_op,
            versoepeld=versoepeld,
            suggestie=plan.suggestie,
            gevaar=plan.gevaar,
            duur=time.perf_counter() - begin,
            engine=self.naam,
            pagina=max(1, vraag.pagina),
            per_pagina=vraag.aantal,
        )

    def suggest(self, q: str, gemeente: str = "", aantal: int = 8) -> list[Suggestie]:
        """Names of organisations and offers whose words begin so, and words that finish or correct what is typed."""
        with fouten():
            return suggesties.zoek(q, gemeente, aantal)

    # -- writing ----------------------------------------------------------------------------------------------

    def index(self, documents: Iterable[Document]) -> int:
        """Add or replace, findable when this returns."""
        splitser = woordenboek.woorden().splitser
        return self.schrijf(spiegel.van_document(document, splitser) for document in documents)

    def schrijf(self, rijen: Iterable[Rij]) -> int:
        """Add or replace rows as the embedded index has them."""
        acties = [
            {"_op_type": "index", "_index": alias(), "_id": rij.document.id, "_source": lichaam(rij)}
            for rij in rijen
        ]
        with fouten():
            aantal, _ = (
                bulk(client(SCHRIJF_S), acties, refresh="true", require_alias=True) if acties else (0, None)
            )
        return int(aantal)

    def remove(self, ids: Iterable[str]) -> int:
        """Take out; what is not there is no fault."""
        acties = [{"_op_type": "delete", "_index": alias(), "_id": pk} for pk in ids]
        if not acties:
            return 0
        with fouten():
            aantal, rest = bulk(
                client(SCHRIJF_S), acties, refresh="true", require_alias=True, raise_on_error=False
            )
        if echt := [een for een in rest if "error" in een["delete"]]:
            raise EngineFout(geweigerd(echt))
        return int(aantal)

    def rebuild(self, documents: Iterable[Document]) -> int:
        """A new index of exactly these beside the old one; the alias moves in one step."""
        splitser = woordenboek.woorden().splitser
        with Bouw() as nieuw:
            aantal = nieuw.schrijf(spiegel.van_document(document, splitser) for document in documents)
            nieuw.wissel()
        return aantal

    def ids(self) -> dict[str, str]:
        """Every id with the fingerprint of its content."""
        with fouten():
            server = client(SCHRIJF_S)
            hits = scan(
                server,
                index=alias(),
                query={"query": {"match_all": {}}},
                _source=["vinger"],
                size=1_000,
                request_timeout=SCHRIJF_S,
            )
            return {hit["_id"]: hit["_source"].get("vinger", "") for hit in hits}


def _vraag(body: dict[str, Any], begin: float) -> Any:
    """One request, in what is left of the time that a search may take."""
    over = max(0.01, zoektijd() - (time.perf_counter() - begin))
    try:
        with fouten():
            antwoord = client().options(request_timeout=over).search(index=alias(), body=body)
    except VraagFout as fout:
        if not heel.heel():
            raise EngineFout("geen hele index") from fout
        raise
    if antwoord["timed_out"] or antwoord["_shards"]["failed"]:
        raise EngineFout("half antwoord")
    return antwoord


def _treffers(hits: list[Any], vraag: Vraag, plan: Plan, splitser: Any) -> list[Treffer]:
    """The hits as the database knows them; what was hidden a moment ago falls out."""
    getoond = spiegel.getoond([hit["_id"] for hit in hits])
    alle_woorden, voor_ons = query.lift(plan)
    scoorder = Scoorder(plan)
    markeerder = Markeerder(splitser.tokens)
    uit = []
    for hit in hits:
        if hit["_id"] not in getoond:
            continue
        document, rij = getoond[hit["_id"]]
        bedient = hit["_score"] >= voor_ons
        score = 0.0 if vraag.sorteer == "afstand" and vraag.plek else hit["_score"] - voor_ons * bedient
        score -= alle_woorden if score >= alle_woorden else 0.0
        uit.append(treffers.maak(document, vraag.plek, scoorder, rij, score, markeerder, bedient=bedient))
    return uit


def _facetten(aggs: Any, vraag: Vraag) -> dict[str, Facet]:
    gekozen = vraag.gekozen()
    uit: dict[str, Facet] = {}
    for naam in FACETTEN:
        telling = query.telling_van(aggs, naam) if aggs else {}
        kies = gekozen.get(naam, frozenset())
        waarden = [FacetWaarde(w, telling.get(w, 0), w in kies) for w in {*telling, *kies}]
        over = (w for w in waarden if w.aantal or w.gekozen)
        uit[naam] = Facet(naam, tuple(sorted(over, key=lambda w: (-w.aantal, w.waarde))))
    return uit
