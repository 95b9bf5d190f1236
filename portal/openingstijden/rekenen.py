"""Reckoning with a schedule: open now, until when, when next, and in which parts of the day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from portal.openingstijden.feestdagen import is_feestdag
from portal.openingstijden.rooster import Blok, Rooster, Uitzondering

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HORIZON = 400
"""Days ahead in which the next opening is sought: over a year, so that what comes once a year is found."""
ALTIJD = 14
"""Days on end after which something that is open counts as open without end."""

_EEN_DAG = timedelta(days=1)
_SPRONG = time(2, 0)


@dataclass(frozen=True, slots=True)
class Status:
    """The state at one moment. ``tot``: when it closes (None: not within two weeks, or it is closed now).

    ``opent``: the start of the next opening when closed (None: not within ``HORIZON`` days, or it is open
    now). Both are aware datetimes in Europe/Amsterdam.
    """

    open: bool
    tot: datetime | None = None
    opent: datetime | None = None


def _moment(dag: date, tijd: time) -> datetime:
    """The instant (UTC) at which the wall clock shows this time.

    A time that the clock skips in spring is the moment of the jump; one that comes twice in autumn is the
    first. The clock changes at 1.00 UTC (Directive 2000/84/EC), so here only times from 2.00 to 3.00 can be
    skipped.
    """
    moment = datetime.combine(dag, tijd, AMSTERDAM).astimezone(UTC)
    if tijd.hour == 2 and moment.astimezone(AMSTERDAM).hour != 2:
        return datetime.combine(dag, _SPRONG, AMSTERDAM).astimezone(UTC)
    return moment


def _geldt(blok: Blok, dag: date) -> bool:
    """Whether a block of this weekday is held in the week of ``dag``."""
    if blok.anker is None:
        return True
    if dag < blok.anker:
        return False
    weken = (dag.toordinal() - dag.weekday() - blok.anker.toordinal() + blok.anker.weekday()) // 7
    return weken % blok.elke_weken == 0


def uitzondering_op(rooster: Rooster, dag: date) -> Uitzondering | None:
    """The exception that rules this day: the shortest period around it, then the one that starts last."""
    beste: Uitzondering | None = None
    for nieuw in rooster.uitzonderingen:
        if nieuw.van <= dag <= nieuw.tot_en_met and (beste is None or nieuw.dagen <= beste.dagen):
            beste = nieuw
    return beste


def _tijden(rooster: Rooster, dag: date) -> list[tuple[time, time]]:
    """The wall-clock hours that start on this day, in order; they may overlap."""
    if rooster.uitzonderingen and (uitzondering := uitzondering_op(rooster, dag)) is not None:
        return list(uitzondering.blokken)
    weekdag = dag.weekday()
    tijden = [(blok.van, blok.tot) for blok in rooster.blokken if blok.dag == weekdag and _geldt(blok, dag)]
    if tijden and not rooster.feestdagen_open and is_feestdag(dag):
        return []
    return tijden


def _perioden(rooster: Rooster, dag: date) -> Iterator[tuple[datetime, datetime]]:
    """The periods (UTC) that start on this day, in order, those that touch taken together."""
    lopend: tuple[datetime, datetime] | None = None
    for van, tot in _tijden(rooster, dag):
        begin = _moment(dag, van)
        einde = _moment(dag if tot > van else dag + _EEN_DAG, tot)
        if einde <= begin:  # wholly within the hour that the clock skips
            continue
        if lopend is not None and begin <= lopend[1]:
            lopend = (lopend[0], max(lopend[1], einde))
            continue
        if lopend is not None:
            yield lopend
        lopend = (begin, einde)
    if lopend is not None:
        yield lopend


def open_op(rooster: Rooster, dag: date) -> list[tuple[datetime, datetime]]:
    """The periods that start on this day, in order and apart from each other; the last may end on the next
    day.
    """
    return [(van.astimezone(AMSTERDAM), tot.astimezone(AMSTERDAM)) for van, tot in _perioden(rooster, dag)]


def _heeft_toekomst(rooster: Rooster, dag: date) -> bool:
    return bool(rooster.blokken) or any(u.blokken and u.tot_en_met >= dag for u in rooster.uitzonderingen)


def status(rooster: Rooster, nu: datetime) -> Status:
    """Whether it is open at ``nu`` (an aware datetime), until when, or else when it opens next.

    Periods that touch are one, also over midnight. Raises ``ValueError`` for a moment without time zone.
    """
    if nu.tzinfo is None:
        raise ValueError("nu needs a time zone")
    moment = nu.astimezone(UTC)
    vandaag = nu.astimezone(AMSTERDAM).date()
    dag = vandaag - _EEN_DAG  # what began yesterday may still be open
    if not _heeft_toekomst(rooster, dag):
        return Status(open=False)
    sluit: datetime | None = None
    for _ in range(HORIZON + 2):
        for begin, einde in _perioden(rooster, dag):
            if sluit is not None:
                if begin > sluit:
                    return Status(open=True, tot=sluit.astimezone(AMSTERDAM))
                sluit = max(sluit, einde)
            elif begin > moment:
                return Status(open=False, opent=begin.astimezone(AMSTERDAM))
            elif einde > moment:
                sluit = einde
        dag += _EEN_DAG
        if sluit is not None:
            if sluit < _moment(dag, time.min):
                return Status(open=True, tot=sluit.astimezone(AMSTERDAM))
            if (dag - vandaag).days > ALTIJD:
                return Status(open=True)
    return Status(open=False)


def volgende_datum(rooster: Rooster, blok: Blok, vanaf: date) -> date | None:
    """The first date from ``vanaf`` on which this very block is held (no holiday, no exception); None within
    a year.
    """
    dag = max(vanaf, blok.anker or vanaf)
    dag += timedelta(days=(blok.dag - dag.weekday()) % 7)
    for _ in range(HORIZON // 7):
        if _geldt(blok, dag) and (blok.van, blok.tot) in _tijden(rooster, dag):
            return dag
        dag += timedelta(days=7)
    return None


_MINUTEN_PER_DAG = 24 * 60
_DAGDELEN = {"ochtend": (6 * 60, 12 * 60), "middag": (12 * 60, 18 * 60), "avond": (18 * 60, 30 * 60)}
_GENOEG = 30


def dagdelen(rooster: Rooster) -> frozenset[str]:
    """Parts of the day in which the weekly hours fall: ochtend (6-12), middag (12-18), avond (18-6), and
    weekend.

    A part counts from half an hour on, or when half of a shorter block falls in it: 9.00-12.15 is no
    afternoon. Saturday morning is both ochtend and weekend.
    """
    gevonden: set[str] = set()
    for blok in rooster.blokken:
        if blok.dag >= 5:
            gevonden.add("weekend")
        van = blok.van.hour * 60 + blok.van.minute
        tot = blok.tot.hour * 60 + blok.tot.minute
        if tot <= van:
            tot += _MINUTEN_PER_DAG
        genoeg = min(_GENOEG, (tot - van) / 2)
        for naam, (begin, einde) in _DAGDELEN.items():
            samen = sum(
                max(0, min(tot, einde + dag) - max(van, begin + dag))
                for dag in (-_MINUTEN_PER_DAG, 0, _MINUTEN_PER_DAG)
            )
            if samen >= genoeg:
                gevonden.add(naam)
    return frozenset(gevonden)
