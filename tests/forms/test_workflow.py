"""The state machine is a sound table."""

import pytest

from forms.workflow import AFGESLOTEN, OVERGANGEN, OngeldigeOvergang, Status, controleer_overgang, volgende


def test_elke_status_staat_in_de_tabel_en_is_bereikbaar() -> None:
    assert set(OVERGANGEN) == set(Status)
    bereikt, nieuw = set(), {Status.NIEUW}
    while nieuw:
        bereikt |= nieuw
        nieuw = {naar for van in nieuw for naar in volgende(van)} - bereikt
    assert bereikt == set(Status)


def test_een_afgesloten_melding_kan_weer_open() -> None:
    assert all(volgende(status) == (Status.OPGEPAKT,) for status in AFGESLOTEN)


@pytest.mark.parametrize(
    ("van", "naar"), [("nieuw", "aanvraag"), ("nieuw", "nieuw"), ("opgepakt", "x"), ("x", "nieuw")]
)
def test_een_stap_buiten_de_tabel_mag_niet(van: str, naar: str) -> None:
    with pytest.raises(OngeldigeOvergang):
        controleer_overgang(van, naar)


def test_oppakken_mag() -> None:
    controleer_overgang("nieuw", "opgepakt")
