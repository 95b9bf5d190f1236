"""The generated offers are the same every time and look like a directory's."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date
from functools import cache

import pytest

from scripts.bench import gebieden, generator, vragen, woordenbron
from socialekaart.exchange.lezer import KOLOMMEN as IMPORTKOLOMMEN
from socialekaart.search.analyzer import woorden
from socialekaart.search.documents import open_tijden
from socialekaart.search.types import Document
from socialekaart.taxonomy import DOELGROEPEN, LEEFGEBIEDEN

DAG = date(2024, 5, 1)


@cache
def _aanbod(aantal: int = 2_000, zaad: int = generator.ZAAD) -> list[Document]:
    return list(generator.aanbod(aantal, gebieden.verzonnen(3), woordenbron.lees(), DAG, open_tijden, zaad))


def test_the_same_seed_gives_the_same_offers_and_another_seed_others():
    opnieuw = list(generator.aanbod(300, gebieden.verzonnen(3), woordenbron.lees(), DAG, open_tijden))
    assert opnieuw == _aanbod()[:300]
    assert [een.titel for een in _aanbod(300, 7)] != [een.titel for een in opnieuw]


def test_there_are_exactly_as_many_as_asked_each_with_its_own_id_and_address():
    rij = _aanbod()
    assert len(rij) == len({een.id for een in rij}) == len({een.pad for een in rij}) == 2_000


def test_only_codes_that_exist_are_used():
    rij = _aanbod()
    assert {code for een in rij for code in een.leefgebieden} <= {een.code for een in LEEFGEBIEDEN}
    assert {code for een in rij for code in een.doelgroepen} <= {code for code, *_ in DOELGROEPEN}
    assert {een.toegang for een in rij} == {"vrij", "aanmelden", "verwijzing", "melding"}
    assert {een.bereik for een in rij} == {"wijk", "gemeente", "regio", "land", "online"}
    wijken = {wijk.code: gebied.code for gebied in gebieden.verzonnen(3) for wijk in gebied.wijken}
    for een in rij:
        assert bool(een.wijken) == (een.bereik == "wijk")
        assert bool(een.gemeenten) == (een.bereik in ("wijk", "gemeente", "regio"))
        assert {wijken[code] for code in een.wijken} <= een.gemeenten


def test_many_texts_are_thin_and_few_are_long():
    lengtes = [len(een.tekst.split()) for een in _aanbod()]
    assert 0.15 < sum(lengte == 0 for lengte in lengtes) / len(lengtes) < 0.35
    assert 0.01 < sum(lengte > 200 for lengte in lengtes) / len(lengtes) < 0.12


def test_an_activity_in_more_wijken_is_told_in_almost_the_same_words():
    per_tekst = Counter(
        (een.organisatie, een.samenvatting.partition(" Voor bewoners van ")[0]) for een in _aanbod()
    )
    dubbel = sum(keer for keer in per_tekst.values() if keer > 1)
    assert 0.15 < dubbel / 2_000 < 0.6
    assert len({een.titel for een in _aanbod()}) > 1_000


def test_words_follow_the_lists_with_a_long_tail():
    telling = Counter(woord for een in _aanbod() for woord in woorden(een.tekst))
    eigen = {woord for thema in woordenbron.lees().themas for term in thema.termen for woord in woorden(term)}
    vaakst = telling.most_common(50)
    assert vaakst[0][1] > 20 * vaakst[-1][1] / 10
    assert sum(keer for woord, keer in telling.items() if woord in eigen) > 0.3 * sum(telling.values())
    assert sum(keer == 1 for keer in telling.values()) > 0.4 * len(telling)


def test_about_half_have_opening_hours_that_the_index_understands():
    met = [een for een in _aanbod() if een.rooster]
    assert 0.25 < len(met) / 2_000 < 0.7
    for een in met:
        assert een.open_tijden
        assert een.dagdelen
        assert all(van < tot for van, tot in een.open_tijden)


def test_a_document_survives_the_index():
    for een in _aanbod()[:200]:
        assert Document.van_json(een.als_json()) == een


def test_rows_for_the_import_have_columns_that_it_knows():
    assert set(generator.KOLOMMEN) <= set(IMPORTKOLOMMEN)
    plaatsen = gebieden.van_demo()
    rijen = generator.aanbod(200, plaatsen, woordenbron.lees(), DAG, lambda rooster, vanaf: ())
    bestand = io.StringIO()
    schrijver = csv.DictWriter(bestand, generator.KOLOMMEN)
    schrijver.writeheader()
    schrijver.writerows(generator.als_rij(een, plaatsen) for een in rijen)
    bestand.seek(0)
    gelezen = list(csv.DictReader(bestand))
    assert len(gelezen) == 200
    assert all(rij["titel"] and rij["organisatie"] for rij in gelezen)
    codes = {wijk.code for gebied in plaatsen for wijk in gebied.wijken}
    in_wijk = [rij["bereik"].removeprefix("wijk: ") for rij in gelezen if rij["bereik"].startswith("wijk")]
    assert in_wijk
    assert set(in_wijk) <= codes


def test_made_up_municipalities_do_not_share_names_or_codes():
    rij = gebieden.verzonnen(200)
    assert len({gebied.naam for gebied in rij}) == len({gebied.code for gebied in rij}) == 200
    wijken = [wijk for gebied in rij for wijk in gebied.wijken]
    assert len({wijk.code for wijk in wijken}) == len(wijken)


def test_the_demo_has_a_postcode_for_each_wijk():
    assert [gebied.code for gebied in gebieden.van_demo()] == ["GM9901", "GM9902"]
    assert all(wijk.postcode for gebied in gebieden.van_demo() for wijk in gebied.wijken)


@pytest.fixture(scope="module")
def gevraagd() -> vragen.Vragen:
    return vragen.verzin(gebieden.verzonnen(3), woordenbron.lees())


def test_questions_are_of_their_kind_and_the_same_every_time(gevraagd: vragen.Vragen):
    assert vragen.verzin(gebieden.verzonnen(3), woordenbron.lees()) == gevraagd
    assert all(vraag.q and not vraag.gekozen() and not vraag.plek for vraag in gevraagd.woord)
    assert all(vraag.gekozen() for vraag in gevraagd.facet)
    assert all(vraag.plek for vraag in gevraagd.plek)
    assert {vraag.sorteer for vraag in gevraagd.plek} == {"afstand", "relevantie"}
    assert all(len(typed.split()[-1]) >= 2 for typed in gevraagd.suggestie)


def test_every_facet_is_asked(gevraagd: vragen.Vragen):
    gekozen = {naam for vraag in gevraagd.facet for naam in vraag.gekozen()}
    assert gekozen == {
        "leefgebied",
        "doelgroep",
        "toegang",
        "gratis",
        "vorm",
        "taal",
        "bereik",
        "wijk",
        "dagdeel",
        "nu_open",
    }
