"""The words of the field: synonyms, sentences, danger, filler words and parts of compounds, read from plain text.

The formats are meant for editors; `data/LEESMIJ.md` explains them. A line that cannot be read is skipped and named in
`fouten`, never an error for the visitor.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from rapidfuzz.distance import OSA

from socialekaart.search.analyzer import is_stop, stam, woorden

DATA = Path(__file__).parent / "data"
GELIJK = 0.85
"""Weight of a synonym that means the same."""
RUIMER = 0.7
"""Weight of a term that an everyday word leads to."""

Sleutel = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verwijzing:
    """A term that a word also stands for: tokens of the index, its words as written, and a weight in (0, 1]."""

    tokens: Sleutel
    tekst: str
    gewicht: float


@dataclass(frozen=True, slots=True)
class Zin:
    """Words that together, anywhere in a question, mean something: huur + niet + betalen."""

    nodig: frozenset[str]
    doelen: tuple[Verwijzing, ...]


@dataclass
class Lexicon:
    """Everything the planner knows of the field. Built once per version of the lists and then only read."""

    synoniemen: dict[Sleutel, tuple[Verwijzing, ...]] = field(default_factory=dict)
    zinnen: dict[str, tuple[Zin, ...]] = field(default_factory=dict)
    gevaar: tuple[tuple[Sleutel, str], ...] = ()
    vul_altijd: frozenset[str] = frozenset()
    vul_zin: frozenset[str] = frozenset()
    zwak: frozenset[str] = frozenset()
    delen: frozenset[str] = frozenset()
    heel: frozenset[str] = frozenset()
    woorden: frozenset[str] = frozenset()
    groepen: int = 0
    fouten: tuple[str, ...] = ()

    @cached_property
    def langste(self) -> int:
        """The number of words in the longest synonym."""
        return max((len(sleutel) for sleutel in self.synoniemen), default=1)

    @cached_property
    def _gevaar_op_eerste(self) -> dict[str, list[tuple[Sleutel, str]]]:
        index: defaultdict[str, list[tuple[Sleutel, str]]] = defaultdict(list)
        for sleutel, soort in self.gevaar:
            eerste = sleutel[0]
            index["*" if eerste.endswith("*") else eerste].append((sleutel, soort))
        return index

    @cached_property
    def _gevaar_lang(self) -> dict[str, str]:
        return {
            s[0].rstrip("*"): soort for s, soort in self.gevaar if len(s) == 1 and len(s[0].rstrip("*")) >= 8
        }

    def gevaar_in(self, vraag: list[str]) -> str:
        """The kind of danger that these folded words speak of, "" for none. A slip in a long word does not hide it."""
        for plaats, woord in enumerate(vraag):
            for sleutel, soort in (
                *self._gevaar_op_eerste.get(woord, ()),
                *self._gevaar_op_eerste.get("*", ()),
            ):
                stuk = vraag[plaats : plaats + len(sleutel)]
                if len(stuk) == len(sleutel) and all(
                    _past(deel, w) for deel, w in zip(sleutel, stuk, strict=True)
                ):
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


def _past(deel: str, woord: str) -> bool:
    return bool(woord.startswith(deel[:-1]) if deel.endswith("*") else deel == woord)


def sleutel(term: str) -> Sleutel:
    """How a term is found in a question: the stems of all its words, stop words included."""
    return tuple(stam(woord) for woord in woorden(term))


def doel_tokens(term: str) -> Sleutel:
    """How a term stands in the index: without stop words (unless it has nothing else)."""
    alle = woorden(term)
    return tuple(stam(woord) for woord in alle if not is_stop(woord))


class Bouwer:
    """Collects lines of the lists and makes a `Lexicon` of them."""

    def __init__(self) -> None:
        self._syn: dict[Sleutel, dict[Sleutel, Verwijzing]] = defaultdict(dict)
        self._zinnen: list[Zin] = []
        self._gevaar: list[tuple[Sleutel, str]] = []
        self._vul: dict[str, set[str]] = defaultdict(set)
        self._delen: dict[str, set[str]] = defaultdict(set)
        self._woorden: set[str] = set()
        self._groepen = 0
        self._fouten: list[str] = []

    def synoniemen(self, regels: Iterable[str], bron: str = "") -> Bouwer:
        """`a = b = c` mean the same; `a = b > c, d`: who types a or b also gets c and d, not the other way round."""
        for nummer, regel in _regels(regels):
            links, pijl, rechts = regel.partition(">")
            gelijk = _termen(links, "=")
            verder = _termen(rechts, ",")
            if not gelijk or (pijl and not verder) or len(gelijk) + len(verder) < 2:
                self._fouten.append(f"{bron}:{nummer}: {regel[:60]}")
                continue
            self._groepen += 1
            for term in gelijk:
                self._woorden.update(w for w in woorden(term) if not is_stop(w))
                for ander in gelijk:
                    self._verwijs(term, ander, GELIJK)
                for doel in verder:
                    self._verwijs(term, doel, RUIMER)
        return self

    def _verwijs(self, van: str, naar: str, gewicht: float) -> None:
        begin, doel = sleutel(van), doel_tokens(naar)
        if not begin or not doel or begin == doel:
            return
        oud = self._syn[begin].get(doel)
        if oud is None or oud.gewicht < gewicht:
            self._syn[begin][doel] = Verwijzing(doel, " ".join(naar.split()), gewicht)

    def zinnen(self, regels: Iterable[str], bron: str = "") -> Bouwer:
        """`huur + niet + betalen > huurachterstand, schulden`: all words left, in any order, anywhere in the question."""
        for nummer, regel in _regels(regels):
            links, _, rechts = regel.partition(">")
            nodig = frozenset(stam(w) for deel in links.split("+") for w in woorden(deel))
            doelen = tuple(
                Verwijzing(t, " ".join(d.split()), GELIJK)
                for d in _termen(rechts, ",")
                if (t := doel_tokens(d))
            )
            if len(nodig) < 2 or not doelen:
                self._fouten.append(f"{bron}:{nummer}: {regel[:60]}")
                continue
            self._zinnen.append(Zin(nodig, doelen))
            self._woorden.update(w for w in woorden(links) if not is_stop(w) and len(w) > 3)
        return self

    def gevaar(self, regels: Iterable[str]) -> Bouwer:
        """Below `[soort]`, a phrase a line; a `*` at the end of a word stands for any ending."""
        for soort, regel in _secties(regels):
            delen = tuple(
                gevouwen[0] + ("*" if ruw.endswith("*") else "")
                for ruw in regel.split()
                if (gevouwen := woorden(ruw))
            )
            if delen:
                self._gevaar.append((delen, soort))
        return self

    def vulwoorden(self, regels: Iterable[str]) -> Bouwer:
        """Below `[altijd]`, `[zin]` or `[zwak]`: words apart by spaces."""
        for soort, regel in _secties(regels):
            self._vul[soort].update(stam(w) for w in woorden(regel))
            self._woorden.update(woorden(regel))
        return self

    def samenstellingen(self, regels: Iterable[str]) -> Bouwer:
        """Below `[delen]` or `[heel]`: words apart by spaces."""
        for soort, regel in _secties(regels):
            self._delen[soort].update(woorden(regel))
        return self

    def klaar(self) -> Lexicon:
        """The lexicon of all that was given."""
        per_woord: dict[str, list[Zin]] = defaultdict(list)
        vaak: dict[str, int] = defaultdict(int)
        for zin in self._zinnen:
            for token in zin.nodig:
                vaak[token] += 1
        for zin in self._zinnen:
            per_woord[min(zin.nodig, key=lambda token: (vaak[token], token))].append(zin)
        return Lexicon(
            synoniemen={
                k: tuple(sorted(v.values(), key=lambda r: (-r.gewicht, r.tekst)))
                for k, v in self._syn.items()
            },
            zinnen={k: tuple(v) for k, v in per_woord.items()},
            gevaar=tuple(self._gevaar),
            vul_altijd=frozenset(self._vul["altijd"]),
            vul_zin=frozenset(self._vul["zin"]),
            zwak=frozenset(self._vul["zwak"]),
            delen=frozenset(self._delen["delen"]),
            heel=frozenset(self._delen["heel"]),
            woorden=frozenset(self._woorden),
            groepen=self._groepen,
            fouten=tuple(self._fouten),
        )


def _termen(tekst: str, scheiding: str) -> list[str]:
    return [term.strip() for term in tekst.split(scheiding) if term.strip()]


def _regels(regels: Iterable[str]) -> Iterable[tuple[int, str]]:
    for nummer, ruw in enumerate(regels, 1):
        regel = ruw.split("#", 1)[0].strip()
        if regel and not regel.startswith("["):
            yield nummer, regel


def _secties(regels: Iterable[str]) -> Iterable[tuple[str, str]]:
    soort = ""
    for ruw in regels:
        regel = ruw.split("#", 1)[0].strip()
        if regel.startswith("[") and regel.endswith("]"):
            soort = regel[1:-1].strip()
        elif regel and soort:
            yield soort, regel


def lees(map_: Path = DATA, extra: Iterable[str] = (), extra_delen: Iterable[str] = ()) -> Lexicon:
    """The lexicon of the files that ship with the project, with the editors' own groups (`extra`, in the same form)."""
    bouwer = Bouwer()
    for bestand in sorted(map_.glob("synoniemen*.txt")):
        bouwer.synoniemen(bestand.read_text(encoding="utf-8").splitlines(), bestand.name)
    bouwer.synoniemen(extra, "cms")
    bouwer.zinnen((map_ / "zinnen.txt").read_text(encoding="utf-8").splitlines(), "zinnen.txt")
    bouwer.gevaar((map_ / "gevaar.txt").read_text(encoding="utf-8").splitlines())
    bouwer.vulwoorden((map_ / "vulwoorden.txt").read_text(encoding="utf-8").splitlines())
    bouwer.samenstellingen((map_ / "samenstellingen.txt").read_text(encoding="utf-8").splitlines())
    bouwer.samenstellingen(["[delen]", *extra_delen])
    return bouwer.klaar()
