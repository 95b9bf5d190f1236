"""What follows from a change of a catalogue page: its old address keeps leading to it."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page
from wagtail.signals import page_slug_changed, post_page_move

from portal.gemeente.talen import bronlocale_id
from socialekaart.models import OudAdres
from socialekaart.models.adres import CataloguePagina, catalogus_pad
from socialekaart.partners import mail


def onthoud(page: Page, oud_url_path: str) -> None:
    """Remember the old path of a page, and of every page below it. A path in use now is no old address."""
    nieuw = page.url_path
    if oud_url_path == nieuw or page.locale_id != bronlocale_id():
        return
    for onderdeel in Page.objects.filter(path__startswith=page.path):
        oud = catalogus_pad(oud_url_path + onderdeel.url_path[len(nieuw) :])
        OudAdres.objects.update_or_create(pad=oud, defaults={"page": onderdeel})
        OudAdres.objects.filter(pad=catalogus_pad(onderdeel.url_path)).delete()


def bij_nieuwe_slug(sender: Any, instance: Page, instance_before: Page, **kwargs: Any) -> None:
    if isinstance(instance, CataloguePagina):
        onthoud(instance, instance_before.url_path)


def bij_verplaatsen(
    sender: Any, instance: Page, url_path_before: str, url_path_after: str, **kwargs: Any
) -> None:
    if isinstance(instance.specific, CataloguePagina):
        instance.url_path = url_path_after
        onthoud(instance, url_path_before)


def verbind() -> None:
    page_slug_changed.connect(bij_nieuwe_slug, dispatch_uid="socialekaart.slug")
    post_page_move.connect(bij_verplaatsen, dispatch_uid="socialekaart.move")
    mail.verbind()
