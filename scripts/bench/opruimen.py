"""Task: take the measuring's own indexes off Elasticsearch."""

from __future__ import annotations

from typing import Any

from scripts.bench import engine_hulp


def taak(voorvoegsel: str) -> dict[str, Any]:
    """Only what begins with this prefix goes."""
    engine_hulp.engine("elasticsearch", voorvoegsel)
    engine_hulp.ruim_elastic_op()
    return {}
