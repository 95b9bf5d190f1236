"""A plan as a full-text expression: FTS5's on SQLite, a tsquery on PostgreSQL. Tokens hold letters and digits only.

A phrase stands in a text. In the lists of parts and places words stand beside each other by chance: FTS5 is told the
columns, and in a tsvector those words are kept apart (`schema.tsvector`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from socialekaart.search.plan import Alternatief, Eenheid, Plan
from socialekaart.search.scoring import TEKSTVELDEN


class _Taal:
    def __init__(self, en: str, of: str, frase: str, woord: str, in_tekst: str) -> None:
        self.en, self.of, self.frase, self.woord, self.in_tekst = en, of, frase, woord, in_tekst

    def token(self, token: str) -> str:
        return self.woord.format("".join(c for c in token if c.isalnum()))

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


TSQUERY = _Taal(" & ", " | ", " <-> ", "'{}'", "")


def _taal(vendor: str, kolommen: Collection[str]) -> _Taal:
    if vendor != "sqlite":
        return TSQUERY
    in_tekst = " ".join(veld for veld in TEKSTVELDEN if veld in kolommen)
    return _Taal(" AND ", " OR ", " + ", '"{}"', f"{{{in_tekst}}} : ")


def streng(plan: Plan, vendor: str, kolommen: Collection[str] = TEKSTVELDEN) -> str:
    """All units must match, but those that may. `kolommen`: the fields that the table has."""
    return _taal(vendor, kolommen).alle(plan.eenheden[i] for i in plan.nodig())


def ruim(plan: Plan, vendor: str, kolommen: Collection[str] = TEKSTVELDEN) -> str:
    """Enough of the question must match."""
    taal = _taal(vendor, kolommen)
    return taal.of.join(taal.alle(plan.eenheden[i] for i in keuze) for keuze in plan.genoeg())
