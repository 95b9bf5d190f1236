"""Offers of an outcome from the real directory: what a visitor may see, of their own municipality."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from portal.gemeente.models import Gemeente
from selfcheck.aanbod import aanbod_bij, plek_van, zoek_url
from selfcheck.engine.types import Uitkomst, Zoekopdracht
from socialekaart.models import OrganisatiePage
from socialekaart.search import service, woordenboek
from socialekaart.search.embedded import stand
from tests import factories

VERVOER = Uitkomst("vervoer", 3, "mobiliteit", zoek=Zoekopdracht(("mobiliteit",)))


@pytest.fixture
def aanbod(organisatie: OrganisatiePage, duinrand: Gemeente, polderwijk: Gemeente) -> Iterator[None]:
    for titel, gemeente, live in (
        ("Buurtbus", duinrand, True),
        ("Bus van de buren", polderwijk, True),
        ("Bus in de maak", duinrand, False),
    ):
        factories.VoorzieningPageFactory(
            parent=organisatie, title=titel, gemeenten=[gemeente], leefgebieden=["mobiliteit"], live=live
        )
    factories.VoorzieningPageFactory(
        parent=organisatie, title="Koffie", gemeenten=[duinrand], leefgebieden=["netwerk"]
    )
    for onderdeel in (stand, woordenboek):
        onderdeel.vergeet()
    service.herbouw()
    yield
    for onderdeel in (stand, woordenboek):  # the index goes with the test's transaction
        onderdeel.vergeet()


def titels(gemeente: Gemeente | None) -> list[str]:
    return [treffer.document.titel for treffer in aanbod_bij(VERVOER, None, gemeente)]


@pytest.mark.usefixtures("aanbod")
def test_only_published_offers_of_the_own_municipality(duinrand: Gemeente, polderwijk: Gemeente) -> None:
    assert titels(duinrand) == ["Buurtbus"]
    assert titels(polderwijk) == ["Bus van de buren"]


def test_the_wijk_goes_before_the_digits_and_nonsense_is_nowhere(duinrand: Gemeente) -> None:
    factories.WijkFactory(gemeente=duinrand, code="W1", naam="De Duinen")
    factories.PostcodeFactory(postcode="1987", gemeente=duinrand, wijk=None, lat=52.6, lon=3.9)
    plekken = [plek_van("1987", "W1"), plek_van("1987", "weg"), plek_van("1987", "")]
    assert [plek.label for plek in plekken if plek] == ["De Duinen", "1987", "1987"]
    assert plek_van("", "") is None
    assert plek_van("onzin", "") is None
    assert plek_van("9999", "") is None


def test_the_link_to_the_search_asks_the_same() -> None:
    zoek = Zoekopdracht(("wonen", "taal"), ("ouderen",), "hulp bij huur")
    url = zoek_url(Uitkomst("u", 3, zoek=zoek))
    assert url == "/zoeken/?q=hulp+bij+huur&leefgebied=wonen&leefgebied=taal&doelgroep=ouderen"
    assert zoek_url(Uitkomst("u", 3)) == ""
