"""The field's fixed vocabularies. Pure: no database, so that the engines and the import can use it.

Leefgebieden follow the circle of self-reliance (cirkel van zelfredzaamheid) with opvoeden, taal and veiligheid beside
it; the order says where more support may be expected first.
"""

from __future__ import annotations

from typing import NamedTuple


def _(text: str) -> str:
    """Marks a text for the translators, as gettext_noop does; this file stays free of Django."""
    return text


class LeefgebiedInfo(NamedTuple):
    code: str
    naam: str
    woorden: str


LEEFGEBIEDEN = (
    LeefgebiedInfo("financien", _("Geld en schulden"), _("rondkomen, toeslagen, post")),
    LeefgebiedInfo("wonen", _("Wonen"), _("huis, buren, aanpassen")),
    LeefgebiedInfo("lichamelijk", _("Gezond lichaam"), _("bewegen, ziek zijn, vallen")),
    LeefgebiedInfo("psychisch", _("Gevoel en geheugen"), _("somber, vergeten, druk")),
    LeefgebiedInfo("netwerk", _("Mensen om u heen"), _("eenzaam, ontmoeten, mantelzorg")),
    LeefgebiedInfo("dagbesteding", _("Iets te doen"), _("werk, vrijwilliger, hobby")),
    LeefgebiedInfo("adl", _("Dagelijkse dingen"), _("wassen, eten, regelen")),
    LeefgebiedInfo("huishouden", _("Huishouden"), _("schoon, was, klusjes")),
    LeefgebiedInfo("mobiliteit", _("Vervoer"), _("op pad, rolstoel, rijden")),
    LeefgebiedInfo("opvoeden", _("Kind en opvoeden"), _("school, gezin, jong")),
    LeefgebiedInfo("taal", _("Taal en formulieren"), _("lezen, brieven, digitaal")),
    LeefgebiedInfo("veiligheid", _("Veilig zijn"), _("thuis, ruzie, geweld")),
)

DOELGROEPEN = (
    ("ouderen", _("Ouderen")),
    ("mantelzorgers", _("Mantelzorgers")),
    ("jongeren", _("Jongeren")),
    ("ouders", _("Ouders")),
    ("kinderen", _("Kinderen")),
    ("nieuwkomers", _("Nieuwkomers")),
    ("laaggeletterden", _("Wie moeite heeft met lezen")),
    ("beperking", _("Mensen met een lichamelijke beperking")),
    ("lvb", _("Mensen die moeilijk leren")),
    ("psychisch", _("Mensen met psychische klachten")),
    ("verslaving", _("Mensen met een verslaving")),
    ("alleenstaanden", _("Wie alleen woont")),
    ("minima", _("Mensen met weinig geld")),
    ("dementie", _("Mensen met geheugenproblemen")),
    ("nabestaanden", _("Wie iemand verloor")),
    ("werkzoekenden", _("Wie werk zoekt")),
    ("vrijwilligers", _("Vrijwilligers")),
)

TALEN = {
    "nl": _("Nederlands"),
    "en": _("Engels"),
    "ar": _("Arabisch"),
    "tr": _("Turks"),
    "pl": _("Pools"),
    "uk": _("Oekraïens"),
    "ti": _("Tigrinya"),
    "fa": _("Farsi"),
    "so": _("Somalisch"),
    "fr": _("Frans"),
    "de": _("Duits"),
    "es": _("Spaans"),
    "pt": _("Portugees"),
    "it": _("Italiaans"),
    "ro": _("Roemeens"),
    "bg": _("Bulgaars"),
    "hu": _("Hongaars"),
    "ru": _("Russisch"),
    "zh": _("Chinees"),
    "am": _("Amhaars"),
    "ku": _("Koerdisch"),
    "ps": _("Pasjtoe"),
    "zgh": _("Berbers (Tamazight)"),
    "pap": _("Papiaments"),
    "ngt": _("Nederlandse Gebarentaal"),
}
