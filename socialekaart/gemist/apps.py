"""Registers the recurring clean-up; the label keeps tables named `gemist_…`."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GemistConfig(AppConfig):
    """Searches without a result."""

    name = "socialekaart.gemist"
    label = "gemist"
    verbose_name = _("Gemiste zoekvragen")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from portal.shell import maintenance
        from socialekaart.gemist import onderhoud

        maintenance.register("gemiste zoekvragen: opruimen", onderhoud.ruim_op, nightly=True)
