"""All that recurs. Apps register their jobs in `AppConfig.ready()`; `manage.py onderhoud` runs them.

Every job can be run twice without harm, returns a short line for the log (or None), and one that fails does not keep the
others from running.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

Job = Callable[[], object]

log = logging.getLogger("dichtbij.onderhoud")
_jobs: dict[str, tuple[Job, bool]] = {}


def register(name: str, job: Job, *, nightly: bool = False) -> None:
    """`nightly` jobs (sweeps over everything) run once a day instead of at every turn."""
    _jobs[name] = (job, nightly)


def names(*, nightly: bool) -> list[str]:
    """The jobs of a turn, in order of registration; the nightly ones only when asked."""
    return [name for name, (_, night) in _jobs.items() if nightly or not night]


def run(only: list[str]) -> Iterator[tuple[str, bool, str]]:
    """Runs the jobs; yields name, whether it went well, and what it said."""
    for name in only:
        job, _ = _jobs[name]
        try:
            yield name, True, str(job() or "")
        except (
            Exception,
            SystemExit,
        ) as fault:  # the next job must still run; a command may end with SystemExit
            log.exception("onderhoud: %s mislukt", name)
            yield name, False, fault.__class__.__name__
