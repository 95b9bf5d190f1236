"""Template filters: numbers and texts as people write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django import template
from django.http import QueryDict
from django.template.defaultfilters import linebreaks_filter
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.gemeente.selectors import leesbare_postcode
from portal.shell import context

register = template.Library()


@register.filter
def tel(nummer: str) -> str:
    """A phone number as the value of a `tel:` link."""
    return context.tel(nummer or "")


@register.filter
def postcode(code: str) -> str:
    """`1987DB` → `1987 DB`."""
    return leesbare_postcode(code or "")


@register.filter
def afstand(meters: float | None) -> str:
    """650 → `650 meter`, 1234 → `1,2 km`, 14000 → `14 km`; nothing for an unknown distance."""
    if meters is None:
        return ""
    if meters < 975:
        return _("%(aantal)s meter") % {"aantal": max(50, round(meters / 50) * 50)}
    km = meters / 1000
    tekst = f"{km:.1f}" if km < 9.95 else f"{km:.0f}"
    return _("%(aantal)s km") % {"aantal": tekst.replace(".", _(","))}


@register.filter
def alineas(tekst: str) -> SafeString:
    """Plain text with empty lines as paragraphs, escaped."""
    return linebreaks_filter(tekst) if tekst else SafeString()


@register.filter
def netnaam(url: str) -> str:
    """A web address as people say it: without scheme, www and trailing slash."""
    return re.sub(r"^https?://(www\.)?", "", url or "").rstrip("/")


@register.filter
def mens(gebruiker: Any) -> str:
    """A colleague by name, else by account; nothing for nobody."""
    return (gebruiker.get_full_name() or gebruiker.get_username()) if gebruiker else ""


@register.filter
def haal(bron: Mapping[Any, Any], sleutel: Any) -> Any:
    """`dict[key]` in a template; nothing when absent."""
    return bron.get(sleutel) if bron else None


@register.simple_tag
def icoon(naam: str, groot: bool = False, richting: bool = False) -> SafeString:
    """One icon of the sprite. Always beside words: it is hidden from assistive technology.

    `naam` is a key of static/icons.json; `groot`: 2rem and in the link colour, for cards; `richting`: turns round in
    right-to-left languages (arrows). A tag and not an include: a page of hits holds some fifty of them.
    """
    return _icoon(naam, " icoon--groot" * bool(groot) + " icoon--richting" * bool(richting))


@lru_cache(maxsize=256)
def _icoon(naam: str, soort: str) -> SafeString:
    return format_html(
        '<svg class="icoon{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        soort,
        static("build/icons.svg"),
        naam,
    )


@register.simple_tag
def adres_met(query: QueryDict, **wijzigingen: Any) -> str:
    """The query string with some parameters replaced; None takes one away. Keeps addresses shareable."""
    nieuw = query.copy()
    for naam, waarde in wijzigingen.items():
        nieuw.pop(naam, None)
        if waarde is not None:
            nieuw[naam] = str(waarde)
    return "?" + nieuw.urlencode()
