"""Offers of an outcome from the real directory: what a visitor may see, of their own municipality."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from wagtail.models import Locale

from portal.gemeente.models import Gemeente
from selfcheck import aanbod as zelfcheck_aanbod
from selfcheck.aanbod import aanbod_bij, als_hits, past_bij_leeftijd, plek_van, trede_van, zoek_url
from selfcheck.engine.types import Uitkomst, Zoekopdracht
from socialekaart.models import OrganisatiePage
from socialekaart.search import service, woordenboek
from socialekaart.search.documents import documenten
from socialekaart.search.embedded import stand
from socialekaart.search.types import Document, Resultaat, Treffer
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


def offer(naam: str = "iets", score: float = 1.0, afstand_m: float | None = None, **velden: Any) -> Treffer:
    velden["doelgroepen"] = frozenset(velden.get("doelgroepen", ()))
    return Treffer(Document(id=naam, titel=naam, **velden), score, afstand_m=afstand_m)


def gekozen(
    monkeypatch: pytest.MonkeyPatch, zoek: Zoekopdracht, *treffers: Treffer, trede: int = 3
) -> list[str]:
    """The names of what is left of these hits for an outcome that asks like this."""
    monkeypatch.setattr(zelfcheck_aanbod.service, "zoek", lambda vraag: Resultaat(treffers=treffers))
    return [treffer.document.id for treffer in aanbod_bij(Uitkomst("u", trede, zoek=zoek), None, None)]


def test_nothing_beyond_the_radius(monkeypatch: pytest.MonkeyPatch) -> None:
    treffers = offer("dichtbij", afstand_m=650.0), offer("ver", afstand_m=651.0), offer("overal")
    assert gekozen(monkeypatch, Zoekopdracht(straal_m=650), *treffers) == ["dichtbij", "overal"]


@pytest.mark.parametrize("trede", [1, 2, 3, 4])
def test_every_offer_stands_on_its_own_step(monkeypatch: pytest.MonkeyPatch, trede: int) -> None:
    """Who is advised to go somewhere freely finds no door that opens through a melding only."""
    treffers = [offer(str(nummer), trede=nummer) for nummer in (1, 2, 3, 4)]
    assert gekozen(monkeypatch, Zoekopdracht(), *treffers, trede=trede) == [str(trede)]


def test_an_offer_without_a_step_stands_where_its_door_opens() -> None:
    assert trede_van(offer(toegang="melding").document) == 4
    assert trede_van(offer(toegang="vrij").document) == trede_van(offer().document) == 3


def test_what_is_hardly_about_it_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    treffers = offer("raak", 10.0), offer("ook", 5.0), offer("terloops", 4.9)
    assert gekozen(monkeypatch, Zoekopdracht(woorden="maatje"), *treffers) == ["raak", "ook"]
    assert len(gekozen(monkeypatch, Zoekopdracht(), *treffers)) == 3, "without words all fit as well"


def test_offers_for_another_group_come_only_where_there_is_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rouw, zorg = offer("rouw", doelgroepen=["nabestaanden"]), offer("zorg", doelgroepen=["mantelzorgers"])
    allen = offer("allen"), offer("velen", doelgroepen=["nabestaanden", "ouderen"])
    assert gekozen(monkeypatch, Zoekopdracht(), rouw, zorg, *allen) == ["allen", "velen"]
    assert gekozen(monkeypatch, Zoekopdracht(doelgroepen=("mantelzorgers",)), rouw, zorg) == ["zorg"]
    assert gekozen(monkeypatch, Zoekopdracht(), rouw) == ["rouw"]


KIND, JONG, GROOT = (0, 17), (18, 27), (28, 120)


@pytest.mark.parametrize(
    ("velden", "welkom"),
    [
        ({}, [KIND, JONG, GROOT]),
        ({"doelgroepen": ["jongeren"]}, [KIND, JONG]),
        ({"doelgroepen": ["jongeren", "minima"], "leeftijd_van": 16, "leeftijd_tot": 27}, [KIND, JONG]),
        ({"doelgroepen": ["kinderen", "jongeren"]}, [KIND, JONG]),
        ({"doelgroepen": ["ouderen"]}, [GROOT]),
        ({"doelgroepen": ["minima"]}, [JONG, GROOT]),
        ({"doelgroepen": ["minima", "jongeren"], "leeftijd_van": 18}, [JONG, GROOT]),
        ({"leeftijd_van": 65}, [GROOT]),
        ({"leeftijd_tot": 12}, [KIND]),
        ({"doelgroepen": ["kinderen", "ouders"], "leeftijd_van": 2, "leeftijd_tot": 8}, [KIND, JONG, GROOT]),
    ],
)
def test_an_offer_is_for_these_ages(velden: dict[str, Any], welkom: list[tuple[int, int]]) -> None:
    """The ages of an offer, else those of its groups; children's ages do not keep their parents away."""
    document = offer(**velden).document
    assert [leeftijd for leeftijd in (KIND, JONG, GROOT) if past_bij_leeftijd(document, leeftijd)] == welkom


def test_who_told_no_age_gets_nothing_for_the_young(monkeypatch: pytest.MonkeyPatch) -> None:
    jongerenpunt = offer("jongerenpunt", leeftijd_van=16, leeftijd_tot=27)
    assert gekozen(monkeypatch, Zoekopdracht(), jongerenpunt, offer("budgetmaatje")) == ["budgetmaatje"]


def test_the_index_knows_the_ages(organisatie: OrganisatiePage) -> None:
    pagina = factories.VoorzieningPageFactory(parent=organisatie, leeftijd_van=16, leeftijd_tot=27)
    [document] = documenten([pagina.pk])
    bewaard = Document.van_json(document.als_json())
    assert (bewaard.leeftijd_van, bewaard.leeftijd_tot) == (16, 27)


def test_an_offer_has_its_name_in_the_visitors_language_where_somebody_translated_it(
    organisatie: OrganisatiePage,
) -> None:
    koffie, bus = (
        factories.VoorzieningPageFactory(parent=organisatie, title=titel) for titel in ("Koffie", "Buurtbus")
    )
    engels = Locale.objects.get_or_create(language_code="en")[0]
    vertaling = koffie.copy_for_translation(engels, copy_parents=True)
    vertaling.title, vertaling.alias_of, vertaling.live = "Coffee", None, True
    vertaling.save()
    treffers = [Treffer(document, 1.0) for document in documenten([koffie.pk, bus.pk])]
    hits = als_hits(treffers, "en")
    assert [(hit.titel, hit.lang) for hit in hits.values()] == [("Coffee", ""), ("Buurtbus", "nl")]
    assert {hit.lang for hit in als_hits(treffers, "nl").values()} == {""}


def test_who_asks_for_nothing_gets_nothing() -> None:
    assert aanbod_bij(Uitkomst("u", 1), None, None) == []


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
