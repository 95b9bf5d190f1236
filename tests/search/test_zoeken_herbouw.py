"""Building the index anew: what changes meanwhile is in it, and half an index never answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest

from socialekaart.search.embedded import opslag, schema
from socialekaart.search.embedded.engine import EmbeddedEngine
from socialekaart.search.models import IndexStand
from socialekaart.search.types import Document, EngineFout
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


def _dood_verklaard() -> None:
    """The build has been silent for too long (a laptop that slept), and another process clears it away."""
    for bouw in IndexStand.objects.filter(naam__startswith=opslag.BOUW):
        IndexStand.objects.filter(pk=bouw.pk).update(gebouwd=bouw.gebouwd - 2 * opslag.STIL)
    opslag.ruim_op()


@pytest.mark.django_db
@pytest.mark.parametrize("wanneer", ["while it reads", "while another begins", "just before the swap"])
def test_a_build_that_was_cleared_away_meanwhile_does_not_answer(
    wanneer: str, doc: Callable[..., Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    index = Index(EmbeddedEngine())
    index.vul(doc("a", "Koffie a"))
    nieuw = [doc("a", "Koffie a"), doc("b", "Koffie b")]

    def lees() -> Iterator[Document]:
        yield from nieuw
        if wanneer != "just before the swap":
            _dood_verklaard()
        if wanneer == "while another begins":
            generatie, _ = opslag._begin()
            schema.maak(generatie)

    if wanneer == "just before the swap":
        monkeypatch.setattr(schema, "verdicht", lambda generatie: _dood_verklaard())
    with pytest.raises(EngineFout):
        index.engine.rebuild(lees())
    assert index.ids("koffie") == ["a"]
    monkeypatch.undo()
    if wanneer == "while another begins":
        assert IndexStand.objects.filter(naam__startswith=opslag.BOUW).exists(), "the other goes on"
    index.engine.rebuild(nieuw)
    assert sorted(index.ids("koffie")) == ["a", "b"]


@pytest.mark.django_db
def test_a_number_is_never_given_twice() -> None:
    stand = opslag.stand_rij()
    eerste, _ = opslag._begin()
    _dood_verklaard()
    tweede, _ = opslag._begin()
    assert stand.generatie < eerste < tweede
