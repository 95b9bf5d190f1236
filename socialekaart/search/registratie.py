"""What the app registers when Django starts: signals, its part of `/healthz`, and its recurring work."""

from __future__ import annotations

from portal.shell import health, maintenance


def verbind() -> None:
    """Called once, from `AppConfig.ready`."""
    from socialekaart.search import onderhoud, signals

    signals.verbind()
    health.register("zoeken", onderhoud.gezondheid)
    maintenance.register("zoeken: opruimen en bijwerken", onderhoud.haal_in)
    maintenance.register("zoeken: index nakijken", onderhoud.kijk_na, nightly=True)
