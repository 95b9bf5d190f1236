"""From answers to figures: a score a query, means a class, the misses, the overlap of two engines. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from socialekaart.search.relevantie import maten
from socialekaart.search.relevantie.oordelen import GEEN_ANTWOORD, GEVAAR, KLASSEN, Oordeel

DREMPEL_RECALL = 0.95
DREMPEL_MRR = 0.90
DREMPEL_OVERLAP = 0.95
"""Of the first ten of our two engines."""
TOTAAL = "totaal"


@dataclass(frozen=True, slots=True)
class Antwoord:
    """What an engine gave for a query: external ids, best first.

    `gevaar`: whether it saw the danger; None for an engine that does not know of danger (then it is not asked for).
    `duur` in seconds.
    """

    ids: tuple[str, ...]
    gevaar: bool | None = None
    duur: float = 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """The three measures of one answer, or their means."""

    recall: float
    mrr: float
    ndcg: float

    def als_json(self) -> dict[str, float]:
        """Rounded to four decimals."""
        return {"recall@10": round(self.recall, 4), "mrr": round(self.mrr, 4), "ndcg@10": round(self.ndcg, 4)}


GOED = Score(1.0, 1.0, 1.0)
FOUT = Score(0.0, 0.0, 0.0)


def beoordeel(oordeel: Oordeel, antwoord: Antwoord) -> Score:
    """The score of one answer.

    Where no answer exists, only an empty answer is right. Where danger speaks, offers without the warning score nothing.
    """
    if oordeel.klasse == GEEN_ANTWOORD:
        return FOUT if antwoord.ids else GOED
    if oordeel.klasse == GEVAAR and antwoord.gevaar is False:
        return FOUT
    return Score(
        maten.recall(antwoord.ids, oordeel.goed),
        # Like the other two only within the first page: whoever answers more does not gain by it.
        maten.omgekeerde_rang(antwoord.ids[: maten.DIEPTE], oordeel.goed),
        maten.ndcg(antwoord.ids, oordeel.goed),
    )


def samenvatting(oordelen: Sequence[Oordeel], antwoorden: Sequence[Antwoord]) -> dict[str, tuple[int, Score]]:
    """Number of queries and mean score a class, in the order of `KLASSEN`, and of all queries under `TOTAAL`."""
    scores = [beoordeel(oordeel, antwoord) for oordeel, antwoord in zip(oordelen, antwoorden, strict=True)]
    result = {}
    for klasse in (*KLASSEN, TOTAAL):
        groep = [s for o, s in zip(oordelen, scores, strict=True) if klasse in (TOTAAL, o.klasse)]
        if groep:
            result[klasse] = (
                len(groep),
                Score(
                    maten.gemiddelde([s.recall for s in groep]),
                    maten.gemiddelde([s.mrr for s in groep]),
                    maten.gemiddelde([s.ndcg for s in groep]),
                ),
            )
    return result


@dataclass(frozen=True, slots=True)
class Misser:
    """A query that could be answered better: what is missing from the first page, what came first, and the score."""

    oordeel: Oordeel
    score: Score
    gemist: tuple[str, ...]
    gekregen: tuple[str, ...]
    gevaar_gemist: bool = False


def missers(oordelen: Sequence[Oordeel], antwoorden: Sequence[Antwoord]) -> list[Misser]:
    """The queries with a recall or a reciprocal rank below 1, worst first."""
    result = []
    for oordeel, antwoord in zip(oordelen, antwoorden, strict=True):
        score = beoordeel(oordeel, antwoord)
        if score.recall < 1 or score.mrr < 1:
            eerste = antwoord.ids[: maten.DIEPTE]
            gemist = maten.voldoende(oordeel.goed).difference(eerste)
            gevaar_gemist = oordeel.klasse == GEVAAR and antwoord.gevaar is False
            result.append(Misser(oordeel, score, tuple(sorted(gemist)), eerste, gevaar_gemist))
    return sorted(result, key=lambda m: (m.score.recall, m.score.mrr, m.oordeel.klasse, m.oordeel.q))


def overlap(ene: Sequence[Antwoord], andere: Sequence[Antwoord]) -> float | None:
    """Mean overlap of the first pages over the queries in which at least one engine has hits; None without any."""
    waarden = [
        waarde
        for a, b in zip(ene, andere, strict=True)
        if (waarde := maten.overlap(a.ids, b.ids)) is not None
    ]
    return maten.gemiddelde(waarden) if waarden else None


def haalt_drempel(cijfers: Mapping[str, tuple[int, Score]]) -> bool:
    """Whether the means over all queries reach what the project holds itself to."""
    totaal = cijfers[TOTAAL][1]
    return totaal.recall >= DREMPEL_RECALL and totaal.mrr >= DREMPEL_MRR
