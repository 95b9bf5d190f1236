"""Offers whose index entry is yet to be written by this thread.

Publishing writes at once, in its own transaction. A bare `save()` has not stored its related rows yet when Django tells
us, so such an offer waits until the transaction commits, or until this thread searches.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from portal.shell.commit import na_commit


class _Wachtrij(threading.local):
    def __init__(self) -> None:
        self.ids: dict[int, None] = {}
        self.diepte = 0
        self.bezig = False


_rij = _Wachtrij()


def markeer(ids: Iterable[int]) -> None:
    """These offers may have changed; write them at commit."""
    nieuw = [pk for pk in ids if pk not in _rij.ids]
    if not nieuw:
        return
    _rij.ids.update(dict.fromkeys(nieuw))
    if not _rij.diepte:
        na_commit(verwerk)


def vergeet(ids: Iterable[int]) -> None:
    """These have been written meanwhile."""
    for pk in ids:
        _rij.ids.pop(pk, None)


def verwerk() -> int:
    """Write what waits. Nothing waits: costs nothing. Inside `verzamel` it waits for the end."""
    if not _rij.ids or _rij.bezig or _rij.diepte:
        return 0
    from socialekaart.search import service

    ids = list(_rij.ids)
    _rij.ids.clear()
    _rij.bezig = True
    try:
        return service.indexeer(ids)
    finally:
        _rij.bezig = False


@contextmanager
def verzamel() -> Iterator[None]:
    """Write everything of this block in one go at its end: for imports and demo content."""
    _rij.diepte += 1
    try:
        yield
    finally:
        _rij.diepte -= 1
        verwerk()


def verzamelt() -> bool:
    """Is this thread within `verzamel`?"""
    return _rij.diepte > 0
