"""A plan as a full-text expression: FTS5's on SQLite, a tsquery on PostgreSQL. Tokens hold letters and digits only."""

from __future__ import annotations

from collections.abc import Iterable

from socialekaart.search.plan import Alternatief, Eenheid, Plan


class _Taal:
    def __init__(self, en: str, of: str, frase: str, woord: str) -> None:
        self.en, self.of, self.frase, self.woord = en, of, frase, woord

    def token(self, token: str) -> str:
        return self.woord.format("".join(c for c in token if c.isalnum()))

    def alternatief(self, alternatief: Alternatief) -> str:
        stukken = [self.token(token) for token in alternatief.tokens]
        if len(stukken) == 1:
            return stukken[0]
        return "(" + (self.en if alternatief.soort == "delen" else self.frase).join(stukken) + ")"

    def eenheid(self, eenheid: Eenheid) -> str:
        return "(" + self.of.join(self.alternatief(a) for a in eenheid.alternatieven) + ")"

    def alle(self, eenheden: Iterable[Eenheid]) -> str:
        return "(" + self.en.join(self.eenheid(eenheid) for eenheid in eenheden) + ")"


FTS5 = _Taal(" AND ", " OR ", " + ", '"{}"')
TSQUERY = _Taal(" & ", " | ", " <-> ", "'{}'")


def streng(plan: Plan, vendor: str) -> str:
    """All units must match, but those that may."""
    return (FTS5 if vendor == "sqlite" else TSQUERY).alle(plan.eenheden[i] for i in plan.nodig())


def ruim(plan: Plan, vendor: str) -> str:
    """Enough of the question must match."""
    taal = FTS5 if vendor == "sqlite" else TSQUERY
    return taal.of.join(taal.alle(plan.eenheden[i] for i in keuze) for keuze in plan.genoeg())
