"""The notation that people type, and its way back."""

from datetime import date, time

import pytest
from hypothesis import given

from portal.openingstijden import (
    Blok,
    OngeldigRooster,
    Rooster,
    Uitzondering,
    als_tekst,
    from_json,
    parse,
    to_json,
)
from tests.openingstijden.rooster_strategies import ROOSTERS


def test_the_notation_of_the_documentation():
    rooster = parse(
        "ma-vr 08:30-17:00; di,do 19:00-21:00; wo 14:00-16:00 om de 2 weken vanaf 2026-01-07;"
        "2026-12-24/2027-01-03 gesloten: kerstvakantie; 2026-12-24 09:00-12:00: kerstavond"
    )
    kantoor = tuple(Blok(dag, time(8, 30), time(17)) for dag in range(5))
    avond = tuple(Blok(dag, time(19), time(21)) for dag in (1, 3))
    assert rooster == Rooster(
        (*kantoor, *avond, Blok(2, time(14), time(16), 2, date(2026, 1, 7))),
        (
            Uitzondering(date(2026, 12, 24), date(2027, 1, 3), (), "kerstvakantie"),
            Uitzondering(date(2026, 12, 24), date(2026, 12, 24), ((time(9), time(12)),), "kerstavond"),
        ),
    )


@pytest.mark.parametrize(
    ("zoals_getypt", "netjes"),
    [
        ("Maandag t/m vrijdag 8.30 – 17.00 uur", "ma-vr 08:30-17:00"),
        ("maandag tot en met vrijdag: 8:30 tot 17:00 uur", "ma-vr 08:30-17:00"),
        ("werkdagen 9-17", "ma-vr 09:00-17:00"),
        ("Elke dag 0:00-24:00", "ma-zo 00:00-00:00"),
        ("di en do 9.00-12.00 en 13.00-17.00", "di,do 09:00-12:00; di,do 13:00-17:00"),
        ("vr-ma 10:00-12:00", "ma,vr,za,zo 10:00-12:00"),
        ("wo 14:00-16:00 om de week vanaf 7-1-2026", "wo 14:00-16:00 om de 2 weken vanaf 2026-01-07"),
        ("wo 14-16 uur elke drie weken vanaf 2026-01-07", "wo 14:00-16:00 om de 3 weken vanaf 2026-01-07"),
        ("wo 14-16 elke week", "wo 14:00-16:00"),
        ("24-12-2026 t/m 3-1-2027 gesloten kerstvakantie", "2026-12-24/2027-01-03 gesloten: kerstvakantie"),
        ("2026-12-24: dicht", "2026-12-24 gesloten"),
        ("2026-12-24 9-12; 2026-12-24 14-16: kerst", "2026-12-24 09:00-12:00, 14:00-16:00: kerst"),
        ("Alleen op afspraak.\nma 9-10", "ma 09:00-10:00; op afspraak"),
        ("ma 9-10; ook op feestdagen", "ma 09:00-10:00; ook op feestdagen"),
        ("ma 9-10; niet op feestdagen;;", "ma 09:00-10:00"),
        ("  ", ""),
    ],
)
def test_many_ways_of_typing_mean_the_same(zoals_getypt, netjes):
    assert als_tekst(parse(zoals_getypt)) == netjes


@pytest.mark.parametrize(
    ("tekst", "deel", "reden"),
    [
        ("ma 09:00-12:00; maa 09:00-12:00", "maa 09:00-12:00", "‘maa’ is geen dag"),
        ("ma 09:00-25:00", "ma 09:00-25:00", "‘25:00’ is geen tijd"),
        ("ma 24:00-08:00", "ma 24:00-08:00", "‘24:00’ is geen tijd"),
        ("ma 09:00", "ma 09:00", "begrijpen wij niet"),
        ("soms", "soms", "begrijpen wij niet"),
        ("wo 14:00-16:00 om de 2 weken", "wo 14:00-16:00 om de 2 weken", "vanaf welke datum"),
        ("wo 14:00-16:00 om de 99 weken vanaf 2026-01-07", "99 weken", "1 tot en met 52"),
        ("wo 14:00-16:00 om de paar weken vanaf 2026-01-07", "paar weken", "1 tot en met 52"),
        ("2026-02-30 gesloten", "2026-02-30 gesloten", "geen bestaande datum"),
        ("2026-12-24 misschien", "2026-12-24 misschien", "hoort ‘gesloten’ of een tijd"),
        ("2027-01-03/2026-12-24 gesloten", "2027-01-03/2026-12-24 gesloten", "laatste dag ligt voor"),
    ],
)
def test_a_mistake_is_named_with_its_part(tekst, deel, reden):
    with pytest.raises(OngeldigRooster) as fout:
        parse(tekst)
    assert deel in fout.value.deel
    assert reden in fout.value.reden
    assert fout.value.deel in str(fout.value)
    assert fout.value.reden in str(fout.value)


@pytest.mark.parametrize(
    "maak",
    [
        lambda: Blok(7, time(9), time(10)),
        lambda: Blok(0, time(9), time(10), 0),
        lambda: Blok(0, time(9), time(10), 2),
        lambda: Uitzondering(date(2026, 1, 2), date(2026, 1, 1)),
    ],
)
def test_a_schedule_that_cannot_exist_is_refused(maak):
    with pytest.raises(OngeldigRooster):
        maak()


@given(ROOSTERS)
def test_written_and_read_again_it_is_the_same(rooster):
    assert parse(als_tekst(rooster)) == rooster


@given(ROOSTERS)
def test_json_loses_nothing(rooster):
    assert from_json(to_json(rooster)) == rooster


@pytest.mark.parametrize(
    "tekst", ["nee", "[]", '{"blokken":[[0]]}', '{"blokken":[[9,"09:00","10:00"]]}', '{"blokken":3}']
)
def test_json_of_something_else_is_refused(tekst):
    with pytest.raises(OngeldigRooster):
        from_json(tekst)


def test_no_json_is_an_empty_schedule():
    assert from_json("") == from_json("{}") == Rooster()
    assert Rooster().is_leeg
    assert not parse("op afspraak").is_leeg


def test_a_reason_keeps_its_own_dashes():
    [dicht] = parse("2026–12–24 gesloten: avond‑ en nachtdienst").uitzonderingen
    assert dicht.reden == "avond‑ en nachtdienst"
