"""Every write that means something: file a melding, take it, move it on, note, read, and set up teams."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.log_actions import log

from forms import outbox, selectors, terms
from forms.models import (
    Inzage,
    Melding,
    MeldingInhoud,
    Notitie,
    OutboxBericht,
    Persoon,
    Rol,
    RouteRegel,
    Soort,
    Statuswissel,
    Team,
)
from forms.reference import nieuw_kenmerk
from forms.routing import Geval
from forms.workflow import Status, controleer_overgang
from portal.gemeente.models import Gemeente, Wijk
from portal.shell.commit import na_commit

SPOED_WERKDAGEN = 1
#: Where the rule that always fits stands, with room above it.
SLOTREGEL = 1000
_ALLES: dict[str, Any] = {
    "wijken": frozenset(),
    "leeftijd_van": None,
    "leeftijd_tot": None,
    "onderwerpen": frozenset(),
}
MAX_POGINGEN_KENMERK = 5


@dataclass(frozen=True)
class Inzending:
    """All that one sent form holds, checked by the forms. `inzending` is the random token of that form."""

    inzending: str
    soort: Soort
    gemeente: Gemeente
    inhoud: dict[str, Any]
    betrokkene: dict[str, Any]
    melder: dict[str, Any] | None = None
    wijk: Wijk | None = None
    spoed: bool = False
    anoniem: bool = False
    taal: str = "nl"
    basis_url: str = ""
    onderwerpen: Sequence[str] = field(default_factory=tuple)


def dien_in(inzending: Inzending) -> Melding:
    """Keep a melding with its outbox rows in one transaction, and start delivery after commit.

    The same form sent twice (double click, refresh) gives the melding that is already there.
    """
    for _poging in range(MAX_POGINGEN_KENMERK):
        bestaand = Melding.objects.filter(inzending=inzending.inzending).select_related("team").first()
        if bestaand is not None:
            return bestaand
        try:
            with transaction.atomic():
                return _bewaar(inzending)
        except IntegrityError as fout:
            # Either the other half of a double click was first, or a reference exists already: look again.
            laatste = fout
    raise laatste


def _bewaar(inzending: Inzending) -> Melding:
    nu = timezone.now()
    vandaag = timezone.localdate(nu)
    team = selectors.kies_team(
        Geval(
            gemeente=inzending.gemeente.code,
            wijk=inzending.wijk.code if inzending.wijk else None,
            leeftijd=inzending.betrokkene.get("leeftijd"),
            onderwerpen=frozenset(inzending.onderwerpen),
        )
    )
    belofte = terms.termijnen(vandaag)
    wettelijk = inzending.soort != Soort.SIGNAAL
    melding = Melding.objects.create(
        referentie=nieuw_kenmerk(),
        inzending=inzending.inzending,
        soort=inzending.soort,
        anoniem=inzending.anoniem,
        gemeente=inzending.gemeente,
        wijk=inzending.wijk,
        team=team,
        spoed=inzending.spoed,
        taal=inzending.taal,
        ontvangen=nu,
        contact_uiterlijk=terms.werkdagen_na(
            vandaag, SPOED_WERKDAGEN if inzending.spoed else team.contact_werkdagen
        ),
        plan_uiterlijk=belofte.plan_uiterlijk if wettelijk else None,
        onderzoek_uiterlijk=belofte.onderzoek_uiterlijk if wettelijk else None,
    )
    MeldingInhoud.objects.create(
        melding=melding, leefgebieden=list(inzending.onderwerpen), **inzending.inhoud
    )
    Persoon.objects.create(melding=melding, rol=Rol.BETROKKENE, **inzending.betrokkene)
    if inzending.melder is not None and not inzending.anoniem:
        Persoon.objects.create(melding=melding, rol=Rol.MELDER, **inzending.melder)
    Statuswissel.objects.create(melding=melding, naar=Status.NIEUW, op=nu)
    soorten = [OutboxBericht.Soort.TEAM]
    if outbox.adres_melder(melding):
        soorten.append(OutboxBericht.Soort.BEVESTIGING)
    for soort in soorten:
        bericht = OutboxBericht.objects.create(melding=melding, soort=soort, basis_url=inzending.basis_url)
        na_commit(outbox.zet_in_de_rij, bericht.pk)
    return melding


def _mag(melding: Melding, gebruiker: Any) -> None:
    if not Melding.objects.voor(gebruiker).filter(pk=melding.pk).exists():
        raise PermissionDenied


def zet_status(melding: Melding, naar: str, gebruiker: Any) -> Melding:
    """Move a melding one step along the table of `forms.workflow`.

    Raises PermissionDenied for who is not in the team, OngeldigeOvergang when the step is not in the table (also when
    a colleague was first).
    """
    _mag(melding, gebruiker)
    with transaction.atomic():
        vers = Melding.objects.select_for_update().get(pk=melding.pk)
        controleer_overgang(vers.status, naar)
        van, vers.status = vers.status, Status(naar).value
        if naar == Status.OPGEPAKT:
            vers.behandelaar = gebruiker
        elif naar == Status.NIEUW:
            vers.behandelaar = None
        vers.save(update_fields=["status", "behandelaar"])
        Statuswissel.objects.create(melding=vers, van=van, naar=naar, door=gebruiker, op=timezone.now())
        log(instance=vers, action="forms.status", user=gebruiker, data={"van": van, "naar": str(naar)})
    return vers


def pak_op(melding: Melding, gebruiker: Any) -> Melding:
    """Take a melding: it is now this colleague's."""
    return zet_status(melding, Status.OPGEPAKT, gebruiker)


def noteer(melding: Melding, tekst: str, gebruiker: Any) -> Notitie:
    """Add a note. The log says that there is one, never what it says."""
    _mag(melding, gebruiker)
    with transaction.atomic():
        notitie = Notitie.objects.create(melding=melding, auteur=gebruiker, tekst=tekst)
        log(instance=melding, action="forms.notitie", user=gebruiker)
    return notitie


def lees(melding: Melding, gebruiker: Any) -> Inzage:
    """Record that this user reads the content now; call it before showing anything."""
    _mag(melding, gebruiker)
    return Inzage.objects.create(melding=melding, gebruiker=gebruiker)


def maak_team(
    naam: str,
    gemeente: Gemeente,
    telefoon: str,
    email: str,
    *,
    sleutel: str = "",
    contact_werkdagen: int = 3,
    met_route: bool = True,
) -> Team:
    """A team with its group, which may enter the admin, and with a way for meldingen to reach it.

    Idempotent on `sleutel` (default: the name as slug): an existing team is left as editors made it.
    """
    sleutel = sleutel or slugify(naam)
    bestaand = Team.objects.filter(sleutel=sleutel).first()
    if bestaand is not None:
        return bestaand
    with transaction.atomic():
        groep, _nieuw = Group.objects.get_or_create(name=naam)
        groep.permissions.add(
            Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
        )
        team = Team.objects.create(
            sleutel=sleutel,
            naam=naam,
            gemeente=gemeente,
            groep=groep,
            telefoon=telefoon,
            email=email,
            contact_werkdagen=contact_werkdagen,
        )
        if met_route:
            _zorg_voor_route(team)
    return team


def _zorg_voor_route(team: Team) -> None:
    """The first team of a municipality gets everything from there; the very first team also what fits no other rule."""
    rijen = list(RouteRegel.objects.select_related("team", "gemeente"))
    slot = next((rij for rij in rijen if rij.als_regel().past_altijd), None)
    if slot is None:
        slot = RouteRegel.objects.create(volgorde=SLOTREGEL, team=team)
    if any(
        rij.als_regel() == replace(rij.als_regel(), gemeente=team.gemeente.code, **_ALLES) for rij in rijen
    ):
        return
    laatste = max((rij.volgorde for rij in rijen if rij.pk != slot.pk), default=0)
    RouteRegel.objects.create(
        volgorde=min(laatste + 10, slot.volgorde - 1), gemeente=team.gemeente, team=team
    )


def maak_routes(regels: Sequence[dict[str, Any]]) -> None:
    """Fill an empty routing table from dicts of RouteRegel fields, in order; a table that exists is left alone.

    Raises OngeldigeRoutetabel, and keeps nothing, when the rules do not make a sound table.
    """
    if RouteRegel.objects.exists():
        return
    with transaction.atomic():
        for volgorde, velden in enumerate(regels, start=1):
            RouteRegel.objects.create(volgorde=volgorde * 10, **velden)
        selectors.routetabel()
