"""Tasks that run in a process of their own: `python -m scripts.bench.taken NAME OPTIONS ANSWER`.

A process of its own, so that each has its own database and its memory is that of what it measures alone.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

TAKEN = {
    "paginas": "scripts.bench.paginas_intern",
    "importbestand": "scripts.bench.importbestand",
    "bouw": "scripts.bench.engine_bouw",
    "vraag": "scripts.bench.engine_vraag",
    "tabellen": "scripts.bench.tabellen",
    "groot": "scripts.bench.groot",
    "opruimen": "scripts.bench.opruimen",
}


def main() -> int:
    """Import the module of the task and write down what its `taak(**options)` returns."""
    import django

    naam, opties, antwoord = sys.argv[1:]
    django.setup()
    uit = importlib.import_module(TAKEN[naam]).taak(**json.loads(opties))
    Path(antwoord).write_text(json.dumps(uit), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
