"""What may be kept of what somebody typed: the words that tell what is missing, not who missed it.

Pure. Digits and mail addresses never survive: a phone number, postcode, BSN, date or house number is "…" afterwards. A
name cannot be recognised for certain, so what looks like one goes too (see `docs/decisions/gemiste-zoekvragen.md`), and of
a longer question, where people tell their story, only words stay that the portal itself uses.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

WEG = "…"
MAX_TEKENS = 100
MAX_WOORDEN = 6
"""A question of more words is a story: of it only known words stay."""
MAX_WOORD = 40
MAX_REACTIE = 500

Bekend = Callable[[str], bool]
"""Is this a word of the portal itself: of its lists or of the offers? Gets the word as typed."""

_MAIL = re.compile(r"\S*\s?(?:@|\(at\)|\[at\]|\bapenstaartje\b)\s?\S*", re.IGNORECASE)
_WEBADRES = re.compile(r"\S*(?:://|\bwww\.)\S*|\b[\w-]{2,}(?:\.[\w-]{2,})+\b", re.IGNORECASE)
_POSTCODE = re.compile(r"\b\d{4}[\s-]?[A-Za-z]{2}\b")
_ADRES = re.compile(
    r"\b[^\W\d]*(?:straat|laan|weg|plein|kade|gracht|dijk|singel|pad|steeg|hof|dreef|plantsoen|park)"
    r"\s(?=\d)",
    re.IGNORECASE,
)
_AANHEF = frozenset(
    {"meneer", "mevrouw", "mijnheer", "dhr", "mw", "mevr", "heer", "juffrouw", "familie", "fam"}
    | {"heet", "heette", "heten", "genaamd", "naam", "achternaam", "voornaam"}
)
_TUSSEN = frozenset({"is", "van", "de", "der", "den", "ten", "ter", "het", "t", "el", "al", "ben", "la"})
_RAND = "'’‘-&/"


def zoekvraag(tekst: str, bekend: Bekend) -> str:
    """A search as it may be counted: lowercase, at most `MAX_TEKENS`; "" when nothing of use is left."""
    rij = [(_kaal(ruw), ruw) for ruw in _zonder_gegevens(tekst).split()]
    rij = [(woord, ruw) for woord, ruw in rij if woord]
    kent = [woord != WEG and bekend(woord) for woord, _ in rij]
    weg = _namen([ruw for _, ruw in rij], kent)
    lang = sum(woord != WEG for woord, _ in rij) > MAX_WOORDEN
    uit: list[str] = []
    for plaats, (woord, _) in enumerate(rij):
        vreemd = not kent[plaats] and (lang or plaats in weg or len(woord) > MAX_WOORD)
        uit.append(WEG if vreemd else woord.lower())
    return _kort(_eenmaal(uit), MAX_TEKENS)


def reactie(tekst: str, bekend: Bekend) -> str:
    """Free text as it may be kept: one line, as written, at most `MAX_REACTIE` characters."""
    rij = _zonder_gegevens(tekst).split()
    weg = _namen(rij, [bekend(_kaal(ruw)) for ruw in rij])
    return _kort(_eenmaal([WEG if plaats in weg else ruw for plaats, ruw in enumerate(rij)]), MAX_REACTIE)


def _zonder_gegevens(tekst: str) -> str:
    """Whatever holds a digit, a mail address or a web address becomes "…"; invisible signs become spaces."""
    # Compatibility forms first: full-width and circled digits and signs are digits and signs too.
    tekst = unicodedata.normalize("NFKC", tekst[: 2 * MAX_REACTIE])
    tekst = "".join(teken if teken.isprintable() else " " for teken in tekst)
    for patroon in (_MAIL, _WEBADRES, _POSTCODE, _ADRES):
        tekst = patroon.sub(f" {WEG} ", tekst)
    return " ".join(WEG if _verraadt(woord) else woord for woord in tekst.split())


def _verraadt(woord: str) -> bool:
    # Every kind of number sign, of every script; not letters that can mean a number.
    return "@" in woord or any(unicodedata.category(teken).startswith("N") for teken in woord)


def _kaal(ruw: str) -> str:
    """Letters and the signs inside words; nothing that a spreadsheet or a list of synonyms could read as a command."""
    if WEG in ruw:
        return WEG
    kaal = "".join(
        teken if teken.isalpha() or unicodedata.combining(teken) or teken in _RAND else " " for teken in ruw
    )
    return "-".join(deel for stuk in kaal.split() if (deel := stuk.strip(_RAND)))


def _namen(ruw: list[str], kent: list[bool]) -> set[int]:
    """Places of what looks like a name: after "mevrouw" or "heet", and unknown words with a capital further on, or
    two in a row. A text in capitals only tells nothing, and short capitals are an abbreviation."""
    weg: set[int] = set()
    na_aanhef = False
    for plaats, woord in enumerate(ruw):
        klein = _kaal(woord).lower()
        if na_aanhef and klein not in _TUSSEN:
            if not kent[plaats]:
                weg.add(plaats)
            # A first name may be followed by a surname.
            na_aanhef = not kent[plaats] and woord[:1].isupper()
        if klein in _AANHEF:
            na_aanhef = True
    hoofd = [_hoofdletter(woord) and not kent[plaats] for plaats, woord in enumerate(ruw)]
    for plaats, groot in enumerate(hoofd):
        if groot and (plaats > 0 or hoofd[1:2] == [True]):
            weg.add(plaats)
    return weg


def _hoofdletter(woord: str) -> bool:
    letters = [teken for teken in woord if teken.isalpha()]
    return len(letters) > 1 and letters[0].isupper() and any(teken.islower() for teken in letters)


def _eenmaal(woorden: list[str]) -> str:
    uit: list[str] = []
    for woord in woorden:
        if woord != WEG or uit[-1:] != [WEG]:
            uit.append(woord)
    return " ".join(uit) if any(_kaal(woord) not in ("", WEG) for woord in uit) else ""


def _kort(tekst: str, tekens: int) -> str:
    """Cut between words; a word is never halved into another."""
    if len(tekst) <= tekens:
        return tekst
    return tekst[: tekens + 1].rpartition(" ")[0].strip() or tekst[:tekens]
