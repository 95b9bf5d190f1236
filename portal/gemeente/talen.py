"""Which locale is the source language: asked for every address, so kept per process."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Locale


@cache
def bronlocale_id() -> int:
    """The primary key of the default locale. Facts are kept in it; other locales carry translations."""
    return int(Locale.get_default().pk)


@receiver([post_save, post_delete], sender=Locale, dispatch_uid="gemeente.bronlocale")
def _vergeet(sender: Any, **kwargs: Any) -> None:
    bronlocale_id.cache_clear()
