"""Mail about moderation, through the task queue.

Wagtail sends it inside the request of the person who submits, so a slow mail server makes them wait and one that is down
loses the mail: nobody then knows that something waits. Here the request only notes, in the same transaction as the
change, who should hear of what; a worker sends, one job per receiver, and tries again for half a day. Jobs hold numbers
only, no text and no address. (The outbox of the meldingen is not for this: the catalogue may not import `forms`.)
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from django_tasks import task
from wagtail.admin import signal_handlers
from wagtail.admin.mail import EmailNotificationMixin
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

log = logging.getLogger("dichtbij.moderatie")

WACHT = tuple(dt.timedelta(minutes=minuten) for minuten in (1, 5, 30, 120, 480))


class Bericht(NamedTuple):
    """A kind of mail: the signal, what it is about, Wagtail's sender of it, and whether it is still news later."""

    signaal: Signal
    model: type[TaskState] | type[WorkflowState]
    uid: str
    afzender: EmailNotificationMixin
    nog_nodig: Callable[[Any], bool]


def _in_behandeling(stand: TaskState | WorkflowState) -> bool:
    return bool(stand.status == stand.STATUS_IN_PROGRESS)


def _altijd(stand: TaskState | WorkflowState) -> bool:
    return True


BERICHTEN = {
    "taak": Bericht(
        task_submitted,
        TaskState,
        "group_approval_task_submitted_email_notification",
        signal_handlers.task_submission_email_notifier,
        _in_behandeling,
    ),
    "ingediend": Bericht(
        workflow_submitted,
        WorkflowState,
        "workflow_state_submitted_email_notification",
        signal_handlers.workflow_submission_email_notifier,
        _in_behandeling,
    ),
    "afgewezen": Bericht(
        workflow_rejected,
        WorkflowState,
        "workflow_state_rejected_email_notification",
        signal_handlers.workflow_rejection_email_notifier,
        _altijd,
    ),
    "goedgekeurd": Bericht(
        workflow_approved,
        WorkflowState,
        "workflow_state_approved_email_notification",
        signal_handlers.workflow_approval_email_notifier,
        _altijd,
    ),
}


class NietVerzonden(Exception):
    """The mail server did not take it, now and at every later try."""


def _verzend(bericht: Bericht, stand: Any, ontvanger: User) -> bool:
    try:
        sjablonen, context = bericht.afzender.get_template_set(stand), bericht.afzender.get_context(stand)
        return bool(bericht.afzender.send_emails(sjablonen, context, {ontvanger}))
    except OSError:  # the connection itself; SMTPException is one too
        log.warning("moderatiemail %s %s: mailserver niet bereikbaar", bericht.uid, stand.pk)
        return False


@task()
def moderatiemail(soort: str, stand_pk: int, ontvanger_pk: int, poging: int = 0) -> None:
    """Sends one mail; puts itself in the queue again when that fails. Raises NietVerzonden at the last try."""
    bericht = BERICHTEN[soort]
    stand = bericht.model.objects.filter(pk=stand_pk).first()
    ontvanger = User.objects.filter(pk=ontvanger_pk, is_active=True).first()
    if stand is None or ontvanger is None or not bericht.nog_nodig(stand):
        return
    if _verzend(bericht, stand.specific if isinstance(stand, TaskState) else stand, ontvanger):
        return
    if poging < len(WACHT) and moderatiemail.get_backend().supports_defer:
        later = moderatiemail.using(run_after=timezone.now() + WACHT[poging])
        later.enqueue(soort, stand_pk, ontvanger_pk, poging + 1)
        return
    raise NietVerzonden(f"{soort} {stand_pk}")


def _noteer(soort: str, sender: Any, instance: Any, **kwargs: Any) -> None:
    afzender = BERICHTEN[soort].afzender
    if not afzender.can_handle(instance, **kwargs):
        return
    for ontvanger in afzender.get_valid_recipients(instance, **kwargs):
        transaction.on_commit(partial(moderatiemail.enqueue, soort, instance.pk, ontvanger.pk))


def verbind() -> None:
    """Takes the place of Wagtail's receivers. They are known by their uid: whichever of the two apps is ready first,
    ours stays, since a signal takes one receiver per uid."""
    for soort, bericht in BERICHTEN.items():
        bericht.signaal.disconnect(sender=bericht.model, dispatch_uid=bericht.uid)
        bericht.signaal.connect(
            partial(_noteer, soort), sender=bericht.model, weak=False, dispatch_uid=bericht.uid
        )
