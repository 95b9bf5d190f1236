"""Opening hours as one would say them at the desk."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.openingstijden import AMSTERDAM, in_woorden, parse, status, status_in_woorden
from tests.openingstijden.rooster_strategies import DAGEN, MOMENTEN, ROOSTERS

VANDAAG = date(2026, 11, 23)  # a Monday


def gelezen(*wat: Any) -> list[str]:
    """The lines as one reads them, whatever the kind of space."""
    return [regel.replace("\N{NO-BREAK SPACE}", " ") for regel in in_woorden(*wat)]


def test_no_line_is_broken_halfway_a_period():
    [regel, _] = in_woorden(parse("ma-vr 08:30-17:00"))
    assert regel.split(" ")[-1] == "8.30\N{NO-BREAK SPACE}–\N{NO-BREAK SPACE}17.00\N{NO-BREAK SPACE}uur"


def test_a_reason_is_told_in_the_language_it_was_written_in():
    dicht = parse("2026-12-24/2027-01-03 gesloten: kerstvakantie")
    assert in_woorden(dicht, "en") == ["24 December 2026 to 3 January 2027: closed"]


@pytest.mark.parametrize(
    ("tekst", "regels"),
    [
        ("di,do 09:00-12:00", ["Dinsdag en donderdag 9.00 – 12.00 uur", "Niet op feestdagen"]),
        ("ma-vr 08:30-17:00", ["Maandag tot en met vrijdag 8.30 – 17.00 uur", "Niet op feestdagen"]),
        ("op afspraak", ["Op afspraak"]),
        ("elke dag 10:00-16:00; ook op feestdagen", ["Elke dag 10.00 – 16.00 uur", "Ook op feestdagen"]),
        ("elke dag 00:00-24:00; ook op feestdagen", ["Elke dag, dag en nacht", "Ook op feestdagen"]),
        (
            "ma,di 9-12; ma,di 13-17; wo,do,vr,zo 20-24",
            [
                "Maandag en dinsdag 9.00 – 12.00 en 13.00 – 17.00 uur",
                "Woensdag tot en met vrijdag en zondag 20.00 – 24.00 uur",
                "Niet op feestdagen",
            ],
        ),
        (
            "wo 14:00-16:00 om de 2 weken vanaf 2026-01-07",
            ["Om de twee weken op woensdag 14.00 – 16.00 uur, vanaf 7 januari 2026", "Niet op feestdagen"],
        ),
        (
            "2026-12-24/2027-01-03 gesloten: kerstvakantie",
            ["24 december 2026 tot en met 3 januari 2027: gesloten (kerstvakantie)"],
        ),
        ("", []),
    ],
)
def test_lines_in_dutch(tekst, regels):
    assert gelezen(parse(tekst)) == regels


def test_lines_in_english():
    rooster = parse(
        "ma-vr 08:30-17:00; wo 19-21 om de 3 weken vanaf 2026-01-07; op afspraak; 2026-12-31 9-12"
    )
    assert gelezen(rooster, "en-gb") == [
        "Monday to Friday 8:30 – 17:00",
        "Every three weeks on Wednesday 19:00 – 21:00, from 7 January 2026",
        "By appointment",
        "Not on public holidays",
        "31 December 2026: 9:00 – 12:00",
    ]


def test_a_language_that_we_do_not_have_gets_dutch():
    assert in_woorden(parse("op afspraak"), "ar") == ["Op afspraak"]


def test_today_decides_what_is_worth_reading():
    rooster = parse(
        "wo 14:00-16:00 om de 2 weken vanaf 2026-01-07; 2026-08-01/2026-08-20 gesloten: zomer;"
        "2026-12-24 9-12; 2027-08-01 gesloten; do 9-10 vanaf 2027-01-07; vr 9-10 vanaf 2026-01-01"
    )
    assert gelezen(rooster, "nl", VANDAAG) == [
        "Vrijdag 9.00 – 10.00 uur",
        "Om de twee weken op woensdag 14.00 – 16.00 uur (de volgende keer is 25 november)",
        "Donderdag 9.00 – 10.00 uur, vanaf 7 januari 2027",
        "Niet op feestdagen",
        "24 december: 9.00 – 12.00 uur",
    ]


@pytest.mark.parametrize(
    ("tekst", "nederlands", "engels"),
    [
        ("ma 9-12", "Nu open tot 12.00 uur", "Open now until 12:00"),
        ("ma 9-24", "Nu open tot middernacht", "Open now until midnight"),
        ("ma 10-02", "Nu open tot 2.00 uur", "Open now until 2:00"),
        ("ma 13-17", "Vandaag open vanaf 13.00 uur", "Open today from 13:00"),
        ("di 10-12", "Opent morgen om 10.00 uur", "Opens tomorrow at 10:00"),
        ("do 10-12", "Opent donderdag om 10.00 uur", "Opens Thursday at 10:00"),
        ("ma 9-10", "Opent maandag 30 november om 9.00 uur", "Opens Monday 30 November at 9:00"),
        (
            "2027-01-05 9-10",
            "Opent dinsdag 5 januari 2027 om 9.00 uur",
            "Opens Tuesday 5 January 2027 at 9:00",
        ),
        ("elke dag 0-24; ook op feestdagen", "Nu open, dag en nacht", "Open now, day and night"),
        ("ma 0-24; di 0-24; wo 0-13", "Nu open tot woensdag 13.00 uur", "Open now until Wednesday 13:00"),
        ("2026-01-05 9-10", "", ""),
    ],
)
def test_the_state_in_one_line(tekst, nederlands, engels):
    moment = datetime(2026, 11, 23, 10, tzinfo=AMSTERDAM)
    stand = status(parse(tekst), moment)
    assert status_in_woorden(stand, moment) == nederlands
    assert status_in_woorden(stand, moment, "en") == engels


def test_by_appointment_never_says_that_one_can_walk_in():
    nu = datetime(2026, 11, 23, 10, tzinfo=AMSTERDAM)
    zinnen = {
        tekst: status_in_woorden(status(parse(tekst), nu), nu, op_afspraak=True)
        for tekst in ("ma 9-12", "di 9-12", "do 9-12", "", "elke dag 0-24; ook op feestdagen")
    }
    assert zinnen == {
        "ma 9-12": "Op afspraak, vandaag tot 12.00 uur",
        "di 9-12": "Op afspraak, weer vanaf morgen 9.00 uur",
        "do 9-12": "Op afspraak, weer vanaf donderdag 9.00 uur",
        "": "Op afspraak",
        "elke dag 0-24; ook op feestdagen": "Op afspraak",
    }


@given(ROOSTERS, st.none() | DAGEN, st.sampled_from(["nl", "en", "ar"]))
def test_every_schedule_can_be_said_and_every_line_is_a_sentence_start(rooster, vandaag, taal):
    regels = in_woorden(rooster, taal, vandaag)
    assert all(regel == regel.strip() and regel[0] in regel[0].upper() for regel in regels)
    assert bool(regels) or not rooster.blokken


@given(ROOSTERS, MOMENTEN)
def test_open_and_closed_never_sound_alike(rooster, nu):
    zin = status_in_woorden(stand := status(rooster, nu), nu)
    assert zin.startswith("Nu open") == stand.open
    assert bool(zin) == (stand.open or stand.opent is not None)
