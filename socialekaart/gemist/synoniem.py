"""From a missed search to a synonym of the editors, which works at the next search."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from socialekaart.gemist.masker import WEG
from socialekaart.gemist.models import GemisteZoekvraag, Stand
from socialekaart.search import service, woordenboek
from socialekaart.search.analyzer import is_stop, stam, woorden
from socialekaart.search.documents import zichtbare
from socialekaart.search.models import SynoniemGroep
from socialekaart.search.types import Vraag

MAX_KEUZES = 2_000


class HelptNiet(Exception):
    """With this synonym the search would still find nothing; nothing was changed."""


@transaction.atomic
def maak_synoniem(vraag: GemisteZoekvraag, woord: str, doel: str, gebruiker: Any) -> int:
    """Who searches for `woord` is searched `doel` for too. Returns how many offers `woord` finds now.

    The search is asked before it is kept. The same text in other municipalities is done as well: synonyms are shared.
    Raises `HelptNiet`.
    """
    groep, nieuw = SynoniemGroep.objects.get_or_create(woorden=woord, doelen=doel)
    if not groep.actief:
        groep.actief = True
        groep.save()
    gevonden = service.zoek(Vraag(q=woord.split(",")[0], gemeente=vraag.gemeente.code)).totaal
    if not gevonden:
        raise HelptNiet(doel)
    log(instance=groep, action="wagtail.create" if nieuw else "wagtail.edit", user=gebruiker)
    GemisteZoekvraag.objects.filter(tekst=vraag.tekst).update(stand=Stand.SYNONIEM, synoniem=groep)
    return gevonden


def voorstel(vraag: GemisteZoekvraag) -> str:
    """The words of a missed search, without what was masked."""
    return " ".join(woord for woord in vraag.tekst.split() if woord != WEG)


def keuzes() -> list[str]:
    """Words that surely lead somewhere: names of offers, and terms of the lists that stand in the texts of offers."""
    staat = woordenboek.woorden()
    stammen = {stam(woord) for woord in staat.woordenschat.telling}
    termen = {
        verwijzing.tekst
        for verwijzingen in staat.lexicon.synoniemen.values()
        for verwijzing in verwijzingen
        if all(token in stammen for token in verwijzing.tokens)
    }
    termen = {term for term in termen if any(not is_stop(woord) for woord in woorden(term))}
    titels = zichtbare().order_by("title").values_list("title", flat=True)
    # A comma would be two words to the list of synonyms.
    namen = dict.fromkeys(titel for titel in titels[:MAX_KEUZES] if "," not in titel)
    return [*namen, *sorted(termen - namen.keys(), key=str.casefold)][:MAX_KEUZES]
