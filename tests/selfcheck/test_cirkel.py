"""The picture: parts of equal size in the given order, drawn inside the frame."""

from __future__ import annotations

import re
from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from selfcheck.cirkel import BINNEN, MAAT, MIDDEN, STRAAL, delen
from tests.selfcheck.stromen import rustig

ERNST = st.dictionaries(st.text(min_size=1), st.none() | st.integers(0, 3), max_size=12)


@rustig
@given(ERNST)
def test_every_leefgebied_has_a_part_in_the_given_order(ernst: dict[str, int | None]) -> None:
    gevonden = delen(ernst)
    assert [(deel.leefgebied, deel.ernst) for deel in gevonden] == list(ernst.items())
    assert [deel.nummer for deel in gevonden] == list(range(1, len(ernst) + 1))


@rustig
@given(ERNST)
def test_parts_stay_in_the_frame_and_numbers_in_the_ring(ernst: dict[str, int | None]) -> None:
    for deel in delen(ernst):
        punten = re.findall(r"[MLA](?:[\d.]+ [\d.]+ 0 \d \d )?(-?[\d.]+) (-?[\d.]+)", deel.pad)
        assert len(punten) == 4
        assert all(0 <= float(waarde) <= MAAT for punt in punten for waarde in punt)
        assert BINNEN < hypot(deel.x - MIDDEN, deel.y - MIDDEN) < STRAAL


def test_a_single_leefgebied_is_a_whole_ring() -> None:
    """An arc that ends where it begins would not be drawn."""
    (deel,) = delen({"wonen": 2})
    assert " 0 1 1 " in deel.pad
    assert deel.klasse == "2"
    assert delen({"wonen": None})[0].klasse == "onbekend"
    assert delen({}) == []
