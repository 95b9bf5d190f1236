"""What tests share. Small on purpose: a test builds what it is about by itself, with `tests.factories`."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.utils import translation
from hypothesis import settings

from portal.gemeente.models import Gemeente
from socialekaart.models import CataloguePage, OrganisatiePage, VoorzieningPage
from tests import factories

# How long an example takes says nothing about whether it is right; the machines are noisy.
settings.register_profile("dichtbij", deadline=None)
settings.load_profile("dichtbij")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """What did not run must not go unseen."""
    keuze = config.getoption("markexpr") or ""
    if "not elasticsearch" in keuze or not (os.environ.get("ELASTICSEARCH_URL") or "elasticsearch" in keuze):
        terminalreporter.write_sep(
            "=",
            "NOT RUN: the tests on a real Elasticsearch (make elasticsearch && make test-elasticsearch)",
            yellow=True,
            bold=True,
        )


@pytest.fixture(autouse=True)
def nederlands() -> Iterator[None]:
    """A request for `/en/` leaves English on in the thread; every test begins in Dutch."""
    with translation.override("nl"):
        yield


@pytest.fixture
def duinrand(db: None) -> Gemeente:
    """The municipality of the default site, `http://duinrand.localhost`."""
    gemeente = factories.GemeenteFactory(code="GM9901", naam="Duinrand")
    factories.GemeenteInstellingFactory(gemeente=gemeente, naam="Dichtbij", thema="duinrand")
    return gemeente


@pytest.fixture
def polderwijk(duinrand: Gemeente) -> Gemeente:
    """The neighbour, `http://polderwijk.localhost`."""
    gemeente = factories.GemeenteFactory(code="GM9902", naam="Polderwijk", lat=52.55, lon=4.0)
    factories.GemeenteInstellingFactory(gemeente=gemeente, naam="Dichtbij", thema="polderwijk")
    return gemeente


@pytest.fixture
def catalogus(db: None) -> CataloguePage:
    return factories.CataloguePageFactory()


@pytest.fixture
def organisatie(catalogus: CataloguePage) -> OrganisatiePage:
    return factories.OrganisatiePageFactory(parent=catalogus, title="Welzijn Duinrand")


@pytest.fixture
def voorziening(organisatie: OrganisatiePage, duinrand: Gemeente) -> VoorzieningPage:
    """A published offer for Duinrand."""
    return factories.VoorzieningPageFactory(
        parent=organisatie, title="Koffie in de buurt", gemeenten=[duinrand], leefgebieden=["netwerk"]
    )
