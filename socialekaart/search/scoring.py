"""How well an offer answers a question: one formula, used here and written out as a query for Elasticsearch.

A unit scores its best alternative, and a little of the others: weight × the boosts of the fields it stands in (the best
field counts wholly, the others for a fifth). A question scores the weighted sum of its units. Nearness, freshness, the
visitor's own wijk and a short title blend in lightly. What does not serve the municipality comes after all that does. No
score is for sale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from socialekaart.search.analyzer import is_stop, stam, woorden
from socialekaart.search.compounds import MIN_WOORD, Splitser
from socialekaart.search.plaatsen import merk, namen
from socialekaart.search.plan import Alternatief, Plan
from socialekaart.search.types import Document

VELDEN = (
    "titel",
    "synoniemen",
    "trefwoorden",
    "samenvatting",
    "organisatie",
    "tekst",
    "delen",
    "delen_tekst",
    "plek",
)
TEKSTVELDEN = VELDEN[:6]
BOOST = {
    "titel": 8.0,
    "synoniemen": 6.0,
    "trefwoorden": 5.0,
    "samenvatting": 3.0,
    "organisatie": 2.0,
    "tekst": 1.0,
    "delen": 4.5,
    "delen_tekst": 0.6,
    "plek": 6.0,
}
OVERIG = 0.2
"""Share of the fields beside the best one."""
VERWANT = 0.2
"""Share of the alternatives beside the best one: an offer that holds several words of a subject is about it."""
NABIJ = 0.3
NABIJ_M = 3_000.0
"""Distance in metres at which nearness counts for half."""
ALLE_WOORDEN = 200.0
"""Added, in a relaxed search, to what holds every word: more than the words of any question can score."""
ZONDER_PLEK = 0.5
"""Nearness of an offer without a place: it comes to the visitor, by phone or at home."""
WIJK = 0.15
VERS = ((183, 0.05), (365, 0.025))
"""(days since checked, bonus): the first that fits."""
KORT = ((2, 0.06), (4, 0.03))
"""(words in the title, bonus): the first that fits."""

_BOOSTS = tuple(BOOST[veld] for veld in VELDEN)


@dataclass(frozen=True, slots=True)
class Ontleding:
    """A document as the index needs it, made in one reading of its texts."""

    velden: tuple[str, ...]
    oppervlak: set[str]
    titel_woorden: int


def _teksten(document: Document) -> tuple[str, ...]:
    return (
        document.titel,
        " \n".join(document.synoniemen),
        " \n".join(document.trefwoorden),
        document.samenvatting,
        document.organisatie,
        " \n".join((document.tekst, *document.begrippen)),
    )


def aaneen(naam: str) -> list[str]:
    """What people write as one word: a short name (Samen Doen → samendoen) and what hyphens hold together (speel-o-theek)."""
    heel = woorden(naam)
    stukken = [heel] if 2 <= len(heel) <= 3 else []
    stukken += [delen for stuk in naam.split() if len(delen := woorden(stuk)) > 1 and delen != heel]
    return [woord for stuk in stukken if 5 <= len(woord := "".join(stuk)) <= 24]


def ontleed(document: Document, splitser: Splitser) -> Ontleding:
    """The tokens per field of `VELDEN`, the folded words, and the number of words in the title."""
    per_veld = [[woord for woord in woorden(tekst) if not is_stop(woord)] for tekst in _teksten(document)]
    delen: dict[str, None] = {}
    delen_tekst: dict[str, None] = {}
    for nummer, lijst in enumerate(per_veld):
        doel = delen if nummer < 3 else delen_tekst
        for woord in lijst:
            if len(woord) >= MIN_WOORD:
                for token in splitser.stammen(woord):
                    doel[token] = None
    namen_aaneen = [*aaneen(document.titel), *aaneen(document.organisatie)]
    delen.update(dict.fromkeys(stam(woord) for woord in aaneen(document.titel)))
    delen_tekst.update(dict.fromkeys(stam(woord) for woord in aaneen(document.organisatie)))
    stammen = [" ".join(map(stam, lijst)) for lijst in per_veld]
    plek = " ".join(dict.fromkeys(merk(naam) for plaats in document.plaatsen for naam in namen(plaats)))
    return Ontleding(
        (*stammen, " ".join(delen), " ".join(token for token in delen_tekst if token not in delen), plek),
        {woord for lijst in (*per_veld, namen_aaneen) for woord in lijst if len(woord) <= 40},
        len(per_veld[0]),
    )


def velden(document: Document, splitser: Splitser) -> tuple[str, ...]:
    """The tokens of a document per field of `VELDEN`, apart by spaces."""
    return ontleed(document, splitser).velden


def oppervlak(document: Document) -> set[str]:
    """The folded words of the name, tags and summary: what a catalogue's compounds are mostly made of."""
    return {woord for tekst in _teksten(document)[:4] for woord in woorden(tekst) if not is_stop(woord)}


def _som(treffend: Sequence[float]) -> float:
    if not treffend:
        return 0.0
    hoogste = max(treffend)
    return hoogste + OVERIG * (sum(treffend) - hoogste)


def _vul(rij: Sequence[str]) -> list[str]:
    gevuld = [f" {veld} " for veld in rij]
    gevuld.append("|".join(gevuld))
    return gevuld


_Naalden = tuple[float, bool, tuple[str, ...]]


class Scoorder:
    """Scores documents for one plan; what to look for is written out once."""

    def __init__(self, plan: Plan) -> None:
        self._eenheden = [(e.gewicht, [_naalden(a) for a in e.alternatieven]) for e in plan.eenheden]
        self._nodig = plan.nodig()

    def __call__(self, rij: Sequence[str]) -> tuple[float, bool]:
        """(score of the words, whether every unit matches that must in a strict search) of the fields of `velden`."""
        gevuld = _vul(rij)
        scores = [_eenheid(naalden, gevuld) for _, naalden in self._eenheden]
        som = sum(gewicht * score for (gewicht, _), score in zip(self._eenheden, scores, strict=True))
        return som, all(scores[i] > 0 for i in self._nodig)


def _naalden(alternatief: Alternatief) -> _Naalden:
    """(weight, apart or as one phrase, what to look for in the padded fields)."""
    if alternatief.soort == "delen":
        return alternatief.gewicht, True, tuple(f" {token} " for token in alternatief.tokens)
    return alternatief.gewicht, len(alternatief.tokens) == 1, (f" {' '.join(alternatief.tokens)} ",)


def _eenheid(alternatieven: Sequence[_Naalden], rij: Sequence[str]) -> float:
    """Score of one unit: the best of its alternatives and a little of the others, 0 when none matches."""
    alles = rij[-1]
    beste = som = 0.0
    for gewicht, los, naalden in alternatieven:
        if naalden[0] not in alles:
            continue
        score = gewicht * _naald_score(naalden, rij, los)
        som += score
        beste = max(beste, score)
    return beste + VERWANT * (som - beste)


def _naald_score(naalden: Sequence[str], rij: Sequence[str], los: bool) -> float:
    """`rij`: the padded fields, and last of all everything together, so that what is nowhere costs one look."""
    if any(naald not in rij[-1] for naald in naalden):
        return 0.0
    boosts = _BOOSTS if los else _BOOSTS[: len(TEKSTVELDEN)]
    return sum(
        _som([b for b, veld in zip(boosts, rij, strict=False) if naald in veld]) for naald in naalden
    ) / len(naalden)


def tekst_score(plan: Plan, rij: Sequence[str]) -> float:
    """Score of the words. `rij` holds the fields of `velden`; they are padded here."""
    return Scoorder(plan)(rij)[0]


def nabijheid(afstand_m: float | None) -> float:
    """1 at the door, ½ at three kilometres, towards 0 far away; `ZONDER_PLEK` without a place."""
    return ZONDER_PLEK if afstand_m is None else float(0.5 ** (afstand_m / NABIJ_M))


def versheid(gecontroleerd: date | None, vandaag: date) -> float:
    """Bonus for an offer that was checked not long ago."""
    if gecontroleerd is None:
        return 0.0
    dagen = (vandaag - gecontroleerd).days
    return next((bonus for grens, bonus in VERS if dagen <= grens), 0.0)


def kortheid(aantal_woorden: int) -> float:
    """Bonus for a short title: the offer is about that word and little else."""
    return next((bonus for grens, bonus in KORT if aantal_woorden <= grens), 0.0)


def waarom(plan: Plan, rij: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(words that matched, fields they stand in), for editors who ask why a hit is where it is."""
    gevuld = _vul(rij)
    gevonden: dict[str, None] = {}
    in_velden: dict[str, None] = {}
    for eenheid in plan.eenheden:
        for alternatief in eenheid.alternatieven:
            _, los, naalden = _naalden(alternatief)
            if not _naald_score(naalden, gevuld, los):
                continue
            gevonden[alternatief.tekst or eenheid.woord] = None
            stukken = alternatief.tokens if alternatief.soort == "delen" else (" ".join(alternatief.tokens),)
            for naam, veld in zip(VELDEN, gevuld, strict=False):
                if any(f" {stuk} " in veld for stuk in stukken):
                    in_velden[naam] = None
    return tuple(gevonden), tuple(in_velden)
