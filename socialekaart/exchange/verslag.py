"""What an import did, or would do. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Uitkomst(StrEnum):
    """What became of a good row. ``OFFLINE``: somebody took the offer offline by hand, and it stays so."""

    NIEUW = "nieuw"
    BIJGEWERKT = "bijgewerkt"
    GELIJK = "gelijk"
    OFFLINE = "offline"


@dataclass(slots=True)
class Verslag:
    """Counts, and messages with the number of the row in the file."""

    nieuw: int = 0
    bijgewerkt: int = 0
    gelijk: int = 0
    offline: int = 0
    organisaties: int = 0
    fouten: list[tuple[int, list[str]]] = field(default_factory=list)
    opmerkingen: list[tuple[int, str]] = field(default_factory=list)

    def tel(self, uitkomst: Uitkomst) -> None:
        """Count a row."""
        setattr(self, uitkomst.value, getattr(self, uitkomst.value) + 1)
