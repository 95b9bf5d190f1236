"""Working in the admin as somebody: log in, read a page form, send it with changes."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, User
from django.forms.models import ModelForm
from django.http import HttpResponse
from django.test import Client
from wagtail.models import Page

from tests import factories


def account(*groepen: Group, **velden: Any) -> User:
    return factories.UserFactory(groepen=groepen, **velden)


def log_in(gebruiker: User) -> Client:
    """Through the login form, as people do."""
    client = Client()
    antwoord = client.post(
        "/beheer/login/", {"username": gebruiker.username, "password": factories.WACHTWOORD}
    )
    assert antwoord.status_code == 302, "inloggen lukt niet"
    return client


def ingevuld(formulier: ModelForm) -> dict[str, Any]:
    """What a browser would send of this form when nothing is changed."""
    gegevens: dict[str, Any] = {}
    for veld in formulier:
        waarde = veld.value()
        if waarde is None or waarde is False:
            continue
        gegevens[veld.html_name] = veld.field.prepare_value(waarde) if waarde is not True else "on"
    for rijen in getattr(formulier, "formsets", {}).values():
        for onderdeel in (rijen.management_form, *rijen.forms):
            gegevens |= ingevuld(onderdeel)
    return gegevens


def bewaar(client: Client, pagina: Page, **wijzigingen: Any) -> HttpResponse:
    """Opens the edit screen and sends it. `indienen=True` submits to moderation, `publiceer=True` publishes."""
    adres = f"/beheer/pages/{pagina.pk}/edit/"
    scherm = client.get(adres)
    assert scherm.status_code == 200, f"bewerkscherm geeft {scherm.status_code}"
    knop = {
        "action-submit": wijzigingen.pop("indienen", False),
        "action-publish": wijzigingen.pop("publiceer", False),
    }
    gegevens = (
        ingevuld(scherm.context["form"]) | wijzigingen | {naam: "1" for naam, aan in knop.items() if aan}
    )
    return client.post(adres, gegevens)
