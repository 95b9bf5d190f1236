"""The words that sources use for our codes. Pure. Everything is compared folded: no case, no accents, single spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from socialekaart.taxonomy import DOELGROEPEN, LEEFGEBIEDEN, TALEN


def vouw(tekst: str) -> str:
    """A word as it is compared: ``Financiën `` and ``financien`` are the same."""
    plat = unicodedata.normalize("NFKD", tekst.replace("_", " ")).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", plat).strip()


def _tabel(bekend: Iterable[tuple[str, str]], ook: dict[str, str]) -> dict[str, str]:
    """Folded word → code, from the codes, their names, and other words (code → words with a comma between)."""
    tabel = {vouw(woord): code for code, woorden in ook.items() for woord in woorden.split(",")}
    for code, naam in bekend:
        tabel[vouw(naam)] = code
        tabel[vouw(code)] = code
    return tabel


LEEFGEBIED = _tabel(
    ((info.code, info.naam) for info in LEEFGEBIEDEN),
    {
        "lichamelijk": "lichamelijk functioneren, lichamelijke gezondheid, gezondheid, lichaam, bewegen",
        "psychisch": "psychisch functioneren, psychisch en cognitief functioneren, psychische gezondheid, ggz, "
        "geestelijke gezondheid, mentale gezondheid",
        "adl": "algemene dagelijkse levensverrichtingen, dagelijkse verrichtingen, zelfzorg, verzorging",
        "financien": "geld, schulden, inkomen, financieel, geldzaken",
        "netwerk": "sociaal netwerk, sociale contacten, ontmoeting, ontmoeten, eenzaamheid, sociale relaties",
        "wonen": "woonsituatie, huisvesting, woning",
        "dagbesteding": "daginvulling, werk, werk en dagbesteding, vrije tijd, activiteiten, meedoen",
        "huishouden": "huishoudelijke hulp, huishoudelijk",
        "mobiliteit": "vervoer en mobiliteit, reizen",
        "opvoeden": "opvoeding, opvoeden en opgroeien, gezin, kinderen, jeugd, jeugd en gezin",
        "taal": "taal en lezen, laaggeletterdheid, formulieren, taal en digitaal",
        "veiligheid": "veilig, huiselijk geweld, veilig thuis",
    },
)
DOELGROEP = _tabel(
    DOELGROEPEN,
    {
        "ouderen": "senioren, oudere, senior, 65 plus, 65+, ouderen 65 plus",
        "mantelzorgers": "mantelzorger, mantelzorg",
        "jongeren": "jongere, jeugd, tieners, jongvolwassenen",
        "ouders": "ouder, opvoeders, gezinnen, gezin",
        "kinderen": "kind",
        "nieuwkomers": "nieuwkomer, statushouders, statushouder, vluchtelingen, anderstaligen, inburgeraars, migranten",
        "laaggeletterden": "laaggeletterd, laaggeletterde, mensen die moeite hebben met lezen",
        "beperking": "lichamelijke beperking, mensen met een beperking, gehandicapten, handicap, chronisch zieken",
        "lvb": "licht verstandelijke beperking, verstandelijke beperking, mensen met een verstandelijke beperking",
        "psychisch": "psychische klachten, ggz, psychische kwetsbaarheid, psychisch kwetsbaren",
        "verslaving": "verslaafden, verslaafd",
        "alleenstaanden": "alleenstaande, alleenstaand, alleenwonenden",
        "minima": "lage inkomens, laag inkomen, mensen met een laag inkomen, armoede",
        "dementie": "mensen met dementie, alzheimer, geheugenproblemen",
        "nabestaanden": "nabestaande, rouw, weduwen, weduwnaars",
        "werkzoekenden": "werkzoekende, werklozen, werkloos",
        "vrijwilligers": "vrijwilliger",
    },
)
IEDEREEN = {
    "iedereen",
    "alle",
    "alle inwoners",
    "inwoners",
    "volwassenen",
    "alle doelgroepen",
    "alle leeftijden",
}
TOEGANG = _tabel(
    (),
    {
        "vrij": "vrij, vrij toegankelijk, vrije toegang, vrije inloop, inloop, zo binnenlopen, zonder afspraak, open, "
        "zonder verwijzing, algemeen toegankelijk, voor iedereen",
        "aanmelden": "aanmelden, na aanmelden, na aanmelding, met aanmelding, aanmelding, inschrijven, na inschrijving, "
        "op afspraak, afspraak, na afspraak",
        "verwijzing": "verwijzing, met verwijzing, met een verwijzing, na verwijzing, verwijzing nodig, via huisarts, "
        "verwijzing huisarts, via de huisarts",
        "melding": "melding, via melding, na melding, via het sociaal team, via sociaal team, sociaal team, indicatie, "
        "met indicatie, op indicatie, maatwerk, beschikking, via gemeente, via de gemeente, wijkteam, via wijkteam",
    },
)
TAAL = _tabel(
    TALEN.items(),
    {
        "nl": "dutch, ned, nld",
        "en": "english, eng",
        "ar": "arabic, arabisch standaard, syrisch arabisch",
        "tr": "turkish, turkce",
        "pl": "polish, polski",
        "uk": "ukrainian, ua",
        "ti": "tigrinya, tigrigna",
        "fa": "perzisch, dari, persian",
        "so": "somali",
        "fr": "french, francais",
        "de": "german, deutsch",
        "es": "spanish, espanol",
        "pt": "portuguese, portugues",
        "it": "italian, italiano",
        "ro": "romanian, romana",
        "bg": "bulgarian",
        "hu": "hungarian, magyar",
        "ru": "russian",
        "zh": "chinese, mandarijn, mandarin, kantonees",
        "am": "amharic, ethiopisch",
        "ku": "kurdish, kurmanci, sorani",
        "ps": "pashto, pasjtu",
        "zgh": "berber, tamazight, tarifit, riffijns",
        "pap": "papiamento, papiamentu",
        "ngt": "gebarentaal, nederlandse gebarentaal",
    },
)
BEREIK = _tabel(
    (),
    {
        "wijk": "wijk, wijken, buurt, buurten, kern, kernen, dorp",
        "gemeente": "gemeente, gemeenten, gemeentelijk, lokaal, hele gemeente",
        "regio": "regio, regionaal, hele regio",
        "land": "land, landelijk, nederland, heel nederland, hele land",
        "online": "online, internet, digitaal, via internet, website",
    },
)
GRATIS = {
    "gratis",
    "0",
    "0 00",
    "0 0",
    "eur 0",
    "eur 0 00",
    "euro 0",
    "0 euro",
    "geen",
    "geen kosten",
    "kosteloos",
    "nee",
}
