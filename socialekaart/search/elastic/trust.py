"""Whether Elasticsearch is trusted at the moment: a row that all workers share, so that one learns from the other.

After a fault the embedded index answers for `RUST` seconds, longer after every next fault up to `RUST_MAX`; then one
worker tries again. Until Elasticsearch has a whole index and has caught up with what it missed, it is not trusted.
"""

from __future__ import annotations

import logging
import time
from datetime import timedelta

from django.utils import timezone

from socialekaart.search.models import EngineStand

log = logging.getLogger("dichtbij.zoeken")
NAAM = "elasticsearch"
RUST = 5
RUST_MAX = 300
_KENNIS_S = 1.0
_laatst: tuple[float, bool] | None = None


def staat() -> EngineStand:
    """The shared state as it is now."""
    return EngineStand.objects.filter(naam=NAAM).first() or EngineStand(naam=NAAM, vertrouwd=True)


def vertrouwd() -> bool:
    """May this search go to Elasticsearch? Good news is believed for a second, so that it costs no query each time."""
    global _laatst
    nu = time.monotonic()
    if _laatst is not None and _laatst[1] and nu - _laatst[0] < _KENNIS_S:
        return True
    rij = staat()
    if not rij.vertrouwd:
        _laatst = None
        return _probeer(rij)
    _laatst = (nu, True)
    return True


def _probeer(rij: EngineStand) -> bool:
    """When it is time, one worker takes the turn to try: it moves the moment on, the others keep waiting."""
    nu = timezone.now()
    if rij.opnieuw is not None and rij.opnieuw > nu:
        return False
    beurt = EngineStand.objects.filter(naam=NAAM, vertrouwd=False, opnieuw=rij.opnieuw)
    if not beurt.update(opnieuw=nu + timedelta(seconds=RUST)):
        return False
    from socialekaart.search.elastic import catchup

    return catchup.terug()


def fout(reden: str) -> None:
    """A search or write failed: nobody asks it for a while. The log tells once, not at every search."""
    global _laatst
    _laatst = None
    nu = timezone.now()
    rij, nieuw = EngineStand.objects.get_or_create(
        naam=NAAM,
        defaults={
            "vertrouwd": False,
            "reden": reden[:120],
            "sinds": nu,
            "opnieuw": nu + timedelta(seconds=RUST),
        },
    )
    if nieuw or rij.vertrouwd:
        log.warning("Elasticsearch: %s. De ingebouwde index antwoordt.", reden)
    fouten = (0 if nieuw or rij.vertrouwd else rij.fouten) + 1
    wacht = min(RUST_MAX, RUST * 2 ** min(fouten - 1, 10))
    EngineStand.objects.filter(naam=NAAM).update(
        vertrouwd=False,
        reden=reden[:120],
        sinds=nu if nieuw or rij.vertrouwd else rij.sinds,
        opnieuw=nu + timedelta(seconds=wacht),
        fouten=fouten,
    )


def goed() -> None:
    """A search went well. Writes only when that is news."""
    if _laatst is not None:
        return
    hersteld()


def hersteld() -> None:
    """It works and has everything: trust it again."""
    if EngineStand.objects.filter(naam=NAAM, vertrouwd=False).update(
        vertrouwd=True, reden="", fouten=0, opnieuw=None
    ):
        log.warning("Elasticsearch antwoordt weer.")


def vergeet() -> None:
    """Forget what this process remembers (tests)."""
    global _laatst
    _laatst = None
