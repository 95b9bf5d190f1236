"""The judged queries fit the demo catalogue: offers that exist, that serve the municipality, in all classes."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from socialekaart.search.relevantie.oordelen import AFGESTELD, BLIND, KLASSEN, lees

DATA = Path(__file__).parents[2] / "portal" / "demo" / "data"
DELEN = (AFGESTELD, BLIND)


@pytest.fixture(scope="module")
def aanbod() -> dict[str, dict[str, Any]]:
    result = {}
    for pad in (DATA / "aanbod").glob("*.toml"):
        for item in tomllib.loads(pad.read_text(encoding="utf-8"))["aanbod"]:
            result[item["extern_id"]] = item
    return result


@pytest.mark.parametrize("deel", DELEN)
def test_every_judged_offer_exists_and_serves_the_municipality_of_the_query(deel, aanbod):
    for oordeel in lees(deel):
        for naam in oordeel.goed:
            assert naam in aanbod, f"“{oordeel.q}”: {naam} staat niet in de demo"
            overal = aanbod[naam]["bereik"] in ("land", "online")
            bedient = overal or not oordeel.gemeente or oordeel.gemeente in aanbod[naam]["gemeenten"]
            assert bedient, f"“{oordeel.q}”: {naam} is er niet voor {oordeel.gemeente}"


@pytest.mark.parametrize("deel", DELEN)
def test_no_query_asks_for_more_than_fits_on_the_first_page(deel):
    for oordeel in lees(deel):
        assert sum(graad >= 2 for graad in oordeel.goed.values()) <= 10, oordeel.q


@pytest.mark.parametrize("deel", DELEN)
def test_municipalities_and_postcodes_are_those_of_the_demo(deel):
    geografie = tomllib.loads((DATA / "geografie.toml").read_text(encoding="utf-8"))["gemeente"]
    postcodes = {g["code"]: {p["postcode"] for p in g["postcode"]} for g in geografie}
    for oordeel in lees(deel):
        assert oordeel.gemeente in {"", *postcodes}, oordeel.q
        if oordeel.postcode:
            assert oordeel.postcode.replace(" ", "") in postcodes[oordeel.gemeente], oordeel.q


def test_both_parts_are_large_enough_and_share_no_query():
    afgesteld, blind = lees(AFGESTELD), lees(BLIND)
    assert len(afgesteld) >= 125
    assert len(blind) >= 45
    assert not {o.q.casefold() for o in afgesteld} & {o.q.casefold() for o in blind}


@pytest.mark.parametrize(("deel", "minstens"), [(AFGESTELD, 9), (BLIND, 3)])
def test_every_class_has_enough_queries_in_either_part(deel, minstens):
    telling = Counter(oordeel.klasse for oordeel in lees(deel))
    assert set(telling) == set(KLASSEN)
    assert min(telling.values()) >= minstens


def test_the_classes_weigh_about_the_same_in_both_parts():
    afgesteld, blind = (Counter(o.klasse for o in lees(deel)) for deel in DELEN)
    for klasse in KLASSEN:
        aandeel = afgesteld[klasse] / afgesteld.total() - blind[klasse] / blind.total()
        assert abs(aandeel) < 0.1, klasse


@pytest.mark.parametrize("deel", DELEN)
def test_both_municipalities_get_about_as_many_queries(deel):
    telling = Counter(o.gemeente for o in lees(deel) if o.gemeente)
    assert max(telling.values()) <= 1.3 * min(telling.values())


@pytest.mark.parametrize("deel", DELEN)
def test_no_query_is_the_title_of_what_it_looks_for(deel, aanbod):
    for oordeel in lees(deel):
        for naam in oordeel.goed:
            assert oordeel.q.casefold() != aanbod[naam]["titel"].casefold(), oordeel.q
