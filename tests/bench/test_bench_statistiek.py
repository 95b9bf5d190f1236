"""The statistics of the bench say what was measured."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.bench import statistiek
from scripts.bench.statistiek import Meting, Verdeling, meet, percentiel, snelst, tabel, tijden

getallen = st.lists(st.floats(0, 1e6, allow_nan=False), min_size=1, max_size=200)


def test_a_percentile_is_the_nearest_rank():
    assert percentiel(range(1, 101), 95) == 95
    assert percentiel([5, 1, 4, 2, 3], 50) == 3
    assert percentiel([1, 2, 3, 4], 50) == 2
    assert percentiel([7], 95) == 7


@given(getallen, st.floats(0.1, 100))
def test_enough_values_do_not_exceed_a_percentile_and_it_was_measured(waarden: list[float], procent: float):
    grens = percentiel(waarden, procent)
    assert grens in waarden
    assert sum(waarde <= grens for waarde in waarden) >= len(waarden) * procent / 100 - 1e-6
    assert sum(waarde < grens for waarde in waarden) < len(waarden) * procent / 100 + 1e-6


@pytest.mark.parametrize(("waarden", "procent"), [([], 50), ([1], 0), ([1], 101)])
def test_a_percentile_of_nothing_is_refused(waarden: list[float], procent: float):
    with pytest.raises(ValueError):
        percentiel(waarden, procent)


def test_the_fastest_time_of_each_input_over_the_rounds():
    assert snelst([3, 10, 1, 12, 2, 11], 2) == [1, 10]
    with pytest.raises(ValueError):
        snelst([1, 2, 3], 2)
    with pytest.raises(ValueError):
        snelst([], 2)


def test_timings_are_told_in_milliseconds():
    verdeling = Verdeling.van([0.001, 0.002, 0.003, 0.010])
    assert (verdeling.aantal, verdeling.p50, verdeling.p95, verdeling.hoogste) == (4, 2.0, 10.0, 10.0)


def test_measuring_warms_up_once_and_goes_in_whole_rounds():
    gedaan: list[str] = []
    assert len(meet(gedaan.append, ["a", "b", "c"], minstens=7)) == 9
    assert gedaan == ["a", "b", "c"] * 4


def test_the_clock_may_be_another_one():
    stand = iter(range(100))
    assert meet(lambda _: next(stand), ["a"], minstens=3, wijzer=lambda: next(stand)) == [2, 2, 2]


def test_measuring_nothing_is_refused():
    with pytest.raises(ValueError):
        meet(print, [], 1)


@pytest.mark.parametrize(
    ("waarde", "doel", "richting", "gehaald"),
    [
        (10, 10, "hoogstens", True),
        (10.1, 10, "hoogstens", False),
        (10, 10, "minstens", True),
        (9.9, 10, "minstens", False),
        (9.9, None, "hoogstens", None),
    ],
)
def test_an_aim_is_met_on_the_right_side(waarde, doel, richting, gehaald):
    assert Meting("g", "n", waarde, "ms", doel, richting).gehaald is gehaald


def test_the_median_and_the_tail_each_have_their_own_aim():
    snel, traag = tijden("g", "zoeken", [0.001] * 18 + [0.030] * 2, p50=5, p95=10)
    assert (snel.waarde, snel.gehaald) == (1.0, True)
    assert (traag.waarde, traag.gehaald) == (30.0, False)


def test_a_figure_survives_json():
    for meting in (Meting("g", "n", 1.5, "MB", 2, "minstens", "waarom"), Meting("g", "n", 3, "")):
        assert Meting.van_json(meting.als_json()) == meting


def test_the_table_names_groups_once_and_marks_what_misses():
    regels = tabel(
        [Meting("Een", "a", 3, "ms", 2), Meting("Een", "b", 1234.5, "kB"), Meting("Twee", "c", 0.25, "s", 1)]
    ).splitlines()
    assert [regel for regel in regels if regel in ("Een", "Twee")] == ["Een", "Twee"]
    assert next(regel for regel in regels if "doel ≤ 2 ms" in regel).endswith("MIST")
    assert next(regel for regel in regels if "doel ≤ 1 s" in regel).endswith("goed")
    assert any("1234 kB" in regel or "1235 kB" in regel for regel in regels)


@pytest.mark.parametrize(
    ("waarde", "tekst"), [(12.0, "12"), (0.123, "0.12"), (45.67, "45.7"), (12345.6, "12346")]
)
def test_numbers_have_the_decimals_that_mean_something(waarde, tekst):
    assert statistiek.getal(waarde) == tekst
