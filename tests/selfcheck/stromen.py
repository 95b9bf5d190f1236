"""Strooms for tests: the demo stroom, a small one to bend, and random ones from hypothesis."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from selfcheck.engine import compiled
from selfcheck.engine.texts import required_keys
from selfcheck.engine.types import (
    AUTOMATISCH,
    Kaart,
    Optie,
    Regel,
    Stroom,
    Uitkomst,
    Veiligheid,
    Voorwaarde,
    Vraag,
)

DEMO = Path(__file__).parents[2] / "portal/demo/data/zelfcheck/rondkijken.json"
KAARTEN = {"112": Kaart("112", True, frozenset({"nl", "en"}))}
CONTACTEN = {"gemeente"}
rustig = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""For property tests: a busy machine is no failure."""


def demo() -> Stroom:
    return compiled.load(json.loads(DEMO.read_text()))


def als(**regels: list[str]) -> Voorwaarde:
    """``als(geld=["krap"])`` is the condition that geld is answered with krap."""
    return tuple(Regel(vraag, frozenset(opties)) for vraag, opties in regels.items())


def vraag(sleutel: str, *opties: str, voorwaarde: Voorwaarde = ()) -> Vraag:
    """A question whose options get worse one by one."""
    ernst = {optie: min(plaats, 3) for plaats, optie in enumerate(opties)}
    return Vraag(sleutel, tuple(Optie(optie, ernst[optie]) for optie in opties), "wonen", voorwaarde)


VOOR_WIE = Vraag("voor_wie", (Optie("mij"), Optie("ander")), verplicht=True)
VEILIG = Vraag(
    "veilig", (Optie("ja", 0), Optie("nee", 3, Veiligheid.DIRECT, ("112",))), "veiligheid", voorwaarde=()
)


def with_texts(stroom: Stroom, *talen: str) -> Stroom:
    """The same stroom, with some text under every key."""
    return replace(
        stroom, teksten={taal: {key: f"{key} ({taal})" for key in required_keys(stroom)} for taal in talen}
    )


def small(*vragen: Vraag, uitkomsten: tuple[Uitkomst, ...] = ()) -> Stroom:
    """A stroom that is in order: for whom, safety, and then what the test adds."""
    vangnet = Uitkomst("vangnet", 3, voorwaarde=als(voor_wie=["mij"]))
    stroom = Stroom(
        "proef",
        "voor_wie",
        (VOOR_WIE, VEILIG, *vragen),
        (vangnet, *uitkomsten),
        Uitkomst("anders", 4),
        {},
        contact="gemeente",
    )
    return with_texts(stroom, "nl")


@st.composite
def strooms(draw: st.DrawFn) -> Stroom:
    """Any stroom of the right form: up to eight questions, conditions that look back, a few outcomes."""
    vragen: list[Vraag] = [VOOR_WIE]
    for nummer in range(draw(st.integers(0, 7))):
        opties = tuple(
            Optie(f"o{n}", draw(st.none() | st.integers(0, 3)), draw(st.sampled_from(Veiligheid)), ("112",))
            for n in range(draw(st.integers(1, 3)))
        )
        voorwaarde = draw(voorwaarden(vragen))
        vragen.append(Vraag(f"v{nummer}", opties, draw(st.sampled_from([None, "wonen", "taal"])), voorwaarde))
    uitkomsten = [
        Uitkomst(
            f"u{nummer}",
            draw(st.integers(1, 4)),
            draw(st.sampled_from([None, "wonen", "taal"])),
            draw(voorwaarden(vragen, minimum=1)),
            prioriteit=draw(st.integers(0, 3)),
        )
        for nummer in range(draw(st.integers(0, 5)))
    ]
    stroom = Stroom(
        "willekeurig",
        "voor_wie",
        tuple(vragen),
        tuple(uitkomsten),
        Uitkomst("anders", 4),
        {},
        contact="gemeente",
    )
    return with_texts(stroom, "nl")


@st.composite
def voorwaarden(draw: st.DrawFn, vragen: list[Vraag], minimum: int = 0) -> Voorwaarde:
    regels = []
    for _ in range(draw(st.integers(minimum, 3))):
        bron = draw(st.sampled_from(vragen))
        sleutels = [optie.sleutel for optie in bron.alle_opties]
        regels.append(
            Regel(bron.sleutel, frozenset(draw(st.lists(st.sampled_from(sleutels), min_size=1, max_size=2))))
        )
    return tuple(regels)


@st.composite
def antwoorden(draw: st.DrawFn, stroom: Stroom) -> dict[str, str]:
    """Answers to some questions, off the path and senseless ones included."""
    return {
        vraag.sleutel: draw(
            st.sampled_from([*(o.sleutel for o in vraag.alle_opties), *AUTOMATISCH, "onzin", ""])
        )
        for vraag in stroom.vragen
        if draw(st.booleans())
    }
