"""The full-text table of one generation: FTS5 on SQLite, `tsvector` with GIN on PostgreSQL, the same tokens in both."""

# Names of tables and columns are ours and hold a number at most; what people typed goes in as a parameter.
# ruff: noqa: S608

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from django.db import connection, transaction

from socialekaart.search.scoring import TEKSTVELDEN, VELDEN

GEWICHT = dict(zip(VELDEN, "AABCCDBDB", strict=True))
"""The four weights that PostgreSQL knows, in the order of the boosts: name, tags, what it says of itself, the rest."""


def tabel(generatie: int) -> str:
    """The name of the table of a generation."""
    return f"zoeken_fts_{int(generatie)}"


def maak(generatie: int) -> None:
    """Make the table when it is not there. In a transaction on both databases."""
    naam = tabel(generatie)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS {naam} USING fts5({', '.join(VELDEN)}, "
                "tokenize = \"unicode61 remove_diacritics 0\", prefix = '2')"
            )
        else:
            velden = ", ".join(f"{veld} text NOT NULL" for veld in VELDEN)
            cursor.execute(
                f"CREATE TABLE IF NOT EXISTS {naam} (rowid bigint PRIMARY KEY, {velden}, tsv tsvector NOT NULL)"
            )
            cursor.execute(f"CREATE INDEX IF NOT EXISTS {naam}_tsv ON {naam} USING gin (tsv)")


def gooi_weg(generatie: int) -> None:
    """Drop the table of a generation."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {tabel(generatie)}")


def stukken(generatie: int) -> int:
    """In how many pieces the full-text index lies: each writing adds one, and a search looks in all of them (SQLite)."""
    if connection.vendor != "sqlite":
        return 1
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(DISTINCT segid) FROM {tabel(generatie)}_idx")
        return int(cursor.fetchone()[0])


def verdicht(generatie: int) -> None:
    """Make one piece of the full-text index, in steps so short that a writer hardly waits."""
    naam = tabel(generatie)
    if connection.vendor == "sqlite":
        gedaan = 2
        while gedaan >= 2:  # SQLite's sign that there was something to do
            with transaction.atomic(), connection.cursor() as cursor:
                voor = connection.connection.total_changes
                cursor.execute(f"INSERT INTO {naam} ({naam}, rank) VALUES ('merge', -500)")
                gedaan = connection.connection.total_changes - voor
    else:
        with connection.cursor() as cursor:
            cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [f"{naam}_tsv"])
            cursor.execute(f"ANALYZE {naam}")


def generaties() -> list[int]:
    """The generations that have a table."""
    begin = "zoeken_fts_"
    namen = connection.introspection.table_names()
    return sorted(
        int(naam[len(begin) :]) for naam in namen if naam.startswith(begin) and naam[len(begin) :].isdigit()
    )


def kolommen(generatie: int) -> tuple[str, ...]:
    """The fields that the table of a generation has: one of before an update may lack some, or have others."""
    if generatie not in _kolommen:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {tabel(generatie)} LIMIT 0")
            alle = [een[0] for een in cursor.description]
        _kolommen[generatie] = tuple(naam for naam in alle if naam not in ("rowid", "tsv"))
    return _kolommen[generatie]


_kolommen: dict[int, tuple[str, ...]] = {}


def schrijf(generatie: int, rijen: Sequence[tuple[int, tuple[str, ...]]], *, vers: bool = False) -> None:
    """Write the rows: (primary key of the document, the fields of `VELDEN`). `vers`: there are none of these yet."""
    if not vers:
        wis(generatie, [pk for pk, _ in rijen])
    namen = kolommen(generatie)
    lijst, vraagtekens = ", ".join(namen), ", ".join(["%s"] * (1 + len(namen)))
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(
                f"INSERT INTO {tabel(generatie)} (rowid, {lijst}) VALUES ({vraagtekens})",
                [(pk, *_schik(velden, VELDEN, namen)) for pk, velden in rijen],
            )
        else:
            cursor.executemany(
                f"INSERT INTO {tabel(generatie)} (rowid, {lijst}, tsv) VALUES ({vraagtekens}, %s::tsvector)",
                [(pk, *_schik(velden, VELDEN, namen), tsvector(velden)) for pk, velden in rijen],
            )


def _schik(waarden: Sequence[str], van: tuple[str, ...], naar: tuple[str, ...]) -> tuple[str, ...]:
    """The values of the fields `van` in the order of `naar`; "" for a field that was not there."""
    if van == naar:
        return tuple(waarden)
    per_naam = dict(zip(van, waarden, strict=True))
    return tuple(per_naam.get(naam, "") for naam in naar)


def wis(generatie: int, pks: Iterable[int]) -> None:
    """Take rows out of the full-text table."""
    lijst = list(pks)
    with connection.cursor() as cursor:
        for begin in range(0, len(lijst), 500):
            deel = lijst[begin : begin + 500]
            cursor.execute(
                f"DELETE FROM {tabel(generatie)} WHERE rowid IN ({', '.join(['%s'] * len(deel))})",
                deel,
            )


def vind(generatie: int, uitdrukkingen: Sequence[str], basis: int) -> list[list[int]]:
    """Of each full-text expression the rows it finds: their primary keys less `basis`, ascending. In one statement: handing
    rows to Python takes many times as long as finding them, so the database hands over one list for each."""
    naam, gevonden = tabel(generatie), list[list[int]]()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                f"SELECT (SELECT json_group_array(rowid - %s) FROM {naam} WHERE {naam} MATCH vraag.value) "
                "FROM json_each(%s) AS vraag ORDER BY vraag.key",
                [basis, json.dumps(list(uitdrukkingen))],
            )
            gevonden = [json.loads(rij) for (rij,) in cursor.fetchall()]
        else:
            cursor.execute(
                f"SELECT (SELECT array_agg(rowid - %s ORDER BY rowid) FROM {naam} WHERE tsv @@ vraag.tekst::tsquery) "
                "FROM unnest(%s::text[]) WITH ORDINALITY AS vraag(tekst, nummer) ORDER BY vraag.nummer",
                [basis, list(uitdrukkingen)],
            )
            gevonden = [rij or [] for (rij,) in cursor.fetchall()]
    return gevonden


Velden = dict[int, tuple[str, ...]]
"""Per primary key the fields of a document, in the order of `VELDEN`."""


def lees(generatie: int, pks: Sequence[int]) -> Velden:
    """The fields of documents, by primary key."""
    if not pks:
        return {}
    namen = kolommen(generatie)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid, {', '.join(namen)} FROM {tabel(generatie)} WHERE rowid IN ({', '.join(['%s'] * len(pks))})",
            list(pks),
        )
        return {rij[0]: _schik(rij[1:], namen, VELDEN) for rij in cursor.fetchall()}


def bronnen(pks: Sequence[int]) -> dict[int, str]:
    """The documents as JSON, by primary key."""
    if not pks:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, bron FROM zoeken_indexdocument WHERE id IN ({', '.join(['%s'] * len(pks))})",
            list(pks),
        )
        return dict(cursor.fetchall())


def tsvector(velden: Sequence[str]) -> str:
    """The text form of a tsvector: every token with its places. A gap between fields, and between the tokens of what is a
    list and no text, so that no phrase spans two."""
    plaatsen: dict[str, list[str]] = {}
    plaats = 1
    for naam, veld in zip(VELDEN, velden, strict=True):
        for token in veld.split():
            if plaats < 16_000 and len(lijst := plaatsen.setdefault(token, [])) < 250:
                lijst.append(f"{plaats}{GEWICHT[naam]}")
            plaats += 1 if naam in TEKSTVELDEN else 2
        plaats += 5
    return " ".join(f"'{token}':{','.join(waar)}" for token, waar in plaatsen.items())
