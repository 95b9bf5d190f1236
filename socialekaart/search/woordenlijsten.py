"""Reading the lists of words: plain text of which `data/LEESMIJ.md` explains the forms, meant for editors.

A line that cannot be read is skipped and named in `fouten`, never an error for the visitor.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from sys import intern

from socialekaart.search.analyzer import STOPWOORDEN, is_stop, stam, woorden
from socialekaart.search.lexicon import Lexicon, Patroon, Regel, Sleutel, Verwijzing, op_gewicht, sleutel

DATA = Path(__file__).parent / "data"
GELIJK = 0.85
"""Weight of a synonym that means the same."""
RUIMER = 0.7
"""Weight of a term that an everyday word leads to."""

ELDERS = "-"
"""Where a rule leads that no social map answers."""


_VERBINDT = frozenset(["de", "het", "een", "der", "van", "voor", "met", "naar", "bij", "te", "aan"])
_VERBINDT |= {"je", "mijn", "uw", "zijn", "haar"}


def doel_tokens(term: str) -> Sleutel:
    """How a term stands in the index: without stop words; () when what is left says something else (zonder geld → geld)."""
    alle = woorden(term)
    over = tuple(stam(woord) for woord in alle if not is_stop(woord))
    if len(over) == 1 and any(is_stop(woord) and woord not in _VERBINDT for woord in alle):
        return ()
    return over


class Bouwer:
    """Collects lines of the lists and makes a `Lexicon` of them."""

    def __init__(self) -> None:
        self._syn: dict[Sleutel, dict[Sleutel, Verwijzing]] = defaultdict(dict)
        self._verwijzingen: dict[tuple[str, float], Verwijzing] = {}
        self._sleutels: dict[Sleutel, Sleutel] = {}
        self._regels: list[Regel] = []
        self._gevaar: list[tuple[Patroon, str]] = []
        self._gevaar_doelen: dict[str, list[Verwijzing]] = defaultdict(list)
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
            ook = [(doel_tokens(term), term) for term in gelijk]
            heen = [(doel_tokens(term), term) for term in verder]
            for term in gelijk:
                self._woorden.update(w for w in woorden(term) if not is_stop(w))
                if begin := self._een(sleutel(term)):
                    self._verwijs(begin, ook, GELIJK)
                    self._verwijs(begin, heen, RUIMER)
        return self

    def _verwijs(self, begin: Sleutel, doelen: Iterable[tuple[Sleutel, str]], gewicht: float) -> None:
        bekend = self._syn[begin]
        for doel, term in doelen:
            if doel and doel != begin and (doel not in bekend or bekend[doel].gewicht < gewicht):
                bekend[doel] = self._verwijzing(doel, term, gewicht)

    def _verwijzing(self, doel: Sleutel, naar: str, gewicht: float) -> Verwijzing:
        """One object for the same reference, of which a large group has thousands."""
        tekst = " ".join(naar.split())
        return self._verwijzingen.setdefault((tekst, gewicht), Verwijzing(self._een(doel), tekst, gewicht))

    def _een(self, tokens: Sleutel) -> Sleutel:
        """One object for the same tokens: the lists hold them tens of thousands of times."""
        return self._sleutels.setdefault(tokens, tuple(map(intern, tokens)))

    def zinnen(self, regels: Iterable[str], bron: str = "") -> Bouwer:
        """`huur + niet + betalen > huurachterstand, schulden`: all words left, in any order, anywhere in the question.

        `man/vrouw + drinkt > verslaving`: one of the words between slashes. `weer + morgen > -`: no social map has this."""
        for nummer, regel in _regels(regels):
            links, _, rechts = regel.partition(">")
            doelen = tuple(
                self._verwijzing(t, d, GELIJK) for d in _termen(rechts, ",") if (t := doel_tokens(d))
            )
            gelezen = Regel(
                tuple(
                    tuple(dict.fromkeys(self._een(t) for keuze in deel.split("/") if (t := sleutel(keuze))))
                    for deel in links.split("+")
                ),
                doelen,
            )
            goed = bool(doelen) != (rechts.strip() == ELDERS)
            if not goed or not all(gelezen.delen) or any(len(nodig) < 2 for nodig in gelezen.keuzes()):
                self._fouten.append(f"{bron}:{nummer}: {regel[:60]}")
                continue
            self._regels.append(gelezen)
            self._woorden.update(w for w in woorden(links) if not is_stop(w) and len(w) > 3)
        return self

    def gevaar(self, regels: Iterable[str]) -> Bouwer:
        """Below `[soort]`, a phrase a line; a `*` at the end of a word stands for any ending, a `^` for the beginning of the
        question and a `$` for its end; one of the words between slashes.

        A line that begins with `>` names the words that lead to the help for this kind, the first most of all."""
        for soort, regel in _secties(regels):
            if regel.startswith(">"):
                for nummer, term in enumerate(_termen(regel[1:], ",")):
                    if tokens := doel_tokens(term):
                        gewicht = max(0.5, 1.0 - 0.04 * nummer)
                        self._gevaar_doelen[soort].append(Verwijzing(tokens, term, gewicht))
                continue
            patroon = tuple(filter(None, map(self._keuzes, regel.split())))
            if patroon:
                self._gevaar.append((patroon, intern(soort)))
        return self

    def _keuzes(self, ruw: str) -> tuple[str, ...]:
        """The folded words between the slashes."""
        if ruw in ("^", "$"):
            return self._een((ruw,))
        gevouwen = [(woorden(keuze), keuze.endswith("*")) for keuze in ruw.split("/")]
        return self._een(tuple(eigen[0] + "*" * begin for eigen, begin in gevouwen if eigen))

    def vulwoorden(self, regels: Iterable[str]) -> Bouwer:
        """Below `[altijd]`, `[zin]`, `[verhaal]`, `[zwak]`, `[half]`, `[koop]`, `[elders]` or `[echt]`: words apart by spaces."""
        for soort, regel in _secties(regels):
            self._vul[soort].update(stam(w) for w in woorden(regel))
            if soort not in ("echt", "verhaal"):  # nobody who makes a slip means one of these
                self._woorden.update(woorden(regel))
        return self

    def samenstellingen(self, regels: Iterable[str]) -> Bouwer:
        """Below `[delen]`, `[zwak]` or `[heel]`: words apart by spaces. What is weak is a part too."""
        for soort, regel in _secties(regels):
            self._delen[soort].update(woorden(regel))
        return self

    def klaar(self) -> Lexicon:
        """The lexicon of all that was given."""
        alledaags = set().union(*(self._vul[soort] for soort in ("altijd", "zin", "zwak", "half")))
        alledaags |= {stam(woord) for woord in STOPWOORDEN}
        vaak = Counter(token for regel in self._regels for t in regel.delen for keuze in t for token in keuze)
        regels_met: dict[str, list[int]] = defaultdict(list)
        for nummer, regel in enumerate(self._regels):
            # One of the words of each choice of one part is enough to find the rule: the part whose words are rarest.
            deel = min(regel.delen, key=lambda deel: sum(min(vaak[t] for t in keuze) for keuze in deel))
            for token in {min(keuze, key=lambda token: (vaak[token], token)) for keuze in deel}:
                regels_met[token].append(nummer)
        return Lexicon(
            synoniemen={
                begin: op_gewicht(verwijzingen.values())
                for begin, verwijzingen in self._syn.items()
                if verwijzingen
            },
            regels=tuple(self._regels),
            regels_met={token: tuple(nummers) for token, nummers in regels_met.items()},
            alledaags=frozenset(alledaags),
            gevaar=tuple(self._gevaar),
            vul_altijd=frozenset(self._vul["altijd"]),
            vul_zin=frozenset(self._vul["zin"]),
            vul_verhaal=frozenset(self._vul["verhaal"]),
            zwak=frozenset(self._vul["zwak"]),
            half=frozenset(self._vul["half"]),
            koop=frozenset(self._vul["koop"]),
            elders=frozenset(self._vul["elders"]),
            echt=frozenset(self._vul["echt"] | self._vul["verhaal"]),
            zwakke_delen=frozenset(stam(deel) for deel in self._delen["zwak"]),
            gevaar_doelen={soort: tuple(doelen) for soort, doelen in self._gevaar_doelen.items()},
            delen=frozenset(self._delen["delen"] | self._delen["zwak"]),
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


def lees(map_: Path = DATA) -> Lexicon:
    """The lexicon of the files that ship with the project."""
    bouwer = Bouwer()
    for bestand in sorted(map_.glob("synoniemen*.txt")):
        bouwer.synoniemen(bestand.read_text(encoding="utf-8").splitlines(), bestand.name)
    for bestand in sorted(map_.glob("zinnen*.txt")):
        bouwer.zinnen(bestand.read_text(encoding="utf-8").splitlines(), bestand.name)
    bouwer.gevaar((map_ / "gevaar.txt").read_text(encoding="utf-8").splitlines())
    bouwer.vulwoorden((map_ / "vulwoorden.txt").read_text(encoding="utf-8").splitlines())
    bouwer.samenstellingen((map_ / "samenstellingen.txt").read_text(encoding="utf-8").splitlines())
    return bouwer.klaar()


def lees_samenstellingen(map_: Path = DATA) -> Lexicon:
    """Only what splits compounds: all that writing an index needs, and read in a moment."""
    regels = (map_ / "samenstellingen.txt").read_text(encoding="utf-8").splitlines()
    return Bouwer().samenstellingen(regels).klaar()
