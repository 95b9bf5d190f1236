"""Bits, distance, fragments and documents as values. Pure, but for the expressions of the database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialekaart.search.afstand import afstand_m, dichtstbij
from socialekaart.search.compounds import Splitser
from socialekaart.search.embedded.bits import Som, bits_van, plaatsen_van
from socialekaart.search.embedded.engine import EmbeddedEngine
from socialekaart.search.embedded.stand import NAAM, Stand, krimp, vlak
from socialekaart.search.fragment import Markeerder
from socialekaart.search.models import IndexStand
from socialekaart.search.types import Document, Punt

graden = st.floats(50.7, 53.6), st.floats(3.3, 7.3)


@given(st.sets(st.integers(0, 5_000)))
def test_bits_hold_exactly_what_went_in(plaatsen: set[int]) -> None:
    bits = bits_van(plaatsen, 5_001)
    assert list(plaatsen_van(bits)) == sorted(plaatsen)
    assert bits.bit_count() == len(plaatsen)


@given(st.lists(st.tuples(st.sets(st.integers(0, 200)), st.integers(0, 90)), max_size=12))
def test_a_sum_for_each_offer_puts_the_highest_first(erbij: list[tuple[set[int], int]]) -> None:
    som, gewoon = Som(), dict.fromkeys(range(201), 0)
    for plaatsen, getal in erbij:
        som.tel_op(bits_van(plaatsen, 201), getal)
        for plaats in plaatsen:
            gewoon[plaats] += getal
    groepen = [list(plaatsen_van(groep)) for groep in som.van_hoog((1 << 201) - 1)]
    assert [{gewoon[plaats] for plaats in groep} for groep in groepen] == [
        {getal} for getal in sorted(set(gewoon.values()), reverse=True)
    ]
    assert sorted(plaats for groep in groepen for plaats in groep) == list(range(201))


@given(*graden, *graden)
def test_distance_is_symmetric_zero_at_home_and_within_the_earth(
    a: float, b: float, c: float, d: float
) -> None:
    assert afstand_m(a, b, a, b) == 0
    assert afstand_m(a, b, c, d) == pytest.approx(afstand_m(c, d, a, b))
    assert 0 <= afstand_m(a, b, c, d) < 500_000


def test_a_known_distance() -> None:
    # One minute of latitude is a nautical mile.
    assert afstand_m(52.0, 5.0, 52.0 + 1 / 60, 5.0) == pytest.approx(1_853, abs=2)


@given(*graden, st.floats(-0.15, 0.15), st.floats(-0.15, 0.15))
def test_the_flat_map_agrees_within_a_region(lat: float, lon: float, dlat: float, dlon: float) -> None:
    echt = afstand_m(lat, lon, lat + dlat, lon + dlon)
    plat = vlak((lat, lon, krimp(lat)), (lat + dlat, lon + dlon, krimp(lat + dlat)))
    assert plat == pytest.approx(echt, rel=0.000_02, abs=0.01)


def test_the_nearest_of_several_places() -> None:
    punten = (Punt(52.0, 5.0, "ver"), Punt(52.3, 5.0, "dicht"))
    gevonden = dichtstbij(52.31, 5.0, punten)
    assert gevonden is not None
    assert gevonden[1].naam == "dicht"
    assert dichtstbij(52.0, 5.0, ()) is None


@given(st.text(max_size=400), st.text(max_size=400), st.sets(st.text(min_size=1, max_size=8)))
def test_marking_never_loses_or_adds_text(samenvatting: str, tekst: str, gezocht: set[str]) -> None:
    assert "".join(deel.tekst for deel in Markeerder(Splitser(()).tokens).markeer(tekst, gezocht)) == tekst
    assert (
        len(
            "".join(
                deel.tekst for deel in Markeerder(Splitser(()).tokens).fragment(samenvatting, tekst, gezocht)
            )
        )
        <= 190
    )


def test_the_fragment_is_the_sentence_that_holds_the_word() -> None:
    tekst = "Wij bestaan al lang. Elke dinsdag is er een breigroep in de grote zaal! Kom langs."
    stukken = Markeerder(Splitser(()).tokens).fragment("Een fijne plek.", tekst, {"breigroep"})
    assert "".join(deel.tekst for deel in stukken) == "Elke dinsdag is er een breigroep in de grote zaal!"
    assert [deel.tekst for deel in stukken if deel.gemarkeerd] == ["breigroep"]


codes = st.frozensets(st.sampled_from("abc"), max_size=3)


@given(
    st.text(), st.text(), codes, st.sampled_from([None, True, False]),
    st.lists(st.tuples(st.integers(0, 10), st.integers(11, 20)), max_size=3),
    st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2100, 1, 1))),
)  # fmt: skip
def test_a_document_survives_the_trip_through_json(
    titel: str,
    tekst: str,
    gebieden: frozenset[str],
    gratis: bool | None,
    tijden: list[tuple[int, int]],
    dag: date | None,
) -> None:
    document = Document(
        id="1", titel=titel, tekst=tekst, leefgebieden=gebieden, gratis=gratis, open_tijden=tuple(tijden), gecontroleerd_op=dag,
        punten=(Punt(52.1, 4.2, "zaal"),), trefwoorden=("a", "b"),
        zichtbaar_tot=datetime(2026, 3, 1, tzinfo=ZoneInfo("Europe/Amsterdam")),
    )  # fmt: skip
    assert Document.van_json(document.als_json()) == document


punten = st.tuples(st.floats(52.0, 52.6), st.floats(4.5, 5.1))


@given(st.lists(st.one_of(st.none(), punten), min_size=1, max_size=30), punten, st.integers(1, 8))
def test_the_nearest_are_those_that_the_distance_says(
    waar: list[tuple[float, float] | None], hier: tuple[float, float], aantal: int
) -> None:
    stand = Stand(1, "")
    stand.punten = {i: ((*punt, krimp(punt[0])),) for i, punt in enumerate(waar) if punt}
    gevonden = stand.dichtstbij((1 << len(waar)) - 1, aantal, *hier, krimp(hier[0]))
    meters = {i: stand.afstand(i, *hier, krimp(hier[0])) for i in range(len(waar))}
    afstanden = sorted(float("inf") if m is None else m for m in meters.values())
    uit = sorted(float("inf") if meters[i] is None else float(meters[i] or 0) for i in gevonden)
    assert len(uit) >= min(aantal, len(waar))
    assert uit == pytest.approx(afstanden[: len(uit)])


def test_what_is_followed_is_what_would_be_read_anew(db: None, doc: Callable[..., Document]) -> None:
    """After changes the memory is as if it had been read afresh: the order, what is fresh, and every facet."""
    machine = EmbeddedEngine()
    vandaag = date(2026, 11, 28)

    def maak(n: int, ronde: int) -> Document:
        dag = vandaag - timedelta(days=n * 37 * (ronde + 1) % 500)
        return doc(
            f"{n:02}", f"{'zyxwv'[(n + ronde) % 5]} Koffie {n}", gecontroleerd_op=dag, vormen={"abc"[n % 3]}
        )

    machine.rebuild([maak(n, 0) for n in range(40)])
    rij = IndexStand.objects.values_list("generatie", "sleutel").get(naam=NAAM)
    volgt = Stand(*rij)
    volgt.laad()
    for ronde in range(1, 4):
        assert volgt.volgorde()
        assert volgt.vers(vandaag, 183) != volgt.vers(vandaag, 365)
        machine.index([maak(n, ronde) for n in range(ronde, 50, 3)])
        machine.remove([f"{n:02}" for n in range(ronde, 40, 11)])
        assert volgt.volg()
        vers = Stand(*rij)
        vers.laad()
        assert volgt.volgorde() == vers.volgorde()
        for dagen in (183, 365):
            assert volgt.vers(vandaag, dagen) & volgt.alle == vers.vers(vandaag, dagen) & vers.alle
        assert {k: b for k, b in volgt.bits.items() if b} == {k: b for k, b in vers.bits.items() if b}
