"""Open now, until when, and when next: examples that a desk worker would recognise."""

from datetime import UTC, date, datetime, time

import pytest

from portal.openingstijden import AMSTERDAM, Blok, Rooster, Status, dagdelen, open_op, parse, status


def om(tekst: str) -> datetime:
    """A moment by the wall clock in the Netherlands."""
    return datetime.fromisoformat(tekst).replace(tzinfo=AMSTERDAM)


KANTOOR = parse("ma-vr 08:30-17:00")


def test_open_until_the_end_of_the_block():
    assert status(KANTOOR, om("2026-11-23 12:00")) == Status(open=True, tot=om("2026-11-23 17:00"))


def test_the_start_is_open_and_the_end_is_closed():
    assert status(KANTOOR, om("2026-11-23 08:30")).open
    assert not status(KANTOOR, om("2026-11-23 17:00")).open


def test_on_friday_evening_the_next_opening_is_monday_morning():
    assert status(KANTOOR, om("2026-11-27 18:00")) == Status(open=False, opent=om("2026-11-30 08:30"))


def test_a_moment_elsewhere_in_the_world_is_reckoned_here():
    assert status(KANTOOR, datetime(2026, 11, 23, 7, 45, tzinfo=UTC)).open  # 8.45 in the Netherlands
    assert not status(KANTOOR, datetime(2026, 7, 20, 15, 15, tzinfo=UTC)).open  # 17.15 in summer


def test_a_moment_without_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        status(KANTOOR, datetime(2026, 11, 23, 12, 0))


def test_blocks_that_touch_or_overlap_are_one():
    rooster = parse("ma 09:00-12:00; ma 12:00-15:00; ma 14:00-17:00")
    assert status(rooster, om("2026-11-23 09:00")).tot == om("2026-11-23 17:00")
    assert open_op(rooster, date(2026, 11, 23)) == [(om("2026-11-23 09:00"), om("2026-11-23 17:00"))]


def test_past_midnight_belongs_to_the_evening_before():
    rooster = parse("za 22:00-02:00")
    assert status(rooster, om("2026-11-29 01:30")) == Status(open=True, tot=om("2026-11-29 02:00"))
    assert not status(rooster, om("2026-11-28 01:30")).open
    assert open_op(rooster, date(2026, 11, 29)) == []


def test_hours_that_go_on_after_midnight_are_one_period():
    rooster = parse("vr 20:00-24:00; za 00:00-04:00")
    assert status(rooster, om("2026-11-27 21:00")).tot == om("2026-11-28 04:00")


def test_day_and_night_has_no_end():
    altijd = parse("elke dag 00:00-24:00; ook op feestdagen")
    assert status(altijd, om("2026-12-25 03:00")) == Status(open=True)


def test_day_and_night_ends_where_an_exception_closes_it():
    rooster = parse("elke dag 00:00-24:00; ook op feestdagen; 2026-11-26 gesloten")
    assert status(rooster, om("2026-11-23 12:00")).tot == om("2026-11-26 00:00")
    assert status(rooster, om("2026-11-26 12:00")).opent == om("2026-11-27 00:00")


def test_every_other_week_counts_from_the_week_of_its_first_date():
    rooster = parse("wo 14:00-16:00 om de 2 weken vanaf 2026-01-07")
    assert status(rooster, om("2026-01-07 15:00")).open
    assert not status(rooster, om("2026-01-14 15:00")).open
    assert status(rooster, om("2026-01-14 15:00")).opent == om("2026-01-21 14:00")


def test_every_other_week_goes_on_over_a_year_of_53_weeks():
    rooster = parse("wo 14:00-16:00 om de 2 weken vanaf 2026-12-16; ook op feestdagen")
    assert status(rooster, om("2026-12-31 09:00")).opent == om("2027-01-13 14:00")


def test_nothing_is_held_before_the_first_date():
    rooster = parse("wo 14:00-16:00 om de 2 weken vanaf 2026-01-07")
    assert status(rooster, om("2025-12-24 15:00")) == Status(open=False, opent=om("2026-01-07 14:00"))
    vrijdag_vooraf = Rooster((Blok(0, time(9), time(10), 2, date(2026, 1, 7)),))
    assert status(vrijdag_vooraf, om("2026-01-05 09:30")).opent == om("2026-01-19 09:00")


def test_a_public_holiday_is_closed_unless_said_otherwise():
    assert status(KANTOOR, om("2026-04-27 12:00")).opent == om("2026-04-28 08:30")
    assert status(parse("ma-vr 08:30-17:00; ook op feestdagen"), om("2026-04-27 12:00")).open


def test_an_exception_holds_on_a_public_holiday():
    rooster = parse("ma-vr 08:30-17:00; 2026-12-25 11:00-14:00: kerstlunch")
    assert status(rooster, om("2026-12-25 12:00")) == Status(open=True, tot=om("2026-12-25 14:00"))


def test_the_shortest_exception_wins():
    rooster = parse(
        "ma-vr 08:30-17:00; 2026-12-23 10:00-12:00; 2026-12-21/2027-01-03 gesloten: kerstvakantie"
    )
    assert status(rooster, om("2026-12-22 11:00")).opent == om("2026-12-23 10:00")
    assert status(rooster, om("2026-12-23 12:00")).opent == om("2027-01-04 08:30")


def test_of_two_exceptions_as_long_the_later_wins():
    rooster = parse("2026-12-01/2026-12-03 09:00-10:00; 2026-12-02/2026-12-04 11:00-12:00")
    assert [om_10.hour for om_10, _ in open_op(rooster, date(2026, 12, 2))] == [11]


def test_a_closed_day_leaves_the_night_before_alone():
    rooster = parse("vr,za 22:00-02:00; 2026-11-28 gesloten")
    assert status(rooster, om("2026-11-28 01:00")).open
    assert not status(rooster, om("2026-11-28 23:00")).open


def test_only_dates_in_the_exceptions_is_a_schedule_too():
    rooster = parse("2026-12-05 14:00-17:00: sinterklaasmiddag")
    assert status(rooster, om("2026-11-23 12:00")).opent == om("2026-12-05 14:00")
    assert status(rooster, om("2026-12-06 12:00")) == Status(open=False)


def test_an_empty_schedule_says_nothing():
    assert status(Rooster(), om("2026-11-23 12:00")) == Status(open=False)


def test_spring_forward_an_hour_that_is_skipped_starts_at_the_jump():
    rooster = parse("zo 02:30-05:00")
    (periode,) = open_op(rooster, date(2026, 3, 29))
    assert periode[0].astimezone(UTC) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert status(rooster, datetime(2026, 3, 29, 1, 5, tzinfo=UTC)).open  # the clock shows 3.05


def test_spring_forward_a_block_within_the_skipped_hour_does_not_exist():
    assert open_op(parse("zo 02:10-02:50"), date(2026, 3, 29)) == []


def test_a_night_over_a_clock_change_is_an_hour_shorter_or_longer():
    nacht = parse("za 22:00-06:00")
    uren = {
        dag: einde.astimezone(UTC) - begin.astimezone(UTC)
        for dag in (date(2026, 3, 28), date(2026, 10, 24))
        for begin, einde in open_op(nacht, dag)
    }
    assert [int(duur.total_seconds() // 3600) for duur in uren.values()] == [7, 9]


def test_the_hour_that_comes_twice_in_autumn_counts_the_first_time():
    rooster = parse("zo 02:00-02:30")
    assert status(rooster, datetime(2026, 10, 25, 0, 15, tzinfo=UTC)).open
    assert not status(rooster, datetime(2026, 10, 25, 1, 15, tzinfo=UTC)).open


@pytest.mark.parametrize(
    ("tekst", "delen"),
    [
        ("ma 09:00-12:15", {"ochtend"}),
        ("ma 09:00-13:00", {"ochtend", "middag"}),
        ("ma 17:45-21:00", {"avond"}),
        ("ma 11:50-12:10", {"ochtend", "middag"}),
        ("za 10:00-12:00", {"ochtend", "weekend"}),
        ("ma 22:00-02:00", {"avond"}),
        ("ma 01:00-05:00", {"avond"}),
        ("ma 20:00-09:00", {"avond", "ochtend"}),
        ("zo 00:00-24:00", {"ochtend", "middag", "avond", "weekend"}),
        ("", set()),
        ("2026-12-05 10:00-12:00", set()),
    ],
)
def test_parts_of_the_day(tekst, delen):
    assert dagdelen(parse(tekst)) == delen
