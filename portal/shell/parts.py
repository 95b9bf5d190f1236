"""The shell's own health checks and recurring jobs."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Q
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.shell.health import DEGRADED, DOWN, OK

WAIT = dt.timedelta(minutes=5)
LOST = dt.timedelta(hours=1)
ATTEMPTS = 3

_migrated = False


def database() -> dict[str, Any]:
    """Reachable and migrated. Once migrated, a process stays so: reading all migrations at every probe costs too much."""
    global _migrated
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    waiting = 0
    if not _migrated:
        executor = MigrationExecutor(connection)
        waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        _migrated = not waiting
    return {"status": DOWN if waiting else OK, "soort": connection.vendor, "migraties_te_gaan": waiting}


def tasks() -> dict[str, Any]:
    """Degraded when work that may begin has been waiting so long that no worker seems to run."""
    nu = timezone.now()
    waiting = DBTaskResult.objects.ready()
    # A mail that is tried again in half an hour is not late before that.
    uitgesteld = Q(run_after__gte=nu - WAIT, run_after__lte=nu)
    late = waiting.filter(enqueued_at__lt=nu - WAIT).exclude(uitgesteld).count()
    return {"status": DEGRADED if late else OK, "wachtend": waiting.count(), "te_laat": late}


def clear_sessions() -> None:
    call_command("clearsessions")


def publish_scheduled() -> None:
    call_command("publish_scheduled")


def return_tasks() -> str:
    """Jobs whose worker was killed halfway go back into the queue (every job can be run twice); one that a worker did not
    survive three times counts as failed."""
    lost = DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - LOST)
    terug = 0
    for job in lost:
        if len(job.worker_ids) >= ATTEMPTS:
            job.set_failed(RuntimeError("the worker ended during this job"))
        else:
            # Only when it still runs as it was read: its worker may be done just now.
            terug += lost.filter(pk=job.pk, started_at=job.started_at).update(
                status=TaskResultStatus.READY, started_at=None
            )
    return f"{terug} taken teruggezet" if terug else ""


def prune_tasks() -> str:
    """Finished jobs older than a day go; failed ones stay two weeks for who looks for a fault."""
    nu = timezone.now()
    done = DBTaskResult.objects.filter(
        status=TaskResultStatus.SUCCESSFUL, finished_at__lt=nu - dt.timedelta(days=1)
    )
    failed = DBTaskResult.objects.filter(finished_at__lt=nu - dt.timedelta(days=14))
    aantal = done.delete()[0] + failed.delete()[0]
    return f"{aantal} taken opgeruimd" if aantal else ""
