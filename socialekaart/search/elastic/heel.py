"""Does Elasticsearch hold all that it should? An index may be missing, of an older mapping, or half."""

from __future__ import annotations

from socialekaart.search.elastic import spiegel
from socialekaart.search.elastic.client import alias, client, fouten
from socialekaart.search.pols import Pols
from socialekaart.search.types import EngineFout

MERK = "generatie"
"""Under this name the index says of which generation it was built."""
_telling: tuple[Pols, int] | None = None


def heel() -> bool:
    """Is there an index of ours that holds all that it should? Raises `EngineFout` when the server is away.

    What is on its way may be there or not. Looked at twice, since between two readings things may change.
    """
    if merk() is None:
        return False
    for _ in range(2):
        moet = spiegel.verwacht()
        with fouten():
            antwoord = client().options(ignore_status=404).count(index=alias())
            if antwoord.meta.status != 200 or antwoord["_shards"]["failed"]:
                return False
            if antwoord["count"] >= min(moet, spiegel.verwacht()):
                return True
    return False


def merk() -> str | None:
    """The key of the generation of the embedded index that it was built of; None when there is no index of ours."""
    with fouten():
        antwoord = client().options(ignore_status=404).indices.get_mapping(index=alias())
        gevonden = list(antwoord.values()) if antwoord.meta.status == 200 else []
        waarde = gevonden[0]["mappings"].get("_meta", {}).get(MERK) if len(gevonden) == 1 else None
        return None if waarde is None else str(waarde)


def toets(aanwezig: int, pols: Pols | None) -> None:
    """Raises `EngineFout` when an answer came from half an index. `aanwezig`: how many offers the index that answered holds.

    What it should hold is read again only after a change (`pols`).
    """
    global _telling
    if pols is None or _telling is None or _telling[0] != pols:
        moet = spiegel.omvang()
        _telling = (pols, moet) if pols is not None else None
    else:
        moet = _telling[1]
    if aanwezig < moet and not heel():
        raise EngineFout("geen hele index")


def vergeet() -> None:
    """Forget what this process remembers (tests)."""
    global _telling
    _telling = None
