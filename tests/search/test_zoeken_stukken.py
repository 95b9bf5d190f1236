"""Each writing leaves a piece of the full-text index, and a search looks in every piece: they are taken together."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection

from socialekaart.search import onderhoud, service
from socialekaart.search.embedded import opslag, schema, stand
from socialekaart.search.types import Document
from tests.search.hulp import Index


def stukken() -> int:
    nu = stand.huidig()
    assert nu is not None
    return schema.stukken(nu.generatie)


# SQLite writes a piece when a transaction ends, so these must end for real.
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_many_writings_are_tidied_and_nothing_is_lost(doc: Callable[..., Document]) -> None:
    index = Index(service.engine("embedded"))
    index.vul(*(doc(f"{n:03}", f"Koffie {n:03}") for n in range(30)))
    assert stukken() == 1
    for n in range(30, 60):
        index.erbij(doc(f"{n:03}", f"Koffie {n:03}"))
    for n in range(10):
        index.eraf(f"{n:03}")
    if connection.vendor == "sqlite":
        assert stukken() > opslag.VEEL_STUKKEN
    onderhoud.haal_in()
    assert stukken() == 1
    assert index.zoek("koffie").totaal == 50
    index.erbij(doc("061", "Thee"))
    assert index.ids("thee") == ["061"]
