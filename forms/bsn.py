"""Herkent een burgerservicenummer in vrije tekst, so that the form can refuse it before anything is kept.

A melding may not ask for or keep a BSN at this stage (UAVG art. 46). Elfproef: 9·a + 8·b + … + 2·h − i is a
multiple of eleven.
"""

from __future__ import annotations

import re

_AANEEN = re.compile(r"(?<!\d)\d{9}(?!\d)")
# Written in groups: 123 456 782, 1234.56.782, 123-456-782.
_GROEPEN = re.compile(r"(?<![\d+])\d{1,4}(?:[ .\-]\d{1,4}){1,4}(?![\d])")
_KORT = re.compile(r"(?<!\d)\d{8}(?!\d)")
_NOEMT_BSN = re.compile(r"\b(bsn|burgerservice|sofi)", re.IGNORECASE)


def elfproef(cijfers: str) -> bool:
    """True when nine digits can be a BSN. Nine zeros pass the sum but are none."""
    if len(cijfers) != 9 or not cijfers.isascii() or not cijfers.isdigit() or int(cijfers) == 0:
        return False
    som = sum(gewicht * int(c) for gewicht, c in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), cijfers, strict=True))
    return som % 11 == 0


def bevat_bsn(tekst: str) -> bool:
    """True when the text holds a number that can be a BSN.

    Eight digits (a BSN without its leading zero) count only when the text speaks of a BSN: else dates would too.
    """
    if any(elfproef(gevonden) for gevonden in _AANEEN.findall(tekst)):
        return True
    for gevonden in _GROEPEN.findall(tekst):
        if elfproef(re.sub(r"\D", "", gevonden)):
            return True
    if _NOEMT_BSN.search(tekst):
        return any(elfproef("0" + gevonden) for gevonden in _KORT.findall(tekst))
    return False
