"""Pure: the words that generated offers are written with, from the project's own lists.

The lists of synonyms are sorted by subject, so the offers of a subject share its words, as real ones do; the parts of
compounds give the long tail that Dutch has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "socialekaart" / "search" / "data"
LEEFGEBIED = {
    "geld en schulden": "financien",
    "werk en dagbesteding": "dagbesteding",
    "eten": "huishouden",
    "wonen": "wonen",
    "huishouden": "huishouden",
    "recht": "financien",
    "zorg en gezondheid": "lichamelijk",
    "hulpmiddelen en beperking": "adl",
    "vervoer": "mobiliteit",
    "eenzaamheid en ontmoeting": "netwerk",
    "mantelzorg": "netwerk",
    "psychisch": "psychisch",
    "verslaving": "psychisch",
    "sterven en rouw": "psychisch",
    "veiligheid": "veiligheid",
    "opvoeden en gezin": "opvoeden",
    "jongeren en school": "opvoeden",
    "taal en leren": "taal",
    "nieuwkomers": "taal",
}
"""A subject that is not here belongs to `netwerk`."""
_FUNCTIEWOORDEN = """
de van het een en in voor u is op met te bij of die dat aan niet om er als uw wij ook kunt naar door zijn over kan worden
samen wordt hebben ons uit deze heeft bent onze hoe tot nog meer kunnen al onder tussen zonder tijdens vanaf elke iedere
iedereen mensen bewoners vrijwilligers vaste vragen hulp week gesprek buurt wijk informatie contact graag
"""
FUNCTIEWOORDEN = tuple(_FUNCTIEWOORDEN.split())
"""By how often they stand in texts of welfare organisations, roughly."""


@dataclass(frozen=True, slots=True)
class Thema:
    """A subject of the lists with its terms, in the order of the lists (everyday words first)."""

    naam: str
    leefgebied: str
    termen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Woordenbron:
    """All that is written with. `delen`: parts of compounds. `zinnen`: words that people type together."""

    themas: tuple[Thema, ...]
    delen: tuple[str, ...]
    algemeen: tuple[str, ...]
    zinnen: tuple[tuple[str, ...], ...]


def _secties(pad: Path) -> Iterator[tuple[str, str]]:
    sectie = ""
    for ruw in pad.read_text("utf-8").splitlines():
        regel = ruw.split("#", 1)[0].strip()
        if regel.startswith("[") and regel.endswith("]"):
            sectie = regel[1:-1].strip()
        elif regel:
            yield sectie, regel


def lees(map_: Path = DATA) -> Woordenbron:
    """Read the lists of a folder; the one with other languages is not for writing Dutch texts."""
    per_thema: dict[str, dict[str, None]] = {}
    for pad in sorted(map_.glob("synoniemen-*.txt")):
        if "talen" in pad.stem:
            continue
        for sectie, regel in _secties(pad):
            links, _, rechts = regel.partition(">")
            for term in (*links.split("="), *rechts.split(",")):
                if schoon := " ".join(term.split()):
                    per_thema.setdefault(sectie, {})[schoon] = None
    themas = tuple(
        Thema(naam, LEEFGEBIED.get(naam, "netwerk"), tuple(termen))
        for naam, termen in per_thema.items()
        if len(termen) >= 8
    )
    delen = [w for s, regel in _secties(map_ / "samenstellingen.txt") if s == "delen" for w in regel.split()]
    algemeen = [w for s, regel in _secties(map_ / "vulwoorden.txt") if s == "zin" for w in regel.split()]
    zinnen = [
        # Of words between slashes one is typed; which one differs per line.
        tuple((w := deel.strip().split("/"))[nummer % len(w)] for deel in regel.partition(">")[0].split("+"))
        for bestand in sorted(map_.glob("zinnen*.txt"))
        for nummer, (_, regel) in enumerate(_secties(bestand))
    ]
    lang = tuple(dict.fromkeys(deel for deel in delen if len(deel) > 2))
    return Woordenbron(themas, lang, tuple(dict.fromkeys(algemeen)), tuple(zinnen))
