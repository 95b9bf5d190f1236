"""Public holidays of the Netherlands as the law counts them, for opening hours and for legal terms alike."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import holidays

_EERSTE_JAAR = 1966  # the Algemene termijnenwet holds since April 1965; the library starts a year later


def pasen(jaar: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous "Meeus/Jones/Butcher" computus)."""
    gulden = jaar % 19
    eeuw, in_eeuw = divmod(jaar, 100)
    schrikkel, rest = divmod(eeuw, 4)
    maan = (eeuw - (eeuw + 8) // 25 + 1) // 3
    epacta = (19 * gulden + eeuw - schrikkel - maan + 15) % 30
    zondag = (32 + 2 * rest + 2 * (in_eeuw // 4) - epacta - in_eeuw % 4) % 7
    correctie = (gulden + 11 * epacta + 22 * zondag) // 451
    maand, dag = divmod(epacta + zondag - 7 * correctie + 114, 31)
    return date(jaar, maand, dag + 1)


@lru_cache(maxsize=64)
def feestdagen(jaar: int) -> frozenset[date]:
    """The public holidays of one year: Algemene termijnenwet art. 3, with Easter Sunday and Whit Sunday.

    Good Friday (art. 3 lid 2) and 5 May (every year, not once in five) are added here whatever the library
    makes of them, since versions of it differ. Years before 1966 have those two only.
    """
    dagen = {pasen(jaar) - timedelta(days=2), date(jaar, 5, 5)}
    if jaar >= _EERSTE_JAAR:
        dagen |= set(holidays.country_holidays("NL", years=jaar))
    return frozenset(dagen)


def is_feestdag(dag: date) -> bool:
    """Whether this day is a public holiday (Algemene termijnenwet art. 3); a plain Sunday is none."""
    return dag in feestdagen(dag.year)
