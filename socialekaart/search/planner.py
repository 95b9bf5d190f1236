"""From words that someone typed to units that both engines can look up.

A unit is one thing the visitor asks for, with alternatives: the word itself, what means the same, the parts of a
compound, a correction. All units must match (strict); with too few hits the engine may drop units as long as half of the
weight of the question still matches, or what the sentence is about (relaxed). So "pizza bestellen" gives nothing, where an
ordinary OR would give noise.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from socialekaart.search.analyzer import is_stop, stam, woorden
from socialekaart.search.compounds import Splitser
from socialekaart.search.lexicon import Lexicon, Sleutel, Zin
from socialekaart.search.plaatsen import merk
from socialekaart.search.plan import DEEL_VAN_VRAAG, GENOEG, Alternatief, Eenheid, Plan, Rol, Soort
from socialekaart.search.spelling import Woordenschat
from socialekaart.search.woordplan import GEWICHT_HALF, GEWICHT_ZWAK, MAX_ALTERNATIEVEN, Woordplanner, uniek
from socialekaart.search.woordvormen import grondstammen

MAX_WOORDEN = 32
MAX_EENHEDEN = 6
MAX_TEKENS = 400
ZIN_VANAF = 4
"""A question of so many words or more is a sentence: filler words fall away."""
GEWICHT_REST = 0.4
"""Factor of the other words beside a rule for words together, or beside danger."""
GEWICHT_PLAATS = 0.9
GEWICHT_ZIN = 0.5
"""Factor of a word that no list knows, in a sentence: most of those only tell the story."""


class Planner:
    """Plans with a lexicon, the words of the index and a splitter. It never raises, whatever is typed.

    `plaatsen`: names of wijken, towns and locations as stems; in a question they lift, and need not match.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        woordenschat: Woordenschat,
        splitser: Splitser,
        plaatsen: Collection[Sleutel] = (),
    ) -> None:
        self.lexicon = lexicon
        self.woordenschat = woordenschat
        self.splitser = splitser
        self.plaatsen = frozenset(plaatsen)
        self.woordplan = Woordplanner(lexicon, woordenschat, splitser, sorted(self.plaatsen))
        self._langste_plaats = max((len(naam) for naam in self.plaatsen), default=0)

    def plan(self, q: str, letterlijk: bool = False) -> Plan:
        """The plan for a question; only its first words count when it is very long."""
        vraag = woorden(q[:MAX_TEKENS])[:MAX_WOORDEN]
        if not vraag:
            # Blank shows everything; signs without a word (???) ask for something we do not have.
            return Plan(leeg=not q.strip())
        gevaar = self.lexicon.gevaar_in(vraag)
        if letterlijk:
            eigen = [w for w in vraag if not is_stop(w)] or vraag
            return Plan(_beperk(self.woordplan.letterlijk(w) for w in dict.fromkeys(eigen)), gevaar=gevaar)
        over, plekken = self._plaatsen(vraag)
        over, eenheden = self._meerwoordig(vraag, over)
        waar = _waar(vraag)
        passend = self.lexicon.zinnen_in(waar)
        over, zinnen, sterk = self._zinnen(waar, over, [zin for zin in passend if zin.doelen])
        verbeterd: dict[str, str] = {}
        los = self._zonder_vulling(vraag, over, bool(zinnen or eenheden))
        rest = self._los(vraag, los, verbeterd)
        if not zinnen and not eenheden and not any(map(self._staat_ergens, rest)):
            # What the question is about stands nowhere: then with its filler, that may say for whom.
            los = self._eenmaal(vraag, [i for i in over if not is_stop(vraag[i])])
            rest = self._los(vraag, los, verbeterd)
        if zinnen and not sterk and (eenheden or any(map(self._weet, rest))):
            # A rule of everyday words says little beside a word that tells what it is about.
            zinnen = [replace(e, rol="mag", gewicht=e.gewicht * GEWICHT_REST) for e in zinnen]
        lang = len(vraag) >= ZIN_VANAF
        rest = self._weeg(
            rest, verbeterd, lang=lang, al_iets=any(e.rol == "kern" for e in (*zinnen, *eenheden))
        )
        eenheden = [*zinnen, *eenheden]
        if sterk:
            rest = [replace(e, gewicht=e.gewicht * GEWICHT_REST) for e in rest]
        if plekken and rest and not eenheden and all(map(self._zegt_weinig, rest)):
            # Only who or that something is wanted there: then what is there answers.
            plekken = [replace(e, rol="kern") for e in plekken]
        if not gevaar and not eenheden and (elders := self._elders(vraag, passend, rest)):
            rest = self._woordelijk(vraag, elders, rest)
        eigen_eenheden = _elk_het_zijne([*eenheden, *rest])
        if gevaar and (eerst := self._gevaar(gevaar)):
            eigen_eenheden = [eerst, *(replace(e, gewicht=e.gewicht * GEWICHT_REST) for e in eigen_eenheden)]
        gekozen = _beperk([*eigen_eenheden, *plekken])
        suggestie = _verbeter(vraag, verbeterd) if verbeterd else ""
        return Plan(gekozen, gevaar=gevaar, suggestie=suggestie, ook_gezocht_op=_ook(gekozen))

    # -- parts of the question ------------------------------------------------------------------------------------

    def _plaatsen(self, vraag: list[str]) -> tuple[list[int], list[Eenheid]]:
        """Names of places, longest first."""
        over: list[int] = []
        eenheden: list[Eenheid] = []
        i = 0
        while i < len(vraag):
            for lengte in range(min(self._langste_plaats, len(vraag) - i), 0, -1):
                naam = tuple(stam(w) for w in vraag[i : i + lengte])
                if naam not in self.plaatsen:
                    continue
                eigen = tuple(dict.fromkeys(stam(w) for w in vraag[i : i + lengte] if not is_stop(w)))
                if eigen and not (lengte == 1 and self._gewoon_woord(eigen[0])):
                    soort: Soort = "delen" if len(eigen) > 1 else "woord"
                    alternatieven = (Alternatief((merk(naam),)), Alternatief(eigen, 0.5, soort))
                    tekst = " ".join(vraag[i : i + lengte])
                    eenheden.append(Eenheid(tekst, alternatieven, GEWICHT_PLAATS, "mag"))
                    i += lengte
                    break
            else:
                over.append(i)
                i += 1
        if any(not is_stop(vraag[i]) and stam(vraag[i]) not in self.lexicon.vul_altijd for i in over):
            return over, eenheden
        return (over, eenheden) if not eenheden else ([], eenheden)

    def _gewoon_woord(self, token: str) -> bool:
        """Is this name of one word also a word of the field (a wijk called Centrum)?"""
        return (token,) in self.lexicon.synoniemen or token in self.lexicon.zwak

    def _gevaar(self, soort: str) -> Eenheid | None:
        """The help for this kind of danger: it goes before whatever else was asked."""
        alternatieven = self.woordplan.verwezen(self.lexicon.gevaar_doelen.get(soort, ()))
        return Eenheid(soort, uniek(alternatieven), 1.0, "kern") if alternatieven else None

    def _meerwoordig(self, vraag: list[str], plaatsen: list[int]) -> tuple[list[int], list[Eenheid]]:
        """Synonyms of several words, longest first, before stop words fall away ("ouden van dagen")."""
        stammen = [stam(w) for w in vraag]
        vrij = set(plaatsen)
        over: list[int] = []
        eenheden: list[Eenheid] = []
        i = 0
        while i < len(vraag):
            for lengte in range(min(self.lexicon.langste, len(vraag) - i), 1, -1):
                begin = tuple(stammen[i : i + lengte])
                if begin in self.lexicon.synoniemen and vrij.issuperset(range(i, i + lengte)):
                    eigen = tuple(stam(w) for w in vraag[i : i + lengte] if not is_stop(w))
                    alternatieven = [
                        *_eigen_frase(eigen),
                        *self.woordplan.verwezen(self.woordplan.ruim(begin)),
                    ]
                    if len(eigen) == 2 and lengte == 2:
                        alternatieven.append(Alternatief((stam("".join(vraag[i : i + 2])),), 1.0))
                    eenheden.append(
                        Eenheid(" ".join(vraag[i : i + lengte]), uniek(alternatieven), 1.0, "kern")
                    )
                    i += lengte
                    break
            else:
                if i in vrij:
                    over.append(i)
                i += 1
        return over, eenheden

    def _zinnen(
        self, waar: dict[str, list[int]], over: list[int], passend: list[Zin]
    ) -> tuple[list[int], list[Eenheid], bool]:
        """Rules for words that together mean something; the rule with most words speaks first, each word counts once.

        Also whether one of them is more than words of every day."""
        vrij = set(over)
        eenheden: list[Eenheid] = []
        gebruikt: set[int] = set()
        sterk = False
        for zin in sorted(passend, key=lambda z: (z.zwak, -len(z.nodig), z.nodig)):
            inhoud = {t for t in zin.nodig if not is_stop(t)} or set(zin.nodig)
            plaatsen = {waar[t][0] for t in inhoud}
            if plaatsen & gebruikt or not plaatsen & vrij:
                continue
            eenheid = self._zin(zin, inhoud)
            if not eenheid.alternatieven:
                continue
            gebruikt |= plaatsen
            vrij -= {i for t in zin.nodig for i in waar[t]}
            eenheden.append(eenheid)
            sterk = sterk or not zin.zwak
        return [i for i in over if i in vrij], eenheden, sterk

    def _zin(self, zin: Zin, inhoud: set[str]) -> Eenheid:
        eigen = tuple(
            sorted(t for t in inhoud if t not in self.lexicon.vul_zin and self.woordenschat.kent(t))
        )
        alternatieven = self.woordplan.doelen(zin.doelen, 1.0 / 0.85)
        if len(eigen) > 1:
            alternatieven.append(Alternatief(eigen, 0.9, "delen"))
        return Eenheid(" ".join(zin.nodig), uniek(alternatieven), 1.0, "kern")

    def _zonder_vulling(self, vraag: list[str], over: list[int], al_iets: bool) -> list[int]:
        """Drop stop words and, in a sentence, filler; never so much that nothing is asked any more."""
        lexicon = self.lexicon
        inhoud = [i for i in over if not is_stop(vraag[i])]
        kern = [i for i in inhoud if stam(vraag[i]) not in lexicon.vul_altijd]
        if len(vraag) >= ZIN_VANAF:
            kern = [i for i in kern if not self._vertelt(vraag[i])]
        if kern or al_iets:
            return self._eenmaal(vraag, kern)
        return self._eenmaal(vraag, [i for i in inhoud if stam(vraag[i]) not in lexicon.vul_altijd] or inhoud)

    def _vertelt(self, woord: str) -> bool:
        """Does this word in a sentence only tell the story? So do numbers (ages, years), but not one that helps (113)."""
        token = stam(woord)
        return (
            token in self.lexicon.vul_zin
            or token in self.lexicon.vul_verhaal
            or (woord.isdigit() and (token,) not in self.lexicon.synoniemen)
        )

    @staticmethod
    def _eenmaal(vraag: list[str], plaatsen: Iterable[int]) -> list[int]:
        gezien: dict[str, int] = {}
        for i in plaatsen:
            gezien.setdefault(stam(vraag[i]), i)
        return list(gezien.values())

    def _los(self, vraag: list[str], los: list[int], verbeterd: dict[str, str]) -> list[Eenheid]:
        lang = len(vraag) >= ZIN_VANAF
        eenheden = [
            self.woordplan.los(vraag[i], verbeterd, af=lang and i < len(vraag) - 1, verhaal=lang) for i in los
        ]
        return self.woordplan.samen(vraag, los, eenheden, verbeterd)

    def _staat_ergens(self, eenheid: Eenheid) -> bool:
        kent = self.woordenschat.kent
        return any(all(map(kent, alternatief.tokens)) for alternatief in eenheid.alternatieven)

    def _elders(self, vraag: list[str], passend: list[Zin], rest: list[Eenheid]) -> set[str]:
        """What is asked that no social map has, when nothing else is, and no help with it."""
        elders = {token for zin in passend if not zin.doelen for token in zin.nodig}
        if not _VRAAGT_HULP.isdisjoint(map(stam, vraag)):
            return set()
        return set() if any(self._weet(e) for e in rest if stam(e.woord) not in elders) else elders

    def _woordelijk(self, vraag: list[str], elders: set[str], rest: list[Eenheid]) -> list[Eenheid]:
        """Such words must stand in the offer themselves."""
        woorden_ = self._eenmaal(
            vraag, [i for i, w in enumerate(vraag) if stam(w) in elders and not is_stop(w)]
        )
        eigen = [replace(self.woordplan.letterlijk(vraag[i]), rol="moet") for i in woorden_]
        return [*eigen, *(e for e in rest if stam(e.woord) not in elders)]

    def _zegt_weinig(self, eenheid: Eenheid) -> bool:
        return eenheid.gewicht in (GEWICHT_ZWAK, GEWICHT_HALF)

    def _weet(self, eenheid: Eenheid) -> bool:
        """Is this something that the lists know, or the index knows more of than the word alone?"""
        return (
            eenheid.gewicht >= 1.0
            and eenheid.rol == "gewoon"
            and stam(eenheid.woord) not in self.lexicon.koop
        )

    def _weeg(
        self, eenheden: list[Eenheid], verbeterd: dict[str, str], *, lang: bool, al_iets: bool
    ) -> list[Eenheid]:
        """What a word weighs among the others: buying something that no list knows is asked elsewhere."""

        weet = self._weet
        kent_iets = al_iets or any(weet(eenheid) for eenheid in eenheden)
        uit = []
        for eenheid in eenheden:
            rol: Rol = eenheid.rol
            if rol == "moet" and lang:
                # A story in which it only occurs: about a playstation, a mortgage.
                rol = "mag" if kent_iets else "gewoon"
            alternatieven = eenheid.alternatieven
            if not kent_iets and stam(verbeterd.get(eenheid.woord, eenheid.woord)) in self.lexicon.koop:
                # Only itself, and what it was a slip of.
                aantal = 2 if eenheid.woord in verbeterd else 1
                rol = "moet"
                alternatieven = tuple(a for a in alternatieven if a.soort == "woord")[:aantal]
            if (
                rol == "gewoon"
                and not weet(eenheid)
                and (al_iets or (kent_iets and eenheid.gewicht <= GEWICHT_ZWAK))
            ):
                rol = "mag"
            factor = GEWICHT_ZIN if lang and kent_iets and not weet(eenheid) else 1.0
            uit.append(
                replace(eenheid, rol=rol, alternatieven=alternatieven, gewicht=eenheid.gewicht * factor)
            )
        return uit


_HULP = "hulp helpen helpt begeleiding ondersteuning samen lukt vrijwilliger maatje"
_VRAAGT_HULP = frozenset(stam(woord) for woord in _HULP.split())


def _verbeter(vraag: list[str], verbeterd: dict[str, str]) -> str:
    """The question with its corrections; one may stand for two words."""
    uit: list[str] = []
    i = 0
    while i < len(vraag):
        samen = verbeterd.get(" ".join(vraag[i : i + 2])) if i + 1 < len(vraag) else None
        uit.append(samen or verbeterd.get(vraag[i], vraag[i]))
        i += 2 if samen else 1
    return " ".join(uit)


def _waar(vraag: list[str]) -> dict[str, list[int]]:
    """Where each stem stands in a question, that of a form too."""
    waar: dict[str, list[int]] = {}
    for i, woord in enumerate(vraag):
        for token in dict.fromkeys((stam(woord), *grondstammen(woord))):
            waar.setdefault(token, []).append(i)
    return waar


def _elk_het_zijne(eenheden: list[Eenheid]) -> list[Eenheid]:
    """What one word of the question says does not count for another too: else an offer of the one passes for both."""
    eigen = [eenheid.alternatieven[0].tokens if eenheid.alternatieven else () for eenheid in eenheden]
    return [
        replace(
            eenheid,
            alternatieven=(
                *eenheid.alternatieven[:1],
                *(a for a in eenheid.alternatieven[1:] if a.tokens == eigen[i] or a.tokens not in eigen),
            ),
        )
        for i, eenheid in enumerate(eenheden)
    ]


def _eigen_frase(tokens: Sleutel) -> list[Alternatief]:
    if not tokens:
        return []
    if len(tokens) == 1:
        return [Alternatief(tokens)]
    return [Alternatief(tokens, 1.0, "frase"), Alternatief(tokens, 0.9, "delen")]


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


__all__ = [
    "DEEL_VAN_VRAAG", "GENOEG", "MAX_ALTERNATIEVEN", "MAX_EENHEDEN", "Alternatief", "Eenheid", "Plan", "Planner",
]  # fmt: skip
