"""Pure: where generated offers are. Made-up municipalities in the North Sea for the engines, the demo's own for pages."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

GEOGRAFIE = Path(__file__).resolve().parents[2] / "portal" / "demo" / "data" / "geografie.toml"
_BEGIN = ("Zee", "Duin", "Polder", "Meer", "Brink", "Linde", "Oever", "Ste", "Heide", "Wad", "Kwel", "Til")
_EINDE = ("rand", "wijk", "hoven", "dam", "burg", "waard", "berg", "lo", "horst", "sluis", "veld", "kerk")
_WIJK = ("Centrum", "Noord", "Zuid", "West", "Oost", "Molenhoek", "Kruisweg", "Havenbuurt")


@dataclass(frozen=True, slots=True)
class Wijk:
    """A neighbourhood with a point (WGS84 degrees) and a postcode in it."""

    code: str
    naam: str
    lat: float
    lon: float
    postcode: str


@dataclass(frozen=True, slots=True)
class Gebied:
    """A municipality with its wijken."""

    code: str
    naam: str
    wijken: tuple[Wijk, ...]


def verzonnen(aantal: int) -> tuple[Gebied, ...]:
    """So many made-up municipalities of eight wijken, in a grid of about ten kilometres."""
    uit = []
    for nummer in range(aantal):
        rang = nummer // (len(_BEGIN) * len(_EINDE))
        naam = (
            _BEGIN[nummer % len(_BEGIN)]
            + _EINDE[nummer // len(_BEGIN) % len(_EINDE)]
            + (f" {rang + 1}" if rang else "")
        )
        lat, lon = 52.0 + nummer % 10 * 0.09, 3.0 + nummer // 10 * 0.14
        wijken = tuple(
            Wijk(
                f"b{nummer}-{plaats}",
                f"{naam} {wijk}",
                round(lat + (plaats % 3 - 1) * 0.02, 5),
                round(lon + (plaats // 3 - 1) * 0.03, 5),
                f"{1000 + nummer * 8 + plaats} AB",
            )
            for plaats, wijk in enumerate(_WIJK)
        )
        uit.append(Gebied(f"GM{8000 + nummer}", naam, wijken))
    return tuple(uit)


def van_demo(pad: Path = GEOGRAFIE) -> tuple[Gebied, ...]:
    """The municipalities of the demo, each wijk with its first postcode."""
    uit = []
    for rij in tomllib.loads(pad.read_text("utf-8"))["gemeente"]:
        eerste: dict[str, str] = {}
        for postcode in rij["postcode"]:
            kaal = postcode["postcode"].replace(" ", "")
            if len(kaal) == 6:
                eerste.setdefault(kaal[4], f"{kaal[:4]} {kaal[4:]}")
        wijken = tuple(
            Wijk(wijk["code"], wijk["naam"], wijk["lat"], wijk["lon"], eerste.get(wijk["letters"], ""))
            for wijk in rij["wijk"]
        )
        uit.append(Gebied(rij["code"], rij["naam"], wijken))
    return tuple(uit)
