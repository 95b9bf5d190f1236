"""What the confirmation page says: reference, and what happens by when."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from forms.models import Melding, Soort
from forms.reference import spel


def bevestiging(melding: Melding) -> dict[str, Any]:
    """Context of `forms/klaar.html`. All dates are those frozen at receipt; `stappen` is in order of date."""
    ontvangen = timezone.localdate(melding.ontvangen)
    stappen = [(ontvangen, _("Uw bericht is bij ons binnen"), _("U hoeft nu niets te doen."))]
    team = melding.team.naam
    if melding.soort == Soort.SIGNAAL:
        stappen.append(
            (
                melding.contact_uiterlijk,
                _("Het team bekijkt uw signaal"),
                _("%s leest het uiterlijk op deze dag, en kijkt wat er nodig is.") % team,
            )
        )
    else:
        stappen += [
            (
                melding.contact_uiterlijk,
                _("Het team neemt contact op"),
                _("%s belt of mailt uiterlijk op deze dag.") % team,
            ),
            (
                melding.plan_uiterlijk,
                _("Tot en met deze dag: uw eigen plan"),
                _(
                    "U mag opschrijven welke hulp u wilt en hoe. Dat heet een persoonlijk plan. Het hoeft niet. "
                    "Geef het aan het team, dan kijkt het team daar eerst naar."
                ),
            ),
            (
                melding.onderzoek_uiterlijk,
                _("Het onderzoek is klaar"),
                _(
                    "Samen is dan bekeken wat er nodig is. U krijgt daarvan een verslag. Daarna kunt u een aanvraag doen."
                ),
            ),
        ]
    return {
        "melding_soort": melding.soort,
        "anoniem": melding.anoniem,
        "spoed": melding.spoed,
        "kenmerk": melding.referentie,
        "spel": spel(melding.referentie),
        "vandaag": ontvangen == timezone.localdate(),
        "stappen": sorted(stappen, key=lambda stap: stap[0]),
        "team": melding.team,
    }
