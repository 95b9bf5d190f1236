"""A *run*: one walk through the questions of the zelfcheck or a melding, kept in the visitor's session.

The session holds, per kind, a short list of runs; the answers of each stand beside it under the run's ``storage_key``.
Nothing is written before the first POST, and a run that was left alone for too long is wiped with its answers.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import MutableMapping
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import register_converter, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import salted_hmac

SESSION_KEY = "runs"
MAX_RUNS = 5


class TamperedRun(SuspiciousOperation):
    """The request cannot come from a page that we showed; Django answers with the site's 400 page."""


class RunIdConverter:
    """``<run:run>`` in an address: 16 letters, digits, dashes or underscores."""

    regex = "[A-Za-z0-9_-]{16}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class StepIdConverter(RunIdConverter):
    """``<step:step>`` in an address: 20 hexadecimal digits, or whatever a tampered address holds."""

    regex = "[^/]{1,200}"


register_converter(RunIdConverter, "run")
register_converter(StepIdConverter, "step")


def _now() -> int:
    """Seconds since the epoch; apart, so that tests can move the clock."""
    return int(time.time())


@dataclass
class Run:
    """One walk through the questions, as kept in the session; ``begun`` and ``seen`` are seconds since the
    epoch.
    """

    id: str
    kind: str
    begun: int
    seen: int
    until: int = 0
    """When it expires, if nothing happens before then (seconds since the epoch); the sweep over sessions goes by this."""
    done_url: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def prefix(self) -> str:
        """The formtools prefix of this run: under it the answers stand in the session."""
        return f"{self.kind}_{self.id}"

    @property
    def storage_key(self) -> str:
        return f"wizard_{self.prefix}"

    def expired(self, now: int, idle: int, absolute: int | None) -> bool:
        """Whether the run was left alone for too long, or is too old altogether (seconds; None is no limit)."""
        return now - self.seen > idle or (absolute is not None and now - self.begun > absolute)


def load_runs(session: MutableMapping[str, Any], kind: str) -> list[Run]:
    """The runs of one kind in this session, oldest first; reading never creates a session."""
    return [Run(**raw) for raw in session.get(SESSION_KEY, {}).get(kind, [])]


def save_runs(session: MutableMapping[str, Any], kind: str, runs: list[Run]) -> None:
    """Keep exactly these runs of this kind; the answers of those that are gone go with them."""
    kept = {run.id for run in runs}
    for old in load_runs(session, kind):
        if old.id not in kept:
            session.pop(old.storage_key, None)
    every = dict(session.get(SESSION_KEY, {}))
    every[kind] = [asdict(run) for run in runs]
    if not runs:
        del every[kind]
    session[SESSION_KEY] = every
    if not every:
        del session[SESSION_KEY]


def wipe_expired(session: MutableMapping[str, Any], now: int) -> bool:
    """Wipe the runs of every kind whose time is over, with their answers; True when there was one."""
    found = False
    for kind in list(session.get(SESSION_KEY, {})):
        runs = load_runs(session, kind)
        living = [run for run in runs if now <= run.until]
        if len(living) != len(runs):
            save_runs(session, kind, living)
            found = True
    return found


def step_id(run_id: str, key: str) -> str:
    """The opaque name of a step: the same in every language, different in every run."""
    return salted_hmac("portal.shell.wizard.step", f"{run_id}:{key}", algorithm="sha256").hexdigest()[:20]


class RunMixin:
    """For every view on a run (step, result, confirmation): finds it, expires it, and keeps the page out of
    caches.
    """

    kind: ClassVar[str] = ""
    idle_seconds: ClassVar[int] = 60 * 60
    absolute_seconds: ClassVar[int | None] = 4 * 60 * 60
    expired_template: ClassVar[str] = "wizard/verlopen.html"
    intro_url_name: ClassVar[str] = ""

    run: Run

    def begin(self, request: HttpRequest, **extra: Any) -> Run:
        """Start a run (only from a POST) with ``extra`` pinned to it; of more than five the oldest is
        dropped.
        """
        now = _now()
        run = Run(id=secrets.token_urlsafe(12), kind=self.kind, begun=now, seen=now, extra=extra)
        run.until = self._until(run)
        runs = [old for old in load_runs(request.session, self.kind) if not self._expired(old, now)]
        save_runs(request.session, self.kind, [*runs, run][-MAX_RUNS:])
        return run

    def get_run(self, request: HttpRequest, run_id: str) -> Run | None:
        """The living run with this id in the visitor's own session; None when unknown or expired. Expired
        runs are wiped.
        """
        runs = load_runs(request.session, self.kind)
        now = _now()
        living = [run for run in runs if not self._expired(run, now)]
        if len(living) != len(runs):
            save_runs(request.session, self.kind, living)
        found = next((run for run in living if run.id == run_id), None)
        if found is not None:
            found.seen = now
            found.until = self._until(found)
            self.save_run(request, found)
        return found

    def save_run(self, request: HttpRequest, run: Run) -> None:
        """Write ``extra``, ``seen`` and ``done_url`` back."""
        runs = load_runs(request.session, run.kind)
        save_runs(request.session, run.kind, [run if old.id == run.id else old for old in runs])

    def drop_run(self, request: HttpRequest, run: Run) -> None:
        """Wipe a run and its answers."""
        save_runs(
            request.session,
            run.kind,
            [old for old in load_runs(request.session, run.kind) if old.id != run.id],
        )

    def _until(self, run: Run) -> int:
        idle = run.seen + self.idle_seconds
        return idle if self.absolute_seconds is None else min(idle, run.begun + self.absolute_seconds)

    def _expired(self, run: Run, now: int) -> bool:
        return run.expired(now, self.idle_seconds, self.absolute_seconds)

    def get_intro_url(self) -> str:
        """Where a visitor can start (again)."""
        return reverse(self.intro_url_name)

    def run_expired(self, request: HttpRequest) -> HttpResponse:
        """The plain page for a run that is gone; override to give typed text back. Status 410: it will not
        return.
        """
        return render(
            request, self.expired_template, {"intro_url": self.get_intro_url(), "kind": self.kind}, status=410
        )

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        run_id = kwargs.get("run")
        if run_id is not None:
            found = self.get_run(request, run_id)
            if found is None:
                response: HttpResponseBase = self.run_expired(request)
                add_never_cache_headers(response)
                return response
            self.run = found
        response = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        add_never_cache_headers(response)
        return response
