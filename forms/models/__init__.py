"""What the melden app keeps. Facts about a melding and personal data are rows apart, so that the last can be deleted."""

from forms.models.inhoud import MeldingInhoud, Persoon, Rol
from forms.models.melding import Melding, MeldingQuerySet, Soort
from forms.models.outbox import OutboxBericht
from forms.models.spoor import Inzage, Notitie, Statuswissel
from forms.models.team import RouteRegel, Team

__all__ = [
    "Inzage",
    "Melding",
    "MeldingInhoud",
    "MeldingQuerySet",
    "Notitie",
    "OutboxBericht",
    "Persoon",
    "Rol",
    "RouteRegel",
    "Soort",
    "Statuswissel",
    "Team",
]
