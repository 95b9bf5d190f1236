"""What the embedded engine finds with sets is what the formula finds in the words of each offer."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from socialekaart.search.analyzer import stam
from socialekaart.search.embedded import postings, schema, stand
from socialekaart.search.embedded.bits import plaatsen_van
from socialekaart.search.embedded.engine import EmbeddedEngine
from socialekaart.search.embedded.schema import GEWICHT
from socialekaart.search.embedded.vinden import vind
from socialekaart.search.plan import GENOEG, Alternatief, Eenheid, Plan
from socialekaart.search.scoring import VELDEN, Scoorder
from socialekaart.search.types import Document
from tests.search.hulp import Index

Maak = Callable[..., Document]
WOORDEN = ("zang", "boek", "kind", "geld", "hulp")  # each is its own stem

tokens = st.lists(st.sampled_from([*WOORDEN, "nergens"]), min_size=1, max_size=3, unique=True).map(tuple)
alternatieven = st.builds(
    lambda tokens, gewicht, soort: Alternatief(tokens, gewicht, soort if len(tokens) > 1 else "woord"),
    tokens,
    st.floats(0.1, 1.0),
    st.sampled_from(["frase", "delen"]),
)
eenheden = st.builds(
    Eenheid,
    st.just("x"),
    st.lists(alternatieven, min_size=1, max_size=4).map(tuple),
    st.floats(0.3, 1.0),
    st.sampled_from(["gewoon", "gewoon", "kern", "moet", "mag"]),
)
plannen = st.builds(Plan, st.lists(eenheden, min_size=1, max_size=3).map(tuple))


@pytest.fixture
def gevuld(db: None, doc: Maak) -> stand.Stand:
    """Offers with each of 31 sets of words, in every field, forwards and backwards."""
    documenten = []
    for nummer in range(1, 32):
        rij = [woord for i, woord in enumerate(WOORDEN) if nummer >> i & 1]
        tekst = " ".join(rij if nummer % 2 else reversed(rij))
        veld = ("titel", "samenvatting", "tekst", "organisatie")[nummer % 4]
        lijst = ("trefwoorden", "synoniemen")[nummer % 2]
        waarden: dict[str, Any] = {"titel": "Aanbod"} | ({veld: tekst} if nummer % 3 else {lijst: rij})
        documenten.append(doc(f"d{nummer}", waarden.pop("titel"), **waarden))
    EmbeddedEngine().rebuild(documenten)
    assert [stam(woord) for woord in WOORDEN] == list(WOORDEN)
    nu_stand = stand.huidig()
    assert nu_stand is not None
    return nu_stand


# What the sentence is about is enough, also where many have every word.
@example(
    plan=Plan((Eenheid("x", (Alternatief(("zang",)),), 1.0, "kern"), Eenheid("x", (Alternatief(("boek",)),))))
)
@given(plan=plannen)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_sets_find_what_the_formula_finds(gevuld: stand.Stand, plan: Plan) -> None:
    rijen = schema.lees(gevuld.generatie, [plaats + gevuld.basis for plaats in plaatsen_van(gevuld.alle)])
    per_eenheid = [
        {pk - gevuld.basis for pk, rij in rijen.items() if Scoorder(Plan((eenheid,)))(rij)[0] > 0}
        for eenheid in plan.eenheden
    ]
    streng = set.intersection(*(per_eenheid[i] for i in plan.nodig()))
    genoeg = set.union(*(set.intersection(*(per_eenheid[i] for i in keuze)) for keuze in plan.genoeg()))
    versoepelt = len(streng) < GENOEG and len(plan.nodig()) > 1
    gevonden = vind(gevuld.postings, plan, gevuld.alle)
    assert set(plaatsen_van(gevonden.hits)) == (genoeg if plan.los or versoepelt else streng)
    assert gevonden.versoepeld == (not plan.los and versoepelt and genoeg != streng)
    # What matches all that another matches, and as well, does not come after it.
    raakt = {plaats: _raakt(plan, rijen[plaats + gevuld.basis]) for plaats in plaatsen_van(gevonden.hits)}
    rang = {
        plaats: nummer
        for nummer, groep in enumerate(gevonden.som.van_hoog(gevonden.hits))
        for plaats in plaatsen_van(groep)
    }
    assert rang.keys() == raakt.keys()
    for een, ander in permutations(rang, 2):
        assert not raakt[een] > raakt[ander] or rang[een] <= rang[ander]


def _raakt(plan: Plan, rij: tuple[str, ...]) -> set[tuple[int, int, bool]]:
    """The alternatives that match, and which of them in a field that says more than the running text."""
    in_naam = tuple(tekst if GEWICHT[veld] in "ABC" else "" for veld, tekst in zip(VELDEN, rij, strict=True))
    return {
        (i, j, streng)
        for i, eenheid in enumerate(plan.eenheden)
        for j, alternatief in enumerate(eenheid.alternatieven)
        for streng, velden in ((False, rij), (True, in_naam))
        if Scoorder(Plan((Eenheid("x", (alternatief,)),)))(velden)[0] > 0
    }


# Inside a transaction a process remembers nothing.
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
class TestWhatAProcessRemembers:
    def test_an_offer_written_anew_is_found_by_its_new_words_only(self, doc: Maak) -> None:
        index = Index(EmbeddedEngine())
        index.vul(doc("a", "Breien", tekst="Met koffie."), doc("b", "Koffie drinken"))
        assert sorted(index.ids("koffie")) == ["a", "b"]
        assert index.ids("thee") == []
        with connection.execute_wrapper(_tel := _Tel()):
            index.ids("koffie")
        assert _tel.volle_tekst == 0, "the words of a question that was asked before are remembered"
        index.erbij(doc("a", "Breien", tekst="Met thee."))
        assert index.ids("koffie") == ["b"]
        assert index.ids("thee") == ["a"]
        index.eraf("b")
        assert index.ids("koffie") == []

    def test_a_full_memory_finds_the_same(self, doc: Maak, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(postings, "MAX_BYTES", 500)
        index = Index(EmbeddedEngine())
        index.vul(*(doc(woord, woord) for woord in WOORDEN))
        for _ in range(3):
            for woord in WOORDEN:
                assert index.ids(woord) == [woord]


class _Tel:
    """Counts the statements that look in the full text for words."""

    def __init__(self) -> None:
        self.volle_tekst = 0

    def __call__(self, voer_uit: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.volle_tekst += " MATCH " in sql or " @@ " in sql
        return voer_uit(sql, params, many, context)
