"""`make bench`: measures pages, search and the way from clone to ready. See `--help` and `docs/metingen.md`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.bench.opdracht import main

if __name__ == "__main__":
    sys.exit(main())
