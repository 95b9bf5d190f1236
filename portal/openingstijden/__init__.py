"""Opening hours: weekly schedules, exceptions, public holidays and words. Pure: no framework, no clock of its
own.

All times are wall-clock times in the Netherlands; moments are aware datetimes.
"""

from portal.openingstijden.feestdagen import feestdagen, is_feestdag
from portal.openingstijden.jsonvorm import from_json, to_json
from portal.openingstijden.notatie import als_tekst, parse
from portal.openingstijden.rekenen import AMSTERDAM, Status, dagdelen, open_op, status, uitzondering_op
from portal.openingstijden.rooster import Blok, OngeldigRooster, Rooster, Uitzondering
from portal.openingstijden.words import in_woorden, status_in_woorden

__all__ = [
    "AMSTERDAM",
    "Blok",
    "OngeldigRooster",
    "Rooster",
    "Status",
    "Uitzondering",
    "als_tekst",
    "dagdelen",
    "feestdagen",
    "from_json",
    "in_woorden",
    "is_feestdag",
    "open_op",
    "parse",
    "status",
    "status_in_woorden",
    "to_json",
    "uitzondering_op",
]
