"""Every write on self-checks: publish and withdraw."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction

from portal.gemeente.models import GemeenteInstelling
from selfcheck.crisis import proof_cards
from selfcheck.engine import compiled
from selfcheck.engine.prove import Bewijs, prove
from selfcheck.models import Zelfcheck, ZelfcheckVersie

log = logging.getLogger("dichtbij.zelfcheck")


class NietBewezen(ValueError):
    """The proof found something; ``bewijs`` says what, where, and on which path."""

    def __init__(self, bewijs: Bewijs) -> None:
        self.bewijs = bewijs
        super().__init__("; ".join(f"{item.plaats}: {item.uitleg}" for item in bewijs.bevindingen))


def geldige_contacten() -> set[str]:
    """The people who can be called: "gemeente" when every municipality has given its team's phone number."""
    instellingen = GemeenteInstelling.objects.filter(gemeente__isnull=False)
    return {"gemeente"} if instellingen.exists() and not instellingen.filter(telefoon="").exists() else set()


def bewijs(data: Mapping[str, Any], contacten: Collection[str] | None = None) -> Bewijs:
    """The proof of a stroom in compiled form, without publishing it. Raises OnleesbareStroom."""
    return prove(compiled.load(data), proof_cards(), geldige_contacten() if contacten is None else contacten)


@transaction.atomic
def publiceer(zelfcheck: Zelfcheck, data: Mapping[str, Any]) -> ZelfcheckVersie:
    """Make this stroom the live version. The same content is the same version: publishing twice changes nothing.

    Raises OnleesbareStroom when the form is wrong, and NietBewezen when the proof is not green; then nothing is written.
    """
    stroom = compiled.load(data)
    if stroom.slug != zelfcheck.slug:
        raise compiled.OnleesbareStroom(f"stroom: slug is {stroom.slug}, niet {zelfcheck.slug}")
    gevonden = bewijs(data)
    if not gevonden.groen:
        raise NietBewezen(gevonden)
    zelfcheck = Zelfcheck.objects.select_for_update().get(pk=zelfcheck.pk)
    versie = zelfcheck.versies.filter(hash=compiled.digest(stroom)).first()
    if versie is None:
        laatste = zelfcheck.versies.order_by("-nummer").values_list("nummer", flat=True).first() or 0
        versie = zelfcheck.versies.create(
            nummer=laatste + 1,
            inhoud=compiled.dump(stroom),
            hash=compiled.digest(stroom),
            rapport=gevonden.as_data(),
        )
    zelfcheck.actieve_versie = versie
    zelfcheck.save(update_fields=["actieve_versie"])
    log.info("zelfcheck %s: versie %s actief", zelfcheck.slug, versie.nummer)
    return versie


@transaction.atomic
def trek_in(versie: ZelfcheckVersie) -> None:
    """Withdraw a version with a safety fault: runs on it end, and it is live no longer."""
    Zelfcheck.objects.filter(actieve_versie=versie).update(actieve_versie=None)
    versie.ingetrokken = True
    versie.save(update_fields=["ingetrokken"])
    log.warning("zelfcheck %s: versie %s ingetrokken", versie.zelfcheck_id, versie.nummer)
