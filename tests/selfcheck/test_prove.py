"""The proof: what may be published, and that each kind of mistake is found and shown."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given

from selfcheck.crisis import proof_cards
from selfcheck.engine.prove import Bevinding, prove
from selfcheck.engine.satisfy import getuige
from selfcheck.engine.types import Kaart, Optie, Stroom, Uitkomst, Veiligheid, Vraag
from selfcheck.engine.walk import voldoet, walk
from tests.selfcheck.stromen import (
    CONTACTEN,
    KAARTEN,
    VEILIG,
    als,
    demo,
    rustig,
    small,
    strooms,
    vraag,
    with_texts,
)


def findings(stroom: Stroom, kaarten: dict[str, Kaart] = KAARTEN) -> list[Bevinding]:
    return list(prove(stroom, kaarten, CONTACTEN).bevindingen)


def the_finding(stroom: Stroom, regel: str) -> Bevinding:
    found = [item for item in findings(stroom) if item.regel == regel]
    assert len(found) == 1, found
    return found[0]


def test_the_demo_is_green_in_both_languages() -> None:
    bewijs = prove(demo(), proof_cards(), CONTACTEN)
    assert bewijs.groen, bewijs.bevindingen
    assert bewijs.talen == ("nl", "en")


def test_a_small_sound_stroom_is_green() -> None:
    assert findings(small()) == []


@rustig
@given(strooms())
def test_reachability_agrees_with_trying_everything(stroom: Stroom) -> None:
    """On small strooms every set of answers can be tried: the proof says the same, and its witness is a real one."""
    kort = replace(stroom, vragen=stroom.vragen[:5])
    bekend = {vraag_.sleutel for vraag_ in kort.vragen}
    kort = replace(
        kort, uitkomsten=tuple(u for u in kort.uitkomsten if {r.vraag for r in u.voorwaarde} <= bekend)
    )
    keuzes = [[optie.sleutel for optie in vraag_.alle_opties] for vraag_ in kort.vragen]
    paden = [
        walk(kort, dict(zip([v.sleutel for v in kort.vragen], keuze, strict=True))).antwoorden
        for keuze in product(*keuzes)
    ]
    for item in (*kort.vragen, *kort.uitkomsten):
        waar = any(voldoet(item.voorwaarde, pad) for pad in paden)
        pad = getuige(kort, item.voorwaarde)
        assert (pad is not None) == waar
        if pad is not None:
            assert walk(kort, pad).compleet
            assert voldoet(item.voorwaarde, walk(kort, pad).antwoorden)
    onbereikbaar = {item.plaats for item in findings(kort) if item.regel == "bereikbaar"}
    assert onbereikbaar == {
        item.sleutel
        for item in (*kort.vragen, *kort.uitkomsten)
        if not any(voldoet(item.voorwaarde, pad) for pad in paden)
    }


def test_a_contradiction_across_questions_is_found_with_a_path_to_play() -> None:
    """Nobody who is asked `huur` has a house of their own, so this outcome never shows."""
    stroom = small(
        vraag("huis", "koop", "huur"),
        vraag("verhuurder", "goed", "ruzie", voorwaarde=als(huis=["huur"])),
        uitkomsten=(Uitkomst("nooit", 3, voorwaarde=als(verhuurder=["ruzie"], huis=["koop"])),),
    )
    found = the_finding(stroom, "bereikbaar")
    assert found.plaats == "nooit"
    assert "huis" in found.uitleg
    assert found.pad is not None
    assert not any(voldoet(u.voorwaarde, walk(stroom, found.pad).antwoorden) for u in stroom.uitkomsten[1:])


def test_a_contradiction_seeded_deep_in_the_demo_is_found() -> None:
    stroom = demo()
    haast = Uitkomst("nooit", 4, voorwaarde=als(geld_spoed=["uit_huis"], geld=["rond"]))
    found = findings(replace(stroom, uitkomsten=(*stroom.uitkomsten, haast)), proof_cards())
    assert ("bereikbaar", "nooit") in {(item.regel, item.plaats) for item in found}


def test_thirty_questions_of_five_options_are_proved() -> None:
    """Trying every path would take 5³⁰ steps, so this only ends because nothing is enumerated."""
    keten = [vraag(f"v{n}", "a", "b", "c", "d", "e") for n in range(30)]
    ruim, smal = als(v29=["c", "d", "e"], v0=["b", "c", "d", "e"]), als(v15=["b"])
    stroom = small(*keten, uitkomsten=(Uitkomst("ruim", 4, voorwaarde=ruim),))
    assert findings(stroom) == []
    assert (
        the_finding(small(*keten, uitkomsten=(Uitkomst("smal", 4, voorwaarde=smal),)), "monotoon").plaats
        == "smal"
    )


def test_too_many_dependencies_name_the_question() -> None:
    keten = [vraag("v0", "a", "b")]
    keten += [vraag(f"v{n}", "a", "b", voorwaarde=als(**{f"v{n - 1}": ["b"]})) for n in range(1, 12)]
    found = [item for item in findings(small(*keten)) if item.regel == "budget"]
    assert found[0].plaats == "v9"
    assert found[0].pad is not None
    assert found[0].pad["v8"] == "b"


@pytest.mark.parametrize(
    ("vragen", "plaats"),
    [
        ((vraag("a", "x", "y", voorwaarde=als(later=["x"])), vraag("later", "x", "y")), "a"),
        ((vraag("a", "x", voorwaarde=als(a=["x"])),), "a"),
        ((vraag("a", "x", voorwaarde=als(voor_wie=["onbekend"])),), "a"),
        ((vraag("a", "x"), vraag("a", "y")), "a"),
        ((vraag("a", "weet_niet"),), "a"),
        ((vraag("a"),), "a"),
        (
            (
                *(vraag(k, "x") for k in "bcde"),
                vraag("a", "x", voorwaarde=als(b=["x"], c=["x"], d=["x"], e=["x"])),
            ),
            "a",
        ),
    ],
)
def test_a_stroom_of_the_wrong_form_is_refused(vragen: tuple[Vraag, ...], plaats: str) -> None:
    assert ("vorm", plaats) in {(item.regel, item.plaats) for item in findings(small(*vragen))}


def test_without_an_else_outcome_the_proof_shows_who_leaves_with_empty_hands() -> None:
    found = the_finding(replace(small(), uitkomsten=(), anders=None), "uitweg")
    assert found.pad is not None


def test_without_people_to_call_nothing_is_published() -> None:
    assert the_finding(replace(small(), contact="weg"), "mens").plaats == "weg"


class TestSafety:
    def test_a_safety_question_that_comes_too_late_is_refused(self) -> None:
        stroom = small()
        voor_wie, veilig = stroom.vragen
        laat = (voor_wie, vraag("a", "x"), vraag("b", "x"), veilig)
        found = findings(with_texts(replace(stroom, vragen=laat), "nl"))
        assert {item.regel for item in found} == {"veiligheid"}
        assert {item.pad["voor_wie"] for item in found if item.pad} == {"mij", "ander"}

    def test_everybody_gets_it_whoever_it_is_for(self) -> None:
        stroom = small()
        alleen_mij = replace(VEILIG, voorwaarde=als(voor_wie=["mij"]))
        found = the_finding(replace(stroom, vragen=(stroom.vragen[0], alleen_mij)), "veiligheid")
        assert found.pad is not None
        assert found.pad["voor_wie"] == "ander"

    def test_it_depends_on_nothing_else(self) -> None:
        stroom = small()
        met_voorwaarde = replace(VEILIG, voorwaarde=als(a=["x"]))
        found = findings(
            with_texts(replace(stroom, vragen=(stroom.vragen[0], vraag("a", "x"), met_voorwaarde)), "nl")
        )
        assert {item.regel for item in found} == {"veiligheid"}

    @pytest.mark.parametrize(
        "kaarten",
        [{}, {"112": Kaart("112", False, frozenset({"nl"}))}, {"112": Kaart("112", True, frozenset({"en"}))}],
    )
    def test_a_direct_answer_without_help_day_and_night_in_dutch_is_refused(
        self, kaarten: dict[str, Kaart]
    ) -> None:
        assert [item.regel for item in findings(small(), kaarten)] == ["veiligheid"]

    def test_every_language_on_offer_needs_that_help(self) -> None:
        stroom = with_texts(small(), "nl", "ar")
        assert [item.plaats for item in findings(stroom)] == ["veilig"]


class TestMonotone:
    def test_a_worse_answer_may_not_take_the_team_away(self) -> None:
        stroom = small(
            vraag("geld", "rond", "krap", "mis"),
            uitkomsten=(Uitkomst("team", 4, voorwaarde=als(geld=["krap"])),),
        )
        found = the_finding(stroom, "monotoon")
        assert found.plaats == "team"
        assert found.pad is not None
        assert found.pad["geld"] == "mis"

    def test_another_way_to_the_team_is_as_good(self) -> None:
        stroom = small(
            vraag("geld", "rond", "krap", "mis"),
            uitkomsten=(
                Uitkomst("team", 4, voorwaarde=als(geld=["krap"])),
                Uitkomst("spoed", 4, voorwaarde=als(geld=["mis"])),
            ),
        )
        assert findings(stroom) == []

    def test_nor_through_a_follow_up_that_goes_away(self) -> None:
        stroom = small(
            vraag("geld", "rond", "krap", "mis"),
            vraag("haast", "nee", "ja", voorwaarde=als(geld=["krap"])),
            uitkomsten=(Uitkomst("team", 4, voorwaarde=als(haast=["ja"])),),
        )
        assert the_finding(stroom, "monotoon").pad == {
            "voor_wie": "mij", "veilig": "weet_niet", "geld": "mis",
        }  # fmt: skip

    def test_a_worse_answer_may_not_show_less_crisis_help(self) -> None:
        opties = (Optie("ja", 0), Optie("bang", 2, Veiligheid.DIRECT, ("112",)), Optie("nee", 3))
        stroom = small()
        vragen = (stroom.vragen[0], replace(VEILIG, opties=opties))
        found = the_finding(with_texts(replace(stroom, vragen=vragen), "nl"), "monotoon")
        assert found.pad is not None
        assert found.pad["veilig"] == "nee"

    def test_a_crisis_question_may_not_vanish_behind_a_worse_answer(self) -> None:
        later = replace(VEILIG, sleutel="later", voorwaarde=als(thuis=["soms"]))
        stroom = small(vraag("thuis", "goed", "soms", "nooit"), later)
        assert the_finding(stroom, "monotoon").plaats == "later"


def test_an_incomplete_language_is_not_offered_and_incomplete_dutch_is_refused() -> None:
    stroom = with_texts(small(), "nl", "en")
    leeg = {**stroom.teksten["en"], "titel": " "}
    assert prove(replace(stroom, teksten={**stroom.teksten, "en": leeg}), KAARTEN, CONTACTEN).talen == ("nl",)
    found = the_finding(replace(stroom, teksten={"en": stroom.teksten["en"]}), "taal")
    assert "titel" in found.uitleg
