"""Task: a CSV file of generated offers in the demo's municipalities, for `import_aanbod`."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

from scripts.bench import gebieden, generator, woordenbron


def taak(pad: str, aantal: int) -> dict[str, Any]:
    """Write so many offers to `pad`. Opening hours are not among the columns of the import."""
    plaatsen = gebieden.van_demo()
    rijen = generator.aanbod(
        aantal, plaatsen, woordenbron.lees(), date(2024, 1, 1), lambda rooster, vanaf: ()
    )
    with Path(pad).open("w", newline="", encoding="utf-8") as uit:
        schrijver = csv.DictWriter(uit, generator.KOLOMMEN)
        schrijver.writeheader()
        schrijver.writerows(generator.als_rij(document, plaatsen) for document in rijen)
    return {"aantal": aantal}
