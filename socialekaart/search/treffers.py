"""Making a hit of a document: distance, why it matched, and the marked pieces of text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from socialekaart.search import scoring
from socialekaart.search.afstand import dichtstbij
from socialekaart.search.fragment import fragment, markeer
from socialekaart.search.plan import Plan
from socialekaart.search.types import Document, Plek, Treffer


def maak(
    document: Document,
    plek: Plek | None,
    plan: Plan,
    velden: Sequence[str],
    score: float,
    delen: Callable[[str], tuple[str, ...]],
    *,
    bedient: bool,
) -> Treffer:
    """The hit as a page shows it. `velden` are the tokens of the document as in `scoring.velden`."""
    nabij = dichtstbij(plek.lat, plek.lon, document.punten) if plek else None
    gezocht = frozenset(token for e in plan.eenheden for a in e.alternatieven for token in a.tokens)
    woorden, in_velden = scoring.waarom(plan, velden) if velden else ((), ())
    return Treffer(
        document=document,
        score=round(score, 4),
        afstand_m=nabij[0] if nabij else None,
        dichtstbij=nabij[1] if nabij else None,
        bedient=bedient,
        woorden=woorden,
        velden=in_velden,
        titel=markeer(document.titel, gezocht, delen),
        fragment=fragment(document.samenvatting, document.tekst, gezocht, delen),
    )
