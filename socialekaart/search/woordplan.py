"""One word of a question as a unit: itself, its forms, what means the same, its parts, a correction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from itertools import product

from socialekaart.search.analyzer import is_stop, stam
from socialekaart.search.compounds import MIN_DEEL, Splitser, bruikbaar
from socialekaart.search.lexicon import Lexicon, Sleutel, Verwijzing, sleutel
from socialekaart.search.plaatsen import SOORTEN, merk
from socialekaart.search.plan import Alternatief, Eenheid, Rol, Soort
from socialekaart.search.spelling import Woordenschat
from socialekaart.search.woordvormen import familie, grondstammen

MAX_ALTERNATIEVEN = 24
GEWICHT_DELEN = 0.8
GEWICHT_BEGIN = 0.8
GEWICHT_PLEK, MAX_PLEKKEN = 0.9, 8
"""Of a place, by a word of its name that stands nowhere else."""
MAX_BEGIN = 3
"""Of so many words that begin so, also what they stand for."""
GEWICHT_CORRECTIE = 0.8
GEWICHT_VORM = 0.95
GEWICHT_BIJNA = 0.5
"""Of a word of the catalogue that is nearly the word asked for: a slip in a title."""
GEWICHT_DEELS = 0.5
"""Of the part that is known of a compound that is not."""
MIN_DEELS = 8
MIN_SAMEN, MAX_SAMEN = 9, 4
"""Shorter words apart may be nearly any word together; among more words two are seldom one, and it costs time to see."""
GEWICHT_NAAM = 0.5
"""Of a name that this may be, with more slips than an ordinary word may hold."""
GEWICHT_ZWAK = 0.35
GEWICHT_HALF = 0.6
"""Of a word that says for whom: it does not say what."""
GEWICHT_BUITEN = 0.75
"""Of a word that no list knows: it may be anything."""
GEWICHT_ONBEKEND = 0.5
"""Of a word that neither the lists nor the index know."""
STERK_DEEL = 0.6
"""Of the telling part of a compound that nobody knows: dementie of dementiezorg."""
KRUIS = 0.45
TWEEDE_STAP = 0.45
"""Factor of what a synonym leads to in turn."""
GEWOON = 4.0
"""How much a related word counts for less that stands in many offers: half when it is in one of four."""
LOS_VAN_ELKAAR = 0.6
"""Factor of the words of a phrase that stand apart."""
LOS_VANAF = 0.5
"""Of a lighter phrase the words must stand together."""


class Woordplanner:
    """Makes units of words with a lexicon, the words of the index and a splitter."""

    def __init__(
        self,
        lexicon: Lexicon,
        woordenschat: Woordenschat,
        splitser: Splitser,
        plaatsen: Iterable[Sleutel] = (),
    ) -> None:
        self._plaatsen = tuple(plaatsen)
        self.lexicon = lexicon
        self.woordenschat = woordenschat
        self.splitser = splitser
        self._ruim: dict[Sleutel, tuple[Verwijzing, ...]] = {}

    def letterlijk(self, woord: str) -> Eenheid:
        """The word and nothing else."""
        return Eenheid(woord, (Alternatief((stam(woord),)),))

    def los(
        self, woord: str, verbeterd: dict[str, str], *, af: bool = False, verhaal: bool = False
    ) -> Eenheid:
        """The unit of one word; a correction is noted in `verbeterd`. `af`: it is whole, as more was typed after it. `verhaal`:
        it stands in a sentence, where most words are no names."""
        token = stam(woord)
        alternatieven = [Alternatief((token,)), *self.verwezen(self.ruim((token,)))]
        in_lijst = (token,) in self.lexicon.synoniemen
        bekend = in_lijst or self.woordenschat.kent(token)
        vormen = [t for t in grondstammen(woord) if self._bestaat(t)] if not in_lijst else []
        onbekend = not bekend and not vormen
        for vorm in vormen[:2]:
            alternatieven += self._met(vorm, GEWICHT_VORM)
        alternatieven += self.delen(woord, los=onbekend)
        plekken = self._plekken.get(token, ()) if onbekend else ()
        alternatieven += [Alternatief((plek,), GEWICHT_PLEK) for plek in plekken]
        gevonden = len(alternatieven) > 1
        begin: list[Alternatief] = []
        if len(woord) >= 3 and not af and not in_lijst and not self.woordenschat.heeft(woord):
            # Nobody writes this whole: the beginning of a word, perhaps one whose stem looks like it (vrijwil, huurt).
            begin = self._begin(woord, ruim=onbekend and not gevonden)
            alternatieven += begin
        if onbekend:
            if not begin and gevonden and not plekken and token not in self.lexicon.echt:
                # Parts that fit together by chance: perhaps no compound, but a slip.
                alternatieven += self._correctie(woord, {})
            elif not begin and not gevonden:
                alternatieven += self._raad(woord, verbeterd) or ([] if verhaal else self._naam(woord))
        else:
            bijna = self.woordenschat.bijna(woord)
            alternatieven += [Alternatief((stam(w),), GEWICHT_BIJNA, tekst=w) for w in bijna]
            if self.woordenschat.zeldzaam(token) and not in_lijst and woord not in self.lexicon.woorden:
                # A slip that the catalogue makes too.
                for goed in self.woordenschat.goed_geschreven(woord):
                    alternatieven += self._met(stam(goed), GEWICHT_CORRECTIE, goed)
        juist = stam(verbeterd.get(woord, woord))
        weet = in_lijst or any((vorm,) in self.lexicon.synoniemen for vorm in vormen)
        zwak = next((t for t in (token, *vormen) if t in self.lexicon.zwak), token)
        rol, gewicht = self._rol(juist), self._gewicht(zwak, weet, len(alternatieven) > 1)
        if rol == "moet":
            alternatieven = [a for a in alternatieven if a.tokens in ((token,), (juist,))]
        return Eenheid(woord, uniek(alternatieven), gewicht, rol)

    @cached_property
    def _plekken(self) -> dict[str, tuple[str, ...]]:
        """By each word of the name of a place (Molenweg of Uitgiftepunt Molenweg) the tokens of those places."""
        per_woord: dict[str, dict[str, None]] = {}
        for sleutel_ in self._plaatsen:
            for token in sleutel_:
                if len(token) > 3 and token not in SOORTEN:
                    per_woord.setdefault(token, {})[merk(sleutel_)] = None
        return {token: tuple(merken)[:MAX_PLEKKEN] for token, merken in per_woord.items()}

    def _verbuiging(self, woord: str) -> list[Alternatief]:
        """A word of the lists that begins so, in languages whose endings no stemmer here knows: психологічна."""
        basis = self.lexicon.zelfde_begin(woord)
        return [a for woord_ in basis[:1] for a in self.verwezen(self.ruim((stam(woord_),)), GEWICHT_VORM)]

    def _met(self, token: str, factor: float, tekst: str = "") -> list[Alternatief]:
        """A token with all that it stands for."""
        return [Alternatief((token,), factor, tekst=tekst), *self.verwezen(self.ruim((token,)), factor)]

    def _begin(self, woord: str, *, ruim: bool) -> list[Alternatief]:
        """Words that begin so; `ruim`: also what they stand for, and words of the lists that the index may not have."""
        begin = self.woordenschat.begint(woord)
        gevonden = [Alternatief((stam(w),), GEWICHT_BEGIN, tekst=w) for w in begin]
        meer = list(dict.fromkeys([*begin, *self.lexicon.begint(woord)]))[:MAX_BEGIN] if ruim else ()
        return gevonden + [a for w in meer for a in self.verwezen(self.ruim((stam(w),)), GEWICHT_BEGIN)]

    def _raad(self, woord: str, verbeterd: dict[str, str]) -> list[Alternatief]:
        """What a word may be that nobody knows: a form, a slip, one of a family, a compound with a part that is known."""
        if verbogen := self._verbuiging(woord):
            return verbogen
        if woord in self.lexicon.woorden:
            return []
        if stam(woord) in self.lexicon.echt:
            return self._familie(woord)
        return self._correctie(woord, verbeterd) or self._familie(woord) or self._deels(woord)

    def _naam(self, woord: str) -> list[Alternatief]:
        """Names that this may be."""
        if woord in self.lexicon.woorden or stam(woord) in self.lexicon.echt:
            return []
        return [
            Alternatief((stam(naam),), GEWICHT_NAAM, tekst=naam) for naam in self.woordenschat.naam(woord)
        ]

    def _familie(self, woord: str) -> list[Alternatief]:
        """Words of the same family: reparateur, reparatie."""
        bekend = [t for t in dict.fromkeys(map(stam, familie(woord))) if self._bestaat(t)]
        return [a for token in bekend[:2] for a in self._met(token, GEWICHT_CORRECTIE)]

    def _deels(self, woord: str) -> list[Alternatief]:
        """Of a compound the one part that is known, at its end or else at its beginning: busverbinding."""
        if len(woord) < MIN_DEELS or not woord.isalpha():
            return []
        naden = range(MIN_DEEL, len(woord) - MIN_DEEL + 1)
        for stuk in (*(woord[i:] for i in naden), *(woord[:i] for i in reversed(naden))):
            token = stam(stuk)
            if (
                stuk in self.splitser.delen
                and token not in self.lexicon.zwakke_delen
                and self._bestaat(token)
            ):
                return self._met(token, GEWICHT_DEELS)
        return []

    def _bestaat(self, token: str) -> bool:
        return (token,) in self.lexicon.synoniemen or self.woordenschat.kent(token)

    def _gewicht(self, token: str, in_lijst: bool, gevonden: bool) -> float:
        if token in self.lexicon.zwak:
            return GEWICHT_ZWAK
        if token in self.lexicon.half:
            return GEWICHT_HALF
        if in_lijst or gevonden:
            return 1.0
        return GEWICHT_BUITEN if self.woordenschat.kent(token) else GEWICHT_ONBEKEND

    def _rol(self, token: str) -> Rol:
        return "moet" if token in self.lexicon.elders else "gewoon"

    def _correctie(self, woord: str, verbeterd: dict[str, str]) -> list[Alternatief]:
        gevonden: list[Alternatief] = []
        for nummer, goed in enumerate(self.woordenschat.lijkt_op(woord)):
            token = stam(goed)
            factor = GEWICHT_CORRECTIE * (1.0 if nummer == 0 else 0.8)
            gevonden.append(Alternatief((token,), factor, tekst=goed))
            gevonden += self.verwezen(self.ruim((token,)), factor)
            gevonden += [replace(a, gewicht=a.gewicht * factor) for a in self.delen(goed, los=False)]
            verbeterd.setdefault(woord, goed)
        return gevonden

    def delen(self, woord: str, *, los: bool) -> list[Alternatief]:
        """The parts of a compound together; `los`: nobody knows the word, so its telling part and their synonyms too."""
        delen = _stammen(self.splitser.splits(woord))
        if len(delen) < 2 and los:
            delen = _stammen(self._splitser_van_lijsten.splits(woord))
        if len(delen) < 2:
            return []
        sterk = tuple(deel for deel in delen if deel not in self.lexicon.zwakke_delen)
        # A compound that the lists know says itself what it means: zorg of geldzorgen says little about it.
        samen = GEWICHT_DELEN if los or len(sterk) == len(delen) else GEWICHT_DELEN / 2
        gevonden = [Alternatief(delen, samen, "delen")]
        gevonden += self.verwezen(self.lexicon.synoniemen.get(delen, ()), GEWICHT_DELEN)
        if not los or not sterk:
            return gevonden
        if len(sterk) < len(delen):
            gevonden.append(Alternatief(sterk, STERK_DEEL, "delen" if len(sterk) > 1 else "woord"))
            if len(sterk) == 1:
                gevonden += self.verwezen(self.lexicon.synoniemen.get(sterk, ()), STERK_DEEL)
            return gevonden
        vindbaar = [deel for deel in sterk if any(self.woordenschat.kent(t) for t, _ in self._enkel(deel))]
        if len(vindbaar) < len(sterk):  # together they stand nowhere
            return gevonden + [a for deel in vindbaar[-1:] for a in self._met(deel, GEWICHT_DEELS)]
        keuzes = [self._enkel(deel) for deel in sterk]
        for keuze in list(product(*keuzes))[:40]:
            tokens = tuple(dict.fromkeys(token for token, _ in keuze))
            gewicht = KRUIS * min(gewicht for _, gewicht in keuze)
            gevonden.append(Alternatief(tokens, gewicht, "delen" if len(tokens) > 1 else "woord"))
        return gevonden

    @cached_property
    def _splitser_van_lijsten(self) -> Splitser:
        """Splits with every word of the lists too, for a compound that the catalogue does not have."""
        woorden = [woord for woord in self.lexicon.woorden if woord.isascii() and bruikbaar(woord)]
        return Splitser(self.lexicon.delen, woorden, self.lexicon.heel)

    def _enkel(self, token: str) -> list[tuple[str, float]]:
        """A token with the single words that mean the same and stand in the index."""
        gelijk = [
            (v.tokens[0], v.gewicht)
            for v in self.lexicon.synoniemen.get((token,), ())
            if len(v.tokens) == 1 and self.woordenschat.kent(v.tokens[0])
        ]
        return [(token, 1.0), *gelijk[:5]]

    def ruim(self, begin: Sleutel) -> tuple[Verwijzing, ...]:
        """What a term stands for, and with less weight what that stands for in turn."""
        if begin not in self._ruim:
            if len(self._ruim) > 250:
                self._ruim.clear()
            eerste = self.lexicon.synoniemen.get(begin, ())
            self._ruim[begin] = self._stap(begin, eerste)
        return self._ruim[begin]

    def _stap(self, begin: Sleutel, eerste: Iterable[Verwijzing]) -> tuple[Verwijzing, ...]:
        eerste = tuple(eerste)
        alle = {v.tokens: v for v in eerste}
        for v in eerste:
            for verder in self.lexicon.synoniemen.get(sleutel(v.tekst), ()):
                gewicht = v.gewicht * verder.gewicht * TWEEDE_STAP
                oud = alle.get(verder.tokens)
                if verder.tokens != begin and (oud is None or oud.gewicht < gewicht):
                    alle[verder.tokens] = replace(verder, gewicht=gewicht)
        return tuple(alle.values())

    def doelen(self, doelen: Iterable[Verwijzing], factor: float = 1.0) -> list[Alternatief]:
        """Where a rule leads to, with what means the same."""
        return self.verwezen(self._stap((), doelen), factor)

    def verwezen(self, verwijzingen: Iterable[Verwijzing], factor: float = 1.0) -> list[Alternatief]:
        """Only what the index holds: the rest would cost time and find nothing."""
        gevonden = []
        for v in verwijzingen:
            if not all(self.woordenschat.kent(token) for token in v.tokens):
                continue
            soort: Soort = "woord" if len(v.tokens) == 1 else "frase"
            gewicht = v.gewicht * factor / (1.0 + GEWOON * min(map(self.woordenschat.deel, v.tokens)))
            gevonden.append(Alternatief(v.tokens, gewicht, soort, v.tekst, verwant=True))
            if 1 < len(v.tokens) <= 3 and v.gewicht >= LOS_VANAF:
                gevonden.append(
                    Alternatief(v.tokens, gewicht * LOS_VAN_ELKAAR, "delen", v.tekst, verwant=True)
                )
        return gevonden

    def samen(
        self, vraag: list[str], los: list[int], eenheden: list[Eenheid], verbeterd: dict[str, str]
    ) -> list[Eenheid]:
        """Two words that are one in the index or the lexicon: thuis zorg, taal les; vervoer rolstoel, vervoer voor rolstoel;
        consultasie buro."""
        uit: list[Eenheid] = []
        i = 0
        while i < len(los):
            token = self._samen(vraag, los[i], los[i + 1]) if i + 1 < len(los) else ""
            if token:
                a, b = vraag[los[i]], vraag[los[i + 1]]
                alternatieven = [
                    Alternatief((token,), 1.0),
                    Alternatief((stam(a), stam(b)), 0.95, "delen"),
                    *self.verwezen(self.ruim((token,))),
                ]
                gewicht = max(eenheden[i].gewicht, eenheden[i + 1].gewicht)
                uit.append(Eenheid(f"{a} {b}", uniek(alternatieven), gewicht))
                i += 2
            elif (
                1 < len(los) <= MAX_SAMEN
                and i + 1 < len(los)
                and (goed := self._een_verschreven(vraag, los[i], los[i + 1]))
            ):
                a, b = vraag[los[i]], vraag[los[i + 1]]
                verbeterd[f"{a} {b}"] = goed
                uit.append(Eenheid(f"{a} {b}", uniek(self._met(stam(goed), GEWICHT_CORRECTIE, goed))))
                i += 2
            else:
                uit.append(eenheden[i])
                i += 1
        return uit

    def _een_verschreven(self, vraag: list[str], een: int, ander: int) -> str:
        """The word that these two are a slip of, when nobody knows either; "" when there is none."""
        a, b = vraag[een], vraag[ander]
        if ander != een + 1 or len(a + b) < MIN_SAMEN or any(map(self._ooit_gezien, (a, b))):
            return ""
        return next(iter(self.woordenschat.lijkt_op(a + b)), "")

    def _ooit_gezien(self, woord: str) -> bool:
        return self._bestaat(stam(woord)) or stam(woord) in self.lexicon.echt

    def _samen(self, vraag: list[str], een: int, ander: int) -> str:
        """The stem of the word that these two make, "" when they make none that is known."""
        a, b = vraag[een], vraag[ander]
        if len(a + b) < 6:
            return ""
        naast = ander == een + 1
        heen = [a + b] if naast else []
        terug = [b + a] if naast or (ander == een + 2 and vraag[een + 1] in _VOORZETSELS) else []
        for woord in (*heen, *terug):
            token = stam(woord)
            if self.woordenschat.kent(token) or (token,) in self.lexicon.synoniemen:
                return token
        return ""


_VOORZETSELS = frozenset(["voor", "van", "met", "in", "bij", "naar", "over"])


def _stammen(delen: Iterable[str]) -> tuple[str, ...]:
    """The stems of the parts of a compound; none when it begins with a little word that changes what follows: uitslag."""
    delen = tuple(delen)
    return () if any(map(is_stop, delen)) else tuple(dict.fromkeys(map(stam, delen)))


def uniek(alternatieven: Iterable[Alternatief]) -> tuple[Alternatief, ...]:
    """Each set of tokens once with its best weight, heaviest first, no more than the engines can bear."""
    beste: dict[tuple[Soort, Sleutel], Alternatief] = {}
    for alternatief in alternatieven:
        eigen = (alternatief.soort, alternatief.tokens)
        if alternatief.tokens and (eigen not in beste or beste[eigen].gewicht < alternatief.gewicht):
            beste[eigen] = alternatief
    return tuple(sorted(beste.values(), key=lambda a: -a.gewicht)[:MAX_ALTERNATIEVEN])


__all__ = ["MAX_ALTERNATIEVEN", "Woordplanner", "uniek"]
