"""The demo's pages in both languages, made once per file, with as much of the catalogue as they translate."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from portal.demo import catalogus, gebieden, paginas
from portal.demo.stand import Stand


def vertaald_aanbod() -> list[dict[str, Any]]:
    """The files of the catalogue, cut down to the offers that are there in English."""
    engels = tomllib.loads((paginas.PAGINAS / "aanbod-en.toml").read_text("utf-8"))["organisatie"]
    slugs = {rij["slug"]: {een["slug"] for een in rij.get("aanbod", [])} for rij in engels}
    return [
        bestand
        | {
            "aanbod": [
                een for een in bestand["aanbod"] if een["slug"] in slugs[bestand["organisatie"]["slug"]]
            ]
        }
        for bestand in catalogus.bestanden()
        if bestand["organisatie"]["slug"] in slugs
    ]


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stand]:
    bestanden = vertaald_aanbod()
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogus, "bestanden", lambda: bestanden)
        stand = Stand()
        gebieden.maak_gebieden(stand)
        gebieden.maak_sites(stand)
        for _naam in catalogus.maak_catalogus(stand):
            pass
        paginas.maak_paginas(stand)
        yield stand
        transaction.set_rollback(True)
