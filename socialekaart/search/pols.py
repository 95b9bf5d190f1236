"""One small query that tells whether anything changed: index, vocabulary, synonyms. Nothing changed: nothing else is read."""

from __future__ import annotations

from django.db import connection

Pols = tuple[object, ...]

_VRAAG = """
SELECT s.generatie, s.sleutel, (SELECT max(id) FROM zoeken_indexwijziging), {extra},
  g.aantal, g.actief, g.laatst, g.hoogste
FROM zoeken_indexstand s,
  (SELECT count(*) AS aantal, sum(CASE WHEN actief THEN 1 ELSE 0 END) AS actief, max(gewijzigd) AS laatst, max(id) AS hoogste
   FROM zoeken_synoniemgroep) g
WHERE s.naam = 'embedded'
"""
_SQLITE = _VRAAG.format(extra="(SELECT max(id) FROM zoeken_indexwoord)")
# On PostgreSQL a lower number may be committed later, so changes are counted from a transaction on: every one that was
# not visible then has this number or a higher one. Words come with a change of an offer, in the same transaction.
_POSTGRESQL = _VRAAG.format(extra="(SELECT count(*) FROM zoeken_indexwijziging WHERE transactie >= %s)")


def voel(vanaf: int = 0) -> Pols | None:
    """What to compare with what was remembered; None inside a transaction, which may be rolled back.

    `vanaf`: the transaction from which the memory counts (PostgreSQL).
    """
    if connection.in_atomic_block:
        return None
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(_SQLITE)
        else:
            cursor.execute(_POSTGRESQL, [vanaf])
        rij = cursor.fetchone()
    return (vanaf, *rij) if rij else None
