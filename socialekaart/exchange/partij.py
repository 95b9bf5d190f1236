"""One transaction of rows: pages are read in a fixed number of queries, then written one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from django.db import transaction
from wagtail.models import Locale, Page

from socialekaart.exchange.catalogus import Catalogus, Plaats
from socialekaart.exchange.rij import AanbodRij, Afgekeurd, vouw_naam
from socialekaart.exchange.verschil import Begrippen, Verschil, gewenst, verschil
from socialekaart.exchange.verslag import Uitkomst, Verslag
from socialekaart.models import CataloguePage, LocatiePage, OrganisatiePage, VoorzieningPage, VoorzieningPlek
from socialekaart.selectors import met_alles


@dataclass
class Run:
    """What all parts of one import share. ``gedaan``: which row an offer was written for."""

    catalogus: Catalogus
    begrippen: Begrippen
    verslag: Verslag
    wortel: CataloguePage | None
    droog: bool = False
    gedaan: dict[int, int] = field(default_factory=dict)
    locale: Locale = field(default_factory=Locale.get_default)


def _plaats(locatie: LocatiePage) -> Plaats:
    return Plaats(locatie.pk, locatie.straat, locatie.postcode, locatie.plaats, locatie.lat, locatie.lon)


def publiceer(pagina: Page) -> None:
    """A change of a page is a revision, so that editors see what an import changed and can take it back."""
    pagina.save_revision(log_action=True, clean=False).publish()


def voeg_toe(ouder: Page, pagina: Page) -> None:
    """Add a new page, live. Its fields are validated here; what ``full_clean`` asks the database besides (is the slug
    free, do the locale and the content type exist) the import knows already, and it would cost a quarter of the time.
    """
    pagina.draft_title = pagina.title
    van_de_boom = {"path", "depth", "url_path"}  # filled in by add_child
    pagina.clean_fields(exclude=van_de_boom | {veld.name for veld in pagina._meta.fields if veld.is_relation})
    pagina.save = partial(pagina.save, clean=False)  # the tree calls save() without arguments
    try:
        ouder.add_child(instance=pagina)
    finally:
        del pagina.save


class Partij:
    """The rows of one transaction."""

    def __init__(self, run: Run, rijen: tuple[AanbodRij, ...]) -> None:
        self.run = run
        self.catalogus = run.catalogus
        self._terug: list[Callable[[], object]] = []
        if run.wortel is not None:
            run.wortel.refresh_from_db()  # an editor may have added an organisation meanwhile
        pks: set[int] = set()
        for rij in rijen:
            try:
                pks |= {self.catalogus.vind(rij) or 0}
            except Afgekeurd:
                continue  # said when the row has its turn
        self.aanbod = {een.pk: een for een in met_alles(VoorzieningPage.objects.filter(pk__in=pks))}
        namen = [self.catalogus.organisaties.get(vouw_naam(rij.organisatie), 0) for rij in rijen]
        self.organisaties = {een.pk: een for een in OrganisatiePage.objects.filter(pk__in=namen)}

    def vergeet_rij(self) -> None:
        """The row was rolled back: forget in memory what it made."""
        while self._terug:
            self._terug.pop()()

    def verwerk(self, rij: AanbodRij) -> Uitkomst:
        """Do what the row says (in a dry run: only tell what that would be). Raises ``Afgekeurd``."""
        self._terug.clear()
        pk = self.catalogus.vind(rij)
        if pk is None:
            if self.run.droog:
                self._tel_organisatie(rij)
            else:
                with transaction.atomic():  # a savepoint: a row that the database refuses leaves no trace
                    self._nieuw(rij)
            return Uitkomst.NIEUW
        if eerder := self.run.gedaan.get(pk):
            raise Afgekeurd(
                [f"dubbel: rij {eerder} gaat over hetzelfde aanbod. Geef elk een eigen extern_id."]
            )
        self.run.gedaan[pk] = rij.nummer
        return self._bestaand(
            rij, self.aanbod.get(pk) or met_alles(VoorzieningPage.objects.filter(pk=pk)).get()
        )

    def _tel_organisatie(self, rij: AanbodRij) -> None:
        """In a dry run: an organisation that would be made, once."""
        naam = vouw_naam(rij.organisatie)
        if naam not in self.catalogus.organisaties:
            self.catalogus.organisaties[naam] = 0
            self.run.verslag.organisaties += 1

    def _organisatie(self, rij: AanbodRij) -> OrganisatiePage:
        naam = vouw_naam(rij.organisatie)
        pk = self.catalogus.organisaties.get(naam)
        if pk is None:
            assert self.run.wortel is not None
            wortel = self.run.wortel
            slug = self.catalogus.vrije_slug(wortel.path, rij.organisatie, "organisatie")
            nieuw = OrganisatiePage(title=rij.organisatie, slug=slug, locale=self.run.locale)
            voeg_toe(wortel, nieuw)
            pk = nieuw.pk
            self.organisaties[pk] = nieuw
            self.catalogus.organisaties[naam] = pk
            self.run.verslag.organisaties += 1
            self._terug += [
                lambda: self.catalogus.organisaties.pop(naam, None),
                lambda: setattr(self.run.verslag, "organisaties", self.run.verslag.organisaties - 1),
                wortel.refresh_from_db,
            ]
        if pk not in self.organisaties:
            self.organisaties[pk] = OrganisatiePage.objects.get(pk=pk)
        return self.organisaties[pk]

    def _vul(self, pagina: VoorzieningPage, wat: Verschil) -> None:
        for naam, waarde in wat.velden.items():
            setattr(pagina, naam, waarde)
        for naam, codes in wat.verzamelingen.items():
            setattr(pagina, naam, self.run.begrippen.van(naam, codes))

    def _nieuw(self, rij: AanbodRij) -> None:
        """A new offer goes live as it is, without a revision: there is no earlier version to go back to, the editor
        makes the first one when something changes, and a revision would double the time that an import takes."""
        organisatie = self._organisatie(rij)
        slug = self.catalogus.vrije_slug(organisatie.path, rij.titel, "aanbod")
        pagina = VoorzieningPage(slug=slug, locale=self.run.locale)
        self._vul(pagina, gewenst(rij, nieuw=True))
        if rij.heeft_plek:
            pagina.plekken = [VoorzieningPlek(locatie_id=self._locatie(rij, organisatie, [], pagina))]
        voeg_toe(organisatie, pagina)
        self._terug.append(organisatie.refresh_from_db)
        self.run.gedaan[pagina.pk] = rij.nummer
        self.catalogus.onthoud(pagina.pk, rij.organisatie, rij.titel, rij.extern_id)
        self._terug.append(lambda: self.catalogus.vergeet(pagina.pk, rij))

    def _bestaand(self, rij: AanbodRij, pagina: VoorzieningPage) -> Uitkomst:
        if pagina.locked:
            raise Afgekeurd(["dit aanbod staat op slot in het beheer."])
        if not pagina.live and pagina.last_published_at:
            self.run.verslag.opmerkingen.append((rij.nummer, "in het beheer offline gehaald; dat blijft zo."))
            return Uitkomst.OFFLINE
        anders = verschil(rij, pagina)
        plekken = [plek.locatie for plek in pagina.plekken.all()]
        verhuist = rij.heeft_plek and not any(_plaats(een).is_van(rij) for een in plekken)
        organisatie_pk = self.catalogus.organisaties.get(vouw_naam(rij.organisatie))
        ouder = self.organisaties.get(organisatie_pk or 0)
        andere_ouder = ouder is None or ouder.path != pagina.path[: -Page.steplen]
        if pagina.live and not anders and not verhuist and not andere_ouder:
            return Uitkomst.GELIJK
        if self.run.droog:
            return Uitkomst.BIJGEWERKT
        if pagina.live and pagina.has_unpublished_changes:
            self.run.verslag.opmerkingen.append(
                (rij.nummer, "er stond een concept klaar; dat staat nu bij de versies.")
            )
        with transaction.atomic():
            organisatie = self._organisatie(rij)
            if andere_ouder:
                pagina = self._verhuis(pagina, organisatie, rij)
            self._vul(pagina, anders)
            if verhuist:
                locatie = self._locatie(rij, organisatie, plekken, pagina)
                blijft = [plek.locatie_id for plek in pagina.plekken.all()] if len(plekken) > 1 else []
                pagina.plekken = [
                    VoorzieningPlek(locatie_id=een) for een in dict.fromkeys([*blijft, locatie])
                ]
            publiceer(pagina)
        return Uitkomst.BIJGEWERKT

    def _verhuis(
        self, pagina: VoorzieningPage, organisatie: OrganisatiePage, rij: AanbodRij
    ) -> VoorzieningPage:
        """The source says that another organisation offers this now."""
        if pagina.slug in self.catalogus.slugs.get(organisatie.path, ()):
            pagina.slug = self.catalogus.vrije_slug(organisatie.path, rij.titel, "aanbod")
            pagina.save(update_fields=["slug", "url_path"])
        pagina.move(organisatie, pos="last-child")
        return met_alles(VoorzieningPage.objects.filter(pk=pagina.pk)).get()

    def _locatie(
        self, rij: AanbodRij, organisatie: OrganisatiePage, huidig: list[LocatiePage], pagina: VoorzieningPage
    ) -> int:
        """The location page of the row's address: one that is there, the offer's own one moved, or a new one."""
        bekend = self.catalogus.plaatsen.setdefault(organisatie.path, [])
        for plaats in bekend:
            if plaats.is_van(rij):
                return plaats.pk
        titel = ", ".join(deel for deel in (rij.adres, rij.plaats) if deel) or rij.postcode or rij.titel
        gegevens = {
            "title": titel, "straat": rij.adres, "postcode": rij.postcode, "plaats": rij.plaats,
            "lat": rij.lat, "lon": rij.lon,
        }  # fmt: skip
        if len(huidig) == 1 and self._van_dit_aanbod_alleen(huidig[0], pagina, organisatie):
            locatie = huidig[0]
            for naam, waarde in gegevens.items():
                setattr(locatie, naam, waarde)
            publiceer(locatie)
            bekend[:] = [plaats for plaats in bekend if plaats.pk != locatie.pk]
        else:
            slug = self.catalogus.vrije_slug(organisatie.path, titel, "locatie")
            locatie = LocatiePage(slug=slug, locale=self.run.locale, **gegevens)
            voeg_toe(organisatie, locatie)
        plaats = _plaats(locatie)
        bekend.append(plaats)
        self._terug.append(lambda: bekend.remove(plaats))
        return locatie.pk

    @staticmethod
    def _van_dit_aanbod_alleen(
        locatie: LocatiePage, pagina: VoorzieningPage, organisatie: OrganisatiePage
    ) -> bool:
        """Whether correcting this place touches no other offer."""
        if locatie.locked or not locatie.live or locatie.path[: -Page.steplen] != organisatie.path:
            return False
        return not VoorzieningPlek.objects.filter(locatie=locatie).exclude(voorziening=pagina).exists()
