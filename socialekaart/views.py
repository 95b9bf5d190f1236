"""Public pages of the sociale kaart. Thin: reads come from selectors and the search service."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone, translation
from wagtail.models import Page

from portal import openingstijden
from portal.gemeente.selectors import gemeentesites, huidige_gemeente
from portal.gemeente.talen import bronlocale_id
from socialekaart import selectors
from socialekaart.gemist.tellen import onthoud
from socialekaart.models import Leefgebied, LocatiePage, OrganisatiePage, OudAdres, VoorzieningPage
from socialekaart.models.adres import taalvoorvoegsel
from socialekaart.visibility import is_zichtbaar, zichtbaar
from socialekaart.zoekpagina import suggesties_voor, zoek_voor


def overzicht(request: HttpRequest) -> TemplateResponse:
    """Everything on offer in this municipality: by subject and by organisation."""
    gemeente = huidige_gemeente(request)
    aanbod = list(
        selectors.aanbod_voor(gemeente).only("title", "samenvatting", "path", "url_path", "locale_id")
    )
    ouders = selectors.ouder_paden({rij.path for rij in aanbod})
    per_organisatie: dict[str, tuple[OrganisatiePage, list[VoorzieningPage]]] = {}
    for rij in aanbod:
        ouder = ouders[rij.path[: -Page.steplen]]
        per_organisatie.setdefault(ouder.path, (ouder, []))[1].append(rij)
    organisaties = sorted(per_organisatie.values(), key=lambda paar: paar[0].title.lower())
    context = {"organisaties": organisaties, "aantal": len(aanbod), "leefgebieden": Leefgebied.objects.all()}
    return TemplateResponse(request, "socialekaart/overzicht.html", context)


def pagina(request: HttpRequest, organisatie: str, onderdeel: str = "") -> HttpResponse:
    """An organisation, offer or place by its slugs; an old address leads on to the new one."""
    staart = f"/{organisatie}/{onderdeel}/" if onderdeel else f"/{organisatie}/"
    modellen = (VoorzieningPage, LocatiePage) if onderdeel else (OrganisatiePage,)
    for model in modellen:
        rij = zichtbaar(
            model.objects.filter(
                locale_id=bronlocale_id(), slug=onderdeel or organisatie, url_path__endswith=staart
            )
        ).first()
        if rij and rij.url_path.count("/") == staart.count("/") + 1:
            return rij.serve(request)
    oud = OudAdres.objects.select_related("page").filter(pad="/aanbod" + staart).first()
    if oud and is_zichtbaar(doel := oud.page.specific):
        antwoord = HttpResponsePermanentRedirect(doel.pad())
        # A browser keeps a permanent redirect for ever; when a page gets its old name back, it would go round in circles.
        antwoord["Cache-Control"] = "no-cache"
        return antwoord
    raise Http404


def toon_pagina(request: HttpRequest, pagina: Any) -> TemplateResponse:
    """Renders a catalogue page with the texts in the visitor's language where there are any."""
    tekst = _in_taal(request, pagina)
    context: dict[str, Any] = {
        "page": pagina,
        "tekst": tekst,
        "onvertaald": tekst is pagina and taalvoorvoegsel(translation.get_language() or "") != "",
        "nu": timezone.now().astimezone(openingstijden.AMSTERDAM),
        "canoniek": pagina.canoniek_adres(gemeentesites(request)),
    }
    if isinstance(pagina, VoorzieningPage):
        context |= _voorziening(request, pagina)
    elif isinstance(pagina, OrganisatiePage):
        context |= _organisatie(request, pagina)
    else:
        context |= _locatie(pagina)
    return TemplateResponse(request, pagina.template, context)


def _in_taal(request: HttpRequest, pagina: Any) -> Any:
    taal = translation.get_language() or ""
    if getattr(request, "is_preview", False) or not taalvoorvoegsel(taal):
        return pagina
    vertaling = (
        type(pagina)
        .objects.filter(
            translation_key=pagina.translation_key,
            locale__language_code=taal,
            live=True,
            alias_of__isnull=True,  # an alias is a copy that nobody has translated
        )
        .first()
    )
    return vertaling or pagina


def _voorziening(request: HttpRequest, pagina: VoorzieningPage) -> dict[str, Any]:
    gemeente = huidige_gemeente(request)
    taal = translation.get_language() or "nl"
    nu = timezone.now().astimezone(openingstijden.AMSTERDAM)
    stand = openingstijden.status(pagina.rooster, nu)
    leefgebieden = list(pagina.leefgebieden.all())
    verwant = selectors.verwant_aanbod(pagina, [een.pk for een in leefgebieden], gemeente)
    if getattr(request, "is_preview", False):
        pagina.zichtbare_plekken = selectors.plekken_van_concept(pagina)
        selectors.met_plekken(verwant)
    else:
        selectors.met_plekken([pagina, *verwant])
    ouders = selectors.ouder_paden({rij.path for rij in (pagina, *verwant)})
    organisatie = ouders[pagina.path[: -Page.steplen]]
    return {
        "organisatie": organisatie,
        "locaties": pagina.zichtbare_plekken,
        "leefgebieden": leefgebieden,
        "tijden": openingstijden.in_woorden(pagina.rooster, taal),
        "status": stand,
        "status_tekst": openingstijden.status_in_woorden(stand, nu, taal),
        "bedient": pagina.bedient(gemeente),
        "gebied": [een.naam for een in pagina.gebied],
        "telefoon": pagina.telefoon or organisatie.telefoon,
        "email": pagina.email or organisatie.email,
        "website": pagina.website or organisatie.website,
        "verwant": [(rij, ouders[rij.path[: -Page.steplen]]) for rij in verwant],
    }


def _organisatie(request: HttpRequest, pagina: OrganisatiePage) -> dict[str, Any]:
    aanbod = zichtbaar(selectors.bron_voorzieningen().filter(path__startswith=pagina.path)).order_by("title")
    locaties = zichtbaar(LocatiePage.objects.filter(path__startswith=pagina.path)).order_by("title")
    return {"aanbod": selectors.met_plekken(list(aanbod)), "locaties": list(locaties)}


def _locatie(pagina: LocatiePage) -> dict[str, Any]:
    organisatie = OrganisatiePage.objects.get(path=pagina.path[: -Page.steplen])
    aanbod = (
        zichtbaar(selectors.bron_voorzieningen().filter(plekken__locatie=pagina)).distinct().order_by("title")
    )
    return {"organisatie": organisatie, "aanbod": selectors.met_plekken(list(aanbod))}


def leefgebied(request: HttpRequest, code: str) -> TemplateResponse:
    """All offers about one subject, through the same search as everything else."""
    gebied = get_object_or_404(Leefgebied, code=code)
    context = zoek_voor(request, leefgebied=code) | {
        "leefgebied": gebied,
        "leefgebieden": Leefgebied.objects.all(),
    }
    return TemplateResponse(request, "socialekaart/leefgebied.html", context)


def zoeken(request: HttpRequest) -> HttpResponse:
    context = zoek_voor(request)
    onthoud(request, context["vraag"], context["resultaat"])
    return TemplateResponse(request, "socialekaart/zoeken.html", context)


def suggesties(request: HttpRequest) -> HttpResponse:
    return suggesties_voor(request)
