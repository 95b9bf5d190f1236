"""What the app registers when Django starts: signals, its part of `/healthz`, its recurring work, and what it checks."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import checks

from portal.shell import health, maintenance


def verbind() -> None:
    """Called once, from `AppConfig.ready`."""
    from socialekaart.search import onderhoud, signals

    signals.verbind()
    health.register("zoeken", onderhoud.gezondheid)
    maintenance.register("zoeken: opruimen en bijwerken", onderhoud.haal_in)
    maintenance.register("zoeken: index nakijken", onderhoud.kijk_na, nightly=True)
    checks.register(instellingen)


def instellingen(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """An engine that does not exist, or has no address, would go unseen: the embedded index answers for it."""
    if settings.SEARCH_ENGINE not in ("embedded", "elasticsearch"):
        return [checks.Error("SEARCH_ENGINE is embedded of elasticsearch.", id="zoeken.E001")]
    if settings.SEARCH_ENGINE == "elasticsearch" and not settings.ELASTICSEARCH_URL:
        uitleg = "SEARCH_ENGINE is elasticsearch, maar ELASTICSEARCH_URL is leeg."
        return [checks.Error(uitleg, hint="Bijvoorbeeld http://localhost:9200", id="zoeken.E002")]
    return []
