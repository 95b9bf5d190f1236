"""One small query that tells whether anything changed: index, vocabulary, synonyms. Nothing changed: nothing else is read."""

from __future__ import annotations

from django.db import connection

Pols = tuple[object, ...]

_VRAAG = """
SELECT s.generatie, s.sleutel,
  (SELECT max(id) FROM zoeken_indexwijziging), (SELECT max(id) FROM zoeken_indexwoord),
  g.aantal, g.actief, g.laatst, g.hoogste
FROM zoeken_indexstand s,
  (SELECT count(*) AS aantal, sum(CASE WHEN actief THEN 1 ELSE 0 END) AS actief, max(gewijzigd) AS laatst, max(id) AS hoogste
   FROM zoeken_synoniemgroep) g
WHERE s.naam = 'embedded'
"""


def voel() -> Pols | None:
    """What to compare with what was remembered; None where one query cannot tell.

    That is inside a transaction (it may be rolled back) and on PostgreSQL (a lower number may be committed later).
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_VRAAG)
        rij = cursor.fetchone()
    return tuple(rij) if rij else None
