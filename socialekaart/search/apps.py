"""The search app: its own index beside Wagtail's, see `service` for what views call."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ZoekenConfig(AppConfig):
    """Registers signals, health and maintenance; the label keeps tables named `zoeken_…`."""

    name = "socialekaart.search"
    label = "zoeken"
    verbose_name = _("Zoeken")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from socialekaart.search import registratie

        registratie.verbind()
