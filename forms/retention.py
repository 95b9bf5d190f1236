"""How long things are kept. An unfinished form lives in the session only and goes with it (`onderhoud` clears those)."""

from __future__ import annotations

#: An unfinished melding or a signal with a name, in seconds. A signal without a name keeps nothing between pages.
CONCEPT_SECONDEN = 24 * 3600
