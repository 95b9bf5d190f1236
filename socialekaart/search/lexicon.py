"""What the search knows of the field: synonyms, sentences, danger, filler words and parts of compounds. Only read."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Container, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice, product, takewhile

from rapidfuzz.distance import OSA

from socialekaart.search.analyzer import stam, woorden

Sleutel = tuple[str, ...]
Patroon = tuple[tuple[str, ...], ...]
"""Words that stand together in a question, of each the choices; a `*` at the end of a choice stands for any ending."""


@dataclass(frozen=True, slots=True)
class Verwijzing:
    """A term that a word also stands for: tokens of the index, its words as written, and a weight in (0, 1]."""

    tokens: Sleutel
    tekst: str
    gewicht: float


@dataclass(frozen=True, slots=True)
class Zin:
    """Words that together, anywhere in a question, mean something: huur + niet + betalen. Without `doelen` it is something that
    no social map has: weer + morgen.

    `zwak`: words of every day only (kind + moeilijk), which speak when nothing more telling is asked.
    """

    nodig: Sleutel
    doelen: tuple[Verwijzing, ...]
    zwak: bool = False


@dataclass(frozen=True, slots=True)
class Regel:
    """A rule that makes `Zin`nen: of every part one of its choices, each of one or more words."""

    delen: tuple[tuple[Sleutel, ...], ...]
    doelen: tuple[Verwijzing, ...]

    def keuzes(self, in_vraag: Container[str] | None = None) -> set[Sleutel]:
        """Every set of words that fulfils the rule; with `in_vraag` of those only."""
        per_deel = [
            [keuze for keuze in deel if in_vraag is None or all(token in in_vraag for token in keuze)]
            for deel in self.delen
        ]
        return {tuple(sorted({t for keuze in gekozen for t in keuze})) for gekozen in product(*per_deel)}


@dataclass
class Lexicon:
    """Everything the planner knows of the field. Built once per version of the lists and then only read."""

    synoniemen: dict[Sleutel, tuple[Verwijzing, ...]] = field(default_factory=dict)
    regels: tuple[Regel, ...] = ()
    regels_met: dict[str, tuple[int, ...]] = field(default_factory=dict)
    alledaags: frozenset[str] = frozenset()
    gevaar: tuple[tuple[Patroon, str], ...] = ()
    vul_altijd: frozenset[str] = frozenset()
    vul_zin: frozenset[str] = frozenset()
    vul_verhaal: frozenset[str] = frozenset()
    zwak: frozenset[str] = frozenset()
    half: frozenset[str] = frozenset()
    koop: frozenset[str] = frozenset()
    elders: frozenset[str] = frozenset()
    echt: frozenset[str] = frozenset()
    zwakke_delen: frozenset[str] = frozenset()
    gevaar_doelen: dict[str, tuple[Verwijzing, ...]] = field(default_factory=dict)
    delen: frozenset[str] = frozenset()
    heel: frozenset[str] = frozenset()
    woorden: frozenset[str] = frozenset()
    groepen: int = 0
    fouten: tuple[str, ...] = ()

    def met(self, meer: Lexicon) -> Lexicon:
        """These lists with the groups of others. The lists are shared, not read again."""
        synoniemen = dict(self.synoniemen)
        for begin, verwijzingen in meer.synoniemen.items():
            bekend = {v.tokens: v for v in self.synoniemen.get(begin, ())}
            for verwijzing in verwijzingen:
                ander = bekend.get(verwijzing.tokens)
                if ander is None or ander.gewicht < verwijzing.gewicht:
                    bekend[verwijzing.tokens] = verwijzing
            synoniemen[begin] = op_gewicht(bekend.values())
        return replace(
            self,
            synoniemen=synoniemen,
            woorden=self.woorden | meer.woorden,
            groepen=self.groepen + meer.groepen,
            fouten=self.fouten + meer.fouten,
        )

    def zinnen_in(self, tokens: Collection[str]) -> list[Zin]:
        """What these words of a question mean together, in the order of the lists; of rules of the same words the first."""
        doelen: dict[Sleutel, tuple[Verwijzing, ...]] = {}
        for nummer in sorted({nummer for token in tokens for nummer in self.regels_met.get(token, ())}):
            for nodig in sorted(self.regels[nummer].keuzes(tokens)):
                doelen.setdefault(nodig, self.regels[nummer].doelen)
        return [Zin(nodig, naar, self.alledaags.issuperset(nodig)) for nodig, naar in doelen.items()]

    @cached_property
    def langste(self) -> int:
        """The number of words in the longest synonym."""
        return max((len(sleutel) for sleutel in self.synoniemen), default=1)

    @cached_property
    def _vreemd(self) -> list[str]:
        """Synonyms of one word in another script, sorted."""
        return sorted(s[0] for s in self.synoniemen if len(s) == 1 and len(s[0]) >= 5 and not s[0].isascii())

    def zelfde_begin(self, woord: str) -> list[str]:
        """Words of the lists in another script whose begin is most of this word, the longest common begin first."""
        if woord.isascii() or len(woord) < 6:
            return []
        gedeeld = {
            ander: _gelijk_begin(woord, ander)
            for ander in self._vreemd[bisect_left(self._vreemd, woord[:5]) :][:50]
            if ander.startswith(woord[:5])
        }
        goed = [a for a, aantal in gedeeld.items() if aantal >= 0.55 * max(len(a), len(woord))]
        return sorted(goed, key=lambda ander: (-gedeeld[ander], ander))

    def begint(self, begin: str) -> list[str]:
        """Words of the lists that begin so, shortest first; none for fewer than five letters, that begin too much."""
        if len(begin) < 5:
            return []
        eerste = bisect_left(self._op_alfabet, begin)
        gevonden = takewhile(
            lambda woord: woord.startswith(begin), islice(self._op_alfabet, eerste, eerste + 200)
        )
        return sorted(gevonden, key=lambda woord: (len(woord), woord))

    @cached_property
    def _op_alfabet(self) -> list[str]:
        return sorted(self.woorden)

    @cached_property
    def _gevaar_op_eerste(self) -> dict[str, list[tuple[Patroon, str]]]:
        index: defaultdict[str, list[tuple[Patroon, str]]] = defaultdict(list)
        for patroon, soort in self.gevaar:
            for eerste in {"*" if keuze.endswith("*") else keuze for keuze in patroon[0]}:
                index[eerste].append((patroon, soort))
        return index

    @cached_property
    def _gevaar_lang(self) -> dict[str, str]:
        return {
            kaal: soort
            for patroon, soort in self.gevaar
            if len(patroon) == 1
            for keuze in patroon[0]
            if len(kaal := keuze.rstrip("*")) >= 8
        }

    def gevaar_in(self, vraag: list[str]) -> str:
        """The kind of danger that these folded words speak of, "" for none. A slip in a long word does not hide it."""
        heel = ["^", *vraag, "$"]
        for plaats, woord in enumerate(heel):
            for patroon, soort in (
                *self._gevaar_op_eerste.get(woord, ()),
                *self._gevaar_op_eerste.get("*", ()),
            ):
                stuk = heel[plaats : plaats + len(patroon)]
                if len(stuk) == len(patroon) and all(map(_past, patroon, stuk)):
                    return str(soort)
        for woord in vraag:
            if 7 <= len(woord) <= 24 and woord not in self.woorden:
                for lang, soort in self._gevaar_lang.items():
                    marge = 1 if len(lang) < 9 else 2
                    if (
                        woord[0] == lang[0]
                        and OSA.distance(woord[: len(lang) + 1], lang, score_cutoff=marge) <= marge
                    ):
                        return str(soort)
        return ""


def _gelijk_begin(een: str, ander: str) -> int:
    """How many letters at the beginning are the same."""
    return next(
        (i for i, (a, b) in enumerate(zip(een, ander, strict=False)) if a != b), min(len(een), len(ander))
    )


def _past(keuzes: tuple[str, ...], woord: str) -> bool:
    return woord in keuzes or any(keuze[-1] == "*" and woord.startswith(keuze[:-1]) for keuze in keuzes)


def sleutel(term: str) -> Sleutel:
    """How a term is found in a question: the stems of all its words, stop words included."""
    return tuple(stam(woord) for woord in woorden(term))


def op_gewicht(verwijzingen: Iterable[Verwijzing]) -> tuple[Verwijzing, ...]:
    """Heaviest first."""
    return tuple(sorted(verwijzingen, key=lambda v: (-v.gewicht, v.tekst)))
