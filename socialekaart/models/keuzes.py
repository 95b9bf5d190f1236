"""Choices with a meaning of their own."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Toegang(models.TextChoices):
    """How somebody gets in. `melding` goes through the sociaal team (trede 4)."""

    VRIJ = "vrij", _("Zo binnenlopen")
    AANMELDEN = "aanmelden", _("Aanmelden")
    VERWIJZING = "verwijzing", _("Met een verwijzing")
    MELDING = "melding", _("Via het sociaal team")


class Trede(models.IntegerChoices):
    """The ladder: first yourself, then together, then freely accessible, then made to measure."""

    EIGEN = 1, _("Zelf")
    NETWERK = 2, _("Samen met mensen om u heen")
    VOORLIGGEND = 3, _("Vrij toegankelijk in de buurt")
    MAATWERK = 4, _("Hulp van het sociaal team")


class Bereik(models.TextChoices):
    """The area that an offer serves; not where its pin is. Blank: not known, and then nobody is turned away."""

    WIJK = "wijk", _("Een of meer wijken")
    GEMEENTE = "gemeente", _("Een gemeente")
    REGIO = "regio", _("De regio")
    LAND = "land", _("Heel Nederland")
    ONLINE = "online", _("Online")
