"""The connection: one client a process, short timeouts, no retries that make a visitor wait."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from socket import SHUT_RDWR
from threading import Lock, Timer, local
from typing import Any

from django.conf import settings
from elastic_transport import ConnectionError as GeenVerbinding
from elastic_transport import ConnectionTimeout, SerializationError, TransportError, Urllib3HttpNode
from elasticsearch import ApiError, BadRequestError, Elasticsearch
from elasticsearch.helpers import BulkIndexError, ScanError

from socialekaart.search.elastic.document import schema_som
from socialekaart.search.types import EngineFout, VraagFout

SCHRIJF_S = 5.0
BOUW_S = 60.0


class _Wekker:
    """Breaks off the connection of one request when its time is over, and not a moment later: then it is another's."""

    def __init__(self) -> None:
        self._slot = Lock()
        self._verbinding: Any = None
        self._klaar = False
        self.ging = False

    def verbonden(self, verbinding: Any) -> None:
        with self._slot:
            self._verbinding = verbinding

    def klaar(self) -> None:
        with self._slot:
            self._klaar = True

    def ga(self) -> None:
        with self._slot:
            self.ging = not self._klaar
            lijn = getattr(self._verbinding, "sock", None)
            if self.ging and lijn is not None:
                with suppress(OSError):
                    lijn.shutdown(SHUT_RDWR)


_bezig = local()


class _Meldt:
    """A connection that says which request it is used for."""

    def request(self, *args: Any, **kwargs: Any) -> Any:
        _bezig.wekker.verbonden(self)
        return super().request(*args, **kwargs)  # type: ignore[misc]


class Knooppunt(Urllib3HttpNode):
    """The server, asked within a time that counts for the whole answer. The library's counts anew for every piece that comes:
    a server that drips would hold a visitor for as long as it likes."""

    def __init__(self, config: Any) -> None:
        super().__init__(config)
        self.pool.ConnectionCls = type("Verbinding", (_Meldt, self.pool.ConnectionCls), {})

    def perform_request(self, *args: Any, request_timeout: Any = None, **kwargs: Any) -> Any:
        """Ask; `ConnectionTimeout` when the answer is not whole in time."""
        _bezig.wekker = wekker = _Wekker()
        klok = Timer(request_timeout if isinstance(request_timeout, int | float) else BOUW_S, wekker.ga)
        klok.daemon = True
        klok.start()
        try:
            return super().perform_request(*args, request_timeout=request_timeout, **kwargs)
        except Exception as fout:
            if wekker.ging:
                raise ConnectionTimeout("no whole answer in time") from fout
            raise
        finally:
            wekker.klaar()
            klok.cancel()


@lru_cache(maxsize=4)
def _client(url: str) -> Elasticsearch:
    return Elasticsearch(url, node_class=Knooppunt, max_retries=0, retry_on_timeout=False, retry_on_status=())


def zoektijd() -> float:
    """Seconds; a search that takes longer is answered by the embedded index."""
    return float(settings.ELASTICSEARCH_TIMEOUT)


def client(minstens: float = 0) -> Any:
    """The client for the address of the settings. A request may last as long as a search, or `minstens` seconds."""
    if not settings.ELASTICSEARCH_URL:
        raise EngineFout("geen adres (ELASTICSEARCH_URL)")
    return _client(settings.ELASTICSEARCH_URL).options(request_timeout=max(minstens, zoektijd()))


@contextmanager
def fouten() -> Iterator[None]:
    """Every fault of the server or the network as `EngineFout`, named so that an operator knows what to look at. Also around the
    reading of an answer: it may have any shape."""
    try:
        yield
    except BadRequestError as fout:
        raise VraagFout(f"antwoord 400: {fout.error}") from fout
    except ApiError as fout:
        raise EngineFout(f"antwoord {fout.meta.status}: {fout.error}") from fout
    except GeenVerbinding as fout:
        raise EngineFout("geen verbinding") from fout
    except SerializationError as fout:
        raise EngineFout("onleesbaar antwoord") from fout
    except ScanError as fout:
        raise EngineFout("half antwoord") from fout
    except TransportError as fout:
        raise EngineFout(f"te traag of afgebroken ({fout.__class__.__name__})") from fout
    except BulkIndexError as fout:
        raise EngineFout(geweigerd(fout.errors)) from fout
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as fout:
        # What answers says that all is well, and something that no Elasticsearch says.
        raise EngineFout(f"vreemd antwoord ({fout.__class__.__name__}: {fout})") from fout


def geweigerd(fouten_: list[Any]) -> str:
    """What went wrong in a bulk request, by the first of its faults."""
    eerste = next(iter(fouten_[0].values())).get("error") or {}
    return f"{len(fouten_)} wijzigingen geweigerd ({eerste.get('type', 'onbekend')})"


def prefix() -> str:
    """How the names of our indexes begin."""
    return f"{settings.ELASTICSEARCH_PREFIX}sk"


def alias() -> str:
    """The name under which searches find the index that counts. Another mapping has another name, so that an index of
    before an update is never asked what it does not know."""
    return f"{prefix()}-{schema_som()}"
