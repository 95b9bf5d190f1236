"""Elasticsearch behind the protocol of `types.Engine`."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from elasticsearch.helpers import bulk, scan, streaming_bulk

from socialekaart.search import treffers, woordenboek
from socialekaart.search.analyzer import is_stop, stam, woorden
from socialekaart.search.elastic import query
from socialekaart.search.elastic.client import BOUW_S, SCHRIJF_S, alias, client, fouten
from socialekaart.search.elastic.document import AANTAL_SCHIJVEN, lichaam, mapping, schema_som
from socialekaart.search.plan import GENOEG, Plan
from socialekaart.search.scoring import ALLE_WOORDEN, velden
from socialekaart.search.types import (
    FACETTEN,
    JA,
    Document,
    EngineFout,
    Facet,
    FacetWaarde,
    Resultaat,
    Suggestie,
    Treffer,
    Vraag,
)  # fmt: skip


class ElasticEngine:
    """For production. Raises `EngineFout` for whatever goes wrong; `service` then lets the embedded engine answer."""

    naam = "elasticsearch"

    def search(self, vraag: Vraag) -> Resultaat:
        """Answer a query in one request, or two when the first finds too little."""
        begin = time.perf_counter()
        moment = vraag.moment or datetime.now(query.LOKAAL)
        eigen = woordenboek.woorden()
        plan = eigen.planner.plan(vraag.q, vraag.letterlijk)
        if not plan.leeg and not plan.eenheden:
            return Resultaat(
                gevaar=plan.gevaar, suggestie=plan.suggestie, engine=self.naam, per_pagina=vraag.aantal
            )
        antwoord = self._vraag(query.lichaam(vraag, plan, moment, ruim=plan.los))
        versoepeld = False
        eerste = antwoord["aggregations"]["gevonden"]["doc_count"]
        if eerste < GENOEG and len(plan.nodig()) > 1 and not plan.los:
            ruimer = self._vraag(query.lichaam(vraag, plan, moment, ruim=True))
            if ruimer["aggregations"]["gevonden"]["doc_count"] > eerste:
                antwoord, versoepeld = ruimer, True
        return Resultaat(
            treffers=tuple(
                self._treffer(hit, vraag, plan, eigen.splitser) for hit in antwoord["hits"]["hits"]
            ),
            totaal=antwoord["hits"]["total"]["value"],
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

    def _vraag(self, body: dict[str, Any]) -> Any:
        with fouten():
            antwoord = client().search(index=alias(), body=body)
        if antwoord["timed_out"] or antwoord["_shards"]["failed"]:
            raise EngineFout("half antwoord")
        return antwoord

    def _treffer(self, hit: Any, vraag: Vraag, plan: Plan, splitser: Any) -> Treffer:
        document = Document.van_json(hit["_source"]["bron"])
        score = hit["_score"] or 0.0
        bedient = score >= query.BEDIENT
        rij = velden(document, splitser) if plan.eenheden else ()
        score = 0.0 if vraag.sorteer == "afstand" and vraag.plek else score - query.BEDIENT * bedient
        score -= ALLE_WOORDEN if score >= ALLE_WOORDEN else 0.0
        return treffers.maak(document, vraag.plek, plan, rij, score, splitser.stammen, bedient=bedient)

    def suggest(self, q: str, gemeente: str = "", aantal: int = 8) -> list[Suggestie]:
        """Names of organisations and offers whose words begin so."""
        getypt = woorden(q[:80])[:8]
        lang = [woord for woord in getypt if not is_stop(woord) or woord == getypt[-1]]
        if not lang or len("".join(lang)) < 2:
            return []
        gevonden: dict[tuple[str, str], Suggestie] = {}
        for soort, veld in (("organisatie", "organisatie_begin"), ("aanbod", "naam_begin")):
            antwoord = self._vraag(self._suggestie_vraag(veld, lang, gemeente, aantal))
            for hit in antwoord["hits"]["hits"]:
                bron = hit["_source"]["bron"]
                if soort == "organisatie":
                    if len(gevonden) < 2 and bron.get("organisatie"):
                        een = Suggestie(bron["organisatie"], "organisatie", bron.get("organisatie_pad", ""))
                        gevonden.setdefault((soort, een.tekst), een)
                else:
                    gevonden.setdefault(
                        (soort, bron["titel"]), Suggestie(bron["titel"], "aanbod", bron.get("pad", ""))
                    )
        return list(gevonden.values())[:aantal]

    def _suggestie_vraag(self, veld: str, lang: list[str], gemeente: str, aantal: int) -> dict[str, Any]:
        *vorige, laatste = lang
        moeten: list[dict[str, Any]] = [{"terms": {veld: [stam(woord), woord]}} for woord in vorige]
        vormen = dict.fromkeys([laatste, stam(laatste)])
        begin = [{"prefix": {veld: vorm}} for vorm in vormen if len(vorm) > 1 or vorm == laatste]
        moeten.append({"bool": {"should": begin, "minimum_should_match": 1}})
        moment = datetime.now(query.LOKAAL)
        eerst = {"constant_score": {"filter": query.bedient(gemeente), "boost": 1.0}}
        return {
            "query": {"bool": {"filter": [*moeten, *query.zichtbaar(moment)], "should": [eerst]}},
            "size": aantal * 2,
            "_source": ["bron.titel", "bron.pad", "bron.organisatie", "bron.organisatie_pad"],
            "sort": [{"_score": "desc"}, {"kort": "asc"}, {"titel_sort": "asc"}, {"doc_id": "asc"}],
        }

    # -- writing ----------------------------------------------------------------------------------------------

    def index(self, documents: Iterable[Document]) -> int:
        """Add or replace, findable when this returns."""
        splitser = woordenboek.woorden().splitser
        acties = [
            {"_op_type": "index", "_index": alias(), "_id": d.id, "_source": lichaam(d, splitser)}
            for d in documents
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
            aantal, _ = bulk(
                client(SCHRIJF_S), acties, refresh="true", require_alias=True, raise_on_error=False
            )
        return int(aantal)

    def rebuild(
        self, documents: Iterable[Document], opnieuw: Callable[[list[str]], Iterable[Document]] | None = None
    ) -> int:
        """A new index beside the old one; the alias moves in one step. `opnieuw` is called with no ids right before it
        moves, and gives what must be written again because it changed meanwhile."""
        naam = f"{alias()}-{schema_som()}-{datetime.now(UTC):%Y%m%d%H%M%S%f}"
        splitser = woordenboek.woorden().splitser
        server = client(BOUW_S)
        aantal = 0

        def acties(rij: Iterable[Document]) -> Iterable[dict[str, Any]]:
            for document in rij:
                yield {
                    "_op_type": "index",
                    "_index": naam,
                    "_id": document.id,
                    "_source": lichaam(document, splitser),
                }

        with fouten():
            instellingen = {**AANTAL_SCHIJVEN, "refresh_interval": "-1"}
            server.indices.create(index=naam, mappings=mapping(), settings=instellingen)
            try:
                for goed, uitleg in streaming_bulk(server, acties(documents), chunk_size=500):
                    if not goed:
                        raise EngineFout(f"document geweigerd: {uitleg}")
                    aantal += 1
                if opnieuw is not None:
                    bulk(server, acties(opnieuw([])))
                server.indices.put_settings(index=naam, settings={"refresh_interval": "1s"})
                server.indices.refresh(index=naam)
                self._wissel(server, naam)
            except BaseException:
                server.options(ignore_status=404).indices.delete(index=naam)
                raise
        return aantal

    def _wissel(self, server: Any, naam: str) -> None:
        """Move the alias and drop every other index of ours, in one step."""
        oude = [
            een for een in server.indices.get(index=f"{alias()}-*", expand_wildcards="open") if een != naam
        ]
        if alias() in server.options(ignore_status=404).indices.get(index=alias()):
            oude.append(alias())  # somebody's index bears the name that the alias needs
        stappen: list[dict[str, Any]] = [{"add": {"index": naam, "alias": alias()}}]
        stappen += [{"remove_index": {"index": een}} for een in oude]
        server.indices.update_aliases(actions=stappen)

    def ids(self) -> dict[str, str]:
        """Every id with the fingerprint of its content."""
        with fouten():
            server = client(SCHRIJF_S)
            hits = scan(
                server, index=alias(), query={"query": {"match_all": {}}}, _source=["vinger"], size=1_000
            )
            return {hit["_id"]: hit["_source"].get("vinger", "") for hit in hits}

    def heel(self) -> bool:
        """Is there an index with this mapping, and does the server answer? Raises `EngineFout` when it does not."""
        with fouten():
            antwoord = client().options(ignore_status=404).indices.get_alias(name=alias())
        namen = list(antwoord) if antwoord.meta.status == 200 else []
        return len(namen) == 1 and namen[0].startswith(f"{alias()}-{schema_som()}-")


def _facetten(aggs: Any, vraag: Vraag) -> dict[str, Facet]:
    gekozen = vraag.gekozen()
    uit: dict[str, Facet] = {}
    for naam in FACETTEN:
        deel = aggs[naam]["waarden"]
        telling = (
            {een["key"]: een["doc_count"] for een in deel["buckets"]}
            if "buckets" in deel
            else {JA: deel["doc_count"]}
        )
        kies = gekozen.get(naam, frozenset())
        waarden = [FacetWaarde(w, telling.get(w, 0), w in kies) for w in {*telling, *kies}]
        over = (w for w in waarden if w.aantal or w.gekozen)
        uit[naam] = Facet(naam, tuple(sorted(over, key=lambda w: (-w.aantal, w.waarde))))
    return uit
