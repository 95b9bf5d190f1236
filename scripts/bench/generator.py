"""Pure: generated offers, the same ones for the same seed.

They look like a directory's: many thin texts, few long ones; the same activity once per wijk with almost the same words;
words that follow Zipf's law over a subject, with a long tail of compounds and names; opening hours for about half.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate

from portal import openingstijden
from scripts.bench.gebieden import Gebied, Wijk
from scripts.bench.woordenbron import FUNCTIEWOORDEN, Thema, Woordenbron
from socialekaart.search.types import Document, Punt

ZAAD = 20_240_501
_VORMEN = (
    "Spreekuur", "Hulp bij", "Inloop", "Cursus", "Advies over", "Maatje voor", "Samen in gesprek over", "Training",
    "Groep", "Informatie over", "Ondersteuning bij", "Werkplaats", "Ontmoeting rond", "Vrijwillige hulp bij", "Steunpunt",
)  # fmt: skip
_RECHTSVORMEN = ("Stichting", "Welzijn", "Vereniging", "Buurtteam", "Coöperatie", "Netwerk", "")
_DOELGROEPEN = (
    "ouderen", "mantelzorgers", "jongeren", "ouders", "kinderen", "nieuwkomers", "laaggeletterden", "beperking", "lvb",
    "psychisch", "verslaving", "alleenstaanden", "minima", "dementie", "nabestaanden", "werkzoekenden", "vrijwilligers",
)  # fmt: skip
_TALEN = ("en", "ar", "tr", "pl", "uk", "ti", "fa", "so", "fr", "de", "es", "ngt")
_ROOSTERS = (
    "ma-vr 09:00-17:00", "ma-vr 08:30-12:30", "di,do 10:00-12:00", "wo 13:30-16:00", "ma,wo,vr 09:00-11:30",
    "do 19:00-21:30", "za 10:00-14:00", "ma-zo 08:00-22:00", "ma-vr 10:00-16:00; za 11:00-15:00", "zo 14:00-17:00",
)  # fmt: skip
_KLANK = [
    "b",
    "br",
    "d",
    "dr",
    "f",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "kl",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "sch",
    "st",
    "t",
    "v",
    "w",
]
_STAART = [
    "aak",
    "aal",
    "aan",
    "ees",
    "eker",
    "elen",
    "ens",
    "erik",
    "iens",
    "ijk",
    "inga",
    "oek",
    "ons",
    "uit",
    "ullen",
]


@lru_cache(maxsize=512)
def _zipf(aantal: int) -> tuple[float, ...]:
    """Cumulative weights 1, 1/2, 1/3 …"""
    return tuple(accumulate(1 / rang for rang in range(1, aantal + 1)))


def _kies(rng: random.Random, rij: Sequence[str]) -> str:
    return rng.choices(rij, cum_weights=_zipf(len(rij)))[0]


@dataclass(frozen=True, slots=True)
class _Organisatie:
    nummer: int
    naam: str
    themas: tuple[Thema, ...]
    gebied: Gebied


class Schrijver:
    """Writes texts from a source of words with one stream of chance."""

    def __init__(self, bron: Woordenbron, rng: random.Random) -> None:
        self.bron = bron
        self.rng = rng

    def naam(self) -> str:
        """A made-up surname; long names are rare and mostly unique."""
        rng = self.rng
        return "".join(
            rng.choice(_KLANK) + rng.choice(_STAART) for _ in range(rng.choice((1, 1, 2)))
        ).capitalize()

    def samenstelling(self) -> str:
        """A compound of two parts, every pair as likely: the long tail."""
        return self.rng.choice(self.bron.delen) + self.rng.choice(self.bron.delen)

    def zin(self, thema: Thema) -> str:
        """A sentence of 7 to 16 words about a subject."""
        rng = self.rng
        woorden = []
        for soort in rng.choices("FTASNX", weights=(52, 26, 11, 5, 1, 5), k=rng.randint(7, 16)):
            match soort:
                case "F":
                    woorden.append(_kies(rng, FUNCTIEWOORDEN))
                case "T":
                    woorden.append(_kies(rng, thema.termen))
                case "A":
                    woorden.append(_kies(rng, self.bron.algemeen))
                case "S":
                    woorden.append(self.samenstelling())
                case "N":
                    woorden.append(self.naam())
                case _:
                    woorden.append(_kies(rng, rng.choice(self.bron.themas).termen))
        tekst = " ".join(woorden)
        return tekst[0].upper() + tekst[1:] + "."

    def tekst(self, thema: Thema) -> str:
        """Nothing for a quarter of the offers, a few lines for most, a page for one in twenty."""
        laag, hoog = self.rng.choices(((0, 0), (2, 6), (7, 14), (22, 36)), weights=(25, 45, 25, 5))[0]
        zinnen = [self.zin(thema) for _ in range(self.rng.randint(laag, hoog))]
        return "\n\n".join(" ".join(zinnen[i : i + 5]) for i in range(0, len(zinnen), 5))


def aanbod(
    aantal: int,
    gebieden: Sequence[Gebied],
    bron: Woordenbron,
    vandaag: date,
    open_tijden: Callable[[openingstijden.Rooster, date], tuple[tuple[int, int], ...]],
    zaad: int = ZAAD,
) -> Iterator[Document]:
    """So many offers. A longer run begins with the same offers as a shorter one in the same areas.

    `open_tijden` gives the open periods of a schedule from a day on; `vandaag` is that day, and what `gecontroleerd_op`
    counts back from.
    """
    rng = random.Random(zaad)
    schrijver = Schrijver(bron, rng)
    roosters = [openingstijden.parse(tekst) for tekst in _ROOSTERS]
    uren = [
        (openingstijden.to_json(r), open_tijden(r, vandaag), openingstijden.dagdelen(r)) for r in roosters
    ]
    nummer = 0
    organisatie = 0
    while nummer < aantal:
        organisatie += 1
        deze = _organisatie(rng, schrijver, organisatie, gebieden, bron.themas)
        for _ in range(rng.randint(1, 12)):
            for document in _activiteit(rng, schrijver, deze, vandaag, uren):
                yield _genummerd(document, nummer)
                nummer += 1
                if nummer >= aantal:
                    return


def _genummerd(document: Document, nummer: int) -> Document:
    pad = document.organisatie_pad + f"aanbod-{nummer}/"
    return replace(document, id=str(nummer + 1), extern_id=f"bench-{nummer}", pad=pad)


def _organisatie(
    rng: random.Random, schrijver: Schrijver, nummer: int, gebieden: Sequence[Gebied], themas: Sequence[Thema]
) -> _Organisatie:
    gebied = rng.choice(gebieden)
    kern = rng.choice(
        (schrijver.naam(), f"{schrijver.naam()} {gebied.naam}", schrijver.samenstelling().capitalize())
    )
    naam = f"{rng.choice(_RECHTSVORMEN)} {kern} {nummer}".strip()
    return _Organisatie(nummer, naam, tuple(rng.sample(themas, rng.randint(1, 3))), gebied)


def _activiteit(
    rng: random.Random, schrijver: Schrijver, organisatie: _Organisatie, vandaag: date,
    uren: Sequence[tuple[str, tuple[tuple[int, int], ...], frozenset[str]]],
) -> Iterator[Document]:  # fmt: skip
    """One activity, once for each wijk that it is given in."""
    thema = rng.choice(organisatie.themas)
    term = _kies(rng, thema.termen)
    titel = f"{rng.choice(_VORMEN)} {term}" if rng.random() < 0.8 else term.capitalize()
    samenvatting, tekst = schrijver.zin(thema), schrijver.tekst(thema)
    bereik = rng.choices(("wijk", "gemeente", "regio", "land", "online"), weights=(35, 40, 15, 7, 3))[0]
    keer = rng.choices((1, 2, 3, 4, 6), weights=(50, 18, 14, 10, 8))[0] if bereik == "wijk" else 1
    leefgebieden = {
        thema.leefgebied,
        *(t.leefgebied for t in rng.sample(schrijver.bron.themas, rng.choice((0, 0, 0, 1)))),
    }
    doelgroepen = frozenset(rng.sample(_DOELGROEPEN, rng.choice((0, 0, 1, 1, 2, 3))))
    trede = rng.choices((1, 2, 3, 4), weights=(25, 20, 45, 10))[0]
    toegang = (
        "melding" if trede == 4 else rng.choices(("vrij", "aanmelden", "verwijzing"), weights=(45, 45, 10))[0]
    )
    gratis = rng.choice((True, True, False, None))
    trefwoorden = tuple(dict.fromkeys(_kies(rng, thema.termen) for _ in range(rng.choice((0, 0, 1, 2, 4)))))
    talen = frozenset({"nl", *rng.sample(_TALEN, rng.choice((0, 0, 0, 0, 1, 2)))})
    for wijk in rng.sample(organisatie.gebied.wijken, min(keer, len(organisatie.gebied.wijken))):
        op_plek = bereik != "online" and rng.random() < 0.8
        rooster, open_tijden, dagdelen = (
            rng.choice(uren) if op_plek and rng.random() < 0.6 else ("", (), frozenset())
        )
        vormen = (
            {"plek"} if op_plek else {"thuis"} if rng.random() < 0.4 and bereik != "online" else {"online"}
        )
        yield Document(
            id="",
            titel=f"{titel} in {wijk.naam}" if keer > 1 else titel,
            organisatie=organisatie.naam,
            organisatie_id=str(organisatie.nummer),
            organisatie_pad=f"/aanbod/organisatie-{organisatie.nummer}/",
            samenvatting=f"{samenvatting} Voor bewoners van {wijk.naam}." if keer > 1 else samenvatting,
            tekst=tekst,
            trefwoorden=trefwoorden,
            begrippen=tuple(sorted(leefgebieden | doelgroepen)),
            leefgebieden=frozenset(leefgebieden),
            doelgroepen=doelgroepen,
            toegang=toegang,
            trede=trede,
            gratis=gratis,
            vormen=frozenset(vormen),
            talen=talen,
            bereik=bereik,
            gemeenten=frozenset() if bereik in ("land", "online") else frozenset({organisatie.gebied.code}),
            wijken=frozenset({wijk.code}) if bereik == "wijk" else frozenset(),
            punten=(_punt(rng, schrijver, wijk, organisatie.gebied),) if op_plek else (),
            rooster=rooster,
            open_tijden=open_tijden,
            dagdelen=dagdelen,
            gecontroleerd_op=vandaag - timedelta(days=rng.randint(0, 900)) if rng.random() < 0.8 else None,
        )


def _punt(rng: random.Random, schrijver: Schrijver, wijk: Wijk, gebied: Gebied) -> Punt:
    lat, lon = wijk.lat + rng.uniform(-0.008, 0.008), wijk.lon + rng.uniform(-0.012, 0.012)
    return Punt(round(lat, 5), round(lon, 5), f"Buurthuis {schrijver.naam()}", gebied.naam)


KOLOMMEN = (
    "extern_id", "organisatie", "titel", "samenvatting", "tekst", "leefgebieden", "doelgroepen", "toegang", "kosten",
    "adres", "postcode", "plaats", "lat", "lon", "bereik", "talen", "trefwoorden",
)  # fmt: skip


def als_rij(document: Document, gebieden: Sequence[Gebied]) -> dict[str, str]:
    """The offer as a row for `import_aanbod`."""
    punt = document.punten[0] if document.punten else None
    wijken = {wijk.code: wijk for gebied in gebieden for wijk in gebied.wijken}
    wijk = next((wijken[code] for code in sorted(document.wijken)), None)
    gemeenten = ";".join(sorted(document.gemeenten))
    return {
        "extern_id": document.extern_id,
        "organisatie": document.organisatie,
        "titel": document.titel,
        "samenvatting": document.samenvatting,
        "tekst": document.tekst,
        "leefgebieden": ";".join(sorted(document.leefgebieden)),
        "doelgroepen": ";".join(sorted(document.doelgroepen)),
        "toegang": document.toegang,
        "kosten": "gratis" if document.gratis else "",
        "adres": punt.naam if punt else "",
        "postcode": wijk.postcode if punt and wijk else "",
        "plaats": punt.plaats if punt else "",
        "lat": str(punt.lat) if punt else "",
        "lon": str(punt.lon) if punt else "",
        "bereik": {
            "wijk": f"wijk: {';'.join(sorted(document.wijken))}",
            "gemeente": f"gemeente: {gemeenten}",
            "regio": f"regio: {gemeenten}",
        }.get(document.bereik, document.bereik),
        "talen": ";".join(sorted(document.talen)),
        "trefwoorden": ";".join(document.trefwoorden),
    }
