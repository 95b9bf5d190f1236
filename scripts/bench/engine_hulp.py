"""What the tasks of the engines share: the same documents and questions in every process."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection

from scripts.bench import gebieden, generator, vragen, woordenbron
from socialekaart.search.documents import open_tijden
from socialekaart.search.types import Document

PER_GEMEENTE = 1_250
"""Offers in a directory of a middling municipality; more offers means more municipalities."""


def plaatsen(aantal: int) -> tuple[gebieden.Gebied, ...]:
    """The areas that so many offers are in."""
    return gebieden.verzonnen(max(2, aantal // PER_GEMEENTE))


def documenten(aantal: int) -> list[Document]:
    """So many offers, open as from today."""
    return list(generator.aanbod(aantal, plaatsen(aantal), woordenbron.lees(), date.today(), open_tijden))


def vragenlijst(aantal: int) -> vragen.Vragen:
    """The questions that go with so many offers."""
    return vragen.verzin(plaatsen(aantal), woordenbron.lees())


def engine(naam: str, voorvoegsel: str) -> Any:
    """The engine; on a shared Elasticsearch under names of our own."""
    from socialekaart.search import service

    settings.ELASTICSEARCH_PREFIX = voorvoegsel
    return service.engine(naam)


def database_mb() -> float:
    """The pages of the SQLite database that hold something."""
    with connection.cursor() as cursor:
        maten = {}
        for naam in ("page_count", "freelist_count", "page_size"):
            cursor.execute(f"PRAGMA {naam}")
            maten[naam] = cursor.fetchone()[0]
    return float((maten["page_count"] - maten["freelist_count"]) * maten["page_size"]) / 1e6


def elastic_mb() -> float:
    """The size of our index on the server."""
    from socialekaart.search.elastic.client import SCHRIJF_S, alias, client

    server = client(SCHRIJF_S)
    server.indices.forcemerge(index=alias(), max_num_segments=1, request_timeout=300)
    totaal = server.indices.stats(index=alias(), metric="store")["_all"]["primaries"]["store"][
        "size_in_bytes"
    ]
    return float(totaal) / 1e6


def ruim_elastic_op() -> None:
    """Take our indexes off the server, and nobody else's."""
    from socialekaart.search.elastic import bouw

    bouw.wis()
