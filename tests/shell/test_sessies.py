"""What visitors told is wiped on time, also when they never come back."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from portal.shell import maintenance, runs, sessies
from portal.shell.runs import Run, save_runs

pytestmark = pytest.mark.django_db

NU = 1_800_000_000


def sessie(**inhoud: Any) -> SessionStore:
    """A living session with one run that expires at ``NU`` and one that lives on."""
    store = SessionStore()
    save_runs(
        store,
        "zelfcheck",
        [
            Run(id="a" * 16, kind="zelfcheck", begun=NU - 9, seen=NU - 9, until=NU),
            Run(id="b" * 16, kind="zelfcheck", begun=NU - 9, seen=NU - 9, until=NU + 60),
        ],
    )
    for letter in "ab":
        store[f"wizard_zelfcheck_{letter * 16}"] = {"step_data": {"x": f"ANTWOORD-{letter}"}}
    store.update(inhoud)
    store.save()
    return store


def inhoud(store: SessionStore) -> str:
    return str(dict(SessionStore(store.session_key).items()))


def test_a_run_whose_time_is_over_goes_with_its_answers_and_the_others_stay() -> None:
    store = sessie(taal="nl")
    assert sessies.wipe(NU) == ""
    assert "ANTWOORD-a" in inhoud(store)
    assert "1" in sessies.wipe(NU + 1)
    assert "ANTWOORD-a" not in inhoud(store)
    assert "ANTWOORD-b" in inhoud(store)
    assert "taal" in inhoud(store)


def test_a_session_that_holds_nothing_else_goes_whole() -> None:
    sessie()
    sessies.wipe(NU + 61)
    assert not Session.objects.exists()


def test_every_turn_of_the_upkeep_does_it() -> None:
    assert "antwoorden in sessies" in maintenance.names(nightly=False)


def test_a_run_expires_at_the_first_of_its_two_limits() -> None:
    class Kort(runs.RunMixin):
        kind = "kort"
        idle_seconds = 60
        absolute_seconds = 90

    kort = Kort()
    run = Run(id="c" * 16, kind="kort", begun=NU, seen=NU + 10)
    assert kort._until(run) == NU + 70
    run.seen = NU + 50
    assert kort._until(run) == NU + 90
