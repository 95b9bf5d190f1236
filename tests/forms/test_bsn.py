"""A BSN in free text is recognised; phone numbers, dates and amounts are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.bsn import bevat_bsn, elfproef


@pytest.mark.parametrize(
    "tekst",
    [
        "mijn bsn is 111222333",
        "123456782",
        "Nummer: 123456782.",
        "123 456 782",
        "1234.56.782",
        "tel 0251 123456, bsn 123456782 en verder",
        "burgerservicenummer 10000008",
        "١٢٣٤٥٦٧٨٢",
        "123\u00a0456\u00a0782",
        "123 – 456 – 782",
        "op nummer 10 123 456 782 dus",
    ],
)
def test_een_bsn_wordt_herkend(tekst: str) -> None:
    assert bevat_bsn(tekst)


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "bel 06 12345678 of 0251-123456",
        "+31 6 12 34 56 78",
        "123456789",
        "geboren op 12-03-1950",
        "het bedrag is 1.234,56 euro",
        "000000000",
        "klantnummer 1234567820",
        "10000008",
        "huisnummer 123\n456\n782 stappen",
        "06 12 34 56 78",
        "1 " * 400,
    ],
)
def test_andere_getallen_mogen(tekst: str) -> None:
    assert not bevat_bsn(tekst)


@given(st.integers(1, 99_999_999))
def test_precies_een_laatste_cijfer_maakt_de_elfproef_rond_of_geen(kern: int) -> None:
    geldig = [c for c in "0123456789" if elfproef(f"{kern:08d}{c}")]
    assert len(geldig) <= 1


@given(st.text(max_size=40), st.text(max_size=40))
def test_een_bsn_tussen_woorden_wordt_altijd_gevonden(voor: str, na: str) -> None:
    schoon = str.maketrans("", "", "0123456789")
    assert bevat_bsn(f"{voor.translate(schoon)} 123456782 {na.translate(schoon)}")
