"""Which offers match a plan, and about how well: operations on sets, no offer is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_

from socialekaart.search.embedded.bits import Som
from socialekaart.search.embedded.postings import Atoom, Postings
from socialekaart.search.lexicon import Sleutel
from socialekaart.search.plan import GENOEG, Alternatief, Eenheid, Plan
from socialekaart.search.scoring import VERWANT

WAAR = (("ABC", 4.5), ("", 2.0))
"""Where a word may stand (weights of `schema.GEWICHT`), and about what it is worth there by the formula of `scoring`."""
FIJN = 32
"""In about so many steps what is worth most is told apart from what is worth nothing."""


Klassen = list[tuple[float, int]]


@dataclass(frozen=True, slots=True)
class Gevonden:
    """`hits`: all that match; `versoepeld`: less was asked than every word; `som`: about how well each matches."""

    hits: int = 0
    versoepeld: bool = False
    som: Som = field(default_factory=Som)


def vind(postings: Postings, plan: Plan, basis: int) -> Gevonden:
    """What matches the plan among `basis`: with every word or, when those are too few, with enough of the question."""
    if not plan.eenheden:
        return Gevonden()
    bits = postings.haal(
        (tokens, waar)
        for eenheid in plan.eenheden
        for alternatief in eenheid.alternatieven
        for tokens in _samen(alternatief)
        for waar, _ in WAAR
    )
    klassen = [_klassen(eenheid, bits) for eenheid in plan.eenheden]
    raak = [basis & reduce(or_, (deel for _, deel in klasse)) for klasse in klassen]
    streng = _alle(raak, plan.nodig())
    te_weinig = streng.bit_count() < GENOEG and len(plan.nodig()) > 1
    hits = _genoeg(raak, plan) if plan.los or te_weinig else streng
    versoepeld = hits != streng and not plan.los
    som = _weeg(klassen, hits)
    if versoepeld:
        som.tel_op(streng, 1 << len(som.cijfers))  # what holds every word goes first
    return Gevonden(hits, versoepeld, som)


def _alle(raak: list[int], eenheden: tuple[int, ...]) -> int:
    return reduce(and_, (raak[i] for i in eenheden))


def _genoeg(raak: list[int], plan: Plan) -> int:
    return reduce(or_, (_alle(raak, keuze) for keuze in plan.genoeg()))


def _samen(alternatief: Alternatief) -> list[Sleutel]:
    """What has to stand in an offer: a word, a phrase, or words wherever they are."""
    los = alternatief.soort == "delen"
    return [(token,) for token in alternatief.tokens] if los else [alternatief.tokens]


def _klassen(eenheid: Eenheid, bits: dict[Atoom, int]) -> Klassen:
    """What the alternatives of a unit are worth, and to which offers; the highest first."""
    klassen = [
        (
            eenheid.gewicht * alternatief.gewicht * waarde,
            reduce(and_, (bits[tokens, waar] for tokens in _samen(alternatief))),
        )
        for alternatief in eenheid.alternatieven
        for waar, waarde in WAAR
    ]
    return sorted(klassen, key=lambda paar: -paar[0])


def _weeg(klassen: list[Klassen], hits: int) -> Som:
    """The worth of each hit: of each unit its best alternative wholly, the others for a part, as in `scoring`."""
    raak = [[(waarde, samen) for waarde, deel in klasse if (samen := deel & hits)] for klasse in klassen]
    schaal = FIJN / (sum(klasse[0][0] for klasse in raak if klasse) or 1.0)
    som = Som()
    for klasse in raak:
        zonder_beste = hits
        for waarde, deel in klasse:
            som.tel_op(deel, round(schaal * VERWANT * waarde))
            if nieuw := deel & zonder_beste:
                som.tel_op(nieuw, round(schaal * (1 - VERWANT) * waarde))
                zonder_beste ^= nieuw
    return som
