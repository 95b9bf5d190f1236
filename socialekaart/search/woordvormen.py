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


_FAMILIE = (
    ("atie", ("eren",)),
    ("aties", ("eren",)),
    ("eren", ("atie", "ering")),
    ("ering", ("eren", "atie")),
    ("ateur", ("atie", "eren")),
    ("ief", ("ie",)),
    ("ieve", ("ie",)),
    ("isch", ("ie", "iek", "")),
    ("ische", ("ie", "iek", "")),
    ("ster", ("", "en")),
    ("aar", ("en", "")),
    ("er", ("en", "")),
    ("ers", ("en", "")),
    ("loosheid", ("loos",)),
    ("heid", ("",)),
    ("schap", ("",)),
    ("lijk", ("",)),
    ("achtig", ("",)),
    ("baar", ("en",)),
    ("ing", ("en",)),
)
_SCHEIDBAAR = (
    "aan", "af", "bij", "door", "in", "mee", "na", "om", "op", "over", "samen", "terug", "toe", "uit", "voor", "weg",
)  # fmt: skip


def familie(woord: str) -> tuple[str, ...]:
    """Words of the same family, for a word that nobody knows: reparateur → reparatie, depressief → depressie,
    opgehaald → ophalen. The longest ending first."""
    if len(woord) < 6 or not woord.isascii():
        return ()
    gevonden = [
        woord[: -len(einde)] + nieuw
        for einde, alle in sorted(_FAMILIE, key=lambda regel: -len(regel[0]))
        if woord.endswith(einde) and len(woord) - len(einde) >= 4
        for nieuw in alle
    ]
    for voor in _SCHEIDBAAR:
        if woord.startswith(voor + "ge") and len(woord) > len(voor) + 5:
            gevonden += [voor + woord[len(voor) + 2 :], voor + woord[len(voor) + 2 : -1] + "en"]
    return tuple(dict.fromkeys(gevonden))


@lru_cache(maxsize=1_024)
def grondstammen(woord: str) -> tuple[str, ...]:
    """The stems of the forms that this word may come from, without its own stem."""
    eigen = stam(woord)
    stammen = dict.fromkeys(stam(vorm) for vorm in (*verkleind(woord), *werkwoord(woord)) if len(vorm) > 2)
    return tuple(token for token in stammen if token != eigen)
