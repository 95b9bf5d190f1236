"""The embedded engine: full text in the project's own database, facets in bits, the formula of `scoring`."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import DatabaseError, connection, transaction

from portal.openingstijden import AMSTERDAM
from socialekaart.search import scoring, treffers, woordenboek
from socialekaart.search.embedded import opslag, schema, stand
from socialekaart.search.embedded.rangschik import Rangschik
from socialekaart.search.embedded.stand import Stand
from socialekaart.search.embedded.vinden import Gevonden, vind
from socialekaart.search.fragment import Markeerder
from socialekaart.search.models import IndexDocument
from socialekaart.search.pols import voel
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


class EmbeddedEngine:
    """Needs no other server. Commits with the ORM; every host that sees the database sees the index."""

    naam = "embedded"

    # -- searching --------------------------------------------------------------------------------------------

    def search(self, vraag: Vraag) -> Resultaat:
        """Answer a query. Raises `EngineFout` when the database cannot answer."""
        begin = time.perf_counter()
        moment = vraag.moment or datetime.now(AMSTERDAM)
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
        gevonden = Gevonden(basis) if plan.leeg else vind(nu_stand.postings, plan, basis)
        facetten, gefilterd = facettel(nu_stand, vraag, gevonden.hits, nu)
        totaal = gefilterd.bit_count()
        scoorder = scoring.Scoorder(plan)
        rangschik = Rangschik(nu_stand, vraag, scoorder, moment)
        if vraag.sorteer == "afstand" and vraag.plek:
            rij = rangschik.op_afstand(gefilterd)
        elif plan.leeg:
            rij = rangschik.zonder_woorden(gefilterd)
        else:
            rij = rangschik.met_woorden(gefilterd, gevonden.som)
        return Resultaat(
            treffers=self._toon(nu_stand, vraag, rangschik, rij, woorden.splitser.tokens),
            totaal=totaal,
            facetten=facetten,
            ook_gezocht_op=plan.ook_gezocht_op,
            versoepeld=gevonden.versoepeld,
            suggestie=plan.suggestie,
            gevaar=plan.gevaar,
            engine=self.naam,
            pagina=max(1, vraag.pagina),
            per_pagina=vraag.aantal,
        )

    def _toon(
        self,
        nu_stand: Stand,
        vraag: Vraag,
        rangschik: Rangschik,
        rij: list[tuple[int, float]],
        tokens: Callable[[str], tuple[str, ...]],
    ) -> tuple[Treffer, ...]:
        pks = [plaats + nu_stand.basis for plaats, _ in rij]
        bronnen = schema.bronnen(pks)
        velden = rangschik.velden(pks)
        bedient = nu_stand.bedient(vraag.gemeente)
        markeerder = Markeerder(tokens)
        return tuple(
            treffers.maak(
                Document.van_json(json.loads(bronnen[pk])),
                vraag.plek,
                rangschik.scoorder,
                velden.get(pk, ()),
                score,
                markeerder,
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
        """A new generation beside the old one, swapped in one transaction."""
        return opslag.herbouw(documents, opnieuw)

    def ids(self) -> dict[str, str]:
        """Every id with the fingerprint of its content."""
        nu_stand = opslag.IndexStand.objects.filter(naam=stand.NAAM).first()
        if nu_stand is None:
            return {}
        return dict(
            IndexDocument.objects.filter(generatie=nu_stand.generatie).values_list("doc_id", "vinger")
        )


class _Niets:
    def __enter__(self) -> None: ...

    def __exit__(self, *fout: object) -> None: ...


def _met_duur(resultaat: Resultaat, duur: float) -> Resultaat:
    object.__setattr__(resultaat, "duur", duur)
    return resultaat


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
