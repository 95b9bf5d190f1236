"""The demo's self-check flows, from the compiled form in `data/zelfcheck/`."""

from __future__ import annotations

import json

from portal.demo.gebieden import DATA
from portal.demo.stand import Stand
from selfcheck.actions import publiceer
from selfcheck.models import Zelfcheck


def maak_zelfchecks(stand: Stand) -> None:
    """Publishing runs the proof, so a demo flow that is not safe does not get in."""
    for pad in sorted((DATA / "zelfcheck").glob("*.json")):
        stand.eenmalig(
            f"zelfcheck:{pad.stem}", lambda pad=pad: _zelfcheck(pad.stem, json.loads(pad.read_text("utf-8")))
        )


def _zelfcheck(slug: str, stroom: dict) -> None:
    zelfcheck, _ = Zelfcheck.objects.get_or_create(slug=slug, defaults={"titel": stroom.get("titel", slug)})
    publiceer(zelfcheck, stroom)
