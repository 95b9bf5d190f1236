"""Wettelijke termijnen van een melding, als zuivere rekenkunde met datums.

Bronnen: Wmo 2015 art. 2.3.2 lid 1 (onderzoek binnen zes weken) en lid 2 (persoonlijk plan binnen zeven dagen);
Algemene termijnenwet art. 1 (een termijn die op een zaterdag, zondag of feestdag eindigt, loopt door tot en met de
eerstvolgende werkdag) en art. 3 (welke dagen feestdagen zijn; Goede Vrijdag telt mee, 5 mei elk jaar).

A term starts on the day after receipt, so "seven days" after a Monday ends on the next Monday. All values are plain
dates in the municipality's own calendar (Europe/Amsterdam); turning a moment into that date is the caller's work.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays

PLAN_DAGEN = 7
ONDERZOEK_WEKEN = 6


@lru_cache(maxsize=64)
def feestdagen(jaar: int) -> frozenset[date]:
    """All algemeen erkende feestdagen of one calendar year (Algemene termijnenwet art. 3 lid 1 en 2).

    The library counts 5 May only once in five years (that is what employers do); the law counts it always.
    Days made equal by royal decree (lid 3) differ per year: pass those as `extra` to the functions below.
    """
    dagen = {dag for dag in holidays.country_holidays("NL", years=jaar) if dag.year == jaar}
    dagen.add(date(jaar, 5, 5))
    dagen.add(_goede_vrijdag(jaar))
    return frozenset(dagen)


def _goede_vrijdag(jaar: int) -> date:
    """Good Friday, two days before Easter Sunday (anonymous Gregorian computus)."""
    a, b, c = jaar % 19, jaar // 100, jaar % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    maand, dag = divmod(h + m - 7 * n + 114, 31)
    return date(jaar, maand, dag + 1) - timedelta(days=2)


def is_werkdag(dag: date, extra: Iterable[date] = ()) -> bool:
    """True when `dag` is no Saturday, Sunday, feestdag or one of the `extra` days."""
    return dag.weekday() < 5 and dag not in feestdagen(dag.year) and dag not in frozenset(extra)


def verschuif(dag: date, extra: Iterable[date] = ()) -> date:
    """The day on which a term that would end on `dag` really ends (Algemene termijnenwet art. 1 lid 1)."""
    extra = frozenset(extra)
    while not is_werkdag(dag, extra):
        dag += timedelta(days=1)
    return dag


def werkdagen_na(dag: date, aantal: int, extra: Iterable[date] = ()) -> date:
    """The `aantal`-th working day after `dag` (0 means: `dag` itself, or the first working day from it)."""
    if aantal < 0:
        raise ValueError("aantal werkdagen kan niet negatief zijn")
    extra = frozenset(extra)
    if aantal == 0:
        return verschuif(dag, extra)
    for _ in range(aantal):
        dag = verschuif(dag + timedelta(days=1), extra)
    return dag


@dataclass(frozen=True)
class Termijnen:
    """What was promised on the day of receipt. Frozen: a later change of rules never moves a promise."""

    ontvangen: date
    plan_uiterlijk: date
    onderzoek_uiterlijk: date


def termijnen(ontvangen: date, extra: Iterable[date] = ()) -> Termijnen:
    """Last days for the persoonlijk plan and the onderzoek of a melding received on `ontvangen`."""
    extra = frozenset(extra)
    return Termijnen(
        ontvangen=ontvangen,
        plan_uiterlijk=verschuif(ontvangen + timedelta(days=PLAN_DAGEN), extra),
        onderzoek_uiterlijk=verschuif(ontvangen + timedelta(weeks=ONDERZOEK_WEKEN), extra),
    )
