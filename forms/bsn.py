"""Herkent een burgerservicenummer in vrije tekst, so that the form can refuse it before anything is kept.

A melding may not ask for or keep a BSN at this stage (UAVG art. 46). Elfproef: 9·a + 8·b + … + 2·h − i is a
multiple of eleven.
"""

from __future__ import annotations

import re
import unicodedata

_AANEEN = re.compile(r"(?<!\d)\d{9}(?!\d)")
# Written in groups: 123 456 782, 1234.56.782, 123-456-782. A line break ends a group: that is another number.
_GROEPEN = re.compile(r"(?<![\d+])\d+(?:(?:[^\S\n\r]?[./\-–—][^\S\n\r]?|[^\S\n\r])\d+)+(?!\d)")
_KORT = re.compile(r"(?<!\d)\d{8}(?!\d)")
_NOEMT_BSN = re.compile(r"\b(bsn|burgerservice|sofi)", re.IGNORECASE)


def elfproef(cijfers: str) -> bool:
    """True when nine digits can be a BSN. Nine zeros pass the sum but are none."""
    if len(cijfers) != 9 or not cijfers.isascii() or not cijfers.isdigit() or int(cijfers) == 0:
        return False
    som = sum(gewicht * int(c) for gewicht, c in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), cijfers, strict=True))
    return som % 11 == 0


def _in_groepen(groepen: list[str]) -> bool:
    """True when two to five groups in a row, of at most four digits each, are together a BSN."""
    for begin in range(len(groepen)):
        for eind in range(begin + 2, min(begin + 5, len(groepen)) + 1):
            deel = groepen[begin:eind]
            if all(len(groep) <= 4 for groep in deel) and elfproef("".join(deel)):
                return True
    return False


def bevat_bsn(tekst: str) -> bool:
    """True when the text holds a number that can be a BSN.

    Eight digits (a BSN without its leading zero) count only when the text speaks of a BSN: else dates would too.
    """
    # Digits of another script (an Arabic keyboard, say) are digits too.
    tekst = "".join(str(unicodedata.decimal(teken, teken)) for teken in tekst)
    if any(elfproef(gevonden) for gevonden in _AANEEN.findall(tekst)):
        return True
    if any(_in_groepen(re.findall(r"\d+", rij)) for rij in _GROEPEN.findall(tekst)):
        return True
    if _NOEMT_BSN.search(tekst):
        return any(elfproef("0" + gevonden) for gevonden in _KORT.findall(tekst))
    return False
