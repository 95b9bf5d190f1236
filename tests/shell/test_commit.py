"""What is done after a commit may fail: who committed does not notice."""

from __future__ import annotations

import logging

import pytest
from django.db import transaction

from portal.shell.commit import na_commit


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_fault_after_the_commit_harms_nobody_and_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    gedaan: list[str] = []

    def breekt(wat: str) -> None:
        raise KeyError(wat)

    with caplog.at_level(logging.ERROR), transaction.atomic():
        na_commit(breekt, "de mail")
        na_commit(gedaan.append, "de index")
        assert gedaan == []
    assert gedaan == ["de index"]
    assert any(
        "breekt" in regel.getMessage() or "na_commit" in regel.getMessage() for regel in caplog.records
    )
