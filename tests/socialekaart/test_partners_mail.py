"""Moderation mail: through the queue, one job a receiver, again when the mail server is away."""

from __future__ import annotations

import datetime as dt
import json
from unittest import mock

import pytest
from django.contrib.auth.models import Group, User
from django.core import mail
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import WorkflowState

from socialekaart.models import CataloguePage, OrganisatiePage, VoorzieningPage
from socialekaart.partners.actions import REDACTIE, maak_partnergroep, richt_moderatie_in
from socialekaart.partners.mail import WACHT, NietVerzonden, moderatiemail
from tests.socialekaart.partners_hulp import account, bewaar, log_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("eens_kaart")]

ACHTER = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def redacteur(catalogus: CataloguePage) -> User:
    richt_moderatie_in(catalogus)
    return account(Group.objects.get(name=REDACTIE), username="redacteur")


@pytest.fixture
def partner(organisatie: OrganisatiePage) -> User:
    return account(maak_partnergroep(organisatie), username="partner")


@pytest.fixture
def wachtrij(settings: object) -> None:
    """Jobs wait in the database, as they do when the portal runs."""
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "wagtail"]}
    }  # type: ignore[attr-defined]


@pytest.fixture
def kapot(settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    def weiger(self: object) -> None:
        raise ConnectionRefusedError("mailserver weg")

    monkeypatch.setattr(f"{ACHTER}.open", weiger)


def jobs() -> list[DBTaskResult]:
    return list(DBTaskResult.objects.filter(task_path=moderatiemail.module_path).order_by("enqueued_at"))


def test_editors_hear_of_a_submission_and_the_partner_of_the_answer(
    partner: User, redacteur: User, voorziening: VoorzieningPage, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        bewaar(log_in(partner), voorziening, title="Thee in de buurt", indienen=True)
    assert [bericht.to for bericht in mail.outbox] == [[redacteur.email]]
    taak = voorziening.current_workflow_task_state
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        log_in(redacteur).post(
            f"/beheer/pages/workflow/action/{voorziening.pk}/approve/{taak.pk}/", {"comment": ""}
        )
    assert [bericht.to for bericht in mail.outbox[1:]] == [[partner.email]]


def test_submitting_works_while_the_mail_server_is_down(
    partner: User, redacteur: User, voorziening: VoorzieningPage, kapot: None, wachtrij: None,
    django_capture_on_commit_callbacks: object,
) -> None:  # fmt: skip
    client: Client = log_in(partner)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert bewaar(client, voorziening, title="Thee in de buurt", indienen=True).status_code == 302
    assert mail.outbox == []
    assert [job.status for job in jobs()] == ["READY"]


def test_a_job_holds_numbers_only(
    partner: User,
    redacteur: User,
    voorziening: VoorzieningPage,
    wachtrij: None,
    django_capture_on_commit_callbacks: object,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        voorziening.get_workflow().start(voorziening, partner)
    (job,) = jobs()
    assert redacteur.email not in json.dumps(job.args_kwargs)
    assert voorziening.title not in json.dumps(job.args_kwargs)


def test_a_failed_mail_is_tried_again_later_and_at_last_reported(
    partner: User, redacteur: User, voorziening: VoorzieningPage, kapot: None, wachtrij: None
) -> None:
    stand = voorziening.get_workflow().start(voorziening, partner)
    argumenten = ("taak", stand.current_task_state_id, redacteur.pk)
    begin = timezone.now()
    for poging, wacht in enumerate(WACHT):
        moderatiemail.func(*argumenten, poging)
        later = jobs()[-1]
        assert later.args_kwargs["args"] == [*argumenten, poging + 1]
        assert abs(later.run_after - begin - wacht) < dt.timedelta(minutes=1)
    with pytest.raises(NietVerzonden):
        moderatiemail.func(*argumenten, len(WACHT))
    assert sum(WACHT, dt.timedelta()) > dt.timedelta(hours=8), "een nacht zonder mailserver mag niets kosten"


def test_one_address_that_is_refused_does_not_hold_up_the_others(
    partner: User, redacteur: User, voorziening: VoorzieningPage, wachtrij: None
) -> None:
    tweede = account(Group.objects.get(name=REDACTIE))
    stand = voorziening.get_workflow().start(voorziening, partner)
    with mock.patch("wagtail.admin.mail.send_mail", side_effect=OSError("geweigerd")):
        moderatiemail.func("taak", stand.current_task_state_id, tweede.pk)
    moderatiemail.func("taak", stand.current_task_state_id, redacteur.pk)
    assert [bericht.to for bericht in mail.outbox] == [[redacteur.email]]
    assert [job.args_kwargs["args"][2] for job in jobs()] == [tweede.pk]


def test_what_is_no_news_any_more_is_not_sent(
    partner: User, redacteur: User, voorziening: VoorzieningPage
) -> None:
    stand: WorkflowState = voorziening.get_workflow().start(voorziening, partner)
    taak = stand.current_task_state_id
    stand.cancel(user=partner)
    moderatiemail.func("taak", taak, redacteur.pk)
    moderatiemail.func("taak", 10**6, redacteur.pk)
    assert mail.outbox == []
