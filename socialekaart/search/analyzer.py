"""From Dutch text to the tokens of the index: one chain for both engines and for the query.

lowercase → fold accents → words → stop words → overrides → stem. The stemmer is Snowball's `dutch_porter` (what Lucene
calls `dutch`), with the spelling rules of Dutch plurals that Porter leaves out (lessen → les, huizen → huis, brieven → brief,
artsen → art, as arts). Snowball's newer `dutch` is not used: it makes
zin of gezin and beleid of begeleiding.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from string import ascii_letters
from threading import Lock

import Stemmer

MAX_TEKENS = 400
"""A query is cut here: more is no question any more."""

STOPWOORDEN = frozenset(
    [
        "aan",
        "al",
        "alles",
        "als",
        "altijd",
        "andere",
        "ben",
        "bij",
        "daar",
        "dan",
        "dat",
        "de",
        "der",
        "deze",
        "die",
        "dit",
        "doch",
        "doen",
        "door",
        "dus",
        "een",
        "eens",
        "en",
        "er",
        "ge",
        "geen",
        "geweest",
        "haar",
        "had",
        "heb",
        "hebben",
        "heeft",
        "hem",
        "het",
        "hier",
        "hij",
        "hoe",
        "hun",
        "iemand",
        "iets",
        "ik",
        "in",
        "is",
        "ja",
        "je",
        "jij",
        "jou",
        "jouw",
        "jullie",
        "kan",
        "kun",
        "kunnen",
        "maar",
        "me",
        "meer",
        "men",
        "met",
        "mij",
        "mijn",
        "moet",
        "moeten",
        "na",
        "naar",
        "niet",
        "niets",
        "nog",
        "nu",
        "of",
        "om",
        "omdat",
        "onder",
        "ons",
        "onze",
        "ook",
        "op",
        "over",
        "bent",
        "hebt",
        "kunt",
        "wilt",
        "zult",
        "mocht",
        "mochten",
        "reeds",
        "te",
        "tegen",
        "toch",
        "toen",
        "tot",
        "u",
        "uit",
        "uw",
        "van",
        "veel",
        "voor",
        "want",
        "waren",
        "was",
        "wat",
        "we",
        "wel",
        "werd",
        "wezen",
        "wie",
        "wij",
        "wil",
        "willen",
        "worden",
        "word",
        "wordt",
        "zal",
        "ze",
        "zei",
        "zelf",
        "zich",
        "zij",
        "zijn",
        "zo",
        "zonder",
        "zou",
        "hen",
        "via",
        "waar",
        "wanneer",
        "waarom",
        "welke",
        "zoals",
        "worden",
        "omdat",
        "the",
        "and",
        "for",
        "with",
        "your",
        "you",
        "are",
        "our",
        "this",
        "that",
        "can",
    ]
)

# Words whose stem must be said: irregular plurals, and pairs that the stemmer throws together. Ouderen (old people)
# and ouders (parents) are the pair that matters most in this field.
UITZONDERINGEN = {
    "ouderen": "oudere",
    "oudere": "oudere",
    "cursussen": "cursus",
    "kinderen": "kind",
    "kids": "kind",
    "kinder": "kind",
    "afvallen": "afvallen",  # losing weight; afval is rubbish
    "kopp": "kopp",
    "kinders": "kind",
    "leden": "lid",
    "steden": "stad",
    "eet": "eten",
    "gegeten": "eten",
    "etende": "eten",
    "babys": "baby",
    "babies": "baby",
    "pubers": "puber",
    "euros": "euro",
    "opas": "opa",
    "omas": "oma",
    "autos": "auto",
    "fotos": "foto",
    "videos": "video",
    "taxis": "taxi",
    "themas": "thema",
    "traumas": "trauma",
    "diplomas": "diploma",
    "programmas": "programma",
    "hobbys": "hobby",
    "menus": "menu",
    "collegas": "collega",
    "dames": "dam",
    "ziek": "ziek",
    "zieke": "ziek",
    "zieken": "ziek",
    "gezinnen": "gezin",
    "gezin": "gezin",
    "verslaafd": "verslaf",
    "verslaafde": "verslaf",
    "verslaafden": "verslaf",
    "mishandeld": "mishandel",
    "geslagen": "slan",
    "slaat": "slan",
    "slaan": "slan",
    "schoonmaken": "schoonmak",
    "schoonmaak": "schoonmak",
    "dement": "dementie",
    "demente": "dementie",
    "dementerend": "dementie",
    "dementerende": "dementie",
    "dementerenden": "dementie",
    "alleenstaand": "alleenstaand",
    "loopt": "lop",
    "lezen": "lezen",
    "leest": "lezen",
    "lees": "lezen",
    "gelezen": "lezen",
    "huur": "huur",
    "huren": "huur",
    "buren": "buur",
    "uren": "uur",
    "werkloze": "werklos",
    "goede": "goed",
    "oude": "oud",
    "bejaarde": "bejaard",
    "bejaarden": "bejaard",
    "hulpen": "hulp",
    "ged": "geld",
    "gelden": "geld",
    "wonen": "wonen",
    "woont": "wonen",
    "woon": "wonen",
}

_LOS = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "đ": "d",
        "ð": "d",
        "þ": "th",
    }
)
_APOSTROF = str.maketrans("’‘´", "'''")  # before normalizing, which makes a space and an accent of the last
# Arabic: forms of alef, ya and ta marbuta that people type for each other; the article and tatweel go with them.
_ARABISCH = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ـ": None})
WOORD = re.compile(r"[^\W_]+(?:['’‘`´][^\W_]+)*")
"""A word in a text, as it is written or folded."""
_STUK = re.compile(r"[^\x00-\x7f]+")
"""What is not plain: a text has little of it, and the same again and again. An accent apart is taken off all the same."""
_EIND_S = re.compile(r"['`](?:s|tje|tjes|er|ers)?$")
_DUBBEL = frozenset("bcdfghklmnprst")
_stemmer = Stemmer.Stemmer("dutch_porter", 0)  # no cache of its own: `stam` has one
# The stemmer keeps the word it works on in itself: two threads at once get each other's stems, or an IndexError.
_stemmer_slot = Lock()


def vouw(tekst: str) -> str:
    """Lowercase without accents; keeps letters of every script. The same length is not promised."""
    if tekst.isascii():
        return tekst.lower()
    return _STUK.sub(lambda gevonden: _vouw_stuk(gevonden.group()), tekst).lower()


@lru_cache(maxsize=4_096)
def _vouw_stuk(stuk: str) -> str:
    stuk = (
        unicodedata.normalize("NFKC", stuk.translate(_APOSTROF))
        .translate(_ARABISCH)
        .casefold()
        .translate(_LOS)
    )
    return "".join(c for c in unicodedata.normalize("NFKD", stuk) if not unicodedata.combining(c))


def _heel(woord: str) -> str:
    """Take the apostrophe out: opa's → opa, z'n → zn."""
    return woord if woord.isalnum() else _EIND_S.sub("", woord).replace("'", "").replace("`", "")


_PLAT = bytes(ord(chr(i).lower()) if i < 128 and chr(i).isalnum() else 32 for i in range(256))
"""Of each plain byte its lowercase, or a space when it is in no word."""


def woorden(tekst: str) -> list[str]:
    """The folded words of a text in order, stop words included. `B.V.` and `24/7` fall apart; that harms nothing."""
    if not tekst.isascii():
        tekst = vouw(tekst)
    if "'" not in tekst and "`" not in tekst and tekst.isascii():
        # Most of what is written: a table reads it in half the time of a pattern.
        return tekst.encode().translate(_PLAT).decode().split()
    return [woord for ruw in WOORD.findall(tekst.lower()) if (woord := _heel(ruw))]


def porter(woord: str) -> str:
    """One pass of Snowball's `dutch_porter`, equal to Lucene's `stemmer: dutch`."""
    with _stemmer_slot:
        return str(_stemmer.stemWord(woord))


_MEERVOUD_S = re.compile(r"(?:[^aeiou]ie|[tdgf]e|ure|che|ine|eau)s$")
_ZO_HEET_HET = re.compile(
    r"(?:ad|ser)vies$|(?:^|[rv])lies$|precies$|(?:^|[vgb])ries$|(?:^|s)kies$|(?:diabe|pila)tes$"
)


def _enkelvoud(woord: str) -> str:
    """Without the plural's s or en after a vowel, which Porter leaves: relaties, boetes, cadeaus, therapieen."""
    if woord.endswith(("ieen", "eeen")):
        return woord[:-2]
    if woord[-1] == "s" and len(woord) > 5 and _MEERVOUD_S.search(woord) and not _ZO_HEET_HET.search(woord):
        return woord[:-1]
    return woord


@lru_cache(maxsize=4_096)
def stam(woord: str) -> str:
    """The index token of one folded word."""
    if woord in UITZONDERINGEN:
        return UITZONDERINGEN[woord]
    if len(woord) > 40:
        return woord[:40]
    if len(woord) < 4 or not woord.isascii() or not woord.isalpha():
        return woord
    token = porter(_enkelvoud(woord))
    if token.endswith("s"):
        # Porter takes the s of fiets and arts for a plural, but leaves it in fietsen and artsen.
        token = porter(token)
    if token[-1] == token[-2:-1] and token[-1] in _DUBBEL:
        token = token[:-1]
    if token[-1] in "vz" and len(token) > 2:
        token = token[:-1] + ("f" if token[-1] == "v" else "s")
    return UITZONDERINGEN.get(token, token)


_MEDEKLINKERS = frozenset("bcdfghjklmnpqrstvwxz")


def _begin(token: str) -> str:
    """So many letters of a stem as no ending or plural changes: sch of school, ta of taal and talen."""
    return token[: 3 if _MEDEKLINKERS.issuperset(token[:2]) else 2]


_ANDERE_BEGINNEN: dict[str, tuple[str, ...]] = {}
for _woord, _stam in UITZONDERINGEN.items():
    if _begin(_stam) not in _woord:
        _ANDERE_BEGINNEN[_stam] = (*_ANDERE_BEGINNEN.get(_stam, ()), _begin(_woord))


def stukken(token: str) -> tuple[str, ...]:
    """Pieces of which one stands in every word that has this stem, or has it as a part: to pass over the other words."""
    return (_begin(token), *_ANDERE_BEGINNEN.get(token, ()))


ZONDER_BETEKENIS = STOPWOORDEN.union(ascii_letters)
"""Words without meaning of their own: stop words and single Latin letters."""


def is_stop(woord: str) -> bool:
    """Is this one of `ZONDER_BETEKENIS`?"""
    return woord in ZONDER_BETEKENIS


def tokens(tekst: str) -> list[str]:
    """The index tokens of a text, in order, without stop words."""
    return [stam(woord) for woord in woorden(tekst) if not is_stop(woord)]


def gevouwen(woord: str) -> str:
    """A word as it stands in a text (a find of `WOORD`), as it is looked for."""
    return woord.lower() if woord.isascii() and woord.isalnum() else _heel(vouw(woord))
