"""Who may do what around the catalogue: the editors' group, the moderation workflow, a group per partner.

Wagtail's page rights are group × subtree, and only add up: nothing can be denied below. So a partner gets rights on the
own organisation and nowhere else. Every action here can be run again without harm.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.snippets.models import get_snippet_models

from portal.gemeente.models import GemeenteInstelling
from socialekaart.gemist.models import GemisteZoekvraag, Zoekfeedback
from socialekaart.models import CataloguePage, OrganisatiePage

REDACTIE = "Redactie sociale kaart"
WERKSTROOM = "Moderatie sociale kaart"
TAAK = "Redactie kijkt mee"
PARTNER = "Partner: "

RECHTEN_REDACTIE = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
RECHTEN_PARTNER = ("add_page", "change_page")


def _paginarecht(groep: Group, pagina: Page, codenamen: Iterable[str]) -> None:
    """Exactly these rights of the group on this subtree."""
    rechten = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenamen)
    GroupPagePermission.objects.filter(group=groep, page=pagina).exclude(permission__in=rechten).delete()
    for recht in rechten:
        GroupPagePermission.objects.get_or_create(group=groep, page_id=pagina.pk, permission=recht)


def _toegang_beheer() -> Permission:
    return Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")


def _modelrechten(model: type[models.Model], *handelingen: str) -> list[Permission]:
    soort = ContentType.objects.get_for_model(model)
    namen = [f"{handeling}_{model._meta.model_name}" for handeling in handelingen]
    return list(Permission.objects.filter(content_type=soort, codename__in=namen))


def startpaginas() -> list[Page]:
    """The home page of every municipality, in every language."""
    homes: dict[int, Page] = {}
    for site in Site.objects.select_related("root_page"):
        for home in site.root_page.get_translations(inclusive=True):
            homes[home.pk] = home
    return list(homes.values())


@transaction.atomic
def richt_moderatie_in(catalogus: CataloguePage) -> Workflow:
    """The editors' group with its rights, and the workflow through which every change of a partner goes.

    Run again after a municipality, a language or a snippet has been added. Call it for the catalogue of each language.
    """
    redactie, _ = Group.objects.get_or_create(name=REDACTIE)
    redactie.permissions.add(_toegang_beheer(), *_modelrechten(GemeenteInstelling, "change"))
    for model in get_snippet_models():
        redactie.permissions.add(*_modelrechten(model, "add", "change", "delete"))
    redactie.permissions.add(
        *_modelrechten(GemisteZoekvraag, "view", "change"), *_modelrechten(Zoekfeedback, "view", "delete")
    )
    for pagina in (catalogus, *startpaginas()):
        _paginarecht(redactie, pagina, RECHTEN_REDACTIE)

    werkstroom, _ = Workflow.objects.get_or_create(name=WERKSTROOM, defaults={"active": True})
    taak = GroupApprovalTask.objects.filter(name=TAAK).first() or GroupApprovalTask.objects.create(name=TAAK)
    taak.groups.add(redactie)
    WorkflowTask.objects.get_or_create(workflow=werkstroom, task=taak.task_ptr, defaults={"sort_order": 0})
    WorkflowPage.objects.update_or_create(page_id=catalogus.pk, defaults={"workflow": werkstroom})
    return werkstroom


@transaction.atomic
def maak_partnergroep(organisatie: OrganisatiePage) -> Group:
    """The group whose members keep up this organisation: they add and change, the editors publish.

    The group is known by its right, not by its name, so a renamed organisation keeps its group.
    """
    naam = (PARTNER + organisatie.title)[:150]
    groep = Group.objects.filter(name__startswith=PARTNER, page_permissions__page=organisatie.pk).first()
    if groep is None or groep.name != naam:
        bezet = Group.objects.filter(name=naam).exclude(pk=groep.pk if groep else None).exists()
        if bezet:
            achtervoegsel = f" ({organisatie.pk})"
            naam = naam[: 150 - len(achtervoegsel)] + achtervoegsel
        if groep is None:
            groep = Group.objects.create(name=naam)
        elif groep.name != naam:
            groep.name = naam
            groep.save(update_fields=["name"])
    groep.permissions.add(_toegang_beheer())
    _paginarecht(groep, organisatie, RECHTEN_PARTNER)
    return groep
