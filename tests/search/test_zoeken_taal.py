"""How people ask: sentences, forms of words, compounds, places, danger, buying. Pure, on a small vocabulary."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialekaart.search.analyzer import stam
from socialekaart.search.compounds import Splitser
from socialekaart.search.plaatsen import merk, namen
from socialekaart.search.plan import Alternatief, Eenheid, Plan, Rol
from socialekaart.search.planner import Planner
from socialekaart.search.spelling import Woordenschat
from socialekaart.search.woordenlijsten import Bouwer, doel_tokens, lees
from socialekaart.search.woordvormen import grondstammen, verkleind

_TEKST = """
schulden schuldhulp klussen klus lamp koken maaltijd huishoudelijke hulp dementie zorg geld zorgverzekering rolstoel douche
woningaanpassing veilig thuis zelfmoordpreventie praktijkondersteuner eenzaam maatje voedselbank koffie bestellen traplift school
opvoeden verslaafd alcohol weekend thuiszorgwinkel uitleen hulpmiddelen taalhuis pizza
"""
WOORDEN = _TEKST.split()


@pytest.fixture(scope="module")
def planner() -> Planner:
    lexicon = lees()
    plaatsen = {naam for plaats in ("Klein Helm", "Wijkhuis De Linde", "Zeekant") for naam in namen(plaats)}
    return Planner(
        lexicon, Woordenschat(WOORDEN, lexicon.woorden), Splitser(lexicon.delen, (), lexicon.heel), plaatsen
    )


def tokens(plan: Plan) -> set[str]:
    return {"+".join(a.tokens) for eenheid in plan.eenheden for a in eenheid.alternatieven}


def rollen(plan: Plan) -> dict[str, str]:
    return {eenheid.woord: eenheid.rol for eenheid in plan.eenheden}


@pytest.mark.parametrize(
    ("vorm", "grond"),
    [("klusje", "klus"), ("klusjes", "klus"), ("lampje", "lamp"), ("kamertje", "kamer"), ("boompje", "boom"),
     ("wandelingetje", "wandeling"), ("autootje", "auto"), ("woninkje", "woning"), ("beugeltje", "beugel")],
)  # fmt: skip
def test_a_diminutive_leads_to_its_word(vorm: str, grond: str) -> None:
    assert grond in verkleind(vorm)


@pytest.mark.parametrize("woord", ["maatje", "meisje", "oranje", "koffie", "beetje"])
def test_a_word_that_only_looks_like_a_diminutive_does_not_fall_apart_into_another(woord: str) -> None:
    assert not {"maat", "meis", "beet", "koff"} & set(verkleind(woord))


@pytest.mark.parametrize(
    ("vorm", "grond"),
    [("kookt", "koken"), ("gekookt", "koken"), ("gevallen", "vallen"), ("betaald", "betalen"), ("gepest", "pesten")],
)  # fmt: skip
def test_a_conjugation_leads_to_its_verb(vorm: str, grond: str) -> None:
    assert stam(grond) in (stam(vorm), *grondstammen(vorm))


@given(st.text(max_size=60))
def test_any_word_has_forms_without_itself(woord: str) -> None:
    assert stam(woord) not in grondstammen(woord)
    assert all(grondstammen(woord))


def test_a_diminutive_is_looked_up_as_its_word(planner: Planner) -> None:
    assert "klus" in tokens(planner.plan("klusje"))


def test_what_a_sentence_is_about_is_enough(planner: Planner) -> None:
    plan = planner.plan("mijn man komt elke avond dronken thuis")
    assert plan.los
    kern = {i for i, eenheid in enumerate(plan.eenheden) if eenheid.rol == "kern"}
    assert all(any(i in keuze for i in kern) for keuze in plan.genoeg())
    assert "alcohol" in tokens(plan)


def test_a_weak_word_beside_a_phrase_need_not_match(planner: Planner) -> None:
    plan = planner.plan("rolstoel een weekend lenen")
    assert rollen(plan)["weekend"] == "mag"
    assert "thuiszorgwinkel" in tokens(plan)


def test_the_deurwaarder_at_the_door_is_about_debts_and_not_about_doors(planner: Planner) -> None:
    plan = planner.plan("de deurwaarder staat morgen voor de deur")
    assert "schuld" in tokens(plan)
    assert "deur" not in {eenheid.woord for eenheid in plan.eenheden}


def test_the_telling_part_of_a_compound_speaks_and_the_weak_part_does_not(planner: Planner) -> None:
    gevonden = tokens(planner.plan("dementiezorg"))
    assert "dementie" in gevonden
    assert "zorg" not in gevonden
    assert not {"zorg", "zorgverzeker"} & tokens(planner.plan("geldzorgen"))


def test_a_compound_that_nobody_has_is_split_with_the_lists(planner: Planner) -> None:
    assert any("+" in token and "douch" in token for token in tokens(planner.plan("badkamerverbouwing")))


@pytest.mark.parametrize(
    "vraag", ["yardım lütfen koffie", "pomoc koffie", "допомога koffie", "مساعدة koffie", "help koffie"]
)
def test_asking_for_help_in_any_language_is_filler(planner: Planner, vraag: str) -> None:
    woorden = {eenheid.woord for eenheid in planner.plan(vraag).eenheden}
    assert not woorden & {"yardim", "pomoc", "допомога", "مساعده", "help"}
    assert "koffie" in woorden


def test_an_ending_in_another_script_does_not_hide_a_word_of_the_lists(planner: Planner) -> None:
    assert "praktijkondersteuner" in tokens(planner.plan("психологічного"))


def test_buying_what_no_list_knows_must_be_offered_word_for_word(planner: Planner) -> None:
    assert rollen(planner.plan("pizza bestellen"))["bestellen"] == "moet"
    assert rollen(planner.plan("rolstoel bestellen"))["bestellen"] != "moet"
    assert rollen(planner.plan("paspoort schulden"))["paspoort"] == "moet"


def test_danger_goes_first_and_does_not_shut_out_the_rest(planner: Planner) -> None:
    plan = planner.plan("mijn man slaat mij")
    assert plan.gevaar == "geweld"
    assert plan.eenheden[0].rol == "kern"
    assert {"veilig+thuis"} <= {"+".join(a.tokens) for a in plan.eenheden[0].alternatieven}
    assert "zelfmoordpreventie" in tokens(planner.plan("ik snij mezelf"))


@pytest.mark.parametrize(
    "vraag", ["voedselbank Klein Helm", "voedselbank in de linde", "voedselbank Wijkhuis de Linde"]
)
def test_a_place_lifts_and_need_not_match(planner: Planner, vraag: str) -> None:
    plan = planner.plan(vraag)
    assert [plan.eenheden[i].woord for i in plan.nodig()] == ["voedselbank"]
    assert [e.rol for e in plan.eenheden] == ["gewoon", "mag"]


def test_a_question_that_is_only_a_place_asks_for_the_place(planner: Planner) -> None:
    plan = planner.plan("Zeekant")
    assert plan.nodig() == (0,)
    assert (merk(("zeekant",)),) in {a.tokens for a in plan.eenheden[0].alternatieven}


@pytest.mark.parametrize(
    "vraag", ["hulp in Zeekant", "wie helpt mij in de Zeekant", "iets voor ouderen in Klein Helm"]
)
def test_who_asks_only_for_somebody_at_a_place_gets_what_is_there(planner: Planner, vraag: str) -> None:
    plan = planner.plan(vraag)
    assert [e.woord for e in plan.eenheden if e.rol == "kern"] == [plan.eenheden[-1].woord]
    assert merk(namen(plan.eenheden[-1].woord)[0]) in tokens(plan)
    assert plan.los


def test_every_way_to_write_a_place_has_a_token_in_the_index() -> None:
    assert {merk(naam) for naam in namen("Wijkhuis De Linde")} == {merk(("lind",))}
    assert namen("Bibliotheek") == ()
    assert merk(("lind",)) != "lind"


def test_a_term_that_loses_its_meaning_without_stop_words_is_no_target() -> None:
    assert doel_tokens("zonder geld") == ()
    assert doel_tokens("trek het niet") == ()
    assert doel_tokens("brief van de gemeente") == ("brief", "gemeent")


def test_a_rule_may_name_several_words_for_one_place() -> None:
    lexicon = Bouwer().zinnen(["man/vrouw + drinkt > alcohol"]).klaar()
    drinkt = stam("drinkt")
    assert [z.nodig for z in lexicon.zinnen_in({"man", drinkt, "veel"})] == [tuple(sorted(("man", drinkt)))]
    beide = {zin.nodig for zin in lexicon.zinnen_in({"man", "vrouw", drinkt})}
    assert beide == {tuple(sorted(("man", drinkt))), tuple(sorted(("vrouw", drinkt)))}
    assert lexicon.zinnen_in({"man", "vrouw"}) == []


def test_of_rules_of_the_same_words_the_first_speaks() -> None:
    lexicon = Bouwer().zinnen(["man/vrouw + drinkt > alcohol", "drinkt + man > naasten, alcohol"]).klaar()
    (zin,) = lexicon.zinnen_in({"man", stam("drinkt")})
    assert [doel.tekst for doel in zin.doelen] == ["alcohol"]


def test_a_rule_that_asks_nothing_or_leads_nowhere_is_named_as_a_mistake() -> None:
    lexicon = Bouwer().zinnen(["man/ > alcohol", "man + / > alcohol", "man + drinkt >"], "zinnen.txt").klaar()
    assert len(lexicon.fouten) == 3
    assert lexicon.regels == ()


def test_a_rule_of_everyday_words_gives_way_to_a_word_that_tells() -> None:
    regels = ["kind + praten > voorlezen", "kind + niet + praten > logopedie"]
    bouwer = Bouwer().zinnen(regels).vulwoorden(["[zin]", "kind", "praten"]).synoniemen(["rouw = verlies"])
    lexicon = bouwer.klaar()
    assert all(zin.zwak for zin in lexicon.zinnen_in({"kind", stam("praten"), "niet"}))
    planner = Planner(lexicon, Woordenschat(["voorlezen", "logopedie", "rouw"]), Splitser(()))
    alleen = planner.plan("kind wil praten")
    assert [eenheid.rol for eenheid in alleen.eenheden] == ["kern"]
    naast = planner.plan("praten over verlies van kind")
    assert {eenheid.rol for eenheid in naast.eenheden if "verlies" not in eenheid.woord} == {"mag"}


def test_words_of_a_story_fall_away_and_leave_a_rule_its_say() -> None:
    bouwer = (
        Bouwer()
        .zinnen(["uit elkaar + kind > scheiding"])
        .vulwoorden(["[verhaal]", "elkaar", "inmiddels", "heel"])
    )
    planner = Planner(bouwer.klaar(), Woordenschat(["scheiding", "inmiddels", "koor"]), Splitser(()))
    assert next(e.rol for e in planner.plan("wij zijn uit elkaar en het kind huilt").eenheden) == "kern"
    assert [e.woord for e in planner.plan("ik zoek inmiddels heel wat jaren een koor").eenheden][-1] == "koor"
    assert "inmiddels" not in {
        e.woord for e in planner.plan("ik zoek inmiddels heel wat jaren een koor").eenheden
    }


def test_what_no_social_map_has_must_be_there_word_for_word_unless_something_else_is_asked() -> None:
    bouwer = (
        Bouwer()
        .zinnen(["weer + morgen > -"])
        .synoniemen(["fiets = tweewieler"])
        .vulwoorden(["[zin]", "weer", "morgen"])
    )
    planner = Planner(bouwer.klaar(), Woordenschat(["weer", "morgen", "fiets", "koor"]), Splitser(()))
    for vraag in ("weer morgen", "wat is het weer van morgen"):
        assert set(rollen(planner.plan(vraag)).values()) == {"moet"}
        assert tokens(planner.plan(vraag)) == {stam("weer"), stam("morgen")}
    for vraag in ("kan ik morgen weer met de fiets mee", "hulp bij het weer van morgen"):
        assert "moet" not in rollen(planner.plan(vraag)).values()
    assert Bouwer().zinnen(["weer + morgen > "]).klaar().fouten


def test_a_number_in_a_story_is_no_question(planner: Planner) -> None:
    assert "17" not in {e.woord for e in planner.plan("mijn zoon van 17 wil graag een maatje").eenheden}
    assert "113" in {e.woord for e in planner.plan("hoe kan ik met 113 bellen voor een maatje").eenheden}


def test_the_help_for_a_danger_is_named_in_the_list() -> None:
    lexicon = Bouwer().gevaar(["[geweld]", "> veilig thuis, opvang", "slaat mij"]).klaar()
    assert [v.tokens for v in lexicon.gevaar_doelen["geweld"]] == [("veilig", "thuis"), ("opvang",)]
    assert lexicon.gevaar_in(["hij", "slaat", "mij"]) == "geweld"


def test_a_line_of_danger_may_name_several_words_for_one_place() -> None:
    lexicon = Bouwer().gevaar(["[geweld]", "papa/mama slaat/schop* mij", "[acuut]", "brand $"]).klaar()
    for vraag in ("papa slaat mij", "mijn mama schopt mij"):
        assert lexicon.gevaar_in(vraag.split()) == "geweld"
    for vraag in ("papa slaat de trommel", "opa slaat mij", "papa mij"):
        assert not lexicon.gevaar_in(vraag.split())
    assert lexicon.gevaar_in(["brand"]) == "acuut"
    assert not lexicon.gevaar_in(["brand", "blussen"])


def test_a_slip_in_the_catalogue_is_near_the_right_word() -> None:
    schat = Woordenschat(["schuldhupverlening", "schuldhulpmaatje"], ["schuldhulpverlening"])
    assert schat.bijna("schuldhulpverlening") == ("schuldhupverlening",)
    assert schat.bijna("zorg") == ()
    assert schat.zeldzaam(stam("schuldhulpverlening"))


def test_a_slip_in_the_catalogue_is_found_beside_the_right_word_that_is_common() -> None:
    schat = Woordenschat({"mantelzorg": 40, "mantelzrog": 1, "mantelzang": 9}, ["mantelzorg"])
    planner = Planner(Bouwer().synoniemen(["mantelzorg = zorg"]).klaar(), schat, Splitser(()))
    assert {stam("mantelzorg"), stam("mantelzrog")} <= tokens(planner.plan("mantelzorg"))
    assert stam("mantelzang") not in tokens(planner.plan("mantelzorg"))


def test_two_words_that_nobody_knows_may_be_one_that_is_known() -> None:
    schat = Woordenschat(["consultatiebureau", "vervoer"])
    planner = Planner(Bouwer().klaar(), schat, Splitser(()))
    plan = planner.plan("consultasie buro vervoer")
    assert [e.woord for e in plan.eenheden] == ["consultasie buro", "vervoer"]
    assert stam("consultatiebureau") in tokens(plan)
    assert plan.suggestie == "consultatiebureau vervoer"
    weer = planner.plan("consultasie buro en een buro")
    assert weer.suggestie == "consultatiebureau en een buro", "only where they stand together"


def test_a_name_may_hold_two_slips_where_an_ordinary_word_may_not() -> None:
    schat = Woordenschat(["wadborgh", "koffie", "zwemmen"], ["zwemmen"])
    planner = Planner(Bouwer().klaar(), schat, Splitser(()))
    assert "wadborgh" in tokens(planner.plan("wadburg"))
    assert "wadborgh" not in tokens(planner.plan("wadloper"))
    assert "wadborgh" not in tokens(planner.plan("wij liepen vandaag langs wadburg naar huis"))
    assert stam("zwemmen") not in tokens(planner.plan("zwammig"))


def eenheid(gewicht: float, rol: Rol = "gewoon") -> Eenheid:
    return Eenheid("x", (Alternatief(("x",)),), gewicht, rol)


def test_what_must_match_is_in_every_relaxed_set_and_what_may_in_none() -> None:
    assert Plan((eenheid(0.5, "moet"), eenheid(1), eenheid(1, "mag"))).genoeg() == ((0, 1),)
    assert Plan((eenheid(1, "kern"), eenheid(0.4), eenheid(0.3))).genoeg() == ((0,),)
    assert Plan((eenheid(1, "mag"),)).genoeg() == ((0,),)


def test_danger_heard_where_there_is_none_leaves_the_other_words_their_say() -> None:
    assert Plan((eenheid(1, "kern"), eenheid(0.4)), gevaar="acuut").genoeg() == ((0,), (1,))


@given(
    st.lists(
        st.tuples(st.floats(0.05, 1), st.sampled_from(["gewoon", "kern", "moet", "mag"])),
        min_size=1,
        max_size=6,
    )
)
def test_relaxed_always_asks_something_and_never_leaves_out_what_must(delen: list[tuple[float, Rol]]) -> None:
    plan = Plan(tuple(eenheid(gewicht, rol) for gewicht, rol in delen))
    keuzes = plan.genoeg()
    assert keuzes
    vast = {i for i, een in enumerate(plan.eenheden) if een.rol == "moet"}
    assert all(keuze and vast <= set(keuze) for keuze in keuzes)


_TERM = st.sampled_from(["geld", "centen", "poen", "schulden", "niet rondkomen", "lening", "huur", "de huur"])
_REGELS = st.lists(
    st.tuples(st.lists(_TERM, min_size=1, max_size=3), st.lists(_TERM, max_size=2)).map(
        lambda paar: " = ".join(paar[0]) + (" > " + ", ".join(paar[1]) if paar[1] else "")
    ),
    max_size=5,
)


@given(_REGELS, _REGELS)
def test_groups_of_editors_work_as_if_they_stood_in_the_lists(lijst: list[str], redactie: list[str]) -> None:
    samen = Bouwer().synoniemen(lijst).synoniemen(redactie).klaar()
    erbij = Bouwer().synoniemen(lijst).klaar().met(Bouwer().synoniemen(redactie).klaar())
    assert erbij.synoniemen == samen.synoniemen
    assert erbij.woorden == samen.woorden
    assert erbij.groepen == samen.groepen
    assert len(erbij.fouten) == len(samen.fouten)
