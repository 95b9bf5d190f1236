"""The words at work: the lists of the project, the editors' own groups and the words of the index, kept up to date.

The lists are read once. A change of a group of synonyms is seen at the next search by one small query; words that came
into the index are read from where the last reading stopped. Inside a transaction nothing new is remembered.
"""

from __future__ import annotations

import threading
from collections.abc import Container, Iterable
from functools import lru_cache

from django.db import connection
from django.db.models import Count, Max, Sum
from django.db.models.functions import Length

from portal.gemeente.models import Gemeente, Kern, Wijk
from socialekaart.models import LocatiePage
from socialekaart.search.compounds import Splitser
from socialekaart.search.lexicon import Lexicon, Sleutel
from socialekaart.search.models import IndexDocument, IndexStand, IndexWoord, SynoniemGroep
from socialekaart.search.plaatsen import namen
from socialekaart.search.planner import Planner
from socialekaart.search.pols import Pols
from socialekaart.search.spelling import Woordenschat
from socialekaart.search.woordenlijsten import Bouwer, lees, lees_samenstellingen

_slot = threading.RLock()


@lru_cache(maxsize=1)
def lijsten() -> Lexicon:
    """The lists of the project, read once in a process. Asks nothing of the database."""
    return lees()


@lru_cache(maxsize=1)
def samenstellingen() -> Lexicon:
    """Of the lists only what splits compounds, read once in a process. Editors have no words there."""
    return lees_samenstellingen()


@lru_cache(maxsize=4)
def _lexicon(extra: tuple[str, ...]) -> Lexicon:
    return lijsten().met(Bouwer().synoniemen(extra, "cms").klaar()) if extra else lijsten()


_versie: tuple[object, tuple[str, ...]] | None = None


def lexicon() -> Lexicon:
    """The lists with the editors' groups as they are now."""
    global _versie
    groepen = SynoniemGroep.objects.filter(actief=True)
    versie = tuple(groepen.aggregate(n=Count("pk"), laatst=Max("gewijzigd"), hoogste=Max("pk")).values())
    if versie[0] == 0:
        return _lexicon(())
    if _versie is not None and _versie[0] == versie:
        return _lexicon(_versie[1])
    regels = tuple(groep.als_regel() for groep in groepen.order_by("pk"))
    if not connection.in_atomic_block:
        _versie = (versie, regels)
    return _lexicon(regels)


def plaatsnamen() -> frozenset[Sleutel]:
    """The names of municipalities, wijken, towns and locations, in every way that people write them."""
    soorten = (
        (Gemeente, "naam"),
        (Wijk, "naam"),
        (Kern, "naam"),
        (LocatiePage, "title"),
        (LocatiePage, "plaats"),
    )
    gevonden = {
        naam for model, veld in soorten for naam in model._default_manager.values_list(veld, flat=True)
    }
    return frozenset(sleutel for naam in gevonden if naam for sleutel in namen(naam))


class _Woorden:
    """The vocabulary of one generation with what is derived from it."""

    def __init__(self, generatie: int, sleutel: object, lex: Lexicon) -> None:
        self.generatie = generatie
        self.sleutel = sleutel
        self.lexicon = lex
        rijen = list(IndexWoord.objects.filter(generatie=generatie).values_list("pk", "woord", "telling"))
        self.laatste = max((rij[0] for rij in rijen), default=0)
        telling = {woord: aantal for _, woord, aantal in rijen}
        self.splitser = Splitser(lex.delen, telling, lex.heel)
        self.documenten = IndexDocument.objects.filter(generatie=generatie).count()
        self.woordenschat = Woordenschat(telling, lex.woorden, documenten=self.documenten)
        self.woordenschat.leer_stammen(s for woord in telling for s in self.splitser.stammen(woord))
        self.plaatsen = plaatsnamen()
        self.planner = Planner(lex, self.woordenschat, self.splitser, self.plaatsen)

    def met(self, lex: Lexicon) -> None:
        """Other lists, the same words of the index."""
        self.lexicon = lex
        vorige = self.woordenschat
        self.woordenschat = Woordenschat(vorige.telling, lex.woorden, vorige.stammen, self.documenten)
        self.planner = Planner(lex, self.woordenschat, self.splitser, self.plaatsen)

    def volg(self) -> None:
        """Read the words that came since. The window back covers rows that were committed out of order."""
        rijen = IndexWoord.objects.filter(generatie=self.generatie, pk__gt=self.laatste - _VENSTER)
        if connection.vendor == "sqlite":
            rijen = IndexWoord.objects.filter(generatie=self.generatie, pk__gt=self.laatste)
        gelezen = list(rijen.values_list("pk", "woord"))
        self.laatste = max([self.laatste, *(pk for pk, _ in gelezen)])
        self.leer(woord for _, woord in gelezen)

    def leer(self, woorden: Iterable[str]) -> list[str]:
        """Know these words from now on; returns those that were new."""
        nieuw = self.woordenschat.voeg_toe(woorden)
        if nieuw:
            self.splitser.leer(nieuw)
            self.woordenschat.leer_stammen(s for woord in nieuw for s in self.splitser.stammen(woord))
        return nieuw


_VENSTER = 200
_bewaard: _Woorden | None = None
_in_transactie: tuple[object, _Woorden] | None = None
_pols: Pols | None = None


def _generatie() -> tuple[int, object]:
    return IndexStand.objects.filter(naam="embedded").values_list("generatie", "sleutel").first() or (0, None)


def woorden(pols: Pols | None = None) -> _Woorden:
    """The words of the generation that answers now. With the `pols` of the last time nothing is read."""
    global _bewaard, _in_transactie, _pols
    if pols is not None and pols == _pols and _bewaard is not None:
        return _bewaard
    lex = lexicon()
    rij = _generatie()
    if connection.in_atomic_block:
        # What is read here may be rolled back: kept apart, under a key that tells one content from another.
        inhoud = IndexWoord.objects.filter(generatie=rij[0]).aggregate(
            n=Count("pk"),
            laatst=Max("pk"),
            hoogste=Max("woord"),
            lengte=Sum(Length("woord")),
            som=Sum("telling"),
        )
        sleutel = (rij, tuple(inhoud.values()), id(lex))
        if _in_transactie is None or _in_transactie[0] != sleutel:
            _in_transactie = (sleutel, _Woorden(*rij, lex))
        return _in_transactie[1]
    with _slot:
        if _bewaard is None or (_bewaard.generatie, _bewaard.sleutel) != rij:
            _bewaard = _Woorden(*rij, lex)
        else:
            _bewaard.volg()
            if _bewaard.lexicon is not lex:
                _bewaard.met(lex)
        _pols = pols
        return _bewaard


def verwarm() -> None:
    """Read the words of the index once in a process; what came since is read by the next search."""
    if _bewaard is None:
        woorden()


def voor_schrijven(generatie: int) -> tuple[Splitser, Container[str]]:
    """A splitter for new texts, and words that are surely in the index already. May be a little behind: no harm."""
    global _schrijver
    if _bewaard is not None and _bewaard.generatie == generatie:
        return _bewaard.splitser, _bewaard.woordenschat.telling
    sleutel = _generatie()
    if _schrijver is None or _schrijver[0] != sleutel:
        bekend = IndexWoord.objects.filter(generatie=generatie).values_list("woord", flat=True)
        lex = samenstellingen()
        _schrijver = (sleutel, Splitser(lex.delen, bekend, lex.heel))
    return _schrijver[1], ()


_schrijver: tuple[object, Splitser] | None = None


def planner() -> Planner:
    """What turns a question into a plan, up to date."""
    return woorden().planner


def vergeet() -> None:
    """Forget what this process remembers."""
    global _bewaard, _versie, _in_transactie, _schrijver, _pols
    with _slot:
        _bewaard = _versie = _in_transactie = _schrijver = _pols = None


__all__ = ["lexicon", "lijsten", "planner", "vergeet", "verwarm", "voor_schrijven", "woorden"]
