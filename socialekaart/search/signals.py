"""Live indexing: what changes in the catalogue is in the index in the same transaction, or right after commit.

What gets hidden leaves the index at once, however much it is. What appears is written at once up to `DIRECT` offers;
more than that goes to the worker.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from portal.shell.commit import na_commit
from socialekaart.models import CataloguePage, LocatiePage, OrganisatiePage, VoorzieningPage, VoorzieningPlek
from socialekaart.search import documents, pending, service

DIRECT = 50


def _onder(pagina: Page) -> list[int]:
    """The offers that depend on a page: itself, those below it, and those that happen there or at a place below it."""
    onder = VoorzieningPage.objects.filter(path__startswith=pagina.path).values_list("pk", flat=True)
    daar = VoorzieningPlek.objects.filter(locatie__path__startswith=pagina.path).values_list(
        "voorziening_id", flat=True
    )
    return list(dict.fromkeys([*onder, *daar]))


def schrijf(ids: Iterable[int]) -> None:
    """Write these now, or the part that may not wait now and the rest by the worker."""
    lijst = list(dict.fromkeys(ids))
    if not lijst:
        return
    if pending.verzamelt():
        pending.markeer(lijst)
        return
    if len(lijst) <= DIRECT:
        pending.vergeet(lijst)
        service.indexeer(lijst)
        return
    zichtbaar = set(documents.zichtbare().filter(pk__in=lijst).values_list("pk", flat=True))
    verborgen = [pk for pk in lijst if pk not in zichtbaar]
    if verborgen:
        service.indexeer(verborgen)
    if zichtbaar:
        from socialekaart.search.tasks import indexeer

        na_commit(indexeer.enqueue, sorted(zichtbaar))


def bij_publicatie(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Published, unpublished or moved: the page and all below it."""
    specifiek = instance if sender is not Page else instance.specific
    if isinstance(specifiek, CataloguePage | OrganisatiePage | VoorzieningPage | LocatiePage):
        schrijf(_onder(specifiek))


def bij_verplaatsen(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Read afresh: the instance still bears its old place in the tree."""
    schrijf(_onder(Page.objects.get(pk=instance.pk).specific))


def bij_bewaren(sender: type[Any], instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Saved without publishing: related rows are not stored yet, so at commit."""
    if raw:
        return
    if isinstance(instance, VoorzieningPage):
        pending.markeer([instance.pk])
    elif isinstance(instance, CataloguePage | OrganisatiePage | LocatiePage):
        pending.markeer(_onder(instance))


def bij_rij(sender: type[Any], instance: Any, **kwargs: Any) -> None:
    """A related row (place, opening hours) was saved or deleted by itself."""
    if instance.voorziening_id:
        pending.markeer([instance.voorziening_id])


def bij_keuzes(
    sender: type[Any], instance: Any, action: str, pk_set: set[int] | None = None, **kwargs: Any
) -> None:
    """Leefgebieden, doelgroepen, municipalities or wijken of an offer changed."""
    if action.startswith("post_"):
        pending.markeer([instance.pk] if isinstance(instance, VoorzieningPage) else (pk_set or ()))


def bij_verwijderen(sender: type[VoorzieningPage], instance: VoorzieningPage, **kwargs: Any) -> None:
    """Deleted: out of the index in the same transaction."""
    pending.vergeet([instance.pk])
    service.indexeer([instance.pk])


def bij_afscherming(sender: type[PageViewRestriction], instance: PageViewRestriction, **kwargs: Any) -> None:
    """A page became private, or public again."""
    pagina = Page.objects.filter(pk=instance.page_id).first()
    if pagina is not None:
        schrijf(_onder(pagina))


def bij_begrip(sender: type[Any], instance: Any, created: bool = False, **kwargs: Any) -> None:
    """A leefgebied, doelgroep, municipality or wijk got another code or name."""
    if created:
        return
    ids = list(instance.voorzieningpage_set.values_list("pk", flat=True))
    if ids:
        from socialekaart.search.tasks import indexeer

        na_commit(indexeer.enqueue, ids)


def bij_begrip_weg(sender: type[Any], instance: Any, **kwargs: Any) -> None:
    """Before it goes, note the offers that bore it."""
    pending.markeer(list(instance.voorzieningpage_set.values_list("pk", flat=True)))


def verbind() -> None:
    """Connect everything; called once."""
    from portal.gemeente.models import Gemeente, Wijk
    from socialekaart.models import Doelgroep, Leefgebied, Openingstijd, Uitzondering

    for signaal in (page_published, page_unpublished, page_slug_changed):
        signaal.connect(bij_publicatie, dispatch_uid=f"zoeken.{id(signaal)}")
    post_page_move.connect(bij_verplaatsen, dispatch_uid="zoeken.verplaatst")
    for model in (CataloguePage, OrganisatiePage, VoorzieningPage, LocatiePage):
        post_save.connect(bij_bewaren, sender=model, dispatch_uid=f"zoeken.bewaard.{model.__name__}")
    for rij in (VoorzieningPlek, Openingstijd, Uitzondering):
        post_save.connect(bij_rij, sender=rij, dispatch_uid=f"zoeken.rij.{rij.__name__}")
        post_delete.connect(bij_rij, sender=rij, dispatch_uid=f"zoeken.rij_weg.{rij.__name__}")
    for naam in ("leefgebieden", "doelgroepen", "gemeenten", "wijken"):
        through = getattr(VoorzieningPage, naam).through
        m2m_changed.connect(bij_keuzes, sender=through, dispatch_uid=f"zoeken.keuze.{naam}")
    post_delete.connect(bij_verwijderen, sender=VoorzieningPage, dispatch_uid="zoeken.weg")
    post_save.connect(bij_afscherming, sender=PageViewRestriction, dispatch_uid="zoeken.afgeschermd")
    post_delete.connect(bij_afscherming, sender=PageViewRestriction, dispatch_uid="zoeken.vrijgegeven")
    for begrip in (Leefgebied, Doelgroep, Gemeente, Wijk):
        post_save.connect(bij_begrip, sender=begrip, dispatch_uid=f"zoeken.begrip.{begrip.__name__}")
        pre_delete.connect(bij_begrip_weg, sender=begrip, dispatch_uid=f"zoeken.begrip_weg.{begrip.__name__}")
