"""Publishing: only what is proved goes live, and what was live never changes."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError

from portal.gemeente.models import Gemeente, GemeenteInstelling
from selfcheck.actions import NietBewezen, bewijs, publiceer, trek_in
from selfcheck.engine.compiled import OnleesbareStroom
from selfcheck.models import Zelfcheck, ZelfcheckVersie


@pytest.fixture
def zelfcheck(duinrand: Gemeente) -> Zelfcheck:
    return Zelfcheck.objects.create(slug="rondkijken", titel="Even rondkijken")


def test_publishing_the_demo_makes_it_available(zelfcheck: Zelfcheck, stroomdata: dict[str, Any]) -> None:
    versie = publiceer(zelfcheck, stroomdata)
    assert Zelfcheck.objects.beschikbaar().get().actieve_versie == versie
    assert versie.groen
    assert versie.rapport["talen"] == ["nl", "en"]
    assert len(versie.hash) == 64


def test_publishing_the_same_twice_changes_nothing_and_a_change_makes_the_next_version(
    zelfcheck: Zelfcheck, stroomdata: dict[str, Any]
) -> None:
    een = publiceer(zelfcheck, stroomdata)
    assert publiceer(zelfcheck, stroomdata) == een
    stroomdata["teksten"]["nl"]["titel"] = "Anders"
    twee = publiceer(zelfcheck, stroomdata)
    assert (een.nummer, twee.nummer) == (1, 2)
    assert Zelfcheck.objects.get().actieve_versie == twee


def test_a_stroom_that_is_not_safe_does_not_go_live(zelfcheck: Zelfcheck, stroomdata: dict[str, Any]) -> None:
    stroomdata["vragen"] = [stroomdata["vragen"][0], *stroomdata["vragen"][3:]]
    with pytest.raises(NietBewezen) as fout:
        publiceer(zelfcheck, stroomdata)
    assert fout.value.bewijs.bevindingen
    assert not ZelfcheckVersie.objects.exists()
    assert not Zelfcheck.objects.beschikbaar().exists()


def test_without_a_phone_number_of_the_team_nothing_goes_live(
    zelfcheck: Zelfcheck, stroomdata: dict[str, Any]
) -> None:
    GemeenteInstelling.objects.update(telefoon="")
    assert [item.regel for item in bewijs(stroomdata).bevindingen] == ["mens"]


def test_the_slug_of_another_self_check_is_refused(duinrand: Gemeente, stroomdata: dict[str, Any]) -> None:
    with pytest.raises(OnleesbareStroom):
        publiceer(Zelfcheck.objects.create(slug="anders", titel="Anders"), stroomdata)


def test_also_from_code_the_live_pointer_moves_only_to_a_proved_version(versie: ZelfcheckVersie) -> None:
    rood = versie.zelfcheck.versies.create(nummer=2, inhoud={}, hash="0" * 64, rapport={"groen": False})
    versie.zelfcheck.actieve_versie = rood
    with pytest.raises(ValueError, match="bewezen"):
        versie.zelfcheck.save()


def test_a_published_version_never_changes(versie: ZelfcheckVersie) -> None:
    versie.inhoud = {}
    with pytest.raises(TypeError):
        versie.save()
    with pytest.raises(TypeError):
        versie.save(update_fields=["inhoud", "ingetrokken"])


def test_two_versions_never_share_a_number(versie: ZelfcheckVersie) -> None:
    with pytest.raises(IntegrityError):
        versie.zelfcheck.versies.create(nummer=1, inhoud={}, hash="0" * 64, rapport={})


def test_a_withdrawn_version_is_live_no_longer(versie: ZelfcheckVersie) -> None:
    trek_in(versie)
    assert not Zelfcheck.objects.beschikbaar().exists()
    versie.zelfcheck.refresh_from_db()
    versie.zelfcheck.actieve_versie = versie
    with pytest.raises(ValueError, match="ingetrokken"):
        versie.zelfcheck.save()
