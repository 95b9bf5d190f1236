"""The routing table is total, ordered, and refuses what cannot work."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.routing import Geval, OngeldigeRoutetabel, Regel, Routetabel, controleer, tegenvoorbeeld

SLUIT = Regel(team="opvang")

gemeenten = st.sampled_from(["duin", "polder", "elders"])
wijken = st.sampled_from(["w1", "w2", "w3"])
onderwerpen = st.sampled_from(["financien", "opvoeden", "wonen"])


@st.composite
def regels(draw: st.DrawFn) -> Regel:
    gemeente = draw(st.none() | gemeenten)
    van = draw(st.none() | st.integers(0, 25))
    return Regel(
        team=draw(st.sampled_from(["a", "b", "c"])),
        gemeente=gemeente,
        wijken=draw(st.frozensets(wijken, max_size=2)) if gemeente else frozenset(),
        leeftijd_van=van,
        leeftijd_tot=draw(st.none() | st.integers(van or 0, 30)),
        onderwerpen=draw(st.frozensets(onderwerpen, max_size=2)),
    )


gevallen = st.builds(
    Geval,
    gemeente=gemeenten | st.just("nergens genoemd"),
    wijk=st.none() | wijken,
    leeftijd=st.none() | st.integers(0, 40),
    onderwerpen=st.frozensets(onderwerpen),
)


def test_de_eerste_regel_die_past_wint() -> None:
    tabel = Routetabel(
        [
            Regel(team="jeugd", gemeente="duin", leeftijd_tot=17),
            Regel(
                team="hulppunt",
                gemeente="duin",
                wijken=frozenset({"strand"}),
                onderwerpen=frozenset({"wonen"}),
            ),
            Regel(team="duin", gemeente="duin"),
            Regel(team="polder", gemeente="polder"),
            SLUIT,
        ]
    )
    assert tabel.kies(Geval("duin", "strand", 17, frozenset({"wonen"}))).team == "jeugd"
    assert tabel.kies(Geval("duin", "strand", 18, frozenset({"wonen", "taal"}))).team == "hulppunt"
    assert tabel.kies(Geval("duin", "strand", 18, frozenset({"taal"}))).team == "duin"
    assert tabel.kies(Geval("polder")).team == "polder"
    assert tabel.kies(Geval("buiten het gebied")).team == "opvang"


def test_wat_onbekend_is_past_op_geen_voorwaarde() -> None:
    tabel = Routetabel(
        [
            Regel(team="jeugd", leeftijd_tot=17),
            Regel(team="wijk", gemeente="duin", wijken=frozenset({"w1"})),
            SLUIT,
        ]
    )
    assert tabel.kies(Geval("duin", wijk=None, leeftijd=None)).team == "opvang"


@pytest.mark.parametrize(
    "tabel", [[], [Regel(team="duin", gemeente="duin")], [SLUIT, Regel(team="x", gemeente="y")]]
)
def test_zonder_regel_die_altijd_past_wordt_de_tabel_geweigerd(tabel: list[Regel]) -> None:
    with pytest.raises(OngeldigeRoutetabel, match="laatste regel moet altijd passen"):
        Routetabel(tabel)


def test_een_dode_regel_wordt_met_haar_nummer_genoemd() -> None:
    with pytest.raises(OngeldigeRoutetabel) as fout:
        Routetabel(
            [Regel(team="a", gemeente="duin"), Regel(team="b", gemeente="duin", leeftijd_tot=17), SLUIT]
        )
    assert fout.value.problemen == (
        "Regel 2 wordt nooit gebruikt: alles wat daarop past, past al op een regel erboven.",
    )


def test_een_regel_die_door_twee_andere_samen_bedekt_is_wordt_gevonden() -> None:
    jong, oud = Regel(team="a", leeftijd_tot=17), Regel(team="b", leeftijd_van=18)
    assert any(
        "Regel 3" in p
        for p in controleer([jong, oud, Regel(team="c", leeftijd_van=10, leeftijd_tot=30), SLUIT])
    )
    gat = Regel(team="b", leeftijd_van=19)
    assert not list(controleer([jong, gat, Regel(team="c", leeftijd_van=10, leeftijd_tot=30), SLUIT]))


def test_onmogelijke_voorwaarden_krijgen_een_duidelijke_melding() -> None:
    fouten = " ".join(
        controleer(
            [
                Regel(team="a", leeftijd_van=30, leeftijd_tot=20),
                Regel(team="b", wijken=frozenset({"w"})),
                SLUIT,
            ]
        )
    )
    assert "Regel 1: de leeftijd ‘van’ (30) is hoger" in fouten
    assert "Regel 2: kies ook een gemeente" in fouten


@given(st.lists(regels(), max_size=5), gevallen)
def test_elk_geval_krijgt_precies_de_eerste_passende_regel(lijst: list[Regel], geval: Geval) -> None:
    tabel = [r for i, r in enumerate(lijst) if not r.past_altijd]
    while problemen := [i for i in range(len(tabel)) if tegenvoorbeeld(tabel, i) is None]:
        del tabel[problemen[0]]
    volledig = Routetabel([*tabel, SLUIT]) if tegenvoorbeeld([*tabel, SLUIT], len(tabel)) else None
    if volledig is None:
        return
    gekozen = volledig.kies(geval)
    assert gekozen.past(geval)
    plek = volledig.regels.index(gekozen)
    assert not any(r.past(geval) for r in volledig.regels[:plek])


@given(st.lists(regels(), min_size=1, max_size=5), gevallen)
def test_een_regel_die_dood_heet_krijgt_nooit_een_geval(lijst: list[Regel], geval: Geval) -> None:
    for i, regel in enumerate(lijst):
        eerste = regel.past(geval) and not any(r.past(geval) for r in lijst[:i])
        voorbeeld = tegenvoorbeeld(lijst, i)
        if voorbeeld is None:
            assert not eerste
        else:
            assert regel.past(voorbeeld)
            assert not any(r.past(voorbeeld) for r in lijst[:i])
