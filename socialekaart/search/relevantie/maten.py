"""Measures of one ranked answer against graded judgements. Pure: identifiers and grades in, a figure from 0 to 1 out.

Grades: 3 exactly it, 2 good, 1 also useful; what is not judged is worth 0. `goed` maps identifier to grade, `ids` is the
answer, best first, without doubles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log2

VOLDOENDE = 2
"""From this grade on an offer answers the question: counted by recall and by the reciprocal rank."""
DIEPTE = 10
"""How far a visitor reads: the first page."""


def voldoende(goed: Mapping[str, int]) -> frozenset[str]:
    """The offers that answer the question."""
    return frozenset(naam for naam, graad in goed.items() if graad >= VOLDOENDE)


def recall(ids: Sequence[str], goed: Mapping[str, int], diepte: int = DIEPTE) -> float:
    """The share of the offers that answer the question, found among the first `diepte`.

    Raises ValueError when nothing answers it: such a question has no recall.
    """
    gezocht = voldoende(goed)
    if not gezocht:
        raise ValueError("no offer answers this question")
    return len(gezocht.intersection(ids[:diepte])) / len(gezocht)


def omgekeerde_rang(ids: Sequence[str], goed: Mapping[str, int]) -> float:
    """1 divided by the place of the first offer that answers the question; 0 when there is none. Its mean is the MRR."""
    gezocht = voldoende(goed)
    for plaats, naam in enumerate(ids, start=1):
        if naam in gezocht:
            return 1 / plaats
    return 0.0


def _winst(graden: Sequence[int]) -> float:
    return sum((2.0**graad - 1) / log2(plaats + 1) for plaats, graad in enumerate(graden, start=1))


def ndcg(ids: Sequence[str], goed: Mapping[str, int], diepte: int = DIEPTE) -> float:
    """Normalised discounted cumulative gain at `diepte`: gain 2^grade − 1, discount log2(place + 1).

    1 when the answer holds the best offers in the best order. Raises ValueError when there is nothing to gain.
    """
    best = _winst(sorted(goed.values(), reverse=True)[:diepte])
    if not best:
        raise ValueError("nothing to gain: no grades above 0")
    # A perfect answer adds the same terms, but rounding may differ in the last bit.
    return min(1.0, _winst([goed.get(naam, 0) for naam in ids[:diepte]]) / best)


def overlap(ene: Sequence[str], andere: Sequence[str], diepte: int = DIEPTE) -> float | None:
    """|A∩B| / max(|A|, |B|) of the first `diepte`; None when neither has a hit."""
    a, b = set(ene[:diepte]), set(andere[:diepte])
    if not a and not b:
        return None
    return len(a & b) / max(len(a), len(b))


def gemiddelde(waarden: Sequence[float]) -> float:
    """The mean. Raises ValueError when there is nothing to take it of."""
    if not waarden:
        raise ValueError("no values")
    return sum(waarden) / len(waarden)
