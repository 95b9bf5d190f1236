"""`manage.py import_aanbod FILE.csv|.xlsx [--dry-run] [--gemeente CODE]`: offers from a file into the catalogue."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from socialekaart.exchange.actions import importeer
from socialekaart.exchange.bestand import GeenGemeente, laad_gebieden
from socialekaart.exchange.lezer import KOLOMMEN, OnleesbaarBestand, Tabel, lees
from socialekaart.exchange.verslag import Verslag

MAX_NAMEN = 30


class Command(BaseCommand):
    help = _("Leest aanbod in uit een CSV- of Excel-bestand (.xlsx). Kolommen: %s.") % ", ".join(KOLOMMEN)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("bestand", metavar="FILE", type=Path, help=_("het bestand: .csv of .xlsx"))
        parser.add_argument("--dry-run", action="store_true", help=_("alleen controleren, niets bewaren"))
        parser.add_argument(
            "--gemeente",
            default="",
            metavar="CODE",
            help=_("de gemeente voor rijen waarin geen bereik staat, zoals GM9901"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            tabel = lees(options["bestand"])
            gebieden = laad_gebieden(tabel.rijen, options["gemeente"])
        except (OnleesbaarBestand, GeenGemeente) as fout:
            raise CommandError(str(fout)) from fout
        self._kolommen(tabel)
        begin = time.monotonic()
        verslag = importeer(tabel, gebieden, droog=options["dry_run"], voortgang=self._voortgang(begin))
        self._verslag(verslag, droog=options["dry_run"], seconden=time.monotonic() - begin)
        if aantal := len(verslag.fouten):
            raise CommandError(
                ngettext("%(aantal)d rij is niet ingelezen.", "%(aantal)d rijen zijn niet ingelezen.", aantal)
                % {"aantal": aantal}
            )

    def _kolommen(self, tabel: Tabel) -> None:
        if onbekend := list(dict.fromkeys(tabel.onbekend)):
            namen = ", ".join(naam[:60] for naam in onbekend[:MAX_NAMEN])
            namen += f" … ({len(onbekend)})" if len(onbekend) > MAX_NAMEN else ""
            self.stderr.write(_("Onbekende kolommen, overgeslagen: %s.") % namen)
        if tabel.dubbel:
            self.stderr.write(
                _("Kolommen die twee keer voorkomen; de eerste telt: %s.") % ", ".join(tabel.dubbel)
            )

    def _voortgang(self, begin: float) -> Any:
        """A progress line: rewritten in place on a terminal, now and then a line elsewhere."""
        scherm = self.stderr.isatty() if hasattr(self.stderr, "isatty") else False
        laatste = begin

        def toon(klaar: int, totaal: int) -> None:
            nonlocal laatste
            nu = time.monotonic()
            if not scherm and nu - laatste < 5 and klaar < totaal:
                return
            laatste = nu
            regel = _("%(klaar)d van %(totaal)d rijen, %(snel)d per seconde") % {
                "klaar": klaar,
                "totaal": totaal,
                "snel": klaar / max(nu - begin, 0.001),
            }
            self.stderr.write(
                f"\r{regel}" if scherm else regel, ending="\n" if klaar >= totaal or not scherm else ""
            )

        return toon

    def _verslag(self, verslag: Verslag, *, droog: bool, seconden: float) -> None:
        for nummer, opmerking in verslag.opmerkingen:
            self.stdout.write(_("Rij %(nummer)d, let op: %(tekst)s") % {"nummer": nummer, "tekst": opmerking})
        for nummer, redenen in verslag.fouten:
            for reden in redenen:
                self.stderr.write(_("Rij %(nummer)d: %(tekst)s") % {"nummer": nummer, "tekst": reden})
        if droog:
            self.stdout.write(_("Proef: er is niets bewaard. Dit zou er gebeuren:"))
        self.stdout.write(
            _(
                "Nieuw: %(nieuw)d, bijgewerkt: %(bijgewerkt)d, gelijk: %(gelijk)d, offline gelaten: %(offline)d, "
                "fout: %(fout)d. Nieuwe organisaties: %(organisaties)d. (%(seconden).1f seconden)"
            )
            % {
                "nieuw": verslag.nieuw,
                "bijgewerkt": verslag.bijgewerkt,
                "gelijk": verslag.gelijk,
                "offline": verslag.offline,
                "fout": len(verslag.fouten),
                "organisaties": verslag.organisaties,
                "seconden": seconden,
            }
        )
