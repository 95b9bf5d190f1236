"""Schedules for property tests: so crowded that overlaps, holidays, nights and clock changes do happen."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from portal.openingstijden import Blok, Rooster, Uitzondering

EERSTE, LAATSTE = date(2026, 1, 1), date(2027, 12, 31)
DAGEN = st.dates(EERSTE, LAATSTE)
TIJDEN = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45, 59]))
REDENEN = st.text(
    st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"], blacklist_characters=";\u00a0"), max_size=20
)


@st.composite
def blokken(draw: st.DrawFn) -> Blok:
    elke_weken = draw(st.sampled_from([1, 1, 1, 2, 3, 6]))
    anker = draw(DAGEN) if elke_weken > 1 else draw(st.none() | DAGEN)
    return Blok(draw(st.integers(0, 6)), draw(TIJDEN), draw(TIJDEN), elke_weken, anker)


@st.composite
def uitzonderingen(draw: st.DrawFn) -> Uitzondering:
    van = draw(DAGEN)
    tijden = draw(st.lists(st.tuples(TIJDEN, TIJDEN), max_size=2))
    return Uitzondering(van, van + timedelta(days=draw(st.integers(0, 40))), tuple(tijden), draw(REDENEN))


ROOSTERS = st.builds(
    Rooster,
    st.lists(blokken(), max_size=6).map(tuple),
    st.lists(uitzonderingen(), max_size=4).map(tuple),
    st.booleans(),
    st.booleans(),
)
GEWONE_MOMENTEN = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))
# Around the clock changes of 2026 and 2027, where wall time and real time part.
KLOKWISSELS = st.builds(
    lambda dag, minuten: dag + timedelta(minutes=minuten),
    st.sampled_from(
        [
            datetime(2026, 3, 29, 1, tzinfo=UTC),
            datetime(2026, 10, 25, 1, tzinfo=UTC),
            datetime(2027, 3, 28, 1, tzinfo=UTC),
            datetime(2027, 10, 31, 1, tzinfo=UTC),
        ]
    ),
    st.integers(-180, 180),
)
MOMENTEN = GEWONE_MOMENTEN | KLOKWISSELS
