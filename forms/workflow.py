"""De weg van een melding door het team: every status and every allowed step, as one table.

The ends say how a melding ended (aanvraag, voorliggend, ingetrokken), since policy wants to know that without extra work.
"""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Where a melding stands. The value is what the database holds."""

    NIEUW = "nieuw"
    OPGEPAKT = "opgepakt"
    ONDERZOEK = "onderzoek"
    AANVRAAG = "aanvraag"
    VOORLIGGEND = "voorliggend"
    INGETROKKEN = "ingetrokken"


OVERGANGEN: dict[Status, tuple[Status, ...]] = {
    Status.NIEUW: (Status.OPGEPAKT,),
    Status.OPGEPAKT: (Status.ONDERZOEK, Status.VOORLIGGEND, Status.INGETROKKEN, Status.NIEUW),
    Status.ONDERZOEK: (Status.AANVRAAG, Status.VOORLIGGEND, Status.INGETROKKEN),
    Status.AANVRAAG: (Status.OPGEPAKT,),
    Status.VOORLIGGEND: (Status.OPGEPAKT,),
    Status.INGETROKKEN: (Status.OPGEPAKT,),
}

AFGESLOTEN = frozenset({Status.AANVRAAG, Status.VOORLIGGEND, Status.INGETROKKEN})


class OngeldigeOvergang(ValueError):
    """This step is not in the table."""

    def __init__(self, van: str, naar: str) -> None:
        self.van, self.naar = van, naar
        super().__init__(f"{van} → {naar}")


def volgende(status: str) -> tuple[Status, ...]:
    """The statuses that may follow this one."""
    return OVERGANGEN[Status(status)]


def controleer_overgang(van: str, naar: str) -> None:
    """Raises OngeldigeOvergang unless `naar` may follow `van` (an unknown status may not either)."""
    try:
        if Status(naar) in OVERGANGEN[Status(van)]:
            return
    except ValueError:
        pass
    raise OngeldigeOvergang(van, naar)
