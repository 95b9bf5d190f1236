"""Building the index anew: what changes meanwhile is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest

from socialekaart.search.embedded.engine import EmbeddedEngine
from socialekaart.search.types import Document
from tests.search.hulp import Index


@pytest.mark.django_db
def test_what_changes_while_the_catalogue_is_read_is_in_the_new_index(doc: Callable[..., Document]) -> None:
    nu = {pk: doc(pk, f"Koffie {pk}") for pk in "abc"}
    index = Index(EmbeddedEngine())
    index.vul(*nu.values())

    def lees() -> Iterator[Document]:
        gelezen = list(nu.values())
        # An editor, just after it was read: one is written anew, one goes, one comes.
        nu["a"] = doc("a", "Thee a")
        del nu["b"]
        nu["d"] = doc("d", "Koffie d")
        index.erbij(nu["a"], nu["d"])
        index.eraf("b")
        yield from gelezen

    def opnieuw(ids: Iterable[str]) -> list[Document]:
        return [nu[pk] for pk in ids if pk in nu]

    index.engine.rebuild(lees(), opnieuw)  # type: ignore[call-arg]
    assert sorted(index.ids("koffie")) == ["c", "d"]
    assert index.ids("thee") == ["a"]
