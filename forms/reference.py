"""Kenmerk van een melding: short, not countable, and safe to read aloud over the phone.

Eight characters in two groups, `K7M4-XR92`: seven at random and one check character. The alphabet leaves out what
looks alike (no 0, O, 1, I; no Z beside 2, no S beside 5, no B beside 8) and what sounds alike in Dutch (of B C D E G P T V W only
P, of M and N only M, of F and S only F, of A H K no A). Without vowels no words appear by chance.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Sequence

ALFABET = "23456789FHKLMPRXY"
LENGTE = 8
_MODULUS = len(ALFABET)
_WAARDE = {teken: waarde for waarde, teken in enumerate(ALFABET)}

# Seventeen is prime and the weights 1..8 differ, so every single wrong character and every swap of two is caught.
assert _MODULUS == 17

_SPELNAAM = {
    "F": "Ferdinand",
    "H": "Hendrik",
    "K": "Karel",
    "L": "Lodewijk",
    "M": "Maria",
    "P": "Pieter",
    "R": "Rudolf",
    "X": "Xantippe",
    "Y": "Ypsilon",
}


class OngeldigKenmerk(ValueError):
    """The text is not a reference: wrong length, unknown character or wrong check character."""


def _controleteken(kern: str) -> str:
    som = sum(gewicht * _WAARDE[teken] for gewicht, teken in enumerate(kern, start=1))
    # The check character stands at position 8; 8 and 17 share no factor, so the inverse exists (8 * 15 = 120 = 1 mod 17).
    return ALFABET[(-som * pow(LENGTE, -1, _MODULUS)) % _MODULUS]


def _opmaak(tekens: str) -> str:
    return f"{tekens[:4]}-{tekens[4:]}"


def nieuw_kenmerk(kies: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """A new random reference. `kies` picks one character; the default is cryptographically random."""
    kern = "".join(kies(ALFABET) for _ in range(LENGTE - 1))
    return _opmaak(kern + _controleteken(kern))


def lees_kenmerk(tekst: str) -> str:
    """The reference in its one written form, from what somebody typed (spaces, dashes, dots and case do not matter).

    Raises OngeldigKenmerk when it cannot be one.
    """
    tekens = re.sub(r"[\s.\-–]", "", tekst).upper()
    if len(tekens) != LENGTE or any(teken not in _WAARDE for teken in tekens):
        raise OngeldigKenmerk(tekst)
    if _controleteken(tekens[:-1]) != tekens[-1]:
        raise OngeldigKenmerk(tekst)
    return _opmaak(tekens)


def spel(kenmerk: str) -> list[str]:
    """How to say the reference, character by character, in the Dutch spelling alphabet: `["Karel", "7", …]`."""
    return [_SPELNAAM.get(teken, teken) for teken in kenmerk if teken != "-"]
