"""Forms of Dutch words that a stemmer leaves apart: beugeltje → beugel, kookt → koken, gevallen → vallen.

Only candidates: the planner keeps those that the index or the lexicon knows. So a rule may be generous.
"""

from __future__ import annotations

from functools import lru_cache

from socialekaart.search.analyzer import stam

GEEN_VERKLEIN = frozenset(
    ["maatje", "maatjes", "meisje", "meisjes", "beetje", "netjes", "ommetje", "sprookje", "koekje"]
)
_KLINKER = "aeiou"


def verkleind(woord: str) -> tuple[str, ...]:
    """The words that this may be a diminutive of, best first: klusje → klus, lampje → lamp, kamertje → kamer."""
    kaal = woord[:-1] if woord.endswith("jes") else woord
    if len(kaal) < 5 or not kaal.endswith("je") or woord in GEEN_VERKLEIN:
        return ()
    gevonden = [kaal[:-2]]
    if kaal.endswith("tje"):
        gevonden.append(kaal[:-3])
        if kaal.endswith("etje") and len(kaal) > 6:
            gevonden.append(kaal[:-4])
            if kaal[-5] == kaal[-6]:
                gevonden.append(kaal[:-5])
        if len(kaal) > 5 and kaal[-4] == kaal[-5] and kaal[-4] in _KLINKER:
            gevonden.append(kaal[:-4])
    elif kaal.endswith("pje"):
        gevonden.insert(0, kaal[:-3])
    elif kaal.endswith("nkje"):
        gevonden.append(kaal[:-3] + "g")
    return tuple(gevonden)


def werkwoord(woord: str) -> tuple[str, ...]:
    """The forms that this may be a conjugation of: kookt → kook, gekookt → kook, gevallen → vallen, betaald → betaal."""
    if len(woord) < 5 or not woord.isascii():
        return ()
    gevonden = []
    if woord[-1] in "td" and not woord.endswith(("heid", "cht", "st")):
        gevonden.append(woord[:-1])
    if woord.startswith("ge") and len(woord) > 5:
        gevonden.append(woord[2:])
        if woord[-1] in "td":
            gevonden.append(woord[2:-1])
            if woord.endswith("eerd"):
                gevonden.append(woord[2:-1] + "en")
    if woord.endswith(("te", "de")) and len(woord) > 6:
        gevonden.append(woord[:-2])
    if woord.endswith(("ten", "den")) and len(woord) > 7:
        gevonden.append(woord[:-3])
    return tuple(gevonden)


@lru_cache(maxsize=4_096)
def grondstammen(woord: str) -> tuple[str, ...]:
    """The stems of the forms that this word may come from, without its own stem."""
    eigen = stam(woord)
    stammen = dict.fromkeys(stam(vorm) for vorm in (*verkleind(woord), *werkwoord(woord)) if len(vorm) > 2)
    return tuple(token for token in stammen if token != eigen)
