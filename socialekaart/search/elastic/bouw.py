"""A new index beside the one that answers. The alias moves in one step; killed at any moment, the old one still answers.

One row in the database says which index is being built, by whom, and when that was last heard of, so that what a dead
process left behind is told from what a living one is filling.
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone
from elasticsearch.helpers import streaming_bulk

from socialekaart.search.elastic.client import BOUW_S, SCHRIJF_S, alias, client, fouten, prefix
from socialekaart.search.elastic.document import INSTELLINGEN, lichaam, mapping
from socialekaart.search.elastic.heel import MERK
from socialekaart.search.elastic.spiegel import Rij
from socialekaart.search.models import EngineStand
from socialekaart.search.types import EngineFout

log = logging.getLogger("dichtbij.zoeken")
NAAM = "elasticsearch:bouw"
"""The row that says who is building what."""
GEWISSELD = "elasticsearch:oud"
"""The row that says which index answered before this one."""
UITLOOP = timedelta(seconds=60)
"""So long an old index stays after the swap; no search lasts longer."""
STIL = timedelta(seconds=60)
"""A build that has not been heard of for so long is dead."""
PARTIJ = 500


def bezig() -> str:
    """The name of the index that a living process is building, "" when there is none."""
    rij = EngineStand.objects.filter(naam=NAAM).first()
    if rij is None or rij.sinds is None or rij.sinds < timezone.now() - STIL:
        return ""
    machine, nummer, naam = rij.reden.split(" ")
    return naam if machine != _machine() or _leeft(int(nummer)) else ""


def ruim_op() -> int:
    """Remove our indexes that neither answer, nor did a moment ago, nor are being built. Returns how many."""
    net = EngineStand.objects.filter(naam=GEWISSELD, sinds__gt=timezone.now() - UITLOOP)
    houd = {bezig(), *net.values_list("reden", flat=True)}
    with fouten():
        namen = set(client(SCHRIJF_S).indices.get(index=f"{prefix()}-*")) - houd
    return sum(_gooi_weg(naam) for naam in namen)


def _gooi_weg(naam: str) -> bool:
    """Remove an index, unless it answers."""
    with fouten():
        server = client(SCHRIJF_S).options(ignore_status=404)
        if server.indices.exists_alias(index=naam, name=alias()):
            return False
        return bool(server.indices.delete(index=naam).meta.status == 200)


def wis() -> None:
    """Remove all indexes of ours."""
    with fouten():
        server = client(BOUW_S)
        for naam in server.indices.get(index=f"{prefix()}-*"):
            server.options(ignore_status=404).indices.delete(index=naam)


class Bouw:
    """Fill a new index and let it answer: `with Bouw() as nieuw: nieuw.schrijf(…); nieuw.wissel()`.

    Who begins later wins: the earlier one notices it at its next batch, and stops.
    """

    def __init__(self, generatie: str = "") -> None:
        self._meta = {MERK: generatie}
        self.naam = f"{alias()}-{datetime.now(UTC):%Y%m%d%H%M%S%f}"
        self._wie = f"{_machine()} {os.getpid()} {self.naam}"

    def __enter__(self) -> Bouw:
        EngineStand.objects.update_or_create(
            naam=NAAM, defaults={"reden": self._wie, "sinds": timezone.now()}
        )
        try:
            with fouten():
                client(BOUW_S).indices.create(
                    index=self.naam,
                    mappings={**mapping(), "_meta": self._meta},
                    settings={**INSTELLINGEN, "refresh_interval": "-1"},
                )
        except EngineFout:
            self._klaar()
            raise
        return self

    def __exit__(self, soort: Any, *fout: object) -> None:
        self._klaar()
        try:
            if soort is None:
                ruim_op()
            else:
                _gooi_weg(self.naam)
        except EngineFout as uitleg:
            log.warning(
                "Elasticsearch: een index die weg kan blijft staan tot het volgende onderhoud (%s).", uitleg
            )

    def _klaar(self) -> None:
        EngineStand.objects.filter(naam=NAAM, reden=self._wie).delete()

    def _hartslag(self) -> None:
        if not EngineStand.objects.filter(naam=NAAM, reden=self._wie).update(sinds=timezone.now()):
            raise EngineFout("een latere opbouw ging voor")

    def schrijf(self, rijen: Iterable[Rij], *, geduld: float = BOUW_S) -> int:
        """Add or replace. Returns how many."""
        acties = ({"_index": self.naam, "_id": rij.document.id, "_source": lichaam(rij)} for rij in rijen)
        aantal = 0
        with fouten():
            for aantal, _ in enumerate(streaming_bulk(client(geduld), acties, chunk_size=PARTIJ), 1):
                if aantal % PARTIJ == 0:
                    self._hartslag()
        self._hartslag()
        return aantal

    def weg(self, ids: Iterable[str]) -> None:
        """Take out what is there."""
        acties = [{"_op_type": "delete", "_index": self.naam, "_id": pk} for pk in ids]
        with fouten():
            for _ in streaming_bulk(client(SCHRIJF_S), acties, chunk_size=PARTIJ):
                pass

    def ververs(self, geduld: float = BOUW_S) -> None:
        """Make what was written findable."""
        with fouten():
            client(geduld).indices.put_settings(index=self.naam, settings={"refresh_interval": "1s"})
            client(geduld).indices.refresh(index=self.naam)

    def wissel(self) -> None:
        """Let this index answer, in one step. Searches that began before it still read the old one: that stays a little."""
        self.ververs(SCHRIJF_S)
        with fouten():
            server = client(SCHRIJF_S)
            gevonden = server.options(ignore_status=404).indices.get(index=alias())
            oude = list(gevonden) if gevonden.meta.status == 200 else []
            stappen: list[dict[str, Any]] = [{"add": {"index": self.naam, "alias": alias()}}]
            for een in oude:
                # Somebody's index may bear the name that the alias needs: that one has to go.
                soort = {"remove": {"index": een, "alias": alias()}}
                stappen.append(soort if een != alias() else {"remove_index": {"index": een}})
            server.indices.update_aliases(actions=stappen)
        if oude:
            EngineStand.objects.update_or_create(
                naam=GEWISSELD, defaults={"reden": oude[0], "sinds": timezone.now()}
            )


def _machine() -> str:
    return socket.gethostname()[:40].replace(" ", "-")


def _leeft(nummer: int) -> bool:
    try:
        os.kill(nummer, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
