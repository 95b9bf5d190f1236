"""What every public page shows: whose portal this is, how to call, where to go, which language."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject
from django.utils.http import escape_leading_slashes

from portal import openingstijden
from portal.gemeente.models import GemeenteInstelling
from portal.gemeente.selectors import andere_instellingen, instelling
from portal.shell import bereikbaar
from portal.shell.bereikbaar import tel

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@dataclass
class Portaal:
    """The visited site as templates see it. Lazy parts are read once."""

    request: HttpRequest
    instelling: GemeenteInstelling = field(init=False)

    def __post_init__(self) -> None:
        gevonden = instelling(self.request)
        if gevonden:
            bereikbaar.onthoud(gevonden)
        self.instelling = gevonden or GemeenteInstelling()

    @property
    def naam(self) -> str:
        return self.instelling.naam

    @property
    def gemeente(self) -> Any:
        return self.instelling.gemeente

    @property
    def thema(self) -> str:
        return self.instelling.thema

    @property
    def pad(self) -> str:
        """The language prefix before every fixed address: nothing, or `/en`."""
        taal = translation.get_language() or settings.LANGUAGE_CODE
        return "" if taal == settings.LANGUAGE_CODE else f"/{taal}"

    @property
    def telefoon(self) -> str:
        return self.instelling.telefoon

    @property
    def telefoon_href(self) -> str:
        return tel(self.telefoon)

    @property
    def email(self) -> str:
        return self.instelling.email

    @property
    def bezoekpunt(self) -> dict[str, str]:
        return {"naam": self.instelling.bezoekpunt, "adres": self.instelling.bezoekadres}

    @property
    def huisartsenpost(self) -> str:
        return self.instelling.huisartsenpost

    @property
    def huisartsenpost_href(self) -> str:
        return tel(self.huisartsenpost)

    @property
    def teamnaam(self) -> str:
        return self.instelling.teamnaam

    @cached_property
    def _telefoonrooster(self) -> openingstijden.Rooster:
        return openingstijden.parse(self.instelling.telefoontijden)

    @cached_property
    def telefoontijden(self) -> list[str]:
        return openingstijden.in_woorden(self._telefoonrooster, translation.get_language() or "nl")

    @cached_property
    def _telefoonstand(self) -> openingstijden.Status:
        return openingstijden.status(self._telefoonrooster, timezone.now().astimezone(AMSTERDAM))

    @property
    def telefoon_open(self) -> bool:
        return self._telefoonstand.open

    @property
    def telefoon_status(self) -> str:
        nu = timezone.now().astimezone(AMSTERDAM)
        return openingstijden.status_in_woorden(self._telefoonstand, nu, translation.get_language() or "nl")

    @cached_property
    def bezoektijden(self) -> list[str]:
        return openingstijden.in_woorden(
            openingstijden.parse(self.instelling.bezoektijden), translation.get_language() or "nl"
        )

    @cached_property
    def andere_gemeenten(self) -> list[tuple[str, str]]:
        return [
            (rij.gemeente.naam, rij.site.root_url + "/")
            for rij in andere_instellingen(self.request)
            if rij.gemeente
        ]


def talen(request: HttpRequest) -> list[dict[str, Any]]:
    """The same page in the other languages. Answers of a journey stay: they sit in the session, not in the address."""
    actief = translation.get_language()
    rijen = []
    for code, naam in settings.LANGUAGES:
        with translation.override(code):
            eigen_naam = {"nl": "Nederlands", "en": "English", "ar": "العربية"}.get(code, str(naam))
        rijen.append(
            {"code": code, "naam": eigen_naam, "url": _adres_in(request, code), "actief": code == actief}
        )
    return rijen


def _adres_in(request: HttpRequest, taal: str) -> str:
    """The address of this page in a language: only the path prefix differs (`/en/…`)."""
    pad = request.get_full_path()
    for code, _ in settings.LANGUAGES:
        if code != settings.LANGUAGE_CODE and (pad == f"/{code}" or pad.startswith(f"/{code}/")):
            # `/en//elders/` must not become a link to another host.
            pad = escape_leading_slashes(pad[len(code) + 1 :]) or "/"
            break
    # Two slashes in front would be another host; a path that begins so is a mistake or a trap.
    pad = "/" + pad.lstrip("/\\")
    # Past the result of a journey there is nothing to translate by address alone; the same path is right there too.
    return pad if taal == settings.LANGUAGE_CODE else f"/{taal}{pad}"


def eigen_adres(request: HttpRequest) -> str:
    """The full address of this page, without the query; empty when the host is not ours."""
    try:
        return request.build_absolute_uri(request.path)
    except DisallowedHost:
        return ""


def alternatieven(request: HttpRequest, rijen: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Code and full address of this page in every language, for `hreflang`."""
    if not eigen_adres(request):
        return []
    return [(rij["code"], request.build_absolute_uri(rij["url"].partition("?")[0])) for rij in rijen]


NAV = (("/zelfcheck/", "zelfcheck"), ("/melden/", "melden"), ("/over-dichtbij/", "over"))


def actief_deel(request: HttpRequest) -> str:
    """Which item of the main menu the page belongs to."""
    pad = re.sub(r"^/[a-z]{2}/", "/", request.path_info)
    for begin, naam in NAV:
        if pad.startswith(begin):
            return naam
    return "hulp" if pad == "/" or pad.startswith(("/zoeken/", "/aanbod/", "/onderwerp/")) else ""


def portaal(request: HttpRequest) -> dict[str, Any]:
    """Context processor for every template; lazy, so that an admin screen pays nothing."""
    return {
        "portaal": SimpleLazyObject(lambda: Portaal(request)),
        "talen": SimpleLazyObject(lambda: talen(request)),
        "eigen_adres": SimpleLazyObject(lambda: eigen_adres(request)),
        "alternatieven": SimpleLazyObject(lambda: alternatieven(request, talen(request))),
        "nav": SimpleLazyObject(lambda: actief_deel(request)),
        "brontaal": ""
        if (translation.get_language() or settings.LANGUAGE_CODE) == settings.LANGUAGE_CODE
        else settings.LANGUAGE_CODE,
        "taalrichting": "rtl" if translation.get_language_bidi() else "ltr",
    }
