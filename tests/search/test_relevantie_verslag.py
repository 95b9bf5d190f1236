"""What is printed: cut off and never rounded up, the misses with their titles."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from socialekaart.search.relevantie import verslag
from socialekaart.search.relevantie.meting import Misser, Score
from socialekaart.search.relevantie.oordelen import Oordeel


@given(st.floats(0, 1))
def test_a_figure_is_never_shown_better_than_it_is(waarde):
    cijfers = {"e": {"totaal": (1, Score(waarde, waarde, waarde))}}
    recall = float(list(verslag.tabel(cijfers))[-1].split()[2])
    assert waarde - 0.001 <= recall <= waarde + 1e-8


def test_the_table_has_a_line_a_class_and_columns_an_engine():
    cijfers = {
        "embedded": {"stam": (2, Score(1, 0.5, 0.75)), "totaal": (2, Score(1, 0.5, 0.75))},
        "wagtail": {"stam": (2, Score(0, 0, 0)), "totaal": (2, Score(0, 0, 0))},
    }
    regels = list(verslag.tabel(cijfers))
    assert regels[0].split() == ["embedded", "wagtail"]
    assert regels[2].split() == ["stam", "2", "1.000", "0.500", "0.750", "0.000", "0.000", "0.000"]
    assert regels[-1].startswith("totaal")


def test_a_miss_names_the_query_the_missing_offer_and_what_came_instead():
    misser = Misser(
        Oordeel("poetshulp", "synoniem", "GM9901", goed={"A": 3}), Score(0, 0, 0), ("A",), ("B",), True
    )
    tekst = "\n".join(verslag.regels_van_missers([misser], {"A": "Hulp in huis", "B": "Taalcafé"}))
    for woord in ("poetshulp", "GM9901", "A Hulp in huis", "B Taalcafé", "gevaar niet herkend"):
        assert woord in tekst


def test_an_empty_answer_is_called_nothing():
    misser = Misser(Oordeel("x", "stam", goed={"A": 3}), Score(0, 0, 0), ("A",), ())
    assert "gekregen: niets" in list(verslag.regels_van_missers([misser], {}))[-1]
