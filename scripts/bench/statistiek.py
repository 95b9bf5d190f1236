"""Pure: what a row of timings comes to, and a figure beside its aim."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

T = TypeVar("T")


def percentiel(waarden: Sequence[float], procent: float) -> float:
    """The value that `procent` percent of the values do not exceed (nearest rank: always one that was measured).

    Raises ValueError for no values or a percentage outside (0, 100].
    """
    if not waarden:
        raise ValueError("no values")
    if not 0 < procent <= 100:
        raise ValueError(f"not a percentage: {procent}")
    rij = sorted(waarden)
    return rij[max(1, math.ceil(len(rij) * procent / 100)) - 1]


@dataclass(frozen=True, slots=True)
class Verdeling:
    """Timings in milliseconds."""

    aantal: int
    p50: float
    p95: float
    hoogste: float

    @classmethod
    def van(cls, seconden: Sequence[float]) -> Verdeling:
        """Of timings in seconds."""
        ms = [een * 1_000 for een in seconden]
        return cls(len(ms), percentiel(ms, 50), percentiel(ms, 95), max(ms))


def klok(doe: Callable[[], Any]) -> float:
    """How long this takes, in seconds."""
    begin = time.perf_counter()
    doe()
    return time.perf_counter() - begin


def meet(
    doe: Callable[[T], Any],
    invoer: Sequence[T],
    minstens: int = 50,
    wijzer: Callable[[], float] = time.perf_counter,
    *,
    warm: bool = True,
) -> list[float]:
    """Seconds of `doe` on each input, in whole rounds until there are `minstens`, after one round to warm up if `warm`.

    Whole rounds, so that every input weighs the same in the percentiles. `wijzer` is the clock: with `process_time` only
    the time that this process computed counts, which others on the machine hardly disturb.
    """
    if not invoer:
        raise ValueError("nothing to measure")
    for een in invoer if warm else ():
        doe(een)
    tijden: list[float] = []
    while len(tijden) < minstens:
        for een in invoer:
            begin = wijzer()
            doe(een)
            tijden.append(wijzer() - begin)
    return tijden


def snelst(seconden: Sequence[float], aantal: int) -> list[float]:
    """Of `aantal` inputs that `meet` went round: the fastest time of each. What the work costs when nothing is in its way.

    Raises ValueError when these are no whole rounds.
    """
    if aantal < 1 or not seconden or len(seconden) % aantal:
        raise ValueError("no whole rounds")
    return [min(seconden[nummer::aantal]) for nummer in range(aantal)]


@dataclass(frozen=True, slots=True)
class Meting:
    """One figure. `doel` is its aim in the same unit; `richting` says on which side of it the figure should be."""

    groep: str
    naam: str
    waarde: float
    eenheid: str
    doel: float | None = None
    richting: Literal["hoogstens", "minstens"] = "hoogstens"
    uitleg: str = ""

    @property
    def gehaald(self) -> bool | None:
        """Whether the aim is met; None without an aim."""
        if self.doel is None:
            return None
        return self.waarde <= self.doel if self.richting == "hoogstens" else self.waarde >= self.doel

    def als_json(self) -> dict[str, Any]:
        """For `build/bench.json`."""
        uit: dict[str, Any] = {
            "groep": self.groep,
            "naam": self.naam,
            "waarde": round(self.waarde, 3),
            "eenheid": self.eenheid,
        }
        if self.doel is not None:
            uit |= {"doel": self.doel, "richting": self.richting, "gehaald": self.gehaald}
        if self.uitleg:
            uit["uitleg"] = self.uitleg
        return uit

    @classmethod
    def van_json(cls, rij: dict[str, Any]) -> Meting:
        """The inverse of `als_json`, up to rounding."""
        return cls(**{naam: waarde for naam, waarde in rij.items() if naam != "gehaald"})


def tijden(
    groep: str, naam: str, seconden: Sequence[float], p50: float | None = None, p95: float | None = None
) -> list[Meting]:
    """The median and the 95th percentile as two figures, each with its aim where there is one."""
    verdeling = Verdeling.van(seconden)
    uitleg = f"{verdeling.aantal} keer"
    return [
        Meting(groep, f"{naam}: p50", verdeling.p50, "ms", p50, uitleg=uitleg),
        Meting(groep, f"{naam}: p95", verdeling.p95, "ms", p95, uitleg=uitleg),
    ]


def tabel(metingen: Iterable[Meting]) -> str:
    """The figures as lines of text, under the name of their group."""
    lijst = list(metingen)
    breed = max((len(een.naam) for een in lijst), default=0)
    regels: list[str] = []
    groep = None
    for een in lijst:
        if een.groep != groep:
            groep = een.groep
            regels += ["", groep, "-" * len(groep)]
        teken = "≤" if een.richting == "hoogstens" else "≥"
        oordeel = {None: "", True: "goed", False: "MIST"}[een.gehaald]
        doel = "" if een.doel is None else f"doel {teken} {een.doel:g} {een.eenheid}"
        regel = f"  {een.naam:<{breed}}  {getal(een.waarde):>9} {een.eenheid:<8} {doel:<22} {oordeel:<5} {een.uitleg}"
        regels.append(regel.rstrip())
    return "\n".join(regels).lstrip("\n")


def getal(waarde: float) -> str:
    """Whole numbers whole, others with as many decimals as mean something."""
    if float(waarde).is_integer():
        return f"{waarde:.0f}"
    return (
        f"{waarde:.0f}" if abs(waarde) >= 1_000 else f"{waarde:.1f}" if abs(waarde) >= 10 else f"{waarde:.2f}"
    )
