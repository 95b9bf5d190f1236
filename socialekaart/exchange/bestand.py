"""What the check of rows needs from the database: areas, and the postcodes that the file names."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from portal.gemeente.models import Gemeente, Kern, Postcode, Wijk
from socialekaart.exchange.gebieden import Gebieden, Punt, WijkInfo
from socialekaart.exchange.lezer import RuweRij

_STUK = 500


class GeenGemeente(LookupError):
    """There is no municipality, or not the one that was asked for; the message says so in Dutch."""


def _postcodes(rijen: Iterable[RuweRij]) -> dict[str, Punt]:
    """Only those in the file: the table of a whole country has half a million rows."""
    gezocht: set[str] = set()
    for rij in rijen:
        kaal = "".join(rij.waarden.get("postcode", "").upper().replace("-", "").split())
        gezocht |= {kaal[:6], kaal[:4]} - {""}
    volgorde = sorted(gezocht)
    punten: dict[str, Punt] = {}
    for begin in range(0, len(volgorde), _STUK):
        gevonden = Postcode.objects.filter(postcode__in=volgorde[begin : begin + _STUK])
        for rij in gevonden.select_related("gemeente", "wijk"):
            wijk = rij.wijk.code if rij.wijk else ""
            punten[rij.postcode] = Punt(rij.lat, rij.lon, rij.gemeente.code, wijk)
    return punten


def laad_gebieden(rijen: Iterable[RuweRij] = (), standaard: str = "") -> Gebieden:
    """The areas of this portal. ``standaard``: code or name of the municipality meant where a row says nothing.

    Raises ``GeenGemeente``.
    """
    gemeenten = {een.code: (een.naam, een.slug) for een in Gemeente.objects.all()}
    if not gemeenten:
        raise GeenGemeente(
            _("Er is nog geen gemeente. Maak er eerst een in het beheer, of draai “manage.py demo”.")
        )
    dorpen: dict[int, list[str]] = {}
    for naam, wijk in Kern.objects.filter(wijk__isnull=False).values_list("naam", "wijk_id"):
        dorpen.setdefault(wijk, []).append(naam)
    wijken = tuple(
        WijkInfo(wijk.code, wijk.gemeente.code, (wijk.naam, *dorpen.get(wijk.pk, ())))
        for wijk in Wijk.objects.select_related("gemeente")
    )
    gebieden = Gebieden(gemeenten, wijken, _postcodes(rijen))
    if not standaard:
        return gebieden
    code = gebieden.gemeente(standaard)
    if code is None:
        bekend = ", ".join(f"{code} ({namen[0]})" for code, namen in sorted(gemeenten.items()))
        raise GeenGemeente(
            _("De gemeente “%(code)s” is er niet. Kies uit: %(bekend)s.")
            % {"code": standaard, "bekend": bekend}
        )
    return Gebieden(gemeenten, wijken, gebieden.postcodes, code)
