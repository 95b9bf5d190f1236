"""How gunicorn serves: few processes, some threads, no access log (it would tell who read what)."""

import gc
import os

bind = f"{os.environ.get('BIND', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = True
max_requests = 2000
max_requests_jitter = 200
timeout = 60
graceful_timeout = 4  # honcho kills after five seconds
accesslog = None
errorlog = "-"
loglevel = "error"  # its warnings name the address of who sent something odd
limit_request_line = 8190


def when_ready(server: object) -> None:
    """The word lists are read before the workers are made, so that these share them."""
    from socialekaart.search import woordenboek

    woordenboek.lijsten()
    _bewaar()
    poort = os.environ.get("PORT", "8000")
    print(
        f"\n  Dichtbij is klaar: http://localhost:{poort}   (beheer: http://localhost:{poort}/beheer/)\n",
        flush=True,
    )


def post_worker_init(worker: object) -> None:
    """The first search of a process reads what it remembers of the index, and the first slip puts in order what it may be a slip
    of; no visitor waits for either."""
    from socialekaart.search import service
    from socialekaart.search.types import Vraag

    try:
        service.zoek(Vraag("hulp bij shculden"))
    except Exception as fout:  # a worker without a database still answers: with the 503 page
        print(f"  zoeken niet opgewarmd: {fout.__class__.__name__}", flush=True)
    _bewaar()


def _bewaar() -> None:
    """What a process keeps until its end need not be looked through for rubbish again and again, nor be copied because of
    it."""
    gc.collect()
    gc.freeze()
