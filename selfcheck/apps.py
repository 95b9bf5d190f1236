"""Zelfcheck: a few questions, and then what somebody can do, from near to far."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SelfcheckConfig(AppConfig):
    """Nothing recurs here: runs live in the session, and sessions are cleared by the shell."""

    name = "selfcheck"
    label = "selfcheck"
    verbose_name = _("Zelfcheck")
