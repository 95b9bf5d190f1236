from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GemeenteConfig(AppConfig):
    name = "portal.gemeente"
    label = "gemeente"
    verbose_name = _("Gemeenten")
