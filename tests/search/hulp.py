"""An engine with something in it, for the search tests."""

from __future__ import annotations

from typing import Any

from django.db import connection

from socialekaart.search.embedded.engine import EmbeddedEngine
from socialekaart.search.types import Document, Engine, Resultaat, Vraag


def na_commit() -> None:
    """Do what waits for the commit; a test's own transaction never commits."""
    while connection.run_on_commit:
        _, functie, _ = connection.run_on_commit.pop(0)
        functie()


GM, BUUR = "GM9901", "GM9902"


class Index:
    """An engine to ask, filled in both: the words that the planner knows come from the embedded index."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def vul(self, *documenten: Document) -> None:
        EmbeddedEngine().rebuild(list(documenten))
        if self.engine.naam != "embedded":
            self.engine.rebuild(list(documenten))

    def erbij(self, *documenten: Document) -> None:
        EmbeddedEngine().index(documenten)
        if self.engine.naam != "embedded":
            self.engine.index(documenten)

    def eraf(self, *ids: str) -> None:
        EmbeddedEngine().remove(ids)
        if self.engine.naam != "embedded":
            self.engine.remove(ids)

    def zoek(self, q: str = "", **anders: Any) -> Resultaat:
        return self.engine.search(Vraag(q=q, **anders))

    def ids(self, q: str = "", **anders: Any) -> list[str]:
        return [treffer.document.id for treffer in self.zoek(q, **anders).treffers]
