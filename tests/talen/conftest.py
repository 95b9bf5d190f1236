"""The compiled texts that `manage.py klaarzetten` makes, so that a page under `/en/` speaks English here too."""

from __future__ import annotations

import gettext

import pytest
from asgiref.local import Local
from django.conf import settings
from django.utils.translation import trans_real

from forms.actions import maak_team
from forms.models import Team
from portal.gemeente.models import Gemeente
from portal.shell.management.commands.klaarzetten import vertaal


@pytest.fixture(scope="session", autouse=True)
def engelse_teksten() -> None:
    """Compiles what changed, and makes a process that already read the old texts forget them."""
    vertaal(settings.ROOT)
    vergeet_vertalingen()


@pytest.fixture
def team(duinrand: Gemeente) -> Team:
    """Without a team nobody can send a melding."""
    return maak_team("Sociaal team Duinrand", duinrand, "0123 45 67 00", "team@duinrand.example")


def vergeet_vertalingen() -> None:
    """As Django does when a text file changes under a running server."""
    gettext._translations = {}  # type: ignore[attr-defined]
    trans_real._translations = {}
    trans_real._default = None
    trans_real._active = Local()
