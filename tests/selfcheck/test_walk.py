"""The path: from answers to the questions that are asked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from selfcheck.engine.explain import resultaat
from selfcheck.engine.types import Stroom
from selfcheck.engine.walk import voldoet, voortgang, walk
from tests.selfcheck.stromen import VEILIG, VOOR_WIE, als, antwoorden, demo, rustig, small, strooms, vraag


@rustig
@given(st.data(), strooms())
def test_every_question_on_the_path_is_there_for_a_reason_and_in_order(
    data: st.DataObject, stroom: Stroom
) -> None:
    pad = walk(stroom, data.draw(antwoorden(stroom)))
    plaatsen = [stroom.volgorde[vraag.sleutel] for vraag in pad.vragen]
    assert plaatsen == sorted(set(plaatsen))
    for vraag_ in stroom.vragen:
        assert (vraag_ in pad.vragen) == voldoet(vraag_.voorwaarde, pad.antwoorden)


@rustig
@given(st.data(), strooms())
def test_answering_what_is_next_always_ends(data: st.DataObject, stroom: Stroom) -> None:
    gegeven: dict[str, str] = {}
    for _ in range(len(stroom.vragen) + 1):
        volgende = walk(stroom, gegeven).volgende
        if volgende is None:
            break
        gegeven[volgende.sleutel] = data.draw(
            st.sampled_from([optie.sleutel for optie in volgende.alle_opties])
        )
    assert walk(stroom, gegeven).compleet


@rustig
@given(st.data(), strooms())
def test_answers_off_the_path_change_nothing(data: st.DataObject, stroom: Stroom) -> None:
    gegeven = data.draw(antwoorden(stroom))
    pad = walk(stroom, gegeven)
    assert walk(stroom, pad.antwoorden) == pad
    assert resultaat(stroom, pad.antwoorden) == resultaat(stroom, gegeven)


@rustig
@given(st.data(), strooms())
def test_progress_is_honest(data: st.DataObject, stroom: Stroom) -> None:
    """However it goes on, the number of questions stays between what was promised."""
    gegeven: dict[str, str] = {}
    beloofd = []
    while (volgende := walk(stroom, gegeven).volgende) is not None:
        stand = voortgang(stroom, gegeven, volgende.sleutel)
        assert stand.nummer == len(beloofd) + 1
        assert stand.minimaal <= stand.ongeveer <= stand.maximaal
        beloofd.append(stand)
        gegeven[volgende.sleutel] = data.draw(
            st.sampled_from([optie.sleutel for optie in volgende.alle_opties])
        )
    for eerder in beloofd:
        assert eerder.minimaal <= len(beloofd) <= eerder.maximaal


def test_a_follow_up_comes_and_goes_with_its_answer() -> None:
    stroom = small(vraag("geld", "rond", "krap"), vraag("haast", "nee", "ja", voorwaarde=als(geld=["krap"])))
    begin = {"voor_wie": "mij", "veilig": "ja"}
    assert [v.sleutel for v in walk(stroom, {**begin, "geld": "krap"}).vragen] == [
        "voor_wie",
        "veilig",
        "geld",
        "haast",
    ]
    terug = walk(stroom, {**begin, "geld": "rond", "haast": "ja"})
    assert terug.compleet
    assert "haast" not in terug.antwoorden


def test_an_answer_that_is_no_option_counts_as_no_answer() -> None:
    stroom = small()
    assert walk(stroom, {"voor_wie": "niemand"}).volgende == VOOR_WIE
    assert walk(stroom, {"voor_wie": "weet_niet"}).volgende == VOOR_WIE, "this question must be answered"
    assert walk(stroom, {"voor_wie": "mij", "veilig": "weet_niet"}).compleet
    assert walk(stroom, {"voor_wie": "mij"}).volgende == VEILIG


def test_the_demo_asks_between_five_and_fifteen_questions() -> None:
    stroom = demo()
    assert len(stroom.vragen) <= 15
    for wie, aantal in {
        "mij": range(12, 15),
        "jongere": range(8, 10),
        "naaste": range(12, 15),
        "ander": range(5, 8),
    }.items():
        stand = voortgang(stroom, {"voor_wie": wie}, walk(stroom, {"voor_wie": wie}).vragen[1].sleutel)
        assert stand.ongeveer in aantal, (wie, stand)
