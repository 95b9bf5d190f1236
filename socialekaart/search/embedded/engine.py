"""The embedded engine: full text in the project's own database, facets in bits, the formula of `scoring`."""

# Names of tables and columns are ours and hold a number at most; what people typed goes in as a parameter.
# ruff: noqa: S608

from __future__ import annotations

import heapq
import json
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import DatabaseError, connection, transaction

from socialekaart.search import scoring, treffers, woordenboek
from socialekaart.search.embedded import expressie, opslag, schema, stand
from socialekaart.search.embedded.stand import Stand
from socialekaart.search.models import IndexDocument
from socialekaart.search.plan import GENOEG, Plan
from socialekaart.search.pols import voel
from socialekaart.search.types import (
    FACETTEN,
    JA,
    Document,
    EngineFout,
    Facet,
    FacetWaarde,
    Plek,
    Resultaat,
    Suggestie,
    Treffer,
    Vraag,
)  # fmt: skip

HERSCOOR = 120
"""So many of the best by the database's own ranking are scored with our formula; what comes after keeps its order."""
VEEL = 800
"""More hits than this are not all ranked."""
MAX_TREFFERS = 200_000
LOKAAL = ZoneInfo("Europe/Amsterdam")


class EmbeddedEngine:
    """Needs no other server. Commits with the ORM; every host that sees the database sees the index."""

    naam = "embedded"

    # -- searching --------------------------------------------------------------------------------------------

    def search(self, vraag: Vraag) -> Resultaat:
        """Answer a query. Raises `EngineFout` when the database cannot answer."""
        begin = time.perf_counter()
        moment = vraag.moment or datetime.now(LOKAAL)
        try:
            # Within an open transaction a failed statement may not spoil what the caller does next.
            with transaction.atomic() if connection.in_atomic_block else _Niets():
                resultaat = self._search(vraag, moment, int(moment.timestamp()))
        except DatabaseError as fout:
            raise EngineFout(fout.__class__.__name__) from fout
        return _met_duur(resultaat, time.perf_counter() - begin)

    def _search(self, vraag: Vraag, moment: datetime, nu: int) -> Resultaat:
        pols = voel(stand.vanaf())
        woorden = woordenboek.woorden(pols)
        plan = woorden.planner.plan(vraag.q, vraag.letterlijk)
        nu_stand = stand.huidig(pols)
        if nu_stand is None:
            return Resultaat(gevaar=plan.gevaar, suggestie=plan.suggestie, engine=self.naam)
        basis = nu_stand.zichtbaar(nu)
        if vraag.alleen_gemeente:
            basis &= nu_stand.bedient(vraag.gemeente)
        hits, versoepeld, uitdrukking = basis, False, ""
        if not plan.leeg:
            hits, versoepeld, uitdrukking = self._tekst(nu_stand, plan, basis)
        facetten, gefilterd = facettel(nu_stand, vraag, hits, nu)
        totaal = gefilterd.bit_count()
        scoorder = scoring.Scoorder(plan)
        rangschik = _Rangschik(nu_stand, vraag, scoorder, moment)
        if vraag.sorteer == "afstand" and vraag.plek:
            rij = rangschik.op_afstand(gefilterd)
        elif plan.leeg:
            rij = rangschik.zonder_woorden(gefilterd)
        else:
            rij = rangschik.met_woorden(gefilterd, uitdrukking)
        return Resultaat(
            treffers=self._toon(nu_stand, vraag, rangschik, rij, woorden.splitser.stammen),
            totaal=totaal,
            facetten=facetten,
            ook_gezocht_op=plan.ook_gezocht_op,
            versoepeld=versoepeld,
            suggestie=plan.suggestie,
            gevaar=plan.gevaar,
            engine=self.naam,
            pagina=max(1, vraag.pagina),
            per_pagina=vraag.aantal,
        )

    def _tekst(self, nu_stand: Stand, plan: Plan, basis: int) -> tuple[int, bool, str]:
        """The hits of the words: all of them, or with too few enough of them."""
        if not plan.eenheden:
            return 0, False, ""
        kolommen = schema.kolommen(nu_stand.generatie)
        if plan.los:
            uitdrukking = expressie.ruim(plan, connection.vendor, kolommen)
            return _vind(nu_stand, uitdrukking) & basis, False, uitdrukking
        uitdrukking = expressie.streng(plan, connection.vendor, kolommen)
        hits = _vind(nu_stand, uitdrukking) & basis
        if hits.bit_count() >= GENOEG or len(plan.nodig()) == 1:
            return hits, False, uitdrukking
        ruimer = expressie.ruim(plan, connection.vendor, kolommen)
        meer = _vind(nu_stand, ruimer) & basis
        if meer == hits:
            return hits, False, uitdrukking
        return meer, True, ruimer

    def _toon(
        self,
        nu_stand: Stand,
        vraag: Vraag,
        rangschik: _Rangschik,
        rij: list[tuple[int, float]],
        delen: Callable[[str], tuple[str, ...]],
    ) -> tuple[Treffer, ...]:
        pks = [plaats + nu_stand.basis for plaats, _ in rij]
        bronnen = dict(IndexDocument.objects.filter(pk__in=pks).values_list("pk", "bron"))
        velden = rangschik.velden(pks)
        bedient = nu_stand.bedient(vraag.gemeente)
        return tuple(
            treffers.maak(
                Document.van_json(json.loads(bronnen[pk])),
                vraag.plek,
                rangschik.scoorder,
                velden.get(pk, ()),
                score,
                delen,
                bedient=bool(bedient >> plaats & 1),
            )
            for pk, (plaats, score) in zip(pks, rij, strict=True)
            if pk in bronnen
        )

    def suggest(self, q: str, gemeente: str = "", aantal: int = 8) -> list[Suggestie]:
        """Offers and organisations with these words in their name; what serves the municipality goes first."""
        from socialekaart.search.embedded import suggesties

        try:
            with transaction.atomic() if connection.in_atomic_block else _Niets():
                return suggesties.zoek(q, gemeente, aantal)
        except DatabaseError as fout:
            raise EngineFout(fout.__class__.__name__) from fout

    # -- writing ----------------------------------------------------------------------------------------------

    def index(self, documents: Iterable[Document]) -> int:
        """Add or replace, in the caller's transaction when there is one."""
        return opslag.schrijf(documents)

    def remove(self, ids: Iterable[str]) -> int:
        """Take out, in the caller's transaction when there is one."""
        return opslag.verwijder(ids)

    def rebuild(
        self, documents: Iterable[Document], opnieuw: Callable[[list[str]], Iterable[Document]] | None = None
    ) -> int:
        """A new generation beside the old one, swapped in one transaction. A list is split better than a stream."""
        return opslag.herbouw(documents, opnieuw)

    def ids(self) -> dict[str, str]:
        """Every id with the fingerprint of its content."""
        nu_stand = opslag.IndexStand.objects.filter(naam=stand.NAAM).first()
        if nu_stand is None:
            return {}
        return dict(
            IndexDocument.objects.filter(generatie=nu_stand.generatie).values_list("doc_id", "vinger")
        )


class Leden:
    """Is a position among the bits? Looking in bytes costs the same however many bits there are."""

    __slots__ = ("_bytes", "_grens")

    def __init__(self, bits: int) -> None:
        self._bytes = bits.to_bytes((bits.bit_length() + 7) >> 3, "little")
        self._grens = len(self._bytes) << 3

    def __contains__(self, plaats: int) -> bool:
        return plaats < self._grens and bool(self._bytes[plaats >> 3] >> (plaats & 7) & 1)


class _Niets:
    def __enter__(self) -> None: ...

    def __exit__(self, *fout: object) -> None: ...


def _met_duur(resultaat: Resultaat, duur: float) -> Resultaat:
    object.__setattr__(resultaat, "duur", duur)
    return resultaat


def _vind(nu_stand: Stand, uitdrukking: str) -> int:
    """The hits of an expression as bits."""
    naam = schema.tabel(nu_stand.generatie)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                f"SELECT rowid FROM {naam} WHERE {naam} MATCH %s LIMIT {MAX_TREFFERS}", [uitdrukking]
            )
        else:
            cursor.execute(
                f"SELECT rowid FROM {naam} WHERE tsv @@ %s::tsquery LIMIT {MAX_TREFFERS}", [uitdrukking]
            )
        basis, omvang = nu_stand.basis, nu_stand.omvang
        return stand.bits_van((p for (pk,) in cursor.fetchall() if 0 <= (p := pk - basis) < omvang), omvang)


def _gerangd(nu_stand: Stand, uitdrukking: str) -> list[tuple[int, float]]:
    """(position, the database's own rank, higher is better) of every hit."""
    naam = schema.tabel(nu_stand.generatie)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                f"SELECT rowid, -bm25({naam}, {schema.BM25}) FROM {naam} WHERE {naam} MATCH %s", [uitdrukking]
            )
        else:
            cursor.execute(
                f"SELECT rowid, ts_rank('{schema.RANG}', tsv, v) FROM {naam}, (SELECT %s::tsquery AS v) AS vraag WHERE tsv @@ v",
                [uitdrukking],
            )
        basis, omvang = nu_stand.basis, nu_stand.omvang
        return [(pk - basis, rang) for pk, rang in cursor.fetchall() if 0 <= pk - basis < omvang]


def facettel(nu_stand: Stand, vraag: Vraag, hits: int, nu: int) -> tuple[dict[str, Facet], int]:
    """The facets with counts under the choices in the other facets, and the hits under all choices."""
    gekozen = vraag.gekozen()
    open_nu = nu_stand.open(nu)

    def bits(naam: str, waarde: str) -> int:
        return open_nu if naam == "nu_open" else nu_stand.bits.get(f"{naam}:{waarde}", 0)

    keuze: dict[str, int] = {}
    for naam, waarden in gekozen.items():
        keuze[naam] = 0
        for waarde in waarden:
            keuze[naam] |= bits(naam, waarde)
    facetten: dict[str, Facet] = {}
    waarden_per_facet: dict[str, list[str]] = {naam: [] for naam in FACETTEN}
    waarden_per_facet["nu_open"] = [JA]
    for sleutel in nu_stand.bits:
        naam, _, waarde = sleutel.partition(":")
        if naam in waarden_per_facet:
            waarden_per_facet[naam].append(waarde)
    alles = hits
    for masker in keuze.values():
        alles &= masker
    for naam, waarden in waarden_per_facet.items():
        onder = hits
        for ander, masker in keuze.items():
            if ander != naam:
                onder &= masker
        kies = gekozen.get(naam, frozenset())
        geteld = [FacetWaarde(w, (onder & bits(naam, w)).bit_count(), w in kies) for w in {*waarden, *kies}]
        facetten[naam] = Facet(
            naam,
            tuple(sorted((w for w in geteld if w.aantal or w.gekozen), key=lambda w: (-w.aantal, w.waarde))),
        )
    return facetten, alles


class _Rangschik:
    """Puts hits in order and cuts out the page: [(position, score)]."""

    def __init__(self, nu_stand: Stand, vraag: Vraag, scoorder: scoring.Scoorder, moment: datetime) -> None:
        self.stand = nu_stand
        self.vraag = vraag
        self.scoorder = scoorder
        self.plan = scoorder.plan
        self.vandaag = moment.astimezone(LOKAAL).date()
        self.bedient = nu_stand.bedient(vraag.gemeente)
        self._bedient = Leden(self.bedient)
        self.plek: Plek | None = vraag.plek
        self.krimp = stand.krimp(vraag.plek.lat) if vraag.plek else 1.0
        self._wijk = Leden(nu_stand.past_bij_wijk(vraag.plek.wijk) if vraag.plek and vraag.plek.wijk else 0)
        self.vers = [(nu_stand.vers(self.vandaag, dagen), bonus) for dagen, bonus in scoring.VERS]
        self._vers = [(Leden(bits), bonus) for bits, bonus in self.vers]
        self._velden: schema.Velden = {}

    def _pagina(self, rij: Iterable[tuple[int, float]]) -> list[tuple[int, float]]:
        lijst = list(rij)
        return lijst[self.vraag.begin : self.vraag.begin + self.vraag.aantal]

    def velden(self, pks: list[int]) -> schema.Velden:
        """The words of these rows by field, for scoring and for what is shown of them; read once."""
        nieuw = [pk for pk in pks if pk not in self._velden] if self.scoorder.tokens else []
        if nieuw:
            self._velden |= schema.lees(self.stand.generatie, nieuw)
        return self._velden

    def afstand(self, plaats: int) -> float | None:
        return self.stand.afstand(plaats, self.plek.lat, self.plek.lon, self.krimp) if self.plek else None

    def factor(self, plaats: int) -> float:
        """What nearness, the wijk, freshness and (with words) a short title make of the score."""
        factor = 1.0
        if self.plek:
            factor += scoring.NABIJ * scoring.nabijheid(self.afstand(plaats))
        if plaats in self._wijk:
            factor += scoring.WIJK
        factor += next((bonus for leden, bonus in self._vers if plaats in leden), 0.0)
        if self.plan.eenheden:
            factor += scoring.kortheid(self.stand.kort.get(plaats, 99))
        return factor

    def _sleutel(self, plaats: int, score: float) -> tuple[bool, float, str, str]:
        return (
            plaats not in self._bedient,
            -round(score, 5),
            self.stand.titel[plaats],
            self.stand.doc_id[plaats],
        )

    def op_afstand(self, hits: int) -> list[tuple[int, float]]:
        """Nearest first; what has no place last; what does not serve the municipality after all that does."""

        def sleutel(plaats: int) -> tuple[bool, float, str, str]:
            meters = self.afstand(plaats)
            bedient = plaats not in self._bedient
            return (
                bedient,
                1e12 if meters is None else meters,
                self.stand.titel[plaats],
                self.stand.doc_id[plaats],
            )

        einde = self.vraag.begin + self.vraag.aantal
        beste = heapq.nsmallest(einde, ((*sleutel(plaats), plaats) for plaats in stand.plaatsen_van(hits)))
        return self._pagina((rij[-1], 0.0) for rij in beste)

    def zonder_woorden(self, hits: int) -> list[tuple[int, float]]:
        """Browsing: by nearness and freshness, then by title."""
        einde = self.vraag.begin + self.vraag.aantal
        if self.plek:
            scores = ((plaats, self.factor(plaats)) for plaats in stand.plaatsen_van(hits))
            beste = heapq.nsmallest(
                einde, ((*self._sleutel(plaats, score), plaats, score) for plaats, score in scores)
            )
            return self._pagina((rij[-2], rij[-1]) for rij in beste)
        # Without a place only freshness counts: a few groups, each in the order of titles.
        groepen: list[tuple[int, float]] = []
        for deel in (hits & self.bedient, hits & ~self.bedient):
            rest = deel
            for bits, bonus in self.vers:
                groepen.append((rest & bits, 1.0 + bonus))
                rest &= ~bits
            groepen.append((rest, 1.0))
        rij: list[tuple[int, float]] = []
        for bits, score in groepen:
            if len(rij) >= einde or not bits:
                continue
            leden = Leden(bits)
            for plaats in self.stand.volgorde():
                if plaats in leden:
                    rij.append((plaats, score))
                    if len(rij) >= einde:
                        break
        return self._pagina(rij)

    def _kandidaten(self, hits: int, uitdrukking: str) -> list[tuple[int, float]]:
        """Hits with the database's rank. Of very many only those whose name or tags hold the words: the best are there."""
        if (
            hits.bit_count() > VEEL
            and connection.vendor == "sqlite"
            and self.vraag.begin + self.vraag.aantal <= HERSCOOR
        ):
            goed = Leden(hits & self.bedient)
            for kolommen in ("titel", "titel synoniemen trefwoorden delen"):
                rijen = _gerangd(self.stand, f"{{{kolommen}}} : ({uitdrukking})")
                if HERSCOOR <= sum(plaats in goed for plaats, _ in rijen) <= VEEL:
                    return rijen
        return _gerangd(self.stand, uitdrukking)

    def met_woorden(self, hits: int, uitdrukking: str) -> list[tuple[int, float]]:
        """By the formula of `scoring`; beyond the best few hundred by the database's own rank."""
        aantal = hits.bit_count()
        if not aantal:
            return []
        if aantal <= HERSCOOR:
            kop, staart = list(stand.plaatsen_van(hits)), []
        else:
            leden = Leden(hits)
            rijen = [
                (plaats not in self._bedient, -rang, plaats)
                for plaats, rang in self._kandidaten(hits, uitdrukking)
                if plaats in leden
            ]
            ver = self.vraag.begin + self.vraag.aantal > HERSCOOR
            beste = sorted(rijen) if ver else heapq.nsmallest(HERSCOOR, rijen)
            kop, staart = [rij[2] for rij in beste[:HERSCOOR]], [(rij[2], 0.0) for rij in beste[HERSCOOR:]]
        velden = self.velden([plaats + self.stand.basis for plaats in kop])
        gescoord = []
        for plaats in kop:
            rij = velden.get(plaats + self.stand.basis)
            if rij is not None:
                woorden, alle = self.scoorder(rij)
                score = woorden * self.factor(plaats)
                volgorde = score + scoring.ALLE_WOORDEN if alle and not self.plan.los else score
                gescoord.append((*self._sleutel(plaats, volgorde), plaats, score))
        gescoord.sort()
        return self._pagina([*((rij[-2], rij[-1]) for rij in gescoord), *staart])
