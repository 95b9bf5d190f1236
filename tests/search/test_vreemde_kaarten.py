"""How good the search is on social maps that it was not made for: thin texts, other words, slips in titles, wijken alike.

`vreemd/*.json` hold the offers and the judged questions (3 exactly it, 2 good, 1 also useful) of municipalities that do not
exist, each written and judged once, without knowledge of the demo or the word lists. The search was adjusted on the questions of
Zandermeer, Oosterwolde-Marke, Meerlo-Stad and Lauwermeden: these guard. Of Veenhuizerland and Rijnhage nobody who adjusts has
read a question or a figure per class: their totals are what to expect on a map that the search does not know. Never look at
their misses.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from portal.gemeente.models import Gemeente, Wijk
from socialekaart.search import woordenboek
from socialekaart.search.embedded import stand
from socialekaart.search.relevantie.maten import gemiddelde, omgekeerde_rang, recall
from socialekaart.search.types import Document
from tests.search.hulp import Index

KAARTEN = Path(__file__).parent / "vreemd"


def _lees(naam: str) -> dict[str, Any]:
    kaart: dict[str, Any] = json.loads((KAARTEN / f"{naam}.json").read_text(encoding="utf-8"))
    return kaart


def _document(rij: dict[str, Any]) -> Document:
    return Document(
        id=rij["id"],
        titel=rij["titel"],
        organisatie=rij.get("organisatie", ""),
        samenvatting=rij.get("samenvatting", ""),
        tekst=rij.get("tekst", ""),
        trefwoorden=tuple(rij.get("trefwoorden", ())),
        begrippen=(*rij.get("leefgebieden", ()), *rij.get("doelgroepen", ())),
        plaatsen=tuple(rij["plaatsen"]),
    )


@pytest.mark.parametrize(
    ("naam", "minste_recall", "minste_mrr"),
    [
        ("zandermeer", 0.88, 0.92),
        ("oosterwolde-marke", 0.88, 0.89),
        ("meerlo-stad", 0.87, 0.88),
        ("lauwermeden", 0.88, 0.88),
        ("veenhuizerland", 0.86, 0.85),
        ("rijnhage", 0.82, 0.81),
    ],
)
def test_a_map_that_it_was_not_made_for_is_searched_well(
    index: Index, naam: str, minste_recall: float, minste_mrr: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    kaart = _lees(naam)
    gemeente = Gemeente.objects.create(code="GM9988", slug=naam, naam=naam.title(), lat=52.0, lon=5.0)
    plaatsen = sorted({plaats for rij in kaart["aanbod"] for plaats in rij["plaatsen"]} - {gemeente.naam})
    for nummer, plaats in enumerate(plaatsen):
        Wijk.objects.create(code=f"vreemd-{nummer}", gemeente=gemeente, naam=plaats, lat=52.0, lon=5.0)
    woordenboek.vergeet()
    index.vul(*map(_document, kaart["aanbod"]))
    # Within the transaction of a test nothing is remembered; here nothing changes any more.
    for onderdeel, lezer in ((woordenboek, "woorden"), (stand, "huidig")):
        gelezen = getattr(onderdeel, lezer)()
        monkeypatch.setattr(onderdeel, lezer, lambda pols=None, gelezen=gelezen: gelezen)

    antwoorden = [(vraag, index.ids(vraag["q"])) for vraag in kaart["vragen"] if vraag["goed"]]
    gevonden = gemiddelde([recall(ids, vraag["goed"]) for vraag, ids in antwoorden])
    rang = gemiddelde([omgekeerde_rang(ids, vraag["goed"]) for vraag, ids in antwoorden])
    leeg = [not index.ids(vraag["q"]) for vraag in kaart["vragen"] if not vraag["goed"]]

    assert gevonden >= minste_recall, f"recall@10 {gevonden:.3f}, MRR {rang:.3f}"
    assert rang >= minste_mrr, f"recall@10 {gevonden:.3f}, MRR {rang:.3f}"
    assert sum(leeg) >= len(leeg) / 2, f"noise where nothing answers: {len(leeg) - sum(leeg)} of {len(leeg)}"
