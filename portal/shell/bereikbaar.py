"""How to reach each municipality, kept in memory: a page that cannot ask the database still names the phone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.http.request import split_domain_port

from portal.gemeente.models import GemeenteInstelling


def tel(nummer: str) -> str:
    """`0123 45 67 00` → `tel:0123456700`."""
    return "tel:" + re.sub(r"[^\d+]", "", nummer)


@dataclass(frozen=True)
class Bereikbaar:
    """What is known of a site; all empty when nothing is."""

    telefoon: str = ""
    thema: str = ""

    @property
    def telefoon_href(self) -> str:
        return tel(self.telefoon)


STANDAARD = ""
_bekend: dict[str, Bereikbaar] = {}


def onthoud(instelling: GemeenteInstelling) -> None:
    """Called whenever a page has read the settings of its site. As many entries as there are sites."""
    site = instelling.site
    _bekend[site.hostname.lower()] = bekend = Bereikbaar(instelling.telefoon, instelling.thema)
    if site.is_default_site:
        _bekend[STANDAARD] = bekend


def van(request: HttpRequest | None) -> Bereikbaar:
    """What this process knows of the visited site, else of the default one. Never asks the database."""
    try:
        host = split_domain_port(request.get_host())[0] if request else STANDAARD
    except DisallowedHost:
        host = STANDAARD
    return _bekend.get(host) or _bekend.get(STANDAARD) or Bereikbaar()


def vergeet() -> None:
    """As a process that has just started."""
    _bekend.clear()
