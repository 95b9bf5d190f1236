"""The result: what fits, why, and in which order; and what each persona gets from the demo."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck.engine import compiled
from selfcheck.engine.explain import Reden, resultaat
from selfcheck.engine.texts import text, unused
from selfcheck.engine.types import Stroom, Uitkomst, Veiligheid
from selfcheck.engine.walk import walk
from selfcheck.uitkomst import OPEN
from tests.selfcheck.stromen import als, antwoorden, demo, rustig, small, strooms, vraag

PERSONAS = json.loads(Path(__file__).with_name("personas.json").read_text())["personas"]


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona["naam"])
def test_a_persona_gets_what_the_field_would_give(persona: dict[str, Any]) -> None:
    stroom = demo()
    gegeven = persona["antwoorden"]
    pad = walk(stroom, gegeven)
    assert pad.antwoorden == gegeven, "every answer is on the path"
    result = resultaat(stroom, gegeven)
    if result.veiligheid is not Veiligheid.DIRECT:
        assert pad.compleet, f"not answered: {pad.volgende}"
    sleutels = [item.uitkomst.sleutel for item in result.gevonden]
    assert list(result.tredes) == persona["tredes"]
    assert result.zwaartepunt == persona["zwaartepunt"]
    assert set(persona["bevat"]) <= set(sleutels)
    assert not set(persona.get("mist", [])) & set(sleutels)
    meteen = [
        item.uitkomst.sleutel
        for trede in result.tredes
        for item in [item for item in result.gevonden if item.uitkomst.trede == trede][:OPEN]
    ]
    assert set(persona.get("meteen", [])) <= set(meteen)
    if "kaarten" in persona:
        assert list(result.kaarten)[: len(persona["kaarten"]) or None] == persona["kaarten"]
    if "eerste_van_trede_4" in persona:
        eerste = next(item for item in result.gevonden if item.uitkomst.trede == 4)
        assert eerste.uitkomst.sleutel == persona["eerste_van_trede_4"]


@rustig
@given(st.data(), strooms())
def test_the_ladder_is_always_walked_from_near_to_far(data: st.DataObject, stroom: Stroom) -> None:
    tredes = [item.uitkomst.trede for item in resultaat(stroom, data.draw(antwoorden(stroom))).gevonden]
    assert tredes == sorted(tredes)
    assert tredes, "nobody leaves with empty hands"


@rustig
@given(st.data(), strooms())
def test_every_reason_is_an_answer_that_was_given(data: st.DataObject, stroom: Stroom) -> None:
    gegeven = data.draw(antwoorden(stroom))
    op_pad = walk(stroom, gegeven).antwoorden
    result = resultaat(stroom, gegeven)
    for item in result.gevonden:
        assert {reden.vraag for reden in item.redenen} == {regel.vraag for regel in item.uitkomst.voorwaarde}
        assert all(op_pad[reden.vraag] == reden.optie for reden in item.redenen)
    assert all(op_pad[reden.vraag] == reden.optie for reden in result.veiligheidsredenen)


@rustig
@given(st.data(), strooms())
def test_one_more_answer_never_takes_crisis_help_away(data: st.DataObject, stroom: Stroom) -> None:
    """Outcomes only add: going on after an unsafe answer keeps its cards."""
    gegeven = dict(walk(stroom, data.draw(antwoorden(stroom))).antwoorden)
    volgende = walk(stroom, gegeven).volgende
    if volgende is None:
        return
    verder = {
        **gegeven,
        volgende.sleutel: data.draw(st.sampled_from([o.sleutel for o in volgende.alle_opties])),
    }
    assert set(resultaat(stroom, gegeven).kaarten) <= set(resultaat(stroom, verder).kaarten)


def test_within_a_step_urgent_comes_first_then_severity_then_priority() -> None:
    uitkomsten = (
        Uitkomst("licht", 4, "taal", als(wonen=["mis"])),
        Uitkomst("zwaar", 4, "wonen", als(wonen=["mis"])),
        Uitkomst("zwaar_eerst", 4, "wonen", als(wonen=["mis"]), prioriteit=1),
        Uitkomst("haast", 4, "taal", als(wonen=["mis"]), spoed=True),
        Uitkomst("dichtbij", 1, "taal", als(wonen=["mis"])),
    )
    stroom = small(vraag("wonen", "goed", "soms", "mis"), uitkomsten=uitkomsten)
    result = resultaat(stroom, {"voor_wie": "ander", "veilig": "ja", "wonen": "mis"})
    assert [item.uitkomst.sleutel for item in result.gevonden] == [
        "dichtbij",
        "haast",
        "zwaar_eerst",
        "zwaar",
        "licht",
    ]
    assert result.gevonden[0].redenen == (Reden("wonen", "mis"),)
    assert result.ernst == {"wonen": 2, "veiligheid": 0}


def test_not_knowing_is_no_severity() -> None:
    result = resultaat(small(vraag("wonen", "goed", "mis")), {"voor_wie": "mij", "wonen": "weet_niet"})
    assert result.ernst == {"wonen": None}


@rustig
@given(strooms())
def test_what_is_written_is_read_back_the_same(stroom: Stroom) -> None:
    data = json.loads(json.dumps(compiled.dump(stroom)))
    assert compiled.load(data) == stroom
    assert compiled.digest(compiled.load(data)) == compiled.digest(stroom)


@pytest.mark.parametrize(
    ("pad", "waarde"),
    [
        (("schema",), 2),
        (("schema",), True),
        (("vragen",), {}),
        (("vragen", 0), "tekst"),
        (("vragen", 0, "opties"), None),
        (("vragen", 1, "opties", 0, "ernst"), 4),
        (("vragen", 1, "opties", 0, "veiligheid"), "misschien"),
        (("vragen", 1, "voorwaarde"), [{"vraag": "voor_wie"}]),
        (("leeftijden",), {"mij": [28]}),
        (("leeftijden",), {"mij": [28, 18]}),
        (("leeftijden",), {"mij": [True, 18]}),
        (("uitkomsten", 0, "trede"), 5),
        (("uitkomsten", 0, "zoek"), {"straal_m": -1}),
        (("teksten",), {"nl": {"titel": 1}}),
    ],
)
def test_data_of_another_form_is_refused_and_says_where(pad: tuple[Any, ...], waarde: Any) -> None:
    data: Any = json.loads(json.dumps(compiled.dump(demo())))
    item = data
    for key in pad[:-1]:
        item = item[key]
    item[pad[-1]] = waarde
    with pytest.raises(compiled.OnleesbareStroom):
        compiled.load(data)


class TestTexts:
    def test_the_young_are_addressed_with_je_and_others_in_the_third_person(self) -> None:
        stroom = demo()
        assert text(stroom, "nl", "vraag.veilig.tekst", "je") == "Ben je veilig?"
        assert text(stroom, "nl", "vraag.veilig.tekst") == "Bent u veilig?"
        assert "deze persoon" in text(stroom, "nl", "vraag.thuis.tekst", "derde")

    def test_no_text_for_the_young_says_u(self) -> None:
        """A text without a variant for the young, on a path that the young can walk, addresses nobody with "u"."""
        stroom = demo()
        keys = ["optie.weet_niet", "optie.zeg_niet"]
        begin = {"voor_wie": "jongere"}
        for vraag_ in stroom.vragen:
            regels = [regel for regel in vraag_.voorwaarde if regel.vraag == "voor_wie"]
            if all("jongere" in regel.opties for regel in regels) and vraag_.sleutel not in {
                "voor_wie",
                "geld_spoed",
            }:
                keys += [f"vraag.{vraag_.sleutel}.{deel}" for deel in ("tekst", "kort", "waarom", "hulp")]
                keys += [f"vraag.{vraag_.sleutel}.optie.{optie.sleutel}" for optie in vraag_.opties]
        for uitkomst in (*stroom.uitkomsten, stroom.anders):
            assert uitkomst is not None
            vragen = {regel.vraag: regel.opties for regel in uitkomst.voorwaarde}
            gevraagd = {v.sleutel for v in stroom.vragen if f"vraag.{v.sleutel}.tekst" in keys}
            if set(vragen) <= gevraagd | set(begin) and "jongere" in vragen.get("voor_wie", {"jongere"}):
                keys += [f"uitkomst.{uitkomst.sleutel}.{deel}" for deel in ("titel", "advies", "terugval")]
        formeel = {
            key
            for key in keys
            if {"u", "uw", "uzelf"}
            & set(text(stroom, "nl", key, "je").lower().replace(",", " ").replace(".", " ").split())
        }
        assert formeel == set()

    def test_there_are_no_leftovers(self) -> None:
        assert unused(demo(), "nl") == []
        assert unused(demo(), "en") == []
