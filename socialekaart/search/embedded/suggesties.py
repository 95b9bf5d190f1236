"""Suggestions while typing: names of offers and organisations whose words begin so."""

# Names of tables and columns are ours and hold a number at most; what people typed goes in as a parameter.
# ruff: noqa: S608

from __future__ import annotations

import heapq
import json
import time
from typing import Any

from django.db import connection

from socialekaart.search import woordenboek
from socialekaart.search.analyzer import STOPWOORDEN, is_stop, stam, woorden
from socialekaart.search.embedded import schema, stand
from socialekaart.search.models import IndexDocument
from socialekaart.search.pols import Pols, voel
from socialekaart.search.scoring import TEKSTVELDEN
from socialekaart.search.types import Suggestie

MAX = 400


def _woord(woord: str, vendor: str, *, laatste: bool) -> str:
    """A word as it may stand in a name: the stem, and for the last word everything that begins so."""
    vormen = [(stam(woord), False)]
    if laatste:
        vormen += [(woord, True), (stam(woord), True)] if len(stam(woord)) > 2 else [(woord, True)]
    if vendor == "sqlite":
        return (
            "("
            + " OR ".join(f'"{vorm}"' + (" *" if begin else "") for vorm, begin in dict.fromkeys(vormen))
            + ")"
        )
    return (
        "("
        + " | ".join(f"'{vorm}'" + (":*A" if begin else ":A") for vorm, begin in dict.fromkeys(vormen))
        + ")"
    )


def zoek(q: str, gemeente: str, aantal: int) -> list[Suggestie]:
    """The best suggestions for what is typed so far; nothing below two characters."""
    lang = getypt(q)
    pols = voel(stand.vanaf())
    nu_stand = stand.huidig(pols)
    if nu_stand is None or not lang:
        return []
    vendor = connection.vendor
    naam = schema.tabel(nu_stand.generatie)
    zoekt = in_index(lang)
    heel = zoekt != lang
    delen = [
        _woord(woord, vendor, laatste=not heel and nummer == len(zoekt) - 1)
        for nummer, woord in enumerate(zoekt)
    ]
    rijen: dict[str, list[int]] = {}
    with connection.cursor() as cursor:
        for veld in ("titel", "organisatie"):
            if vendor == "sqlite":
                uitdrukking = f"{veld} : (" + " AND ".join(delen) + ")"
                cursor.execute(f"SELECT rowid FROM {naam} WHERE {naam} MATCH %s LIMIT {MAX}", [uitdrukking])
            else:
                uitdrukking = " & ".join(delen).replace("A", "A" if veld == "titel" else "C")
                cursor.execute(
                    f"SELECT rowid FROM {naam} WHERE tsv @@ %s::tsquery LIMIT {MAX}", [uitdrukking]
                )
            rijen[veld] = [pk for (pk,) in cursor.fetchall()]
    zicht = nu_stand.zichtbaar(int(time.time()))
    bedient = nu_stand.bedient(gemeente)

    def beste(veld: str, hoeveel: int) -> list[int]:
        plaatsen = (p for pk in rijen[veld] if (p := pk - nu_stand.basis) >= 0 and zicht >> p & 1)
        getoond = (
            (not bedient >> p & 1, len(nu_stand.titel[p]), nu_stand.titel[p], nu_stand.doc_id[p], p)
            for p in plaatsen
        )
        return [rij[-1] + nu_stand.basis for rij in heapq.nsmallest(hoeveel, getoond)]

    ruimer = RUIMER if heel else 1
    titels, organisaties = beste("titel", aantal * 2 * ruimer), beste("organisatie", aantal * 4)
    bronnen = {
        pk: json.loads(bron)
        for pk, bron in IndexDocument.objects.filter(pk__in={*titels, *organisaties}).values_list(
            "pk", "bron"
        )
    }
    gevonden = namen(
        [bronnen[pk] for pk in titels if pk in bronnen],
        [bronnen[pk] for pk in organisaties if pk in bronnen],
        lang,
    )
    if len(gevonden) < aantal:
        gevonden += [
            Suggestie(" ".join([*lang[:-1], woord]), "woord")
            for woord in af(lang[-1], pols)
            if _staat_in(nu_stand, naam, [*lang[:-1], woord], zicht)
        ]
    return gevonden[:aantal]


def getypt(q: str) -> list[str]:
    """The words that count of what is typed so far; [] below two characters."""
    alle = woorden(q[:80])[:8]
    lang = [woord for woord in alle if not is_stop(woord) or woord == alle[-1]]
    return lang if len("".join(lang)) >= 2 else []


def in_index(lang: list[str]) -> list[str]:
    """The words to look up: not a last one that is, or may become, a word without meaning (koffie i, koffie in d). Such words
    do not stand in the index; they are looked for in the names that the others find."""
    if len(lang) > 1 and (is_stop(lang[-1]) or any(woord.startswith(lang[-1]) for woord in STOPWOORDEN)):
        return lang[:-1]
    return lang


RUIMER = 6
"""So many times more names are read when the last word is looked for in the names themselves."""


def namen(
    titels: list[dict[str, Any]], organisaties: list[dict[str, Any]], lang: list[str]
) -> list[Suggestie]:
    """At most two organisations, then the offers, each name once. What comes in are documents as JSON, best first."""
    gevonden: dict[tuple[str, str], Suggestie] = {}
    for bron in organisaties:
        naam = bron.get("organisatie", "")
        if naam and len(gevonden) < 2 and _begint(naam, lang):
            gevonden.setdefault(
                ("organisatie", naam), Suggestie(naam, "organisatie", bron.get("organisatie_pad", ""))
            )
    for bron in titels:
        if _begint(bron["titel"], lang):
            gevonden.setdefault(
                ("aanbod", bron["titel"]), Suggestie(bron["titel"], "aanbod", bron.get("pad", ""))
            )
    return list(gevonden.values())


def _begint(tekst: str, lang: list[str]) -> bool:
    """Do all words typed stand in the name, the last one as a beginning? (PostgreSQL's weights are coarser than fields.)"""
    eigen = woorden(tekst)
    stammen = {stam(woord) for woord in eigen}
    *vorige, laatste = lang
    heel = all(stam(woord) in stammen for woord in vorige)
    einde = stam(laatste) in stammen or any(w.startswith((laatste, stam(laatste))) for w in eigen)
    return heel and einde


def af(laatste: str, pols: Pols | None) -> list[str]:
    """Words of the index that finish or correct the last word."""
    if is_stop(laatste):
        return []
    schat = woordenboek.woorden(pols).woordenschat
    begin = schat.vaakst(laatste, 3) if len(laatste) >= 3 else []
    if not begin and not schat.kent(stam(laatste)):
        begin = list(schat.lijkt_op(laatste, 2))
    return [woord for woord in begin if woord != laatste]


def _staat_in(nu_stand: stand.Stand, naam: str, woorden_: list[str], zicht: int) -> bool:
    """Does a visible offer hold these words, as they are written? The vocabulary also knows words of offers that are gone,
    and names written as one word."""
    with connection.cursor() as cursor:
        stammen = [stam(woord) for woord in woorden_]
        if connection.vendor == "sqlite":
            velden = " ".join(veld for veld in TEKSTVELDEN if veld in schema.kolommen(nu_stand.generatie))
            uitdrukking = f"{{{velden}}} : (" + " AND ".join(f'"{token}"' for token in stammen) + ")"
            cursor.execute(f"SELECT rowid FROM {naam} WHERE {naam} MATCH %s LIMIT 50", [uitdrukking])
        else:
            uitdrukking = " & ".join(f"'{token}':ACD" for token in stammen)
            cursor.execute(f"SELECT rowid FROM {naam} WHERE tsv @@ %s::tsquery LIMIT 50", [uitdrukking])
        return any(pk >= nu_stand.basis and zicht >> (pk - nu_stand.basis) & 1 for (pk,) in cursor.fetchall())
