"""What every engine does alike when very much is found: then not every hit is scored, and it may not show."""

from __future__ import annotations

from collections.abc import Callable

from socialekaart.search.types import Document, Plek
from tests.search.hulp import BUUR, GM, Index

Maak = Callable[..., Document]


def test_among_very_many_hits_the_best_still_go_first(index: Index, doc: Maak) -> None:
    veel = [doc(f"n{n:03}", f"Activiteit {n:03}", tekst="Er is koffie.") for n in range(150)]
    index.vul(
        *veel,
        doc("buur", "Koffie", bereik="gemeente", gemeenten={BUUR}),
        doc("naam", "Zaterdagse koffie"),
        doc("trefwoord", "Zondag", trefwoorden=("koffie",)),
    )
    eerste = index.ids("koffie", gemeente=GM)
    assert eerste[:2] == ["naam", "trefwoord"]
    alles = [id for pagina in range(1, 17) for id in index.ids("koffie", gemeente=GM, pagina=pagina)]
    assert len(alles) == len(set(alles)) == 153
    assert alles[-1] == "buur"


def test_among_very_many_hits_the_one_with_every_word_still_goes_first(index: Index, doc: Maak) -> None:
    index.vul(
        *(doc(f"k{n:03}", f"Koken {n:03}") for n in range(60)),
        *(doc(f"z{n:03}", f"Zwemmen {n:03}") for n in range(60)),
        doc("beide", "Vrijdagclub", tekst="Eerst zwemmen, dan samen koken."),
    )
    resultaat = index.zoek("koken zwemmen")
    assert resultaat.versoepeld
    assert resultaat.totaal == 121
    assert resultaat.treffers[0].document.id == "beide"


def test_among_very_many_equal_hits_the_nearest_go_first(index: Index, doc: Maak) -> None:
    index.vul(
        *(doc(f"{n:03}", f"Koffie {n:03}", plek=(52.0 + n / 1000, 5.0)) for n in range(150)),
        doc("nergens", "Koffie thuis"),
    )
    hier = Plek(52.1491, 5.0)
    assert index.ids("koffie", plek=hier)[:3] == ["149", "148", "147"]
    assert index.ids(plek=hier)[:3] == ["149", "148", "147"]
    assert index.ids("koffie", plek=hier, sorteer="afstand")[:3] == ["149", "148", "147"]
    assert index.ids("koffie", plek=hier, sorteer="afstand", pagina=16) == ["nergens"]
