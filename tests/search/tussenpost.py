"""A post between the project and a real Elasticsearch: it passes everything on, until it is told to misbehave."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

KOP = {"X-Elastic-Product": "Elasticsearch", "Content-Type": "application/json"}


@dataclass
class Antwoord:
    """What goes back to the client. `lijf` may be cut: then the head promises more than comes. `pauze`: seconds between
    thirty pieces."""

    status: int
    lijf: bytes
    kop: dict[str, str] = field(default_factory=lambda: dict(KOP))
    beloofd: int | None = None
    pauze: float = 0


Storing = Callable[["Post", str, Callable[[], Antwoord]], Antwoord | None]
"""Gets the post, the path, and a way to ask the real server; gives the answer, or None to hang up."""


@dataclass
class Post:
    """The post at `url`. `storing` is what goes wrong now; `verzoeken` are the paths asked for since it was set."""

    url: str
    storing: Storing | None = None
    verzoeken: list[str] = field(default_factory=list)
    los: threading.Event = field(default_factory=threading.Event)

    def stoor(self, storing: Storing | None) -> None:
        self.storing = storing
        self.verzoeken.clear()


def weigert(status: int) -> Storing:
    """Too busy, broken, no access: every request gets this status."""
    lijf = json.dumps({"error": {"type": "es_rejected_execution_exception"}, "status": status}).encode()
    return lambda post, pad, echt: Antwoord(status, lijf)


def zegt(lijf: bytes) -> Storing:
    """That all is well, with this beside it."""
    return lambda post, pad, echt: Antwoord(200, lijf)


def hangt_op(post: Post, pad: str, echt: Callable[[], Antwoord]) -> None:
    """The connection breaks before an answer."""
    return


def traag(post: Post, pad: str, echt: Callable[[], Antwoord]) -> None:
    """No answer comes until the test lets go."""
    post.los.wait(60)


def druppelt(post: Post, pad: str, echt: Callable[[], Antwoord]) -> Antwoord:
    """The whole answer, in pieces of which none is late."""
    heel = echt()
    return Antwoord(heel.status, heel.lijf, pauze=0.2)


def afgekapt(post: Post, pad: str, echt: Callable[[], Antwoord]) -> Antwoord:
    """Half an answer, and then the connection breaks."""
    heel = echt()
    return Antwoord(heel.status, heel.lijf[: len(heel.lijf) // 2], beloofd=len(heel.lijf))


def iemand_anders(post: Post, pad: str, echt: Callable[[], Antwoord]) -> Antwoord:
    """Something that is no Elasticsearch answers at this address."""
    return Antwoord(200, b"<h1>Welkom</h1>", {"Content-Type": "text/html"})


def scherf_kwijt(post: Post, pad: str, echt: Callable[[], Antwoord]) -> Antwoord:
    """A part of the index does not answer, so the answer lacks hits."""
    heel = echt()
    inhoud = json.loads(heel.lijf)
    for een in (inhoud, *inhoud.get("responses", ())):
        if "_shards" in een:
            een["_shards"] |= {"total": 2, "failed": 1}
    return Antwoord(heel.status, json.dumps(inhoud).encode())


def schrijft_niet(post: Post, pad: str, echt: Callable[[], Antwoord]) -> Antwoord:
    """Searches are answered; of a bulk request every single change is refused, within an answer that is fine."""
    if "_bulk" not in pad:
        return echt()
    fout = {"_index": "x", "status": 429, "error": {"type": "es_rejected_execution_exception"}}
    inhoud = json.loads(echt().lijf)
    items = [{soort: {**fout, "_id": een["_id"]}} for rij in inhoud["items"] for soort, een in rij.items()]
    return Antwoord(200, json.dumps({"took": 1, "errors": True, "items": items}).encode())


@contextmanager
def tussenpost(server: str) -> Iterator[Post]:
    """Open a post in front of this server; it ends with the block."""
    doel = urlsplit(server).netloc

    class Werker(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def doe(self) -> None:
            lijf = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            kop = {k: v for k, v in self.headers.items() if k.lower() not in ("host", "connection")}
            post.verzoeken.append(self.path)

            def echt() -> Antwoord:
                verbinding = HTTPConnection(doel, timeout=60)
                try:
                    verbinding.request(self.command, self.path, lijf, kop)
                    terug = verbinding.getresponse()
                    inhoud = terug.read()
                    return Antwoord(
                        terug.status, inhoud, {**KOP, "Content-Type": terug.headers["Content-Type"]}
                    )
                finally:
                    verbinding.close()

            antwoord = post.storing(post, self.path, echt) if post.storing else echt()
            if antwoord is None:
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            self.send_response(antwoord.status)
            for naam, waarde in antwoord.kop.items():
                self.send_header(naam, waarde)
            self.send_header("Content-Length", str(antwoord.beloofd or len(antwoord.lijf)))
            self.end_headers()
            if self.command != "HEAD":
                stap = len(antwoord.lijf) // 30 + 1 if antwoord.pauze else len(antwoord.lijf) or 1
                for begin in range(0, len(antwoord.lijf), stap):
                    self.wfile.write(antwoord.lijf[begin : begin + stap])
                    post.los.wait(antwoord.pauze)
            if antwoord.beloofd:
                self.close_connection = True

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = doe

        def log_message(self, *wat: Any) -> None: ...

    class Stil(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *wat: Any) -> None: ...

    with Stil(("127.0.0.1", 0), Werker) as opener:
        post = Post(f"http://127.0.0.1:{opener.server_address[1]}")
        draad = threading.Thread(target=opener.serve_forever, daemon=True)
        draad.start()
        try:
            yield post
        finally:
            post.los.set()
            opener.shutdown()
            draad.join(10)
