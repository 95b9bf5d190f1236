"""From answers to figures: classes apart, danger and no answer by their own rule, misses worst first."""

from __future__ import annotations

import pytest

from socialekaart.search.relevantie import meting
from socialekaart.search.relevantie.meting import Antwoord
from socialekaart.search.relevantie.oordelen import Oordeel, OordeelFout, lees_tekst

SCHULD = Oordeel("schuld", "stam", goed={"A": 3, "B": 2, "C": 1})
PIZZA = Oordeel("pizza", "geen-antwoord")
NOOD = Oordeel("hij slaat mij", "gevaar", goed={"D": 3})


def test_where_nothing_fits_only_an_empty_answer_is_right():
    assert meting.beoordeel(PIZZA, Antwoord(())) == meting.GOED
    assert meting.beoordeel(PIZZA, Antwoord(("A",))) == meting.FOUT


def test_danger_that_is_not_seen_scores_nothing_however_good_the_offers():
    assert meting.beoordeel(NOOD, Antwoord(("D",), gevaar=True)) == meting.GOED
    assert meting.beoordeel(NOOD, Antwoord(("D",), gevaar=False)) == meting.FOUT


def test_an_engine_that_knows_no_danger_is_measured_on_its_offers():
    assert meting.beoordeel(NOOD, Antwoord(("D",), gevaar=None)) == meting.GOED


def test_the_first_page_counts_and_a_long_answer_gains_nothing():
    vulling = tuple(f"x{n}" for n in range(10))
    assert meting.beoordeel(SCHULD, Antwoord((*vulling, "A", "B"))) == meting.FOUT


def test_the_means_are_taken_a_class_and_over_all_queries():
    cijfers = meting.samenvatting([SCHULD, PIZZA, NOOD], [Antwoord(("A",)), Antwoord(()), Antwoord(())])
    assert list(cijfers) == ["stam", "gevaar", "geen-antwoord", "totaal"]
    assert cijfers["stam"][1].recall == pytest.approx(0.5)
    assert cijfers["gevaar"] == (1, meting.FOUT)
    assert cijfers["totaal"][0] == 3
    assert cijfers["totaal"][1].recall == pytest.approx(0.5)
    assert cijfers["totaal"][1].mrr == pytest.approx(2 / 3)


def test_an_answer_short_is_noticed_and_not_silently_paired():
    with pytest.raises(ValueError, match="zip"):
        meting.samenvatting([SCHULD, PIZZA], [Antwoord(())])


def test_misses_come_worst_first_with_what_was_missing():
    goed = Oordeel("a", "stam", goed={"A": 3})
    lijst = meting.missers(
        [goed, SCHULD, NOOD, PIZZA],
        [Antwoord(("A",)), Antwoord(("A",)), Antwoord(("D",), gevaar=False), Antwoord(("Z",))],
    )
    assert [m.oordeel.q for m in lijst] == ["pizza", "hij slaat mij", "schuld"]
    assert [m.gevaar_gemist for m in lijst] == [False, True, False]
    assert lijst[2].gemist == ("B",)


def test_overlap_leaves_out_queries_in_which_both_find_nothing():
    ene = [Antwoord(("A", "B")), Antwoord(()), Antwoord(())]
    andere = [Antwoord(("B", "A")), Antwoord(()), Antwoord(("C",))]
    assert meting.overlap(ene, andere) == pytest.approx(0.5)
    assert meting.overlap([Antwoord(())], [Antwoord(())]) is None


@pytest.mark.parametrize(
    ("recall", "mrr", "haalt"), [(0.95, 0.90, True), (0.9499, 1.0, False), (1.0, 0.8999, False)]
)
def test_both_thresholds_must_be_reached(recall, mrr, haalt):
    assert meting.haalt_drempel({"totaal": (1, meting.Score(recall, mrr, 1.0))}) is haalt


@pytest.mark.parametrize(
    ("regels", "klacht"),
    [
        ('q = ""\nklasse = "stam"\ngoed = { "A" = 3 }', "zonder q"),
        ('q = "x"\nklasse = "raar"\ngoed = { "A" = 3 }', "onbekende klasse"),
        ('q = "x"\nklasse = "stam"\ngoed = { "A" = 4 }', "geef 1, 2 of 3"),
        ('q = "x"\nklasse = "stam"\ngoed = { "A" = true }', "geef 1, 2 of 3"),
        ('q = "x"\nklasse = "stam"\ngoed = { "A" = 1 }', "geen enkel aanbod"),
        ('q = "x"\nklasse = "stam"\ngoed = {}', "alleen de klasse"),
        ('q = "x"\nklasse = "geen-antwoord"\ngoed = { "A" = 3 }', "alleen de klasse"),
        ('q = "x"\nklasse = "stam"', "goed ontbreekt"),
        ('q = "x"\nklasse = "stam"\ngemeent = "GM9901"\ngoed = { "A" = 3 }', "onbekend: gemeent"),
    ],
)
def test_an_editor_reads_what_is_wrong_with_which_query(regels, klacht):
    with pytest.raises(OordeelFout, match=klacht):
        lees_tekst(f"[[vraag]]\n{regels}\n")


def test_the_same_query_twice_is_refused_but_not_in_another_municipality():
    vraag = '[[vraag]]\nq = "{}"\nklasse = "stam"\ngemeente = "{}"\ngoed = {{ "A" = 3 }}\n'
    assert len(lees_tekst(vraag.format("x", "GM9901") + vraag.format("x", "GM9902"))) == 2
    with pytest.raises(OordeelFout, match="tweemaal"):
        lees_tekst(vraag.format("x", "GM9901") + vraag.format("X", "GM9901"))


def test_a_file_that_is_no_toml_says_so():
    with pytest.raises(OordeelFout, match="TOML"):
        lees_tekst("[[vraag")
