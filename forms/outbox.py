"""Delivery of the mails: at least once, in the background, and never silently lost.

A row is claimed by moving its next moment ahead; whoever crashes after that leaves a row that the sweep finds again.
The Message-ID is made of reference and kind, so that a receiver sees a repeat as the same mail.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from forms.models import Melding, OutboxBericht, Rol, Soort

logger = logging.getLogger("dichtbij.melden")

#: How long one attempt may take before another worker may try (longer than the mail server's time-out).
HUUR = timedelta(minutes=5)
#: Waits after the first, second, … failure; the last one repeats until it works.
WACHTTIJDEN = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=6),
)
#: A row unsent for longer than this makes /healthz say "degraded".
ALARM_NA = timedelta(minutes=15)
PER_VEEG = 200


def adres_melder(melding: Melding) -> str:
    """Where the confirmation goes: the reporter, or whom it concerns when that is the same. Empty without mail address."""
    if melding.anoniem:
        return ""
    rol = Rol.BETROKKENE if melding.soort == Soort.MELDING else Rol.MELDER
    return melding.personen.filter(rol=rol).values_list("email", flat=True).first() or ""


def maak_mail(bericht: OutboxBericht) -> EmailMessage | None:
    """The mail for this row, or None when there is nobody (left) to send it to.

    It holds the reference, a phone number and a link. Nothing of what was told, no name, not even the kind.
    """
    melding = bericht.melding
    team = melding.team
    if bericht.soort == OutboxBericht.Soort.TEAM:
        aan, taal, sjabloon = team.email, settings.LANGUAGE_CODE, "forms/mail/team.txt"
        pad = "inbox"
    else:
        aan, taal, sjabloon = adres_melder(melding), melding.taal, "forms/mail/bevestiging.txt"
        pad = "uitleg"
    if not aan:
        return None
    with translation.override(taal):
        tekst = render_to_string(
            sjabloon,
            {
                "kenmerk": melding.referentie,
                "telefoon": team.telefoon,
                "link": bericht.basis_url.rstrip("/") + _pad(pad, melding),
            },
        )
        onderwerp = _("Bericht over kenmerk %s") % melding.referentie
    domein = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return EmailMessage(
        onderwerp,
        tekst,
        settings.DEFAULT_FROM_EMAIL,
        [aan],
        headers={
            "Message-ID": f"<{melding.referentie}.{bericht.soort}@{domein}>",
            "Auto-Submitted": "auto-generated",
        },
    )


def _pad(pad: str, melding: Melding) -> str:
    if pad == "inbox":
        return reverse("meldingen:detail", kwargs={"referentie": melding.referentie})
    return reverse("melden:uitleg")


def verstuur(pk: int) -> bool:
    """Try to send one row now. True when it is sent (now or before), False when it waits for a next attempt."""
    nu = timezone.now()
    gehuurd = (
        OutboxBericht.objects.aan_de_beurt()
        .filter(pk=pk)
        .update(volgende_poging=nu + HUUR, pogingen=F("pogingen") + 1)
    )
    bericht = OutboxBericht.objects.select_related("melding__team").filter(pk=pk).first()
    if bericht is None:
        return True
    if not gehuurd:
        return bericht.verzonden is not None
    try:
        mail = maak_mail(bericht)
        if mail is not None:
            mail.send()
    except Exception as fout:
        wacht = WACHTTIJDEN[min(bericht.pogingen, len(WACHTTIJDEN)) - 1]
        OutboxBericht.objects.filter(pk=pk).update(
            volgende_poging=timezone.now() + wacht, laatste_fout=type(fout).__name__[:100]
        )
        logger.warning(
            "Bericht %s bij %s niet verzonden: %s", pk, bericht.melding.referentie, type(fout).__name__
        )
        return False
    OutboxBericht.objects.filter(pk=pk).update(verzonden=timezone.now(), laatste_fout="")
    return True


@task()
def verstuur_bericht(pk: int) -> None:
    """The background job around `verstuur`; running it twice does no harm."""
    verstuur(pk)


def zet_in_de_rij(pk: int) -> None:
    """Hand a row to the worker. Called after commit; when this fails, the sweep finds the row."""
    verstuur_bericht.enqueue(pk)


def veeg() -> str:
    """For `onderhoud`: send every row that is due, whatever happened to its job."""
    rijen = list(OutboxBericht.objects.aan_de_beurt().values_list("pk", flat=True)[:PER_VEEG])
    gelukt = sum(verstuur(pk) for pk in rijen)
    return f"{gelukt} van {len(rijen)} berichten verzonden"


def gezondheid() -> dict[str, object]:
    """For /healthz: degraded while a message has been waiting too long."""
    onverzonden = OutboxBericht.objects.onverzonden()
    te_laat = onverzonden.filter(gemaakt__lt=timezone.now() - ALARM_NA).count()
    return {"status": "degraded" if te_laat else "ok", "wachtend": onverzonden.count(), "te_laat": te_laat}
