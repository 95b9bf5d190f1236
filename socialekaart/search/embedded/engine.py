"""The embedded engine: full text in the project's own database, facets in bits, the formula of `scoring`."""

# Names of tables and columns are ours and hold a number at most; what people typed goes in as a parameter.
# ruff: noqa: S608

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import DatabaseError, connection, transaction

from socialekaart.search import scoring, treffers, woordenboek
from socialekaart.search.embedded import expressie, opslag, schema, stand
from socialekaart.search.embedded.stand import Leden, Stand
from socialekaart.search.fragment import Markeerder
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
"""At most so many hits are scored with our formula."""
KANDIDATEN = 60
"""With so many there is no need to look among what matches less well."""
STERK = 0.6
"""Weight of an alternative that says nearly the same."""
TREDEN = ((True, "ABC"), (False, "ABC"), (False, ""))
"""From what scores best to all hits: (only strong alternatives, weights of the fields; all of them when empty)."""
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
        hits, versoepeld, treden = basis, False, list[list[int]]()
        if not plan.leeg:
            hits, versoepeld, treden = self._tekst(nu_stand, plan, basis)
        facetten, gefilterd = facettel(nu_stand, vraag, hits, nu)
        totaal = gefilterd.bit_count()
        scoorder = scoring.Scoorder(plan)
        rangschik = _Rangschik(nu_stand, vraag, scoorder, moment)
        if vraag.sorteer == "afstand" and vraag.plek:
            rij = rangschik.op_afstand(gefilterd)
        elif plan.leeg:
            rij = rangschik.zonder_woorden(gefilterd)
        else:
            rij = rangschik.met_woorden(gefilterd, treden)
        return Resultaat(
            treffers=self._toon(nu_stand, vraag, rangschik, rij, woorden.splitser.tokens),
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

    def _tekst(self, nu_stand: Stand, plan: Plan, basis: int) -> tuple[int, bool, list[list[int]]]:
        """(the hits of the words: all of them, or with too few enough of them; whether less is asked than all; positions from
        what scores best to all hits: those of `TREDEN`)."""
        if not plan.eenheden:
            return 0, False, []
        sterk, kolommen = plan.sterk(STERK), schema.kolommen(nu_stand.generatie)

        def vind(schrijf: Callable[..., str]) -> tuple[int, list[list[int]]]:
            treden = _vind(
                nu_stand,
                [
                    schrijf(sterk if alleen_sterk else plan, connection.vendor, kolommen, waar)
                    for alleen_sterk, waar in TREDEN
                ],
            )
            return stand.bits_van(treden[-1], nu_stand.omvang) & basis, treden

        if plan.los:
            hits, treden = vind(expressie.ruim)
            return hits, False, treden
        hits, treden = vind(expressie.streng)
        if hits.bit_count() >= GENOEG or len(plan.nodig()) == 1:
            return hits, False, treden
        meer, treden_meer = vind(expressie.ruim)
        if meer == hits:
            return hits, False, treden
        return meer, True, [treden[-1], *treden_meer]  # what holds every word goes first

    def _toon(
        self,
        nu_stand: Stand,
        vraag: Vraag,
        rangschik: _Rangschik,
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


class _Niets:
    def __enter__(self) -> None: ...

    def __exit__(self, *fout: object) -> None: ...


def _met_duur(resultaat: Resultaat, duur: float) -> Resultaat:
    object.__setattr__(resultaat, "duur", duur)
    return resultaat


def _vind(nu_stand: Stand, uitdrukkingen: Sequence[str]) -> list[list[int]]:
    """The positions of the hits of each of these expressions, in one statement: how many are asked does not depend on what
    is found."""
    naam = schema.tabel(nu_stand.generatie)
    waar = f"{naam} MATCH %s" if connection.vendor == "sqlite" else "tsv @@ %s::tsquery"
    verschillend = list(dict.fromkeys(uitdrukkingen))
    keuze = " UNION ALL ".join(
        f"SELECT {i}, rowid FROM {naam} WHERE {waar}" for i in range(len(verschillend))
    )
    gevonden: list[list[int]] = [[] for _ in verschillend]
    basis, omvang = nu_stand.basis, nu_stand.omvang
    with connection.cursor() as cursor:
        cursor.execute(keuze, verschillend)
        for nummer, pk in cursor.fetchall():
            if 0 <= (plaats := pk - basis) < omvang:
                gevonden[nummer].append(plaats)
    return [gevonden[verschillend.index(tekst)] for tekst in uitdrukkingen]


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
    """Puts hits in order and cuts out the page: [(position, score)]. What serves the municipality goes before all else."""

    def __init__(self, nu_stand: Stand, vraag: Vraag, scoorder: scoring.Scoorder, moment: datetime) -> None:
        self.stand = nu_stand
        self.vraag = vraag
        self.scoorder = scoorder
        self.plan = scoorder.plan
        self.einde = vraag.begin + vraag.aantal
        self.bedient = nu_stand.bedient(vraag.gemeente)
        self.plek: Plek | None = vraag.plek
        self.krimp = stand.krimp(vraag.plek.lat) if vraag.plek else 1.0
        wijk = nu_stand.past_bij_wijk(vraag.plek.wijk) if vraag.plek and vraag.plek.wijk else 0
        vandaag = moment.astimezone(LOKAAL).date()
        #: Disjoint sets of offers with what they get for being fresh and for the wijk.
        self.groepen: list[tuple[int, float]] = []
        rest = nu_stand.alle
        for vers, bonus in (*((nu_stand.vers(vandaag, dagen), b) for dagen, b in scoring.VERS), (rest, 0.0)):
            self.groepen += [(rest & vers & wijk, bonus + scoring.WIJK), (rest & vers & ~wijk, bonus)]
            rest &= ~vers
        self._bonus = [(Leden(bits), bonus) for bits, bonus in self.groepen if bits]
        self._velden: schema.Velden = {}

    def _pagina(self, rij: Iterable[tuple[int, float]]) -> list[tuple[int, float]]:
        return list(rij)[self.vraag.begin : self.einde]

    def _eerst_bedient(self, hits: int) -> tuple[int, int]:
        return hits & self.bedient, hits & ~self.bedient

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
        for leden, bonus in self._bonus:
            if plaats in leden:
                factor += bonus
                break
        if self.plek:
            factor += scoring.NABIJ * scoring.nabijheid(self.afstand(plaats))
        if self.plan.eenheden:
            factor += scoring.kortheid(self.stand.kort.get(plaats, 99))
        return factor

    def _beste(self, bits: int, aantal: int) -> list[int]:
        """At least so many of these, if there are, with the highest factor (but for the title); in no order."""
        gekozen: list[int] = []
        for groep, _ in sorted(self.groepen, key=lambda paar: -paar[1]):
            if not (deel := groep & bits):
                continue
            if self.plek:  # whichever of the group is nearest
                gekozen += self.stand.dichtstbij(deel, aantal, self.plek.lat, self.plek.lon, self.krimp)
            elif len(gekozen) < aantal:
                gekozen += self.stand.op_titel(deel, aantal - len(gekozen))
        return gekozen

    def _op_volgorde(self, plaatsen: Iterable[tuple[float, int]]) -> list[tuple[float, int]]:
        """By number, the lowest first, then by title and id."""
        titel, doc_id = self.stand.titel, self.stand.doc_id
        return sorted(plaatsen, key=lambda paar: (paar[0], titel[paar[1]], doc_id[paar[1]]))

    def op_afstand(self, hits: int) -> list[tuple[int, float]]:
        """Nearest first; what has no place last."""
        rij: list[int] = []
        for deel in self._eerst_bedient(hits):
            if self.plek and (nog := self.einde - len(rij)) > 0:
                dicht = self.stand.dichtstbij(deel, nog, self.plek.lat, self.plek.lon, self.krimp)
                meters = ((1e12 if (m := self.afstand(p)) is None else m, p) for p in dicht)
                rij += [plaats for _, plaats in self._op_volgorde(meters)][:nog]
        return self._pagina((plaats, 0.0) for plaats in rij)

    def zonder_woorden(self, hits: int) -> list[tuple[int, float]]:
        """Browsing: by nearness and freshness, then by title."""
        rij: list[tuple[int, float]] = []
        for deel in self._eerst_bedient(hits):
            if (nog := self.einde - len(rij)) > 0:
                scores = ((-round(self.factor(plaats), 5), plaats) for plaats in self._beste(deel, nog))
                rij += [(plaats, -score) for score, plaats in self._op_volgorde(scores)[:nog]]
        return self._pagina(rij)

    def _kandidaten(self, hits: int, treden: Sequence[list[int]]) -> tuple[list[int], int]:
        """(the hits among which the best are, the others). Of many hits it is enough to score those that have the words, or
        what comes closest to them, in their name, tags or summary; so on down `TREDEN` until there are enough."""
        if hits.bit_count() <= HERSCOOR:
            return list(stand.plaatsen_van(hits)), 0
        op_treden = [stand.bits_van(trede, self.stand.omvang) for trede in treden[:-1]]
        gekozen: list[int] = []
        for rest in self._eerst_bedient(hits):
            for op_trede in (*op_treden, hits):
                if len(gekozen) >= KANDIDATEN or not rest:
                    break
                nieuw, plek = rest & op_trede, HERSCOOR - len(gekozen)
                rest &= ~op_trede
                if nieuw.bit_count() > plek:
                    beste = sorted(self._beste(nieuw, plek), key=self.factor, reverse=True)
                    gekozen += beste[:plek]
                else:
                    gekozen += stand.plaatsen_van(nieuw)
        return gekozen, hits & ~stand.bits_van(gekozen, self.stand.omvang)

    def met_woorden(self, hits: int, treden: Sequence[list[int]]) -> list[tuple[int, float]]:
        """By the formula of `scoring`; many pages on, where nobody comes, by title."""
        kop, staart = self._kandidaten(hits, treden)
        velden = self.velden([plaats + self.stand.basis for plaats in kop])
        bedient, los = Leden(self.bedient), self.plan.los
        gescoord: list[tuple[bool, float, str, str, int, float]] = []
        for plaats in kop:
            rij = velden.get(plaats + self.stand.basis)
            if rij is not None:
                woorden, alle = self.scoorder(rij)
                score = woorden * self.factor(plaats)
                volgorde = score + scoring.ALLE_WOORDEN if alle and not los else score
                titel, doc_id = self.stand.titel[plaats], self.stand.doc_id[plaats]
                gescoord.append((plaats not in bedient, -round(volgorde, 5), titel, doc_id, plaats, score))
        gescoord.sort()
        uit = [rij[-2:] for rij in gescoord]
        if self.einde > len(uit) and staart:
            for deel in self._eerst_bedient(staart):
                uit += [(plaats, 0.0) for plaats in self.stand.op_titel(deel, max(0, self.einde - len(uit)))]
        return self._pagina(uit)
