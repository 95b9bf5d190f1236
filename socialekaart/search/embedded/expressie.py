"""A word or a phrase as a full-text expression: FTS5's on SQLite, a tsquery on PostgreSQL. Tokens hold letters and digits only.

A phrase stands in a text. In the lists of parts and places words stand beside each other by chance: FTS5 is told the
columns, and in a tsvector those words are kept apart (`schema.tsvector`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from socialekaart.search.embedded.schema import GEWICHT
from socialekaart.search.lexicon import Sleutel
from socialekaart.search.scoring import TEKSTVELDEN


def schrijf(tokens: Sleutel, waar: str, vendor: str, kolommen: Collection[str]) -> str:
    """The expression of these tokens in this order. `waar`: the weights of the fields to look in (`schema.GEWICHT`), all of
    them when empty; `kolommen`: the fields that the table has."""
    schoon = ["".join(c for c in token if c.isalnum()) for token in tokens]
    if vendor != "sqlite":
        return " <-> ".join(f"'{token}'" + (f":{waar}" if waar else "") for token in schoon)
    velden = [veld for veld in kolommen if not waar or GEWICHT.get(veld, "D") in waar]
    if len(tokens) > 1:
        velden = [veld for veld in velden if veld in TEKSTVELDEN]
    frase = " + ".join(f'"{token}"' for token in schoon)
    return frase if velden == list(kolommen) else f"{_velden(velden)} : {frase}"


def _velden(velden: Iterable[str]) -> str:
    return f"{{{' '.join(velden)}}}"
