"""Putting hits in order, and cutting out the page: by the formula of `scoring` for those that can be on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from portal.openingstijden import AMSTERDAM
from socialekaart.search import scoring
from socialekaart.search.embedded import schema, stand
from socialekaart.search.embedded.bits import Leden, Som, bits_van, plaatsen_van
from socialekaart.search.embedded.stand import Stand
from socialekaart.search.types import Plek, Vraag

HERSCOOR = 80
"""At most so many hits are scored with our formula."""
KANDIDATEN = 40
"""With so many there is no need to look among what matches less well."""


class Rangschik:
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
        vandaag = moment.astimezone(AMSTERDAM).date()
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

    def _kandidaten(self, hits: int, som: Som) -> tuple[list[int], int]:
        """(the hits among which the best are, the others): those that match best by and large, until there are enough."""
        if hits.bit_count() <= HERSCOOR:
            return list(plaatsen_van(hits)), 0
        gekozen: list[int] = []
        for deel in self._eerst_bedient(hits):
            for groep in som.van_hoog(deel):
                if len(gekozen) >= KANDIDATEN:
                    break
                plek = HERSCOOR - len(gekozen)
                if groep.bit_count() > plek:
                    gekozen += sorted(self._beste(groep, plek), key=self.factor, reverse=True)[:plek]
                else:
                    gekozen += plaatsen_van(groep)
        return gekozen, hits & ~bits_van(gekozen, self.stand.omvang)

    def met_woorden(self, hits: int, som: Som) -> list[tuple[int, float]]:
        """By the formula of `scoring`; many pages on, where nobody comes, by title."""
        kop, staart = self._kandidaten(hits, som)
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
