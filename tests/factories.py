"""Factories for what most tests need: municipalities with their sites, and pages of the sociale kaart.

Pages are published by default, the way an editor does it (revision, publish, signals); `live=False` leaves a draft.
Lists of a page (`leefgebieden`, `doelgroepen`, `gemeenten`, `wijken`, `plekken`, `openingstijden`, `uitzonderingen`) are
given as lists: `VoorzieningPageFactory(leefgebieden=["wonen"], plekken=[locatie])`.
"""

from __future__ import annotations

from typing import Any

import factory
from django.contrib.auth.models import User
from django.utils.text import slugify
from factory.django import DjangoModelFactory
from wagtail.models import Locale, Page, Site

from portal.gemeente.models import Gemeente, GemeenteInstelling, Postcode, Wijk
from portal.pages.models import HomePage
from socialekaart.models import (
    CataloguePage,
    Doelgroep,
    Leefgebied,
    LocatiePage,
    OrganisatiePage,
    VoorzieningPage,
    VoorzieningPlek,
)

WACHTWOORD = "een lang genoeg wachtwoord"


class GemeenteFactory(DjangoModelFactory):
    class Meta:
        model = Gemeente
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"GM{9100 + n}")
    naam = factory.Sequence(lambda n: f"Gemeente {n}")
    slug = factory.LazyAttribute(lambda zelf: slugify(zelf.naam))
    lat = 52.6
    lon = 3.9


class WijkFactory(DjangoModelFactory):
    class Meta:
        model = Wijk
        django_get_or_create = ("code",)

    gemeente = factory.SubFactory(GemeenteFactory)
    naam = factory.Sequence(lambda n: f"Wijk {n}")
    code = factory.LazyAttribute(lambda zelf: slugify(zelf.naam))
    lat = factory.SelfAttribute("gemeente.lat")
    lon = factory.SelfAttribute("gemeente.lon")


class PostcodeFactory(DjangoModelFactory):
    class Meta:
        model = Postcode
        django_get_or_create = ("postcode",)

    postcode = "1987DB"
    wijk = factory.SubFactory(WijkFactory)
    gemeente = factory.SelfAttribute("wijk.gemeente")
    lat = factory.SelfAttribute("wijk.lat")
    lon = factory.SelfAttribute("wijk.lon")


class PaginaFactory(DjangoModelFactory):
    """Adds the page to the tree, fills its lists, and publishes it unless `live=False`."""

    class Meta:
        abstract = True

    parent: Any = factory.LazyFunction(Page.get_first_root_node)
    locale: Any = factory.SelfAttribute("parent.locale")
    title = factory.Sequence(lambda n: f"Pagina {n}")
    slug = factory.LazyAttribute(lambda zelf: slugify(zelf.title))

    @classmethod
    def _build(cls, model_class: Any, *args: Any, parent: Any = None, **velden: Any) -> Any:
        return model_class(**velden)

    @classmethod
    def _create(cls, model_class: Any, *args: Any, parent: Any, live: bool = True, **velden: Any) -> Any:
        lijsten = {
            naam: velden.pop(naam) for naam in [*velden] if isinstance(velden[naam], list) and naam != "talen"
        }
        pagina = model_class(**velden, live=False, has_unpublished_changes=True)
        for naam, waarden in lijsten.items():
            setattr(pagina, naam, cls.als_rijen(naam, waarden))
        # The parent may have got children through other instances; treebeard counts on fresh numbers.
        parent.refresh_from_db(fields=["path", "depth", "numchild", "url_path"])
        parent.add_child(instance=pagina)
        revisie = pagina.save_revision(changed=False)
        if live:
            revisie.publish()
        return model_class.objects.get(pk=pagina.pk)

    @classmethod
    def als_rijen(cls, naam: str, waarden: list[Any]) -> list[Any]:
        """Codes become leefgebieden or doelgroepen, places become rows of `plekken`."""
        begrip = {"leefgebieden": Leefgebied, "doelgroepen": Doelgroep}.get(naam)
        if begrip:
            return [begrip.objects.get(code=een) if isinstance(een, str) else een for een in waarden]
        if naam == "plekken":
            return [VoorzieningPlek(locatie=een, sort_order=nummer) for nummer, een in enumerate(waarden)]
        return waarden


class HomePageFactory(PaginaFactory):
    class Meta:
        model = HomePage


class SiteFactory(DjangoModelFactory):
    """The site of a municipality: `<slug>.localhost`. The site that Wagtail's migration made gives way to the first."""

    class Meta:
        model = Site
        django_get_or_create = ("hostname", "port")

    class Params:
        gemeente = factory.SubFactory(GemeenteFactory)

    hostname = factory.LazyAttribute(lambda zelf: f"{zelf.gemeente.slug}.localhost")
    port = 80
    site_name = factory.SelfAttribute("gemeente.naam")
    root_page = factory.SubFactory(
        HomePageFactory,
        title=factory.LazyAttribute(lambda zelf: zelf.factory_parent.gemeente.naam),
    )

    @factory.lazy_attribute
    def is_default_site(self) -> bool:
        Site.objects.filter(is_default_site=True, hostname="localhost", port=80).delete()
        return not Site.objects.filter(is_default_site=True).exists()


class GemeenteInstellingFactory(DjangoModelFactory):
    """A municipality with its site and home page; the first one made is the default site."""

    class Meta:
        model = GemeenteInstelling
        django_get_or_create = ("site",)

    gemeente = factory.SubFactory(GemeenteFactory)
    site = factory.SubFactory(SiteFactory, gemeente=factory.SelfAttribute("..gemeente"))
    telefoon = "0123 45 67 00"
    telefoontijden = "ma-vr 08:30-17:00"
    teamnaam = factory.LazyAttribute(lambda zelf: f"Sociaal team {zelf.gemeente}")


class LocaleFactory(DjangoModelFactory):
    class Meta:
        model = Locale
        django_get_or_create = ("language_code",)

    language_code = "nl"


class CataloguePageFactory(PaginaFactory):
    class Meta:
        model = CataloguePage

    title = "Sociale kaart"


class OrganisatiePageFactory(PaginaFactory):
    class Meta:
        model = OrganisatiePage

    parent = factory.SubFactory(CataloguePageFactory)
    title = factory.Sequence(lambda n: f"Organisatie {n}")


class LocatiePageFactory(PaginaFactory):
    class Meta:
        model = LocatiePage

    parent = factory.SubFactory(OrganisatiePageFactory)
    title = factory.Sequence(lambda n: f"Buurthuis {n}")
    straat = "Duinweg 12"
    postcode = "1987 DB"
    plaats = "Duinrand"
    lat = 52.5958
    lon = 3.8899


class VoorzieningPageFactory(PaginaFactory):
    """An offer for the whole country unless told: it then needs no municipality."""

    class Meta:
        model = VoorzieningPage

    parent = factory.SubFactory(OrganisatiePageFactory)
    title = factory.Sequence(lambda n: f"Aanbod {n}")
    samenvatting = "Samen koffie drinken in de buurt."
    bereik = factory.LazyAttribute(
        lambda zelf: (
            "wijk"
            if getattr(zelf, "wijken", None)
            else "gemeente"
            if getattr(zelf, "gemeenten", None)
            else "land"
        )
    )


class UserFactory(DjangoModelFactory):
    """Somebody who can log in with `WACHTWOORD`; rights come from `groepen`."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"gebruiker{n}")
    email = factory.LazyAttribute(lambda zelf: f"{zelf.username}@dichtbij.example")
    password = factory.django.Password(WACHTWOORD)

    @factory.post_generation
    def groepen(self, create: bool, groepen: list[Any] | None, **kwargs: Any) -> None:
        if create and groepen:
            self.groups.set(groepen)


# -- the world of most tests: made, or read when it is there


def maak_duinrand() -> Gemeente:
    """The municipality of the default site, `http://duinrand.localhost`."""
    return _gemeente("GM9901", "Duinrand")


def maak_polderwijk() -> Gemeente:
    """The neighbour, `http://polderwijk.localhost`."""
    return _gemeente("GM9902", "Polderwijk", lat=52.55, lon=4.0)


def _gemeente(code: str, naam: str, **plek: float) -> Gemeente:
    if gemeente := Gemeente.objects.filter(code=code).first():
        return gemeente
    gemeente = GemeenteFactory(code=code, naam=naam, **plek)
    GemeenteInstellingFactory(gemeente=gemeente, naam="Dichtbij", thema=gemeente.slug)
    return gemeente


def maak_catalogus() -> CataloguePage:
    return CataloguePage.objects.first() or CataloguePageFactory()


def maak_organisatie() -> OrganisatiePage:
    gevonden = OrganisatiePage.objects.filter(slug="welzijn-duinrand").first()
    return gevonden or OrganisatiePageFactory(parent=maak_catalogus(), title="Welzijn Duinrand")


def maak_voorziening() -> VoorzieningPage:
    """A published offer for Duinrand."""
    gevonden = VoorzieningPage.objects.filter(slug="koffie-in-de-buurt").first()
    return gevonden or VoorzieningPageFactory(
        parent=maak_organisatie(),
        title="Koffie in de buurt",
        gemeenten=[maak_duinrand()],
        leefgebieden=["netwerk"],
    )
