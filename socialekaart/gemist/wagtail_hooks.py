"""Registration in Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from socialekaart.gemist.beheer import ziet_zoekvragen


class ZoekvragenMenuItem(MenuItem):
    """Only for editors."""

    def is_shown(self, request: HttpRequest) -> bool:
        return ziet_zoekvragen(request.user)


@hooks.register("register_admin_urls")
def zoekvragen_urls() -> list[Any]:
    return [path("zoekvragen/", include("socialekaart.gemist.admin_urls"))]


@hooks.register("register_admin_menu_item")
def zoekvragen_menu() -> MenuItem:
    return ZoekvragenMenuItem(
        _("Zoekvragen"), reverse("gemist:zoekvragen"), name="zoekvragen", icon_name="search", order=550
    )
