"""Named demo accounts. They exist in demo mode only; the README lists them."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from forms.actions import maak_team
from forms.models import Team
from portal.demo.gebieden import geografie
from portal.demo.stand import Stand
from portal.gemeente.models import Gemeente
from socialekaart.models import CataloguePage, OrganisatiePage
from socialekaart.partners.actions import REDACTIE, maak_partnergroep, richt_moderatie_in

WACHTWOORD = "dichtbij-demo"
PARTNER_VAN = "welzijn-duinrand"


def maak_accounts(stand: Stand) -> None:
    """Groups with their rights, then one person for each role."""
    from portal.demo.catalogus import catalogus

    stand.eenmalig("moderatie", lambda: richt_moderatie_in(catalogus()))
    stand.eenmalig("account:beheerder", lambda: _gebruiker("beheerder", "Bo Beheerder", superuser=True))
    stand.eenmalig(
        "account:redacteur",
        lambda: _gebruiker("redacteur", "Roos Redacteur", [Group.objects.get(name=REDACTIE)]),
    )
    stand.eenmalig("account:partner", _partner)
    stand.eenmalig("account:kcc", lambda: _gebruiker("kcc", "Kees van het klantcontactcentrum", [_kcc()]))
    for gegeven in geografie():
        slug = gegeven["slug"]
        stand.eenmalig(f"team:{slug}", lambda gegeven=gegeven: _team(gegeven))
        stand.eenmalig(
            f"account:team-{slug}",
            lambda slug=slug, gegeven=gegeven: _gebruiker(
                f"team-{slug}",
                f"Teamlid {gegeven['naam']}",
                [Team.objects.get(gemeente__code=gegeven["code"]).groep],
            ),
        )


def maak_rechten(stand: Stand) -> None:
    """After the translations: the editors' rights and the moderation hold in every language."""
    stand.eenmalig("rechten", _rechten)


def _rechten() -> None:
    for pagina in CataloguePage.objects.all():
        richt_moderatie_in(pagina)


def _gebruiker(
    naam: str, voluit: str, groepen: list[Group] | None = None, *, superuser: bool = False
) -> None:
    voor, _, achter = voluit.partition(" ")
    gebruiker, nieuw = get_user_model().objects.get_or_create(
        username=naam,
        defaults={
            "first_name": voor,
            "last_name": achter,
            "email": f"{naam}@dichtbij.example",
            "is_staff": superuser,
            "is_superuser": superuser,
        },
    )
    if nieuw:
        gebruiker.set_password(WACHTWOORD)
        gebruiker.save()
    gebruiker.groups.add(*(groepen or []))


def _partner() -> None:
    organisatie = OrganisatiePage.objects.get(slug=PARTNER_VAN)
    _gebruiker("partner", "Petra van Welzijn Duinrand", [maak_partnergroep(organisatie)])


def _kcc() -> Group:
    from django.contrib.auth.models import Permission

    groep, _ = Group.objects.get_or_create(name="KCC")
    groep.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    return groep


def _team(gegeven: dict) -> None:
    portaal = gegeven["portaal"]
    maak_team(
        naam=portaal["teamnaam"],
        gemeente=Gemeente.objects.get(code=gegeven["code"]),
        telefoon=portaal["telefoon"],
        email=portaal["email"],
    )
