"""A sum of all that decides what stands in the index: the analysis, the fields, the columns, the lists.

It is kept with every generation. After an update of the code the sum differs, and the index is built anew. So it is when the
catalogue has grown or shrunk much: only a build counts in how many offers a word stands, and knows every word of the
catalogue when it takes the first compound apart.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from socialekaart.search.embedded.stand import NAAM
from socialekaart.search.models import IndexDocument, IndexStand

MAP = Path(__file__).parents[1]
BRONNEN = (
    "analyzer.py",
    "compounds.py",
    "plaatsen.py",
    "scoring.py",
    "types.py",
    "embedded/opslag.py",
    "embedded/schema.py",
    "data/samenstellingen.txt",
)
"""Rather one file too many: a needless build costs a while in which the old index answers, a missed one costs hits."""


@cache
def som() -> str:
    """The sum of the code that runs."""
    return bereken(MAP, version("pystemmer"))


def bereken(map_: Path, stemmer: str) -> str:
    """The sum of the sources in a folder, with the version of the stemmer."""
    som_ = hashlib.sha256(stemmer.encode())
    for naam in BRONNEN:
        som_.update(naam.encode() + b"\0" + (map_ / naam).read_bytes())
    return som_.hexdigest()[:16]


def verouderd() -> bool:
    """Was the index that answers built by other code, or of quite another number of offers? It still answers, as well as it
    can."""
    rij = IndexStand.objects.filter(naam=NAAM).values_list("som", "generatie", "omvang").first()
    if rij is None:
        return False
    bouwer, generatie, omvang = rij
    aantal = IndexDocument.objects.filter(generatie=generatie).count()
    return bouwer != som() or abs(aantal - omvang) > max(SPELING, omvang * SPELING // 100)


SPELING = 20
"""So many offers, or percent of them, may come or go before the index is built anew."""
