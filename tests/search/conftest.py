"""Search tests: the same offers in every engine. Elasticsearch only where a real server is (`ELASTICSEARCH_URL`)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from socialekaart.search import service, woordenboek
from socialekaart.search.elastic import heel, trust
from socialekaart.search.embedded import stand
from socialekaart.search.types import Document, Punt
from tests.search.hulp import GM, Index

ENGINES = ["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "elasticsearch: needs a real Elasticsearch at ELASTICSEARCH_URL")


def server() -> str:
    """The address of the real server; without one the test is skipped, or fails where one is required."""
    url = os.environ.get("ELASTICSEARCH_URL", "")
    if url:
        return url
    uitleg = "no real Elasticsearch: set ELASTICSEARCH_URL (make elasticsearch)"
    if os.environ.get("REQUIRE_ELASTICSEARCH") == "1":
        pytest.fail(uitleg)
    pytest.skip(uitleg)


@pytest.fixture(autouse=True)
def _schoon() -> Iterator[None]:
    """No test inherits what a process remembers."""
    for onderdeel in (stand, woordenboek, trust, heel):
        onderdeel.vergeet()
    yield
    for onderdeel in (stand, woordenboek, trust, heel):
        onderdeel.vergeet()


@pytest.fixture
def elastic(settings: Any) -> Iterator[Any]:
    """Settings with a real Elasticsearch, with indexes of this process only, which are removed afterwards."""
    from socialekaart.search.elastic import bouw

    settings.ELASTICSEARCH_URL = server()
    settings.ELASTICSEARCH_PREFIX = f"test-{os.getpid()}-"
    settings.ELASTICSEARCH_TIMEOUT = 30  # what the server says counts here, not how busy the machine is
    settings.SEARCH_ENGINE = "elasticsearch"
    yield settings
    settings.ELASTICSEARCH_URL = os.environ["ELASTICSEARCH_URL"]
    bouw.wis()


@pytest.fixture(params=ENGINES)
def index(request: pytest.FixtureRequest, db: None) -> Index:
    """Each engine in turn."""
    if request.param == "elasticsearch":
        request.getfixturevalue("elastic")
    return Index(service.engine(request.param))


@pytest.fixture
def doc() -> Callable[..., Document]:
    """A document with defaults: serves the whole of GM9901."""

    def maak(pk: str, titel: str, **anders: Any) -> Document:
        waarden: dict[str, Any] = {
            "bereik": "gemeente",
            "gemeenten": frozenset({GM}),
            "organisatie": "Stichting Voorbeeld",
        }
        waarden |= anders
        for naam in ("leefgebieden", "doelgroepen", "vormen", "talen", "gemeenten", "wijken", "dagdelen"):
            if naam in waarden:
                waarden[naam] = frozenset(waarden[naam])
        if "plek" in waarden:
            waarden["punten"] = (Punt(*waarden.pop("plek")),)
        return Document(id=pk, titel=titel, **waarden)

    return maak
