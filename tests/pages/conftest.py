"""The demo's pages in both languages, made once per file, with as much of the catalogue as they translate."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from portal.demo import catalogus, gebieden, paginas
from portal.demo.stand import Stand
from tests.conftest import Samen


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
def demo(samen: Samen) -> Stand:
    bestanden = vertaald_aanbod()
    with samen(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogus, "bestanden", lambda: bestanden)
        stand = Stand()
        gebieden.maak_gebieden(stand)
        gebieden.maak_sites(stand)
        for _naam in catalogus.maak_catalogus(stand):
            pass
        paginas.maak_paginas(stand)
    return stand
