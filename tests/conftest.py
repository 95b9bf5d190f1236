"""What tests share. Small on purpose: a test builds what it is about by itself, with `tests.factories`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import translation
from hypothesis import settings
from pytest_django import DjangoDbBlocker
from wagtail.models import Site

from portal.gemeente.models import Gemeente
from socialekaart.models import CataloguePage, OrganisatiePage, VoorzieningPage
from tests import factories, sjabloon

Samen = Callable[[], AbstractContextManager[None]]

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


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest) -> bool:
    """On SQLite a session begins with a copy of a migrated database, so it need not be made."""
    return bool(request.config.getvalue("reuse_db")) or connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    if connection.vendor == "sqlite":
        sjabloon.kopieer(Path(connection.settings_dict["TEST"]["NAME"]))


@pytest.fixture(scope="module")
def samen(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Samen]:
    """For what a file makes once, for all of its tests: `with samen(): ...` in a fixture of the file.

    Every test takes back what it changed in the database, and the file takes back the rest. What Python remembers is not
    taken back, so such a fixture hands out no objects: who needs one reads it from the database.
    """
    geheel = transaction.atomic()
    geheel._from_testcase = True  # as Django's own TestCase does: `durable` blocks are allowed within

    @contextmanager
    def maken() -> Iterator[None]:
        with django_db_blocker.unblock(), translation.override("nl"):
            yield

    with django_db_blocker.unblock():
        geheel.__enter__()
    yield maken
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        geheel.__exit__(None, None, None)
        Site.clear_site_root_paths_cache()


@pytest.fixture(scope="module")
def eens_gemeenten(samen: Samen) -> None:
    """Both municipalities are made once for the file that asks for this."""
    with samen():
        factories.maak_duinrand()
        factories.maak_polderwijk()


@pytest.fixture(scope="module")
def eens_kaart(eens_gemeenten: None, samen: Samen) -> None:
    """The same, with the organisation and its offer."""
    with samen():
        factories.maak_voorziening()


@pytest.fixture
def duinrand(db: None) -> Gemeente:
    """The municipality of the default site, `http://duinrand.localhost`."""
    return factories.maak_duinrand()


@pytest.fixture
def polderwijk(duinrand: Gemeente) -> Gemeente:
    """The neighbour, `http://polderwijk.localhost`."""
    return factories.maak_polderwijk()


@pytest.fixture
def catalogus(db: None) -> CataloguePage:
    return factories.maak_catalogus()


@pytest.fixture
def organisatie(catalogus: CataloguePage) -> OrganisatiePage:
    return factories.maak_organisatie()


@pytest.fixture
def voorziening(organisatie: OrganisatiePage, duinrand: Gemeente) -> VoorzieningPage:
    """A published offer for Duinrand."""
    return factories.maak_voorziening()
