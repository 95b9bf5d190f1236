"""How well an offer answers a question: one formula, used here and written out as a query for Elasticsearch.

A unit scores its best alternative, and a little of the others: weight × the boosts of the fields it stands in (the best
field counts wholly, the others for a fifth). A question scores the weighted sum of its units. Nearness, freshness, the
visitor's own wijk and a short title blend in lightly. What does not serve the municipality comes after all that does. No
score is for sale.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from socialekaart.search.analyzer import ZONDER_BETEKENIS, is_stop, stam, woorden
from socialekaart.search.compounds import Splitser
from socialekaart.search.lexicon import Sleutel
from socialekaart.search.plaatsen import merken
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
    "synoniemen": 5.0,
    "trefwoorden": 4.5,
    "samenvatting": 4.0,
    "organisatie": 2.0,
    "tekst": 2.0,
    "delen": 3.5,
    "delen_tekst": 1.5,
    "plek": 6.0,
}
"""Of a word that was typed."""
BOOST_VERWANT = BOOST | {"titel": 5.0, "delen": 2.0, "delen_tekst": 1.0}
"""Of a word that the lists have for it: it says less in a name, and as a part of a word it may say something else (maatje in
taalmaatje)."""
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
    stukken += [
        delen
        for stuk in naam.split()
        if not stuk.isalnum() and len(delen := woorden(stuk)) > 1 and delen != heel
    ]
    return [woord for stuk in stukken if 5 <= len(woord := "".join(stuk)) <= 24]


_BULT = re.compile(r"[a-zà-öø-ÿ](?=[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ])")


def uiteen(naam: str) -> list[str]:
    """The words that a name holds together with capitals: AlarmThuis, DigiCafé."""
    return [
        woord
        for stuk in naam.split()
        if _BULT.search(stuk)
        for woord in woorden(_BULT.sub(r"\g<0> ", stuk))
        if len(woord) > 2 and not is_stop(woord)
    ]


def ontleed(document: Document, splitser: Splitser) -> Ontleding:
    """The tokens per field of `VELDEN`, the folded words, and the number of words in the title."""
    stammen: list[str] = []
    alle: list[str] = []
    samen: list[list[str]] = []
    for tekst in _teksten(document):
        gelezen = woorden(tekst)
        gevonden = list(filter(None, map(splitser.tokens, gelezen)))
        stammen.append(" ".join([tokens[0] for tokens in gevonden]))
        samen.append([deel for tokens in gevonden if len(tokens) > 1 for deel in tokens[1:]])
        alle += gelezen
    # The parts of the compounds: of name and tags, and of the other texts.
    delen, delen_tekst = (dict.fromkeys(chain.from_iterable(velden)) for velden in (samen[:3], samen[3:]))
    for naam, doel in ((document.titel, delen), (document.organisatie, delen_tekst)):
        for woord in (*aaneen(naam), *uiteen(naam)):
            doel[stam(woord)] = None
            alle.append(woord)
    plek = " ".join(dict.fromkeys([merk for plaats in document.plaatsen for merk in merken(plaats)]))
    return Ontleding(
        (*stammen, " ".join(delen), " ".join([token for token in delen_tekst if token not in delen]), plek),
        set(alle) - ZONDER_BETEKENIS,
        len(stammen[0].split()),
    )


def velden(document: Document, splitser: Splitser) -> tuple[str, ...]:
    """The tokens of a document per field of `VELDEN`, apart by spaces."""
    return ontleed(document, splitser).velden


def oppervlak(document: Document) -> set[str]:
    """The folded words of the name, tags and summary: what a catalogue's compounds are mostly made of."""
    return set[str]().union(*map(woorden, _teksten(document)[:4])) - ZONDER_BETEKENIS


def _som(treffend: Sequence[float]) -> float:
    if not treffend:
        return 0.0
    hoogste = max(treffend)
    return hoogste + OVERIG * (sum(treffend) - hoogste)


def _waarden(boosts: Mapping[str, float]) -> tuple[float, ...]:
    """What standing in a set of fields is worth. Bit i of the set is field i of `VELDEN`."""
    return tuple(
        _som([boosts[veld] for i, veld in enumerate(VELDEN) if velden >> i & 1])
        for velden in range(1 << len(VELDEN))
    )


_WAARDE, _WAARDE_VERWANT = _waarden(BOOST), _waarden(BOOST_VERWANT)
_IN_TEKST = (1 << len(TEKSTVELDEN)) - 1


class Scoorder:
    """Scores documents for one plan, given the fields of `velden`; tells which words matched, and where."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._nodig = plan.nodig()
        self.tokens = frozenset(
            token for eenheid in plan.eenheden for a in eenheid.alternatieven for token in a.tokens
        )
        # Most alternatives stand nowhere in a document: they are found from the words that do.
        self._woord: dict[str, list[tuple[int, float, tuple[float, ...]]]] = {}
        self._begint: dict[str, list[tuple[int, Alternatief, Sleutel]]] = {}
        for nummer, eenheid in enumerate(plan.eenheden):
            for alternatief in eenheid.alternatieven:
                eerste = alternatief.tokens[0]
                if len(alternatief.tokens) == 1:
                    waarde = _WAARDE_VERWANT if alternatief.verwant else _WAARDE
                    self._woord.setdefault(eerste, []).append((nummer, alternatief.gewicht, waarde))
                else:
                    verder = alternatief.tokens[1:]
                    self._begint.setdefault(eerste, []).append((nummer, alternatief, verder))

    def __call__(self, rij: Sequence[str]) -> tuple[float, bool]:
        """(score of the words, whether every unit matches that must in a strict search)."""
        waar = self._waar(rij)
        eenheden = self.plan.eenheden
        beste, som = [0.0] * len(eenheden), [0.0] * len(eenheden)
        woord, begint = self._woord, self._begint
        for token, in_velden in waar.items():
            for nummer, gewicht, waarde in woord.get(token, ()):
                score = gewicht * waarde[in_velden]
                som[nummer] += score
                if score > beste[nummer]:
                    beste[nummer] = score
            for nummer, alternatief, verder in begint.get(token, ()):
                for ander in verder:
                    if ander not in waar:
                        break
                else:
                    if raak := _raak(alternatief, waar, rij):
                        waarde = _WAARDE_VERWANT if alternatief.verwant else _WAARDE
                        score = alternatief.gewicht * sum([waarde[velden] for velden in raak]) / len(raak)
                        som[nummer] += score
                        if score > beste[nummer]:
                            beste[nummer] = score
        # Of each unit the best of its alternatives, and a little of the others.
        totaal = sum(
            [e.gewicht * (b + VERWANT * (s - b)) for e, b, s in zip(eenheden, beste, som, strict=True)]
        )
        return totaal, all(beste[i] > 0 for i in self._nodig)

    def waarom(self, rij: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...], frozenset[str]]:
        """(words that matched, fields they stand in, stems to mark), for editors and visitors who ask why a hit is there."""
        waar = self._waar(rij)
        gevonden: dict[str, None] = {}
        in_velden = 0
        heel, los = set[str](), set[str]()
        for eenheid in self.plan.eenheden:
            for alternatief in eenheid.alternatieven:
                if alternatief.tokens[0] in waar and (raak := _raak(alternatief, waar, rij)):
                    gevonden[alternatief.tekst or eenheid.woord] = None
                    # Words that stand apart say little one by one: only marked when there is nothing better.
                    (los if alternatief.soort == "delen" else heel).update(alternatief.tokens)
                    for velden in raak:
                        in_velden |= velden
        in_namen = tuple(veld for i, veld in enumerate(VELDEN) if in_velden >> i & 1)
        return tuple(gevonden), in_namen, frozenset(heel or los)

    def _waar(self, rij: Sequence[str]) -> dict[str, int]:
        """The set of fields in which each token stands that was looked for."""
        waar: dict[str, int] = {}
        bit = 1
        for veld in rij:
            if veld:
                for token in self.tokens.intersection(veld.split()):
                    waar[token] = waar.get(token, 0) | bit
            bit <<= 1
        return waar


def _raak(alternatief: Alternatief, waar: dict[str, int], rij: Sequence[str]) -> tuple[int, ...]:
    """The sets of fields in which the words of an alternative stand; () when it does not match."""
    tokens = alternatief.tokens
    if len(tokens) == 1:
        velden = waar.get(tokens[0], 0)
        return (velden,) if velden else ()
    if alternatief.soort == "delen":
        los = tuple(waar.get(token, 0) for token in tokens)
        return los if all(los) else ()
    velden = _IN_TEKST
    for token in tokens:
        velden &= waar.get(token, 0)
    if not velden:
        return ()
    frase, heel = " ".join(tokens), 0
    for i in range(len(TEKSTVELDEN)):
        if velden >> i & 1 and frase in rij[i] and f" {frase} " in f" {rij[i]} ":
            heel |= 1 << i
    return (heel,) if heel else ()


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
