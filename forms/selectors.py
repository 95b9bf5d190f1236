"""Reading for the melden app: the routing table, and whether it is sound."""

from __future__ import annotations

import logging
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from forms.models import Melding, RouteRegel, Team
from forms.routing import Geval, OngeldigeRoutetabel, Routetabel
from forms.workflow import Status

logger = logging.getLogger("dichtbij.melden")


def routetabel() -> Routetabel:
    """The routing table as it stands now. Raises OngeldigeRoutetabel."""
    return Routetabel(rij.als_regel() for rij in RouteRegel.objects.select_related("team", "gemeente"))


def kies_team(geval: Geval) -> Team:
    """The team for this case.

    With a broken table a melding is still never refused: it goes to a team of its own municipality, or else to the
    first there is, and /healthz says so until the table is mended. Raises Team.DoesNotExist when there is no team at all.
    """
    try:
        sleutel = routetabel().kies(geval).team
    except OngeldigeRoutetabel as fout:
        logger.error("De routetabel klopt niet; de melding gaat naar een team van de gemeente. %s", fout)
        team = Team.objects.filter(gemeente__code=geval.gemeente).first() or Team.objects.first()
        if team is None:
            raise Team.DoesNotExist("Er is nog geen team dat meldingen kan ontvangen.") from fout
        return team
    return Team.objects.get(sleutel=sleutel)


def is_teamlid(gebruiker: Any) -> bool:
    """Whether this user is in the group of any team, and so has an inbox."""
    return bool(
        gebruiker.is_authenticated
        and gebruiker.is_active
        and Team.objects.filter(groep__in=gebruiker.groups.all()).exists()
    )


def wachtend(gebruiker: Any) -> dict[str, int]:
    """How many new meldingen wait for this user's teams, how many of those are urgent, and how many are late."""
    rijen = Melding.objects.voor(gebruiker).filter(status=Status.NIEUW)
    return rijen.aggregate(
        nieuw=Count("pk"),
        spoed=Count("pk", filter=Q(spoed=True)),
        te_laat=Count("pk", filter=Q(contact_uiterlijk__lt=timezone.localdate())),
    )


def gezondheid_routering() -> dict[str, object]:
    """For /healthz: degraded while the routing table is not sound."""
    try:
        tabel = routetabel()
    except OngeldigeRoutetabel as fout:
        return {"status": "degraded", "problemen": list(fout.problemen)}
    return {"status": "ok", "regels": len(tabel.regels)}
