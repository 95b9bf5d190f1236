"""The picture of the result: a circle with a part for each leefgebied. Geometry only; colours are the style sheet's.

It orders and colours; it shows no score, because only trained assessors may score self-reliance.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, pi, sin

STRAAL = 100.0
BINNEN = 34.0
MIDDEN = 110.0
MAAT = 220


@dataclass(frozen=True, slots=True)
class Deel:
    """A part of the circle: ``nummer`` from 1 (most attention), an SVG path, and where the number stands."""

    nummer: int
    leefgebied: str
    ernst: int | None
    pad: str
    x: float
    y: float

    @property
    def klasse(self) -> str:
        """The modifier of the class names: 0 to 3, or "onbekend"."""
        return "onbekend" if self.ernst is None else str(self.ernst)


def delen(ernst: Mapping[str, int | None]) -> list[Deel]:
    """Equal parts in the given order, clockwise from the top, in a drawing of 220 by 220 units."""
    hoek = 2 * pi / max(len(ernst), 1)
    rows = []
    for plaats, (leefgebied, waarde) in enumerate(ernst.items()):
        begin, midden = plaats * hoek, (plaats + 0.5) * hoek
        eind = min(begin + hoek, begin + 2 * pi - 0.001)  # a full circle has no arc
        x, y = _punt((STRAAL + BINNEN) / 2, midden)
        rows.append(Deel(plaats + 1, leefgebied, waarde, _ring(begin, eind), round(x, 1), round(y, 1)))
    return rows


def _punt(straal: float, hoek: float) -> tuple[float, float]:
    return MIDDEN + straal * sin(hoek), MIDDEN - straal * cos(hoek)


def _ring(begin: float, eind: float) -> str:
    groot = int(eind - begin > pi)
    buiten_a, buiten_b = _punt(STRAAL, begin), _punt(STRAAL, eind)
    binnen_a, binnen_b = _punt(BINNEN, begin), _punt(BINNEN, eind)
    return (
        f"M{buiten_a[0]:.1f} {buiten_a[1]:.1f}A{STRAAL:g} {STRAAL:g} 0 {groot} 1 {buiten_b[0]:.1f} {buiten_b[1]:.1f}"
        f"L{binnen_b[0]:.1f} {binnen_b[1]:.1f}A{BINNEN:g} {BINNEN:g} 0 {groot} 0 {binnen_a[0]:.1f} {binnen_a[1]:.1f}Z"
    )
