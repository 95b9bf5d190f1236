"""Names of places, in a question and in the index: "De Helm" and "Wijkhuis De Helm" are one place.

In the index a place is one token of its own kind, so that a name never answers for a word ("Het Anker", "De Brug").
"""

from __future__ import annotations

from functools import lru_cache

from socialekaart.search.analyzer import is_stop, stam, woorden
from socialekaart.search.lexicon import Sleutel

_SOORTEN = """
wijkhuis buurthuis dorpshuis wijkcentrum buurtcentrum wijkgebouw gebouw bibliotheek bieb kerk huis ontmoetingscentrum
gezondheidscentrum centrum sporthal sportpark zaal school basisschool wijk buurt dorp kern gemeentehuis stadhuis wijkteam loket
inloophuis kulturhus multifunctioneel mfc verzorgingshuis gemeente locatie
"""
SOORTEN = frozenset(stam(woord) for woord in _SOORTEN.split())
"""Words that say what kind of place it is."""
_MERK = "plek0"


def namen(naam: str) -> tuple[Sleutel, ...]:
    """How people write this place: the whole name and the name without its kind, as stems with the stop words."""
    alle = tuple(stam(woord) for woord in woorden(naam))
    kaal = list(alle)
    while kaal and kaal[0] in SOORTEN:
        kaal = kaal[1:]
    gevonden = [alle, tuple(kaal)]
    zonder = tuple(stam(woord) for woord in woorden(naam) if not is_stop(woord))
    while zonder and zonder[0] in SOORTEN:
        zonder = zonder[1:]
    gevonden.append(zonder)
    goed = [
        een for een in dict.fromkeys(gevonden) if len("".join(een)) >= 3 and any(not is_stop(t) for t in een)
    ]
    return tuple(een for een in goed if not set(een) <= SOORTEN)


def merk(sleutel: Sleutel) -> str:
    """The token of a place in the index, the same for each way to write it."""
    kaal = [token for token in sleutel if not is_stop(token)]
    while len(kaal) > 1 and kaal[0] in SOORTEN:
        kaal = kaal[1:]
    return (_MERK + "".join(kaal))[:60]


@lru_cache(maxsize=1_024)
def merken(naam: str) -> tuple[str, ...]:
    """The tokens in the index of a place with this name."""
    return tuple(merk(sleutel) for sleutel in namen(naam))
