"""Work for the worker. Every task can be run twice without harm."""

from __future__ import annotations

from django.db import transaction
from django_tasks import task

from socialekaart.search.documents import PARTIJ


@task()
def indexeer(ids: list[int]) -> int:
    """Bring many offers in line with the database, in batches of their own."""
    from socialekaart.search import service

    aantal = 0
    for begin in range(0, len(ids), PARTIJ):
        with transaction.atomic():
            aantal += service.indexeer(ids[begin : begin + PARTIJ])
    return aantal


@task()
def haal_in() -> int:
    """Give Elasticsearch what it has missed."""
    from socialekaart.search.elastic import catchup

    return catchup.verwerk()
