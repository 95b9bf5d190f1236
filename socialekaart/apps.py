from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SocialekaartConfig(AppConfig):
    name = "socialekaart"
    label = "socialekaart"
    verbose_name = _("Sociale kaart")

    def ready(self) -> None:
        from socialekaart import signals

        signals.verbind()
