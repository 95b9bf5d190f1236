"""Bringing a table of offers into the catalogue: the good rows go live, the bad ones are named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from wagtail.models import Locale

from socialekaart.exchange.catalogus import Catalogus, zorg_voor_begrippen, zorg_voor_catalogus
from socialekaart.exchange.gebieden import Gebieden
from socialekaart.exchange.lezer import Tabel
from socialekaart.exchange.partij import Partij, Run
from socialekaart.exchange.rij import AanbodRij, Afgekeurd, controleer
from socialekaart.exchange.verschil import Begrippen
from socialekaart.exchange.verslag import Uitkomst, Verslag
from socialekaart.models import CataloguePage
from socialekaart.search.pending import verzamel

PER_KEER = 100
"""Rows in one transaction: long enough to be quick, short enough that editors never wait for the import."""


def controleer_alles(tabel: Tabel, gebieden: Gebieden, verslag: Verslag) -> list[AanbodRij]:
    """The rows that can go live. An offer that comes twice would be changed back and forth at every run."""
    goed: list[AanbodRij] = []
    eerder: dict[tuple[str, ...], int] = {}
    for ruw in tabel.rijen:
        try:
            if ruw.fout:
                raise Afgekeurd([ruw.fout])
            rij = controleer(ruw.nummer, ruw.waarden, gebieden)
            if rij.sleutel in eerder:
                wat = "extern_id" if rij.extern_id else "organisatie en titel"
                raise Afgekeurd(
                    [
                        f"dubbel: rij {eerder[rij.sleutel]} heeft hetzelfde ({wat}). Geef elk een eigen extern_id."
                    ]
                )
        except Afgekeurd as fout:
            verslag.fouten.append((ruw.nummer, fout.redenen))
            continue
        eerder[rij.sleutel] = ruw.nummer
        goed.append(rij)
        verslag.opmerkingen += [(ruw.nummer, opmerking) for opmerking in rij.opmerkingen]
    return goed


def _redenen(fout: Exception) -> list[str]:
    """Why the database or the model refused a row that looked right."""
    if isinstance(fout, Afgekeurd):
        return fout.redenen
    if isinstance(fout, ValidationError):
        velden = fout.message_dict.items() if hasattr(fout, "error_dict") else [("", fout.messages)]
        return [f"{veld}: {tekst}" if veld else tekst for veld, teksten in velden for tekst in teksten]
    return [f"de database weigert deze rij ({type(fout).__name__})."]


def _doe(partij: Partij, rij: AanbodRij, verslag: Verslag) -> None:
    """One row: what goes wrong in it touches no other."""
    try:
        uitkomst = partij.verwerk(rij)
        verslag.tel(uitkomst)
        if uitkomst == Uitkomst.NIEUW and rij.bediend.opmerking:
            # What an offer that is there already serves was decided before, perhaps by an editor.
            verslag.opmerkingen.append((rij.nummer, rij.bediend.opmerking))
    except (Afgekeurd, ValidationError, DatabaseError) as fout:
        partij.vergeet_rij()
        verslag.fouten.append((rij.nummer, _redenen(fout)))


@contextmanager
def _deel(*, droog: bool) -> Iterator[None]:
    """One transaction, with its offers in the search index: both are there at commit, or neither.

    The index is written once at the end instead of at every change of a page.
    """
    if droog:
        yield
        return
    with transaction.atomic(), verzamel():
        yield


def importeer(
    tabel: Tabel,
    gebieden: Gebieden,
    *,
    droog: bool = False,
    voortgang: Callable[[int, int], None] | None = None,
) -> Verslag:
    """Bring a table into the catalogue of the source language. Run again, it changes nothing.

    ``droog``: writes nothing, and says what would happen. ``voortgang`` is told rows done and rows in all.
    """
    verslag = Verslag()
    rijen = controleer_alles(tabel, gebieden, verslag)
    if droog:
        wortel = CataloguePage.objects.filter(locale=Locale.get_default()).order_by("path").first()
    else:
        with transaction.atomic():
            zorg_voor_begrippen()
            wortel = zorg_voor_catalogus()
    run = Run(Catalogus(wortel), Begrippen(), verslag, wortel, droog=droog)
    wachtrij = iter(rijen)
    klaar = len(verslag.fouten)
    while groep := tuple(islice(wachtrij, PER_KEER)):
        with _deel(droog=droog):
            partij = Partij(run, groep)
            for rij in groep:
                _doe(partij, rij, verslag)
        klaar += len(groep)
        if voortgang is not None:
            voortgang(klaar, len(tabel.rijen))
    verslag.fouten.sort(key=lambda fout: fout[0])
    verslag.opmerkingen.sort(key=lambda opmerking: opmerking[0])
    return verslag
