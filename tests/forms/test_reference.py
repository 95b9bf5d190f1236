"""A reference can be read aloud and typed over without ending up at another melding."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.reference import ALFABET, OngeldigKenmerk, lees_kenmerk, nieuw_kenmerk, spel

kenmerken = st.integers().map(lambda zaad: nieuw_kenmerk(random.Random(zaad).choice))


def test_de_vorm_is_kort_en_in_twee_groepen() -> None:
    kenmerk = nieuw_kenmerk()
    assert len(kenmerk) == 9
    assert kenmerk[4] == "-"
    assert lees_kenmerk(kenmerk) == kenmerk


def test_verwarrende_tekens_doen_niet_mee() -> None:
    for paar in ("0O", "1I", "2Z", "5S", "8B", "MN", "FS", "PT", "PB", "VW", "KA"):
        assert not set(paar) <= set(ALFABET), paar
    assert len(set(ALFABET)) == len(ALFABET)


def test_nummers_zijn_niet_te_tellen() -> None:
    reeks = [nieuw_kenmerk() for _ in range(500)]
    assert len(set(reeks)) == 500
    assert reeks != sorted(reeks)


@given(kenmerken)
def test_hoofdletters_en_spaties_maken_niet_uit(kenmerk: str) -> None:
    assert lees_kenmerk(" " + kenmerk.lower().replace("-", " ") + " ") == kenmerk


@given(kenmerken, st.integers(0, 7), st.sampled_from(ALFABET))
def test_een_verkeerd_teken_wordt_gemerkt(kenmerk: str, plek: int, teken: str) -> None:
    tekens = list(kenmerk.replace("-", ""))
    if tekens[plek] == teken:
        return
    tekens[plek] = teken
    with pytest.raises(OngeldigKenmerk):
        lees_kenmerk("".join(tekens))


@given(kenmerken, st.integers(0, 7), st.integers(0, 7))
def test_twee_verwisselde_tekens_worden_gemerkt(kenmerk: str, een: int, ander: int) -> None:
    tekens = list(kenmerk.replace("-", ""))
    if tekens[een] == tekens[ander]:
        return
    tekens[een], tekens[ander] = tekens[ander], tekens[een]
    with pytest.raises(OngeldigKenmerk):
        lees_kenmerk("".join(tekens))


@pytest.mark.parametrize(
    "tekst", ["", "K7M4", "K7M4-XR9O", "K7M4-XR92-2", "🙂🙂🙂🙂-🙂🙂🙂🙂", "K7M4\x00XR92"]
)
def test_onzin_wordt_geweigerd(tekst: str) -> None:
    with pytest.raises(OngeldigKenmerk):
        lees_kenmerk(tekst)


def test_voorlezen_gaat_met_het_nederlandse_spelalfabet() -> None:
    assert spel("K7M4-XR92") == ["Karel", "7", "Maria", "4", "Xantippe", "Rudolf", "9", "2"]
