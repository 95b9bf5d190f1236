"""Pure: what the engines are asked, drawn once from the words and the areas, the same for every engine and size."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scripts.bench.gebieden import Gebied
from scripts.bench.generator import ZAAD
from scripts.bench.woordenbron import Woordenbron
from socialekaart.search.types import Plek, Vraag

PER_SOORT = 40


@dataclass(frozen=True, slots=True)
class Vragen:
    """The questions by kind. `suggestie`: what is typed so far."""

    woord: tuple[Vraag, ...]
    facet: tuple[Vraag, ...]
    plek: tuple[Vraag, ...]
    suggestie: tuple[str, ...]


def verzin(
    gebieden: Sequence[Gebied], bron: Woordenbron, per_soort: int = PER_SOORT, zaad: int = ZAAD
) -> Vragen:
    """Single words, terms of more words, compounds, sentences and slips of the pen; each kind on its own or with choices."""
    rng = random.Random(zaad + 1)
    woorden = [_zoekwoorden(rng, bron, nummer) for nummer in range(per_soort * 3)]
    vraag_in = [Vraag(q=q, gemeente=rng.choice(gebieden).code) for q in woorden]
    op_woord = tuple(vraag_in[:per_soort])
    facet = tuple(
        _met_keuzes(rng, vraag if nummer % 2 else replace(vraag, q=""), gebieden, nummer)
        for nummer, vraag in enumerate(vraag_in[per_soort : 2 * per_soort])
    )
    plek = tuple(_bij(rng, vraag, gebieden, nummer) for nummer, vraag in enumerate(vraag_in[2 * per_soort :]))
    return Vragen(op_woord, facet, plek, tuple(_begin(rng, bron, nummer) for nummer in range(per_soort)))


def _zoekwoorden(rng: random.Random, bron: Woordenbron, nummer: int) -> str:
    thema = rng.choice(bron.themas)
    term = thema.termen[min(int(rng.expovariate(0.15)), len(thema.termen) - 1)]
    match nummer % 8:
        case 0 | 1 | 2:
            return term.split()[0]
        case 3:
            return term
        case 4:
            return rng.choice(bron.delen) + rng.choice(bron.delen)
        case 5:
            return "ik kan " + " ".join(rng.choice(bron.zinnen))
        case 6:
            return f"{term} {rng.choice(thema.termen).split()[0]}"
        case _:
            return _verschrijf(rng, max(term.split(), key=len))


def _verschrijf(rng: random.Random, woord: str) -> str:
    """Two letters change places."""
    if len(woord) < 5:
        return woord
    plaats = rng.randint(1, len(woord) - 3)
    return woord[:plaats] + woord[plaats + 1] + woord[plaats] + woord[plaats + 2 :]


def _met_keuzes(rng: random.Random, vraag: Vraag, gebieden: Sequence[Gebied], nummer: int) -> Vraag:
    keuzes = (
        {"leefgebied": frozenset({"financien", "wonen"})},
        {"doelgroep": frozenset({"ouderen"})},
        {"toegang": frozenset({"vrij"}), "gratis": frozenset({"ja"})},
        {"vorm": frozenset({"plek"}), "dagdeel": frozenset({"ochtend"})},
        {"nu_open": frozenset({"ja"})},
        {
            "bereik": frozenset({"wijk", "gemeente"}),
            "wijk": frozenset({rng.choice(rng.choice(gebieden).wijken).code}),
        },
        {"taal": frozenset({"en", "ar"})},
        {
            "leefgebied": frozenset({"netwerk"}),
            "toegang": frozenset({"aanmelden"}),
            "doelgroep": frozenset({"ouders"}),
        },
    )
    return replace(vraag, **keuzes[nummer % len(keuzes)])


def _bij(rng: random.Random, vraag: Vraag, gebieden: Sequence[Gebied], nummer: int) -> Vraag:
    gebied = rng.choice(gebieden)
    wijk = rng.choice(gebied.wijken)
    plek = Plek(wijk.lat, wijk.lon, wijk.code, wijk.naam)
    return replace(
        vraag,
        q="" if nummer % 4 == 3 else vraag.q,
        gemeente=gebied.code,
        plek=plek,
        sorteer="afstand" if nummer % 3 == 0 else "relevantie",
    )


def _begin(rng: random.Random, bron: Woordenbron, nummer: int) -> str:
    """Two to eight letters of a term, now and then after a whole word."""
    term = rng.choice(rng.choice(bron.themas).termen)
    lang = max(term.split(), key=len)[: 2 + nummer % 7]
    return f"hulp bij {lang}" if nummer % 10 == 9 else lang
