"""From the words that someone typed to units that both engines can look up.

A unit is one thing the visitor asks for, with alternatives: the word itself, what means the same, the parts of a
compound, a correction. All units must match (strict); with too few hits the engine may drop units as long as half of the
weight of the question still matches (relaxed). So "pizza bestellen" gives nothing, where an ordinary OR would give noise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from socialekaart.search.analyzer import is_stop, stam, woorden
from socialekaart.search.compounds import Splitser
from socialekaart.search.lexicon import Lexicon, Sleutel, Verwijzing, Zin
from socialekaart.search.spelling import Woordenschat

MAX_WOORDEN = 32
MAX_EENHEDEN = 6
MAX_ALTERNATIEVEN = 16
MAX_TEKENS = 400
ZIN_VANAF = 4
"""A question of so many words or more is a sentence: filler words fall away."""
GENOEG = 5
"""Below so many strict hits the engine looks with relaxed demands."""
DEEL_VAN_VRAAG = 0.5
"""The share of the question's weight that a relaxed hit must match."""
GEWICHT_DELEN = 0.8
GEWICHT_BEGIN = 0.8
GEWICHT_CORRECTIE = 0.8
GEWICHT_ZWAK = 0.35
GEWICHT_REST = 0.4

Soort = Literal["woord", "frase", "delen"]


@dataclass(frozen=True, slots=True)
class Alternatief:
    """Tokens that satisfy a unit. `frase`: in this order in one field; `delen`: all of them, in any field."""

    tokens: Sleutel
    gewicht: float = 1.0
    soort: Soort = "woord"
    tekst: str = ""


@dataclass(frozen=True, slots=True)
class Eenheid:
    """One thing asked for. `gewicht` is its part in the score and in what a relaxed hit must match."""

    woord: str
    alternatieven: tuple[Alternatief, ...]
    gewicht: float = 1.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What to look up. Without `eenheden` and with `leeg` everything matches; without both nothing does."""

    eenheden: tuple[Eenheid, ...] = ()
    leeg: bool = False
    gevaar: str = ""
    suggestie: str = ""
    ook_gezocht_op: tuple[str, ...] = ()

    def genoeg(self) -> tuple[tuple[int, ...], ...]:
        """The smallest sets of units (by index) that together weigh enough for a relaxed hit."""
        nodig = DEEL_VAN_VRAAG * sum(eenheid.gewicht for eenheid in self.eenheden) - 1e-9
        sets: list[tuple[int, ...]] = []
        for grootte in range(1, len(self.eenheden) + 1):
            for keuze in combinations(range(len(self.eenheden)), grootte):
                if any(set(kleiner) <= set(keuze) for kleiner in sets):
                    continue
                if sum(self.eenheden[i].gewicht for i in keuze) >= nodig:
                    sets.append(keuze)
        return tuple(sets)


class Planner:
    """Plans with a lexicon, the words of the index and a splitter. It never raises, whatever is typed."""

    def __init__(self, lexicon: Lexicon, woordenschat: Woordenschat, splitser: Splitser) -> None:
        self.lexicon = lexicon
        self.woordenschat = woordenschat
        self.splitser = splitser

    def plan(self, q: str, letterlijk: bool = False) -> Plan:
        """The plan for a question; only its first words count when it is very long."""
        vraag = woorden(q[:MAX_TEKENS])[:MAX_WOORDEN]
        if not vraag:
            # Blank shows everything; signs without a word (???) ask for something we do not have.
            return Plan(leeg=not q.strip())
        gevaar = self.lexicon.gevaar_in(vraag)
        if letterlijk:
            eigen = [w for w in vraag if not is_stop(w)] or vraag
            return Plan(_beperk(self._letterlijk(w) for w in dict.fromkeys(eigen)), gevaar=gevaar)
        over, eenheden = self._meerwoordig(vraag)
        over, zinnen = self._zinnen(vraag, over)
        eenheden += zinnen
        verbeterd: dict[str, str] = {}
        los = self._zonder_vulling(vraag, over, bool(eenheden))
        rest = [self._los(vraag[i], verbeterd) for i in los]
        rest = self._samen(vraag, los, rest)
        if zinnen:
            rest = [Eenheid(e.woord, e.alternatieven, e.gewicht * GEWICHT_REST) for e in rest]
        gekozen = _beperk([*eenheden, *rest])
        suggestie = " ".join(verbeterd.get(w, w) for w in vraag) if verbeterd else ""
        return Plan(gekozen, gevaar=gevaar, suggestie=suggestie, ook_gezocht_op=_ook(gekozen))

    # -- parts of the question ------------------------------------------------------------------------------------

    def _meerwoordig(self, vraag: list[str]) -> tuple[list[int], list[Eenheid]]:
        """Synonyms of several words, longest first, before stop words fall away ("ouden van dagen")."""
        stammen = [stam(w) for w in vraag]
        over: list[int] = []
        eenheden: list[Eenheid] = []
        i = 0
        while i < len(vraag):
            for lengte in range(min(self.lexicon.langste, len(vraag) - i), 1, -1):
                begin = tuple(stammen[i : i + lengte])
                if begin in self.lexicon.synoniemen:
                    eigen = tuple(stam(w) for w in vraag[i : i + lengte] if not is_stop(w))
                    alternatieven = [
                        *self._eigen_frase(eigen),
                        *self._verwezen(self.lexicon.synoniemen[begin]),
                    ]
                    if len(eigen) == 2:
                        alternatieven += (
                            [Alternatief((stam("".join(vraag[i : i + 2])),), 1.0)] if lengte == 2 else []
                        )
                    eenheden.append(Eenheid(" ".join(vraag[i : i + lengte]), _uniek(alternatieven)))
                    i += lengte
                    break
            else:
                over.append(i)
                i += 1
        return over, eenheden

    def _eigen_frase(self, tokens: Sleutel) -> list[Alternatief]:
        if not tokens:
            return []
        if len(tokens) == 1:
            return [Alternatief(tokens)]
        return [Alternatief(tokens, 1.0, "frase"), Alternatief(tokens, 0.9, "delen")]

    def _zinnen(self, vraag: list[str], over: list[int]) -> tuple[list[int], list[Eenheid]]:
        """Rules for words that together mean something; the rule with most words speaks first, each word counts once."""
        plaatsen: dict[str, list[int]] = {}
        for i in range(len(vraag)):
            plaatsen.setdefault(stam(vraag[i]), []).append(i)
        vrij = set(over)
        passend = [
            zin
            for token in plaatsen
            for zin in self.lexicon.zinnen.get(token, ())
            if all(nodig in plaatsen for nodig in zin.nodig)
        ]
        eenheden: list[Eenheid] = []
        gebruikt: set[str] = set()
        for zin in sorted(passend, key=lambda z: (-len(z.nodig), sorted(z.nodig))):
            inhoud = {t for t in zin.nodig if not is_stop(t)} or set(zin.nodig)
            if inhoud & gebruikt or not any(i in vrij for t in inhoud for i in plaatsen[t]):
                continue
            eenheid = self._zin(zin, inhoud)
            if not eenheid.alternatieven:
                continue
            gebruikt |= inhoud
            vrij -= {i for t in zin.nodig for i in plaatsen[t]}
            eenheden.append(eenheid)
        return [i for i in over if i in vrij], eenheden

    def _zin(self, zin: Zin, inhoud: set[str]) -> Eenheid:
        eigen = tuple(
            sorted(t for t in inhoud if t not in self.lexicon.vul_zin and self.woordenschat.kent(t))
        )
        alternatieven = list(self._verwezen(zin.doelen, 1.0 / 0.85))
        if len(eigen) > 1:
            alternatieven.append(Alternatief(eigen, 0.9, "delen"))
        return Eenheid(" ".join(sorted(zin.nodig)), _uniek(alternatieven))

    def _zonder_vulling(self, vraag: list[str], over: list[int], al_iets: bool) -> list[int]:
        """Drop stop words and, in a sentence, filler; never so much that nothing is asked any more."""
        lexicon = self.lexicon
        inhoud = [i for i in over if not is_stop(vraag[i])]
        kern = [i for i in inhoud if stam(vraag[i]) not in lexicon.vul_altijd]
        if len(vraag) >= ZIN_VANAF:
            kern = [i for i in kern if stam(vraag[i]) not in lexicon.vul_zin]
        if kern or al_iets:
            return self._eenmaal(vraag, kern)
        return self._eenmaal(vraag, [i for i in inhoud if stam(vraag[i]) not in lexicon.vul_altijd] or inhoud)

    @staticmethod
    def _eenmaal(vraag: list[str], plaatsen: Iterable[int]) -> list[int]:
        gezien: dict[str, int] = {}
        for i in plaatsen:
            gezien.setdefault(stam(vraag[i]), i)
        return list(gezien.values())

    # -- one word -------------------------------------------------------------------------------------------------

    def _letterlijk(self, woord: str) -> Eenheid:
        return Eenheid(woord, (Alternatief((stam(woord),)),))

    def _los(self, woord: str, verbeterd: dict[str, str]) -> Eenheid:
        token = stam(woord)
        alternatieven = [Alternatief((token,))]
        gewicht = GEWICHT_ZWAK if token in self.lexicon.zwak else 1.0
        alternatieven += self._verwezen(self.lexicon.synoniemen.get((token,), ()))
        alternatieven += self._delen(woord)
        bekend = self.woordenschat.kent(token) or (token,) in self.lexicon.synoniemen
        if not bekend:
            begin = self.woordenschat.begint(woord) if len(woord) >= 3 else []
            alternatieven += [Alternatief((stam(w),), GEWICHT_BEGIN, tekst=w) for w in begin]
            if not begin and len(alternatieven) == 1 and woord not in self.lexicon.woorden:
                alternatieven += self._correctie(woord, verbeterd)
        return Eenheid(woord, _uniek(alternatieven), gewicht)

    def _correctie(self, woord: str, verbeterd: dict[str, str]) -> list[Alternatief]:
        gevonden: list[Alternatief] = []
        for nummer, goed in enumerate(self.woordenschat.lijkt_op(woord)):
            token = stam(goed)
            factor = GEWICHT_CORRECTIE * (1.0 if nummer == 0 else 0.8)
            gevonden.append(Alternatief((token,), factor, tekst=goed))
            gevonden += self._verwezen(self.lexicon.synoniemen.get((token,), ()), factor)
            gevonden += [
                Alternatief(a.tokens, a.gewicht * factor, a.soort, a.tekst) for a in self._delen(goed)
            ]
            verbeterd.setdefault(woord, goed)
        return gevonden

    def _delen(self, woord: str) -> list[Alternatief]:
        delen = self.splitser.stammen(woord)
        if len(delen) < 2:
            return []
        gevonden = [Alternatief(delen, GEWICHT_DELEN, "delen")]
        gevonden += self._verwezen(self.lexicon.synoniemen.get(delen, ()), GEWICHT_DELEN)
        return gevonden

    def _verwezen(self, verwijzingen: Iterable[Verwijzing], factor: float = 1.0) -> list[Alternatief]:
        """Only what the index holds: the rest would cost time and find nothing."""
        return [
            Alternatief(r.tokens, r.gewicht * factor, "woord" if len(r.tokens) == 1 else "frase", r.tekst)
            for r in verwijzingen
            if all(self.woordenschat.kent(token) for token in r.tokens)
        ]

    def _samen(self, vraag: list[str], los: list[int], eenheden: list[Eenheid]) -> list[Eenheid]:
        """Two words that are one in the index or the lexicon: thuis zorg, taal les."""
        uit: list[Eenheid] = []
        i = 0
        while i < len(los):
            if i + 1 < len(los) and los[i + 1] == los[i] + 1:
                a, b = vraag[los[i]], vraag[los[i + 1]]
                token = stam(a + b)
                if len(a + b) >= 6 and (self.woordenschat.kent(token) or (token,) in self.lexicon.synoniemen):
                    alternatieven = [
                        Alternatief((token,), 1.0),
                        Alternatief((stam(a), stam(b)), 0.95, "delen"),
                        *self._verwezen(self.lexicon.synoniemen.get((token,), ())),
                    ]
                    uit.append(
                        Eenheid(
                            f"{a} {b}",
                            _uniek(alternatieven),
                            max(eenheden[i].gewicht, eenheden[i + 1].gewicht),
                        )
                    )
                    i += 2
                    continue
            uit.append(eenheden[i])
            i += 1
        return uit


def _uniek(alternatieven: Iterable[Alternatief]) -> tuple[Alternatief, ...]:
    """Each set of tokens once with its best weight, heaviest first, no more than the engines can bear."""
    beste: dict[tuple[Soort, Sleutel], Alternatief] = {}
    for alternatief in alternatieven:
        sleutel = (alternatief.soort, alternatief.tokens)
        if alternatief.tokens and (sleutel not in beste or beste[sleutel].gewicht < alternatief.gewicht):
            beste[sleutel] = alternatief
    return tuple(sorted(beste.values(), key=lambda a: -a.gewicht)[:MAX_ALTERNATIEVEN])


def _beperk(eenheden: Iterable[Eenheid]) -> tuple[Eenheid, ...]:
    """The heaviest units that ask for something, in the order of the question."""
    alle = [eenheid for eenheid in eenheden if eenheid.alternatieven]
    if len(alle) <= MAX_EENHEDEN:
        return tuple(alle)
    zwaarste = sorted(range(len(alle)), key=lambda i: (-alle[i].gewicht, i))[:MAX_EENHEDEN]
    return tuple(alle[i] for i in sorted(zwaarste))


def _ook(eenheden: Iterable[Eenheid]) -> tuple[str, ...]:
    woorden_ = [a.tekst for e in eenheden for a in e.alternatieven if a.tekst and a.tekst.lower() != e.woord]
    return tuple(dict.fromkeys(woorden_))[:8]
