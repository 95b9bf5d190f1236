"""Public holidays as the Algemene termijnenwet counts them."""

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.openingstijden.feestdagen import feestdagen, is_feestdag, pasen


@pytest.mark.parametrize(
    "dag",
    [
        date(2026, 1, 1),
        date(2026, 4, 3),  # Goede Vrijdag
        date(2026, 4, 6),  # tweede paasdag
        date(2026, 4, 27),  # Koningsdag
        date(2026, 5, 5),
        date(2026, 5, 14),  # Hemelvaartsdag
        date(2026, 5, 25),  # tweede pinksterdag
        date(2026, 12, 25),
        date(2026, 12, 26),
    ],
)
def test_every_day_of_article_3_is_a_public_holiday(dag):
    assert is_feestdag(dag)


@pytest.mark.parametrize("dag", [date(2026, 4, 2), date(2026, 5, 4), date(2026, 12, 24), date(2026, 12, 31)])
def test_days_that_only_feel_like_one_are_none(dag):
    assert not is_feestdag(dag)


def test_kings_day_moves_to_saturday_when_it_falls_on_sunday():
    assert is_feestdag(date(2025, 4, 26))
    assert not is_feestdag(date(2025, 4, 27))


@given(st.integers(1966, 2100))
def test_liberation_day_and_good_friday_count_every_year(jaar):
    assert is_feestdag(date(jaar, 5, 5))
    assert is_feestdag(pasen(jaar) - timedelta(days=2))


@given(st.integers(1966, 2100))
def test_easter_agrees_with_the_easter_monday_of_the_library(jaar):
    namen = holidays.country_holidays("NL", years=jaar, language="nl")
    assert "paasdag" in namen[pasen(jaar) + timedelta(days=1)].lower()


@given(st.integers(1966, 2100))
def test_a_year_has_its_ten_or_eleven_holidays_and_the_two_sundays(jaar):
    # Eleven days, unless Ascension Day is also the King's birthday or 5 May.
    assert len(feestdagen(jaar)) in (10, 11)
    assert {dag.year for dag in feestdagen(jaar)} == {jaar}
