"""The values of an opening-hours schedule: weekly blocks, exceptions, and the schedule that holds them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time


class OngeldigRooster(ValueError):
    """A schedule that cannot exist, or text that is no schedule. ``deel`` is the part that is wrong,
    ``reden`` why.
    """

    def __init__(self, reden: str, deel: str = "") -> None:
        self.deel = deel
        self.reden = reden
        super().__init__(f"‘{deel}’: {reden}" if deel else reden)


def _op_de_minuut(tijd: time) -> time:
    """Seconds mean nothing in opening hours; a time zone would contradict that these are wall-clock times."""
    if tijd.tzinfo is not None:
        raise OngeldigRooster("een openingstijd is een kloktijd, zonder tijdzone.", tijd.isoformat())
    return tijd.replace(second=0, microsecond=0, fold=0)


@dataclass(frozen=True, slots=True)
class Blok:
    """One weekly block, in wall-clock time in the Netherlands.

    ``dag``: 0 is Monday, 6 is Sunday. ``tot`` at or before ``van`` ends on the next day, so equal times are
    24 hours. ``elke_weken``: 1 is every week, 2 every other week. ``anker``: the block does not exist before
    this date, and the week of this date is the first one that counts; required when ``elke_weken`` is more
    than 1.
    """

    dag: int
    van: time
    tot: time
    elke_weken: int = 1
    anker: date | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.dag <= 6:
            raise OngeldigRooster(
                "een dag is een getal van 0 (maandag) tot en met 6 (zondag).", str(self.dag)
            )
        if self.elke_weken < 1:
            raise OngeldigRooster("‘om de … weken’ begint bij 1.", str(self.elke_weken))
        if self.elke_weken > 1 and self.anker is None:
            raise OngeldigRooster("schrijf erbij vanaf welke datum dit geldt, zoals ‘vanaf 2026-01-07’.")
        object.__setattr__(self, "van", _op_de_minuut(self.van))
        object.__setattr__(self, "tot", _op_de_minuut(self.tot))


@dataclass(frozen=True, slots=True)
class Uitzondering:
    """A period, both dates included, in which other hours apply than the weekly ones; no ``blokken`` means
    closed.

    The hours apply on each day of the period. They also apply on a public holiday: who writes an exception
    means it.
    """

    van: date
    tot_en_met: date
    blokken: tuple[tuple[time, time], ...] = ()
    reden: str = ""

    def __post_init__(self) -> None:
        if self.tot_en_met < self.van:
            raise OngeldigRooster(
                "de laatste dag ligt voor de eerste dag.",
                f"{self.van.isoformat()}/{self.tot_en_met.isoformat()}",
            )
        blokken = {(_op_de_minuut(van), _op_de_minuut(tot)) for van, tot in self.blokken}
        object.__setattr__(self, "blokken", tuple(sorted(blokken)))
        object.__setattr__(self, "reden", " ".join(self.reden.split()))

    @property
    def dagen(self) -> int:
        """How many days the period counts."""
        return (self.tot_en_met - self.van).days + 1


def _volgorde(blok: Blok) -> tuple[int, time, time, int, date]:
    return blok.dag, blok.van, blok.tot, blok.elke_weken, blok.anker or date.min


def _samen(uitzonderingen: tuple[Uitzondering, ...]) -> tuple[Uitzondering, ...]:
    """Two exceptions for exactly the same period are one: their hours together, the first reason that is
    given.
    """
    per_periode: dict[tuple[date, date], Uitzondering] = {}
    for nieuw in uitzonderingen:
        periode = (nieuw.van, nieuw.tot_en_met)
        oud = per_periode.get(periode)
        per_periode[periode] = (
            nieuw
            if oud is None
            else Uitzondering(*periode, oud.blokken + nieuw.blokken, oud.reden or nieuw.reden)
        )
    return tuple(per_periode[periode] for periode in sorted(per_periode))


@dataclass(frozen=True, slots=True)
class Rooster:
    """Everything known about when a place or offer is open. Kept in one order, so that equal schedules are
    equal.

    Where exceptions overlap, the shortest period wins, then the one that starts last: a day inside a holiday
    is meant. ``feestdagen_open``: the weekly hours also hold on public holidays. ``op_afspraak``: come by
    appointment only.
    """

    blokken: tuple[Blok, ...] = ()
    uitzonderingen: tuple[Uitzondering, ...] = ()
    feestdagen_open: bool = False
    op_afspraak: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "blokken", tuple(sorted(set(self.blokken), key=_volgorde)))
        object.__setattr__(self, "uitzonderingen", _samen(tuple(self.uitzonderingen)))

    @property
    def is_leeg(self) -> bool:
        """Nothing is known about opening hours: show nothing, rather than "closed"."""
        return not self.blokken and not self.uitzonderingen and not self.op_afspraak
