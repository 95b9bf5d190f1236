"""A municipality with the demo's self-check live."""

from __future__ import annotations

import json
from typing import Any

import pytest

from portal.gemeente.models import Gemeente
from selfcheck.actions import publiceer
from selfcheck.models import Zelfcheck, ZelfcheckVersie
from tests.selfcheck.stromen import DEMO


@pytest.fixture
def stroomdata() -> dict[str, Any]:
    return json.loads(DEMO.read_text())


@pytest.fixture
def versie(duinrand: Gemeente, stroomdata: dict[str, Any]) -> ZelfcheckVersie:
    zelfcheck = Zelfcheck.objects.create(slug="rondkijken", titel="Even rondkijken")
    return publiceer(zelfcheck, stroomdata)
