"""Reading versions and runs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from portal.shell.runs import Run, step_id
from selfcheck.engine import compiled
from selfcheck.engine.types import Stroom
from selfcheck.models import ZelfcheckVersie

VELD = "antwoord"


@lru_cache(maxsize=16)
def stroom_van(versie_id: int, hash_: str) -> Stroom:
    """The stroom of a version, read once per process: a version never changes, and its hash is part of the key."""
    return compiled.load(
        ZelfcheckVersie.objects.values_list("inhoud", flat=True).get(pk=versie_id, hash=hash_)
    )


def stroom_van_run(run: Run) -> Stroom | None:
    """The stroom with which this run began; None when it was withdrawn since, or is gone."""
    versie = ZelfcheckVersie.objects.order_by().filter(pk=run.extra.get("versie"), ingetrokken=False)
    hash_ = versie.values_list("hash", flat=True).first()
    return stroom_van(run.extra["versie"], hash_) if hash_ else None


def vraag_stap(sleutel: str) -> str:
    """The key of the wizard step that asks this question."""
    return f"vraag:{sleutel}"


def antwoorden_van(session: Mapping[str, Any], run: Run, stroom: Stroom) -> dict[str, str]:
    """The answers of a run as the session holds them, question key → option key; the engine judges whether they fit."""
    stappen = session.get(run.storage_key, {}).get("step_data", {})
    gevonden = {}
    for vraag in stroom.vragen:
        stap = step_id(run.id, vraag_stap(vraag.sleutel))
        waarden = stappen.get(stap, {}).get(f"{stap}-{VELD}")
        if waarden:
            gevonden[vraag.sleutel] = waarden[-1]
    return gevonden
