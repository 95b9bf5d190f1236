"""Two municipalities with teams, a routing table, and people who work there."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from forms.actions import maak_routes, maak_team
from forms.models import Team
from portal.gemeente.models import Gemeente
from tests.factories import PostcodeFactory, UserFactory, WijkFactory


@pytest.fixture
def teams(duinrand: Gemeente, polderwijk: Gemeente) -> SimpleNamespace:
    """Team Duinrand, a Jeugdteam for those under 18, a Hulppunt for housing in one wijk, team Polderwijk."""
    strand = WijkFactory(gemeente=duinrand, naam="Strand", code="strand")
    dorp = WijkFactory(gemeente=polderwijk, naam="Dorp", code="dorp")
    PostcodeFactory(postcode="1987DB", wijk=strand)
    PostcodeFactory(postcode="1989", wijk=dorp)

    def team(sleutel: str, naam: str, gemeente: Gemeente, telefoon: str) -> Team:
        mail = f"{sleutel}@team.example"
        return maak_team(naam, gemeente, telefoon, mail, sleutel=sleutel, met_route=False)

    rij = SimpleNamespace(
        duin=team("duin", "Sociaal team Duinrand", duinrand, "0123 45 67 00"),
        jeugd=team("jeugd", "Jeugdteam Duinrand", duinrand, "0123 45 67 01"),
        hulppunt=team("hulppunt", "Hulppunt Strand", duinrand, "0123 45 67 02"),
        polder=team("polder", "Wijkteam Polderwijk", polderwijk, "0123 45 67 03"),
        strand=strand,
        dorp=dorp,
    )
    maak_routes(
        [
            {"gemeente": duinrand, "leeftijd_tot": 17, "team": rij.jeugd},
            {"gemeente": duinrand, "wijken": ["strand"], "leefgebieden": ["wonen"], "team": rij.hulppunt},
            {"gemeente": polderwijk, "team": rij.polder},
            {"team": rij.duin},
        ]
    )
    return rij


@pytest.fixture
def mensen(teams: SimpleNamespace) -> Any:
    """A member of each team by the team's key, and people who must not read: beheerder, kcc."""
    namen = SimpleNamespace(
        duin=UserFactory(username="lid-duin", groepen=[teams.duin.groep]),
        polder=UserFactory(username="lid-polder", groepen=[teams.polder.groep]),
        beheerder=UserFactory(username="beheerder", is_superuser=True, is_staff=True),
        kcc=UserFactory(username="kcc"),
    )
    return namen
