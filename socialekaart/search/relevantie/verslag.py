"""Writes the figures down: a table to read, and the same as JSON values. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from socialekaart.search.relevantie.meting import TOTAAL, Misser, Score

Cijfers = Mapping[str, tuple[int, Score]]
"""Per class: number of queries and mean score, as `meting.samenvatting` gives."""


def _getal(waarde: float) -> str:
    """Cut off, never rounded up: .9499 is no .95."""
    return f"{int(waarde * 1000 + 1e-9) / 1000:.3f}"


def tabel(cijfers: Mapping[str, Cijfers]) -> Iterator[str]:
    """One line a class, one column group an engine: recall@10, MRR, nDCG@10."""
    engines = list(cijfers)
    if not engines:
        return
    klassen = list(cijfers[engines[0]])
    yield f"{'':<15}{'':>5}" + "".join(f"  {naam:^23}" for naam in engines)
    yield f"{'klasse':<15}{'n':>5}" + f"  {'recall':>7} {'MRR':>7} {'nDCG':>7}" * len(engines)
    for klasse in klassen:
        if klasse == TOTAAL:
            yield "-" * (20 + 25 * len(engines))
        regel = f"{klasse:<15}{cijfers[engines[0]][klasse][0]:>5}"
        for naam in engines:
            score = cijfers[naam][klasse][1]
            regel += f"  {_getal(score.recall):>7} {_getal(score.mrr):>7} {_getal(score.ndcg):>7}"
        yield regel


def regels_van_missers(missers: Sequence[Misser], titels: Mapping[str, str]) -> Iterator[str]:
    """Per miss: the query, what was missing and what came first, each with its title."""

    def genoemd(ids: Sequence[str], aantal: int = 5) -> str:
        return "; ".join(f"{naam} {titels.get(naam, '?')}" for naam in ids[:aantal]) or "niets"

    for misser in missers:
        oordeel, score = misser.oordeel, misser.score
        waar = " ".join(filter(None, (oordeel.gemeente, oordeel.postcode)))
        yield (
            f"[{oordeel.klasse}] “{oordeel.q}” {waar}  recall {_getal(score.recall)}  MRR {_getal(score.mrr)}"
        )
        if misser.gevaar_gemist:
            yield "    gevaar niet herkend"
        if misser.gemist:
            yield f"    gemist:   {genoemd(misser.gemist, 10)}"
        yield f"    gekregen: {genoemd(misser.gekregen)}"


def missers_als_json(missers: Sequence[Misser]) -> list[dict[str, Any]]:
    """The misses as JSON values."""
    return [
        {
            "q": misser.oordeel.q,
            "klasse": misser.oordeel.klasse,
            "gemeente": misser.oordeel.gemeente,
            "postcode": misser.oordeel.postcode,
            **misser.score.als_json(),
            "gemist": list(misser.gemist),
            "gekregen": list(misser.gekregen),
            "gevaar_gemist": misser.gevaar_gemist,
        }
        for misser in missers
    ]


def cijfers_als_json(cijfers: Cijfers) -> dict[str, Any]:
    """Per class the number of queries and the three means."""
    return {klasse: {"aantal": aantal, **score.als_json()} for klasse, (aantal, score) in cijfers.items()}
