"""The promised dates follow the Algemene termijnenwet."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.terms import feestdagen, is_werkdag, termijnen, verschuif, werkdagen_na

dagen = st.dates(min_value=date(2015, 1, 1), max_value=date(2045, 12, 31))


@pytest.mark.parametrize(
    ("dag", "naam"),
    [
        (date(2026, 4, 3), "Goede Vrijdag"),
        (date(2038, 4, 23), "Goede Vrijdag, zo laat als Pasen kan vallen"),
        (date(2026, 4, 6), "tweede paasdag"),
        (date(2026, 4, 27), "Koningsdag"),
        (date(2025, 4, 26), "Koningsdag op zaterdag, want 27 april is een zondag"),
        (date(2026, 5, 5), "5 mei, ook buiten een lustrum"),
        (date(2025, 5, 5), "5 mei in een lustrum"),
        (date(2026, 5, 14), "Hemelvaartsdag"),
        (date(2026, 5, 25), "tweede pinksterdag"),
        (date(2026, 12, 25), "eerste kerstdag"),
        (date(2026, 12, 26), "tweede kerstdag"),
        (date(2027, 1, 1), "nieuwjaarsdag"),
    ],
)
def test_een_erkende_feestdag_is_geen_werkdag(dag: date, naam: str) -> None:
    assert dag in feestdagen(dag.year), naam
    assert not is_werkdag(dag)


@pytest.mark.parametrize("dag", [date(2025, 4, 28), date(2026, 12, 24), date(2026, 12, 31), date(2026, 5, 4)])
def test_een_gewone_doordeweekse_dag_is_een_werkdag(dag: date) -> None:
    assert is_werkdag(dag)


@pytest.mark.parametrize(
    ("ontvangen", "plan", "onderzoek"),
    [
        # an ordinary Monday
        (date(2026, 2, 2), date(2026, 2, 9), date(2026, 3, 16)),
        # a Saturday: both ends move to Monday
        (date(2026, 2, 7), date(2026, 2, 16), date(2026, 3, 23)),
        # the plan ends on Good Friday and moves over Easter to Tuesday
        (date(2026, 3, 27), date(2026, 4, 7), date(2026, 5, 8)),
        # the plan ends on 5 May, no lustrum
        (date(2026, 4, 28), date(2026, 5, 6), date(2026, 6, 9)),
        # six weeks end on Ascension Day: the Friday after is a working day
        (date(2026, 4, 2), date(2026, 4, 9), date(2026, 5, 15)),
        # six weeks end on Christmas Day, a Friday: on to Monday
        (date(2026, 11, 13), date(2026, 11, 20), date(2026, 12, 28)),
        # over the turn of the year
        (date(2026, 12, 25), date(2027, 1, 4), date(2027, 2, 5)),
    ],
)
def test_bekende_datums(ontvangen: date, plan: date, onderzoek: date) -> None:
    belofte = termijnen(ontvangen)
    assert (belofte.plan_uiterlijk, belofte.onderzoek_uiterlijk) == (plan, onderzoek)


def test_een_bij_besluit_gelijkgestelde_dag_schuift_ook_op() -> None:
    brugdag = date(2026, 5, 15)
    assert termijnen(date(2026, 4, 2), extra=[brugdag]).onderzoek_uiterlijk == date(2026, 5, 18)


@given(dagen)
def test_een_termijn_eindigt_op_een_werkdag_en_wordt_nooit_korter(ontvangen: date) -> None:
    belofte = termijnen(ontvangen)
    for dag, duur in ((belofte.plan_uiterlijk, 7), (belofte.onderzoek_uiterlijk, 42)):
        eind = ontvangen + timedelta(days=duur)
        assert is_werkdag(dag)
        assert dag >= eind
        # nothing but free days between the end in law and the day it moved to
        assert not any(is_werkdag(eind + timedelta(days=n)) for n in range((dag - eind).days))


@given(dagen)
def test_de_zeven_dagen_bevatten_altijd_twee_werkdagen(ontvangen: date) -> None:
    """Algemene termijnenwet art. 2 asks for it; the calendar gives it, so no rule of its own is needed."""
    eind = termijnen(ontvangen).plan_uiterlijk
    duur = (eind - ontvangen).days
    assert sum(is_werkdag(ontvangen + timedelta(days=n)) for n in range(1, duur + 1)) >= 2


@given(dagen)
def test_verschuiven_is_klaar_na_een_keer(dag: date) -> None:
    assert verschuif(verschuif(dag)) == verschuif(dag)


@given(dagen, st.integers(min_value=0, max_value=15))
def test_werkdagen_na_telt_alleen_werkdagen(dag: date, aantal: int) -> None:
    eind = werkdagen_na(dag, aantal)
    assert is_werkdag(eind)
    if aantal:
        assert sum(is_werkdag(dag + timedelta(days=n)) for n in range(1, (eind - dag).days + 1)) == aantal


def test_negatieve_werkdagen_bestaan_niet() -> None:
    with pytest.raises(ValueError, match="negatief"):
        werkdagen_na(date(2026, 1, 5), -1)
