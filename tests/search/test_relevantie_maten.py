"""The measures of the search: what they are worth at their ends, and what must never change them."""

from __future__ import annotations

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialekaart.search.relevantie import maten

namen = st.sampled_from([f"X-{n:02}" for n in range(30)])
antwoorden = st.lists(namen, unique=True, max_size=25)
graden = st.dictionaries(namen, st.sampled_from([1, 2, 3]), min_size=1, max_size=12)
beantwoordbaar = graden.filter(lambda goed: max(goed.values()) >= 2)


@given(antwoorden, beantwoordbaar)
def test_every_measure_stays_between_nought_and_one(ids, goed):
    for waarde in (maten.recall(ids, goed), maten.omgekeerde_rang(ids, goed), maten.ndcg(ids, goed)):
        assert 0 <= waarde <= 1


@given(beantwoordbaar)
def test_the_ideal_order_earns_everything(goed):
    ideaal = sorted(goed, key=lambda naam: -goed[naam])
    assert maten.ndcg(ideaal, goed) == pytest.approx(1)
    assert maten.omgekeerde_rang(ideaal, goed) == 1
    voldoende = sum(graad >= 2 for graad in goed.values())
    assert maten.recall(ideaal, goed) == pytest.approx(min(10, voldoende) / voldoende)


@given(antwoorden, beantwoordbaar)
def test_an_answer_without_anything_judged_earns_nothing(ids, goed):
    vreemd = [naam for naam in ids if naam not in goed]
    assert maten.recall(vreemd, goed) == maten.omgekeerde_rang(vreemd, goed) == maten.ndcg(vreemd, goed) == 0


@given(antwoorden, beantwoordbaar, st.data())
def test_recall_looks_at_the_set_on_the_page_and_not_at_its_order(ids, goed, data):
    eerste = data.draw(st.permutations(ids[:10]))
    assert maten.recall(eerste + ids[10:], goed) == maten.recall(ids, goed)


@given(antwoorden.filter(lambda ids: len(ids) > 1), beantwoordbaar, st.data())
def test_moving_a_better_offer_up_never_costs_ndcg(ids, goed, data):
    i = data.draw(st.integers(0, len(ids) - 2))
    boven, onder = ids[i], ids[i + 1]
    geruild = [*ids[:i], onder, boven, *ids[i + 2 :]]
    if goed.get(onder, 0) >= goed.get(boven, 0):
        assert maten.ndcg(geruild, goed) >= maten.ndcg(ids, goed) - 1e-12


@given(antwoorden, beantwoordbaar, antwoorden)
def test_what_comes_after_the_first_page_changes_neither_recall_nor_ndcg(ids, goed, staart):
    vol = [f"vulling-{n}" for n in range(10 - min(10, len(ids)))]
    pagina = [*ids[:10], *vol]
    langer = [*pagina, *(naam for naam in staart if naam not in pagina)]
    assert maten.recall(langer, goed) == maten.recall(pagina, goed)
    assert maten.ndcg(langer, goed) == maten.ndcg(pagina, goed)


def test_the_reciprocal_rank_passes_by_what_is_only_also_useful():
    goed = {"a": 1, "b": 2}
    assert maten.omgekeerde_rang(["a", "x", "b"], goed) == pytest.approx(1 / 3)


def test_ndcg_against_a_sum_by_hand():
    # Got: grade 1, nothing, grade 3. Best: 3, 2, 1.
    goed = {"a": 3, "b": 2, "c": 1}
    gekregen = 1 / log2(2) + 7 / log2(4)
    best = 7 / log2(2) + 3 / log2(3) + 1 / log2(4)
    assert maten.ndcg(["c", "x", "a"], goed) == pytest.approx(gekregen / best)


def test_a_question_without_an_answer_has_no_recall_and_no_ndcg():
    with pytest.raises(ValueError, match="no offer"):
        maten.recall(["a"], {"a": 1})
    with pytest.raises(ValueError, match="nothing to gain"):
        maten.ndcg(["a"], {})


@given(antwoorden, antwoorden)
def test_overlap_is_symmetric_and_one_for_the_same_page(ene, andere):
    assert maten.overlap(ene, andere) == maten.overlap(andere, ene)
    if ene:
        assert maten.overlap(ene, list(reversed(ene[:10]))) == 1
        assert maten.overlap(ene, []) == 0


def test_overlap_divides_by_the_longer_page_and_says_nothing_when_both_are_empty():
    assert maten.overlap(["a", "b", "c", "d"], ["a"]) == pytest.approx(0.25)
    assert maten.overlap([], []) is None
