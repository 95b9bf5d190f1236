"""Making a hit of a document: distance, why it matched, and the marked pieces of text."""

from __future__ import annotations

from collections.abc import Sequence

from socialekaart.search.afstand import dichtstbij
from socialekaart.search.fragment import Markeerder
from socialekaart.search.scoring import Scoorder
from socialekaart.search.types import Document, Plek, Treffer


def maak(
    document: Document,
    plek: Plek | None,
    scoorder: Scoorder,
    velden: Sequence[str],
    score: float,
    markeerder: Markeerder,
    *,
    bedient: bool,
) -> Treffer:
    """The hit as a page shows it. `velden` are the tokens of the document as in `scoring.velden`; none when no words were
    looked for."""
    nabij = dichtstbij(plek.lat, plek.lon, document.punten) if plek else None
    woorden, in_velden, gezocht = scoorder.waarom(velden)
    # Looking for words in a long text takes a while: not where none are.
    in_tekst = "tekst" in in_velden or "delen_tekst" in in_velden
    return Treffer(
        document=document,
        score=round(score, 4),
        afstand_m=nabij[0] if nabij else None,
        dichtstbij=nabij[1] if nabij else None,
        bedient=bedient,
        woorden=woorden,
        velden=in_velden,
        titel=markeerder.markeer(document.titel, gezocht),
        fragment=markeerder.fragment(document.samenvatting, document.tekst, gezocht, in_tekst=in_tekst),
    )
