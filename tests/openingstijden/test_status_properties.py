"""What must hold for every schedule and every moment."""

from datetime import UTC, time, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from portal.openingstijden import AMSTERDAM, Blok, Rooster, dagdelen, feestdagen, open_op, status
from portal.openingstijden.rekenen import ALTIJD, volgende_datum
from tests.openingstijden.rooster_strategies import DAGEN, KLOKWISSELS, MOMENTEN, ROOSTERS


# Compared in UTC throughout: two zones never agree about the hour that comes twice in autumn.
def perioden(rooster, eerste, dagen):
    """All periods (UTC) that start in so many days."""
    return [
        (van.astimezone(UTC), tot.astimezone(UTC))
        for nummer in range(dagen)
        for van, tot in open_op(rooster, eerste + timedelta(days=nummer))
    ]


def gisteren(nu):
    return nu.astimezone(AMSTERDAM).date() - timedelta(days=1)


@given(ROOSTERS, MOMENTEN)
def test_open_exactly_when_the_moment_lies_in_a_period(rooster, nu):
    in_periode = any(van <= nu < tot for van, tot in perioden(rooster, gisteren(nu) - timedelta(days=2), 5))
    assert status(rooster, nu).open == in_periode


@given(ROOSTERS, MOMENTEN)
def test_closed_until_the_very_first_opening(rooster, nu):
    stand = status(rooster, nu)
    if stand.open:
        return
    later = [van for van, _ in perioden(rooster, gisteren(nu), 200) if van > nu]
    if later:
        assert stand.opent is not None
        assert stand.opent.astimezone(UTC) == min(later)
    elif stand.opent is not None:
        assert stand.opent.astimezone(UTC) > nu + timedelta(days=190)
    if stand.opent is not None:
        assert status(rooster, stand.opent).open
        assert not status(rooster, stand.opent.astimezone(UTC) - timedelta(seconds=1)).open


@given(ROOSTERS, DAGEN, st.data())
def test_open_without_a_break_until_the_end_and_closed_then(rooster, dag, data):
    vanaf_dag = perioden(rooster, dag, 14)
    if not vanaf_dag:
        return
    van, tot = data.draw(st.sampled_from(vanaf_dag))
    nu = data.draw(st.datetimes(van.replace(tzinfo=None), tot.replace(tzinfo=None), timezones=st.just(UTC)))
    nu = min(nu, tot - timedelta(seconds=1))
    stand = status(rooster, nu)
    assert stand.open
    einde = stand.tot or nu + timedelta(days=ALTIJD - 1)
    moment = nu
    for van, tot in perioden(rooster, gisteren(nu), ALTIJD + 5):
        if van <= moment < tot:
            moment = tot
    assert moment >= einde.astimezone(UTC)
    if stand.tot is not None:
        assert moment == stand.tot.astimezone(UTC)
        assert not status(rooster, stand.tot).open
        assert status(rooster, stand.tot.astimezone(UTC) - timedelta(seconds=1)).open


@given(ROOSTERS, MOMENTEN)
def test_what_is_said_is_either_about_open_or_about_closed(rooster, nu):
    stand = status(rooster, nu)
    assert stand.opent is None if stand.open else stand.tot is None
    for moment in (stand.tot, stand.opent):
        assert moment is None or (moment.astimezone(UTC) > nu and moment.tzinfo is AMSTERDAM)


@given(ROOSTERS, MOMENTEN)
def test_the_zone_in_which_one_asks_makes_no_difference(rooster, nu):
    assert status(rooster, nu) == status(rooster, nu.astimezone(AMSTERDAM))


@given(ROOSTERS, DAGEN)
def test_periods_of_a_day_are_in_order_apart_and_start_on_that_day(rooster, dag):
    lijst = open_op(rooster, dag)
    momenten = [moment.astimezone(UTC) for periode in lijst for moment in periode]
    assert all(eerder < later for eerder, later in pairwise(momenten))
    assert all(van.date() == dag for van, _ in lijst)
    assert all(tot.date() <= dag + timedelta(days=1) for _, tot in lijst)


@given(ROOSTERS, st.sampled_from(sorted(feestdagen(2026) | feestdagen(2027))))
def test_a_holiday_without_exception_is_closed_and_a_schedule_that_goes_on_is_not(rooster, dag):
    assert open_op(Rooster(rooster.blokken), dag) == []
    elke_dag = tuple(Blok(dag, time(9), time(17)) for dag in range(7))
    assert open_op(Rooster((*rooster.blokken, *elke_dag), feestdagen_open=True), dag)


@given(ROOSTERS, KLOKWISSELS)
def test_the_wall_clock_rules_on_the_day_that_the_clock_changes(rooster, nu):
    # Each start and end is shown by the clock as written, but for the hour that is skipped.
    dag = nu.astimezone(AMSTERDAM).date()
    geschreven = {tijd for b in rooster.blokken for tijd in (b.van, b.tot)}
    geschreven |= {tijd for u in rooster.uitzonderingen for paar in u.blokken for tijd in paar}
    for van, tot in open_op(rooster, dag):
        for moment in (van, tot):
            na_sprong = dag.month == 3 and moment.hour == 3 and moment.minute == 0
            assert moment.time() in geschreven or na_sprong


@given(ROOSTERS, DAGEN)
def test_the_next_date_of_a_block_is_the_first_on_which_it_is_held(rooster, dag):
    for blok in rooster.blokken:
        volgende = volgende_datum(rooster, blok, dag)
        if volgende is not None:
            assert volgende >= dag
            assert volgende.weekday() == blok.dag
            assert open_op(rooster, volgende)
            eerder = [dag + timedelta(days=n) for n in range((volgende - dag).days)]
            alleen = Rooster((blok,), rooster.uitzonderingen, rooster.feestdagen_open)
            assert all(
                (blok.van, blok.tot) != (van.time(), tot.time())
                for eerdere in eerder
                if eerdere.weekday() == blok.dag
                and not any(u.van <= eerdere <= u.tot_en_met for u in rooster.uitzonderingen)
                for van, tot in open_op(alleen, eerdere)
            )


@given(ROOSTERS)
def test_who_is_open_has_a_part_of_the_day_and_more_hours_never_take_one_away(rooster):
    delen = dagdelen(rooster)
    assert bool(delen & {"ochtend", "middag", "avond"}) == bool(rooster.blokken)
    meer = (
        Rooster((*rooster.blokken, Blok(5, rooster.blokken[0].van, rooster.blokken[0].tot)))
        if rooster.blokken
        else rooster
    )
    assert delen <= dagdelen(meer)
