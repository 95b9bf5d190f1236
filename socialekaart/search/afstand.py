"""Distance over the earth."""

from __future__ import annotations

from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt

from socialekaart.search.types import Punt

STRAAL_M = 6_371_008.8
"""Mean radius of the earth in metres (IUGG)."""


def afstand_m(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in metres between two WGS84 points, by the haversine formula (within 0.5 %)."""
    phi1, phi2 = radians(lat1), radians(lat2)
    half = sin((phi2 - phi1) / 2) ** 2 + cos(phi1) * cos(phi2) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * STRAAL_M * asin(min(1.0, sqrt(half)))


def dichtstbij(lat: float, lon: float, punten: Iterable[Punt]) -> tuple[float, Punt] | None:
    """The nearest of the places with its distance in metres; None when there is none."""
    best: tuple[float, Punt] | None = None
    for punt in punten:
        meters = afstand_m(lat, lon, punt.lat, punt.lon)
        if best is None or meters < best[0]:
            best = (meters, punt)
    return best
