"""What somebody may see and choose of the catalogue. Wagtail's own answers are too wide for partners.

Wagtail checks rights where a page is changed, but its choosers, bulk screens and some reports name any page, drafts of
others included. Here is the narrow answer, in one place; `grens` and the hooks apply it.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Q, QuerySet
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from socialekaart.models import LocatiePage, OrganisatiePage
from socialekaart.visibility import zichtbaar

Gebruiker = AbstractBaseUser | AnonymousUser | Any


def _codenamen(gebruiker: Gebruiker) -> set[str]:
    # Read once per request: the policy keeps the answer on the user.
    return {
        recht.permission.codename
        for recht in page_permission_policy.get_cached_permissions_for_user(gebruiker)
    }


def publiceert(gebruiker: Gebruiker) -> bool:
    """A beheerder or editor: somebody who may publish pages somewhere."""
    return bool(gebruiker.is_active and (gebruiker.is_superuser or "publish_page" in _codenamen(gebruiker)))


def is_partner(gebruiker: Gebruiker) -> bool:
    """Somebody who writes pages that another publishes. By right, not by the name of a group."""
    return bool(
        gebruiker.is_active
        and not publiceert(gebruiker)
        and _codenamen(gebruiker) & {"add_page", "change_page"}
    )


def eigen_paginas(gebruiker: Gebruiker) -> Q:
    """The subtrees on which somebody has a right."""
    deel = Q(pk__in=[])
    for recht in page_permission_policy.get_cached_permissions_for_user(gebruiker):
        deel |= Q(path__startswith=recht.page.path)
    return deel


def _paden_erboven(gebruiker: Gebruiker) -> set[str]:
    rechten = page_permission_policy.get_cached_permissions_for_user(gebruiker)
    paden = {recht.page.path for recht in rechten}
    return {pad[:einde] for pad in paden for einde in range(Page.steplen, len(pad), Page.steplen)}


def is_eigen(gebruiker: Gebruiker, pk: int, *, ook_erboven: bool = False) -> bool:
    """Whether a page is theirs, or (for looking around) stands above what is theirs."""
    deel = eigen_paginas(gebruiker)
    if ook_erboven:
        deel |= Q(path__in=_paden_erboven(gebruiker))
    return Page.objects.filter(deel, pk=pk).exists()


def te_kiezen(gebruiker: Gebruiker, paginas: QuerySet[Page] | None = None) -> QuerySet[Page]:
    """The pages that a chooser may name: all for who publishes; for others the own ones, the way to them, and the
    public places of everybody with the organisations above these."""
    paginas = Page.objects.all() if paginas is None else paginas
    if publiceert(gebruiker):
        return paginas
    openbaar = Q()
    for model in (LocatiePage, OrganisatiePage):
        openbaar |= Q(pk__in=zichtbaar(model.objects.all()).values("pk"))
    return paginas.filter(eigen_paginas(gebruiker) | Q(path__in=_paden_erboven(gebruiker)) | openbaar)
