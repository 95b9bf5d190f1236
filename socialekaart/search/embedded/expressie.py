"""A plan as a full-text expression: FTS5's on SQLite, a tsquery on PostgreSQL. Tokens hold letters and digits only.

A phrase stands in a text. In the lists of parts and places words stand beside each other by chance: FTS5 is told the
columns, and in a tsvector those words are kept apart (`schema.tsvector`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from socialekaart.search.embedded.schema import GEWICHT
from socialekaart.search.plan import Alternatief, Eenheid, Plan
from socialekaart.search.scoring import TEKSTVELDEN


class _Taal:
    """How a database writes it. `waar` are the weights of the fields to look in (`GEWICHT`), all of them when empty."""

    en, of, frase = " AND ", " OR ", " + "

    def __init__(self, kolommen: Collection[str], waar: str) -> None:
        self.in_tekst = _velden(veld for veld in TEKSTVELDEN if veld in kolommen)
        self.waar = _velden(veld for veld in kolommen if GEWICHT.get(veld, "D") in waar) if waar else ""

    def token(self, token: str) -> str:
        return f'"{_schoon(token)}"'

    def geheel(self, uitdrukking: str) -> str:
        return f"{self.waar}({uitdrukking})" if self.waar else uitdrukking

    def alternatief(self, alternatief: Alternatief) -> str:
        stukken = [self.token(token) for token in alternatief.tokens]
        if len(stukken) == 1:
            return stukken[0]
        if alternatief.soort == "delen":
            return "(" + self.en.join(stukken) + ")"
        return "(" + self.in_tekst + self.frase.join(stukken) + ")"

    def eenheid(self, eenheid: Eenheid) -> str:
        return "(" + self.of.join(self.alternatief(a) for a in eenheid.alternatieven) + ")"

    def alle(self, eenheden: Iterable[Eenheid]) -> str:
        return "(" + self.en.join(self.eenheid(eenheid) for eenheid in eenheden) + ")"


class _Tsquery(_Taal):
    en, of, frase = " & ", " | ", " <-> "

    def __init__(self, kolommen: Collection[str], waar: str) -> None:
        self.in_tekst, self.waar = "", waar

    def token(self, token: str) -> str:
        return f"'{_schoon(token)}'" + (f":{self.waar}" if self.waar else "")

    def geheel(self, uitdrukking: str) -> str:
        return uitdrukking


def _schoon(token: str) -> str:
    return "".join(c for c in token if c.isalnum())


def _velden(velden: Iterable[str]) -> str:
    return f"{{{' '.join(velden)}}} : "


def _taal(vendor: str, kolommen: Collection[str], waar: str) -> _Taal:
    return (_Taal if vendor == "sqlite" else _Tsquery)(kolommen, waar)


def streng(plan: Plan, vendor: str, kolommen: Collection[str] = TEKSTVELDEN, waar: str = "") -> str:
    """All units must match, but those that may. `kolommen`: the fields that the table has; `waar`: see `_Taal`."""
    taal = _taal(vendor, kolommen, waar)
    return taal.geheel(taal.alle(plan.eenheden[i] for i in plan.nodig()))


def ruim(plan: Plan, vendor: str, kolommen: Collection[str] = TEKSTVELDEN, waar: str = "") -> str:
    """Enough of the question must match."""
    taal = _taal(vendor, kolommen, waar)
    return taal.geheel(taal.of.join(taal.alle(plan.eenheden[i] for i in keuze) for keuze in plan.genoeg()))
