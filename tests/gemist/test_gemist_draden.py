"""Counting searches without result by several visitors at once. With real commits, so apart from the others."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from django.db import close_old_connections, connection
from pytest_django import DjangoDbBlocker

from portal.gemeente.models import Gemeente
from socialekaart.gemist import tellen
from socialekaart.gemist.models import GemisteZoekvraag, Uitkomst

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture(scope="module", autouse=True)
def _laat_achter_wat_er_was(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Such a test leaves every table empty; who comes next finds again what the migrations made."""
    yield
    with django_db_blocker.unblock():
        connection.creation.deserialize_db_from_string(connection._test_serialized_contents)


def test_many_at_once_are_all_counted(duinrand: Gemeente) -> None:
    fouten: list[Exception] = []
    begin = threading.Barrier(4)

    def werk() -> None:
        begin.wait()
        try:
            for _ in range(5):
                tellen.tel(duinrand, "wolclub", Uitkomst.NIETS)
        except Exception as fout:
            fouten.append(fout)
        finally:
            close_old_connections()
            connection.close()

    draden = [threading.Thread(target=werk) for _ in range(4)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert fouten == []
    assert dict(GemisteZoekvraag.objects.values_list("tekst", "aantal")) == {"wolclub": 20}
