"""From words to a plan. Pure."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from socialekaart.search.analyzer import stam
from socialekaart.search.compounds import Splitser
from socialekaart.search.plaatsen import namen as plaatsnamen
from socialekaart.search.planner import (
    DEEL_VAN_VRAAG,
    MAX_ALTERNATIEVEN,
    MAX_EENHEDEN,
    Alternatief,
    Eenheid,
    Plan,
    Planner,
)
from socialekaart.search.spelling import Woordenschat
from socialekaart.search.woordenlijsten import lees

WOORDEN = [
    "schulden",
    "schuldhulpverlening",
    "maaltijdservice",
    "maaltijd",
    "eettafel",
    "vervoer",
    "rolstoelvervoer",
    "rolstoel",
    "huurachterstand",
    "eenzaamheid",
    "ontmoeting",
    "maatje",
    "taalles",
    "taalhuis",
    "voedselbank",
    "mantelzorg",
    "begeleiding",
    "hulp",
    "koffie",
    "thuiszorg",
    "ouderen",
    "activiteiten",
    "huishoudelijke",
    "wandelen",
    "bestellen",
]


@pytest.fixture(scope="module")
def planner() -> Planner:
    lexicon = lees()
    return Planner(lexicon, Woordenschat(WOORDEN, lexicon.woorden), Splitser(lexicon.delen, (), lexicon.heel))


def alternatieven(plan: Plan) -> set[tuple[str, ...]]:
    return {a.tokens for eenheid in plan.eenheden for a in eenheid.alternatieven}


def test_blank_asks_for_everything_and_signs_for_nothing(planner: Planner) -> None:
    assert planner.plan("").leeg
    assert planner.plan("  \n").leeg
    assert not planner.plan("?!").leeg
    assert planner.plan("?!").eenheden == ()


def test_filler_falls_away_in_a_sentence_and_stays_alone(planner: Planner) -> None:
    assert [e.woord for e in planner.plan("kunt u mij helpen met mijn wandelen").eenheden] == ["wandelen"]
    assert [e.woord for e in planner.plan("hulp").eenheden] == ["hulp"]
    assert planner.plan("vader").eenheden


def test_synonyms_of_several_words_come_before_stop_words(planner: Planner) -> None:
    assert ("oudere",) in alternatieven(planner.plan("ouden van dagen"))


def test_a_rule_for_words_together_reads_the_sentence(planner: Planner) -> None:
    assert ("huurachterstand",) in alternatieven(planner.plan("ik kan de huur niet meer betalen"))
    assert (stam("maaltijdservice"),) in alternatieven(planner.plan("mijn vader kan niet meer zelf koken"))


def test_a_known_word_is_never_corrected(planner: Planner) -> None:
    assert planner.plan("schulden").suggestie == ""
    assert planner.plan("schudlen").suggestie == "schulden"


def test_a_slip_that_falls_apart_by_chance_is_looked_for_as_a_slip_too(planner: Planner) -> None:
    assert planner.splitser.splits("taalsles")
    assert (stam("taalles"),) in alternatieven(planner.plan("taalsles"))
    assert planner.plan("taalsles").suggestie == ""


def test_a_part_of_a_compound_may_be_a_compound(planner: Planner) -> None:
    assert ("kind", "speelgoed") in alternatieven(planner.plan("kinderspeelgoed"))
    assert {"kind", "speelgoed", "spel"} <= set(planner.splitser.tokens("kinderspeelgoed"))


def test_a_little_word_in_front_makes_no_compound(planner: Planner) -> None:
    assert all("slag" not in tokens for tokens in alternatieven(planner.plan("uitslag")))


def test_what_is_sought_elsewhere_must_be_there_itself(planner: Planner) -> None:
    for vraag in ("recept appeltaart", "uitslag ajax"):
        plan = planner.plan(vraag)
        assert plan.eenheden[0].rol == "moet"
        assert len(plan.eenheden[0].alternatieven) == 1


def test_two_words_that_are_one(planner: Planner) -> None:
    plan = planner.plan("taal les")
    assert len(plan.eenheden) == 1
    assert (stam("taalles"),) in alternatieven(plan)


@pytest.mark.parametrize(
    "vraag", ["vervoer rolstoel", "vervoer voor rolstoel", "vervoer met rolstoel", "rolstoel vervoer"]
)
def test_a_compound_may_be_asked_for_the_other_way_round(planner: Planner, vraag: str) -> None:
    plan = planner.plan(vraag)
    assert len(plan.eenheden) == 1
    assert (stam("rolstoelvervoer"),) in alternatieven(plan) or ("rolstoel", "vervoer") in alternatieven(plan)


@pytest.mark.parametrize(
    ("vraag", "soort"),
    [
        ("ik wil niet meer", "zelfdoding"), ("ik wil echt niet meer", "zelfdoding"), ("ik kan niet meer", "zelfdoding"),
        ("geen zin meer om te leven", "zelfdoding"), ("huiselijkgeweld", "geweld"), ("blijf van mijn lijf", "geweld"),
        ("gestalkt", "geweld"), ("hij heeft een mes", "acuut"), ("brand", "acuut"),
        ("papa doet mama pijn", "geweld"), ("mijn vriend duwt mij van de trap", "geweld"),
        ("mijn ex staat steeds voor mijn deur", "geweld"),
        ("hij zegt dat hij er een eind aan maakt", "zelfdoding"), ("mijn dochter snijdt zichzelf", "zelfdoding"),
        ("hij heeft een poging gedaan", "zelfdoding"), ("er staat een jongen op het spoor", "acuut"),
        ("ik wil niet meer roken", ""), ("ik wil niet meer alleen eten", ""), ("ik wil niet meer bij mijn ouders wonen", ""),
        ("wie duwt mij in de rolstoel", ""), ("vrijwilliger duwt haar rolstoel naar de kerk", ""), ("mijn schoen knijpt mij", ""),
        ("ik heb een poging gedaan om te stoppen met roken", ""), ("groep die praat over de dood en rouw", ""),
        ("de lift staat bij het perron stuk", ""), ("mijn knie doet pijn", ""), ("kinderen slaan elkaar", ""),
        ("ik kan niet meer koken", ""), ("ik wil er niet meer over praten", ""), ("brandweer", ""), ("cursus reanimatie", ""),
    ],
)  # fmt: skip
def test_danger_is_heard_where_it_is_and_not_in_everyday_wishes(
    planner: Planner, vraag: str, soort: str
) -> None:
    assert planner.plan(vraag).gevaar == soort


def test_a_word_of_the_name_of_a_place_finds_the_place(planner: Planner) -> None:
    namen = [
        sleutel for naam in ("Uitgiftepunt Molenweg", "Wijkhuis De Brug") for sleutel in plaatsnamen(naam)
    ]
    met = Planner(planner.lexicon, planner.woordenschat, planner.splitser, namen)
    (eenheid,) = met.plan("molenweg").eenheden
    assert [a.tokens[0] for a in eenheid.alternatieven[1:]] == ["plek0uitgiftepuntmolenweg"]


def test_only_my_word_adds_nothing(planner: Planner) -> None:
    plan = planner.plan("geldzorgen", letterlijk=True)
    assert alternatieven(plan) == {("geldzorg",)}
    assert plan.ook_gezocht_op == ()


def test_relaxed_demands_half_of_the_weight() -> None:
    def eenheid(gewicht: float) -> Eenheid:
        return Eenheid("x", (Alternatief(("x",)),), gewicht)

    assert Plan((eenheid(1), eenheid(0.35))).genoeg() == ((0,),)
    assert Plan((eenheid(1), eenheid(1))).genoeg() == ((0,), (1,))
    assert Plan((eenheid(1), eenheid(1), eenheid(1))).genoeg() == ((0, 1), (0, 2), (1, 2))


@given(st.text(max_size=300), st.booleans())
@example("\x00" * 50, False)
@example("a " * 5_000, False)
@example("schuld" * 500, False)
@example("\ud800 koor", True)
@example("ik wil niet meer " * 100, False)
@settings(max_examples=300, deadline=None)
def test_any_text_gives_a_plan_of_words_that_an_engine_can_look_up(
    planner: Planner, tekst: str, letterlijk: bool
) -> None:
    plan = planner.plan(tekst, letterlijk)
    assert len(plan.eenheden) <= MAX_EENHEDEN
    for eenheid in plan.eenheden:
        assert 0 < len(eenheid.alternatieven) <= MAX_ALTERNATIEVEN
        assert 0 < eenheid.gewicht <= 1
        for alternatief in eenheid.alternatieven:
            assert 0 < alternatief.gewicht <= 1.0001
            assert all(token.isalnum() for token in alternatief.tokens)
    if plan.eenheden:
        for keuze in plan.genoeg():
            assert (
                sum(plan.eenheden[i].gewicht for i in keuze)
                >= DEEL_VAN_VRAAG * sum(e.gewicht for e in plan.eenheden) - 1e-6
            )


@given(
    st.lists(
        st.sampled_from([*WOORDEN, "mijn", "vader", "niet", "geld", "xqz", "debt"]), min_size=1, max_size=12
    )
)
@settings(max_examples=200, deadline=None)
def test_a_question_with_a_word_of_the_index_always_asks_something(
    planner: Planner, vraag: list[str]
) -> None:
    plan = planner.plan(" ".join(vraag))
    assert not plan.leeg
    if set(vraag) & set(WOORDEN):
        assert plan.eenheden


def test_a_beginning_that_only_the_lists_know_leads_where_its_word_leads(planner: Planner) -> None:
    # No offer says schuldsanering; the lists do, and know what means the same.
    assert not planner.woordenschat.begint("schuldsan")
    assert ("schuldhulpverlen",) in alternatieven(planner.plan("schuldsan"))


@pytest.mark.parametrize(("vraag", "token"), [("ontmoeter", "ontmoet"), ("rolstoelverbinding", "rolstoel")])
def test_a_word_that_nobody_knows_is_looked_for_in_its_family_and_in_its_parts(
    planner: Planner, vraag: str, token: str
) -> None:
    assert (token,) in alternatieven(planner.plan(vraag))


def test_a_word_that_says_little_need_not_match_beside_one_that_says_what(planner: Planner) -> None:
    plan = planner.plan("thuiszorg hulp")
    assert {eenheid.woord: eenheid.rol for eenheid in plan.eenheden} == {"thuiszorg": "gewoon", "hulp": "mag"}
    assert planner.plan("hulp").eenheden[0].rol == "gewoon"


def test_what_one_word_says_does_not_count_for_another(planner: Planner) -> None:
    """Schuldhulpverlening stands for schulden too; beside schulden it has to be found itself."""
    assert ("schuld",) in alternatieven(planner.plan("schuldhulpverlening"))
    samen = {e.woord: {a.tokens for a in e.alternatieven} for e in planner.plan("schulden taalles").eenheden}
    apart = {
        e.woord: {a.tokens for a in e.alternatieven}
        for e in planner.plan("schulden schuldhulpverlening").eenheden
    }
    assert ("schuld",) in samen["schulden"]
    assert ("schuld",) not in apart["schuldhulpverlening"]
