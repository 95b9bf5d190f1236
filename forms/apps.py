"""Melden: the app behind /melden/ and the inbox of the sociaal teams."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FormsConfig(AppConfig):
    """Registers what the shell runs for us: the outbox check and the recurring jobs."""

    name = "forms"
    label = "forms"
    verbose_name = _("Meldingen")

    def ready(self) -> None:
        from forms import outbox, overdracht, selectors
        from portal.shell import health, maintenance, sessies

        health.register("outbox", outbox.gezondheid)
        health.register("routering", selectors.gezondheid_routering)
        maintenance.register("outbox", outbox.veeg)
        sessies.register(overdracht.wis_verlopen)
