"""Opening hours in words that one can read aloud, in Dutch and English."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from portal.openingstijden.rekenen import AMSTERDAM, Status, volgende_datum
from portal.openingstijden.rooster import Blok, Rooster, Uitzondering
from portal.openingstijden.taal import GETALLEN, NEDERLANDS, Taal, taal_van

VOORUIT = timedelta(days=60)
"""How far ahead exceptions are shown: who looks in spring need not read about Christmas."""


VAST = "\N{NO-BREAK SPACE}"
"""Between the parts of one period, so that no line ends halfway a time."""


def _hoofdletter(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]


def _uren(tijden: tuple[tuple[time, time], ...], taal: Taal) -> str:
    if any(van == tot == time.min for van, tot in tijden):
        return taal.zin("hele dag")
    delen = [
        f"{taal.kloktijd(van)}{VAST}–{VAST}{taal.kloktijd(tot) if tot != time.min else '24' + taal.scheiding + '00'}"
        for van, tot in tijden
    ]
    return taal.opsomming(delen) + taal.na_tijd.replace(" ", VAST)


def _elke_week(blokken: list[Blok], taal: Taal) -> list[str]:
    """Days with the same hours share one line; lines are in the order of their first day."""
    per_dag: dict[int, list[tuple[time, time]]] = {}
    for blok in blokken:
        per_dag.setdefault(blok.dag, []).append((blok.van, blok.tot))
    per_uren: dict[tuple[tuple[time, time], ...], list[int]] = {}
    for dag, tijden in sorted(per_dag.items()):
        per_uren.setdefault(tuple(tijden), []).append(dag)
    regels = []
    for uren, dagen in per_uren.items():
        if len(dagen) == 7 and (time.min, time.min) in uren:
            regels.append(_hoofdletter(taal.zin("dag en nacht")))
            continue
        namen = taal.zin("elke dag") if len(dagen) == 7 else taal.reeks(dagen)
        regels.append(_hoofdletter(f"{namen} {_uren(uren, taal)}"))
    return regels


def _om_de_weken(
    rooster: Rooster, blokken: list[Blok], code: str, taal: Taal, vandaag: date | None
) -> list[str]:
    """Blocks with an anchor: which week it is must be said, else nobody knows when to come."""
    groepen: dict[tuple[int, date, tuple[time, time]], list[Blok]] = {}
    for blok in blokken:
        if blok.anker is not None:
            groepen.setdefault((blok.elke_weken, blok.anker, (blok.van, blok.tot)), []).append(blok)
    regels = []
    for (elke_weken, anker, uren), groep in groepen.items():
        namen = taal.reeks([blok.dag for blok in groep])
        if elke_weken > 1:
            aantal = GETALLEN[code].get(elke_weken, str(elke_weken))
            namen = taal.zin("om de weken", aantal=aantal, dagen=namen)
        regel = _hoofdletter(f"{namen} {_uren((uren,), taal)}")
        eerste = min(
            filter(None, (volgende_datum(rooster, b, vandaag or anker) for b in groep)), default=None
        )
        if vandaag is None or anker > vandaag:
            regel += f", {taal.zin('vanaf', datum=taal.datum(eerste or anker, jaar=True))}"
        elif elke_weken > 1 and eerste is not None:
            regel += (
                f" ({taal.zin('volgende keer', datum=taal.datum(eerste, jaar=eerste.year != vandaag.year))})"
            )
        regels.append(regel)
    return regels


def _uitzondering(u: Uitzondering, taal: Taal, vandaag: date | None) -> str:
    """One exception; the year is said where it is not the year one reads in."""
    jaren = {u.van.year, u.tot_en_met.year}
    jaar = vandaag is None or jaren != {vandaag.year}
    if u.van == u.tot_en_met:
        periode = taal.datum(u.van, jaar=jaar)
    else:
        periode = taal.zin(
            "periode", van=taal.datum(u.van, jaar=len(jaren) > 1), tot=taal.datum(u.tot_en_met, jaar=jaar)
        )
    uren = _uren(u.blokken, taal) if u.blokken else taal.zin("gesloten")
    # A reason is in the words of who wrote it: Dutch, and no help to who reads another language.
    return f"{periode}: {uren}" + (f" ({u.reden})" if u.reden and taal is NEDERLANDS else "")


def in_woorden(rooster: Rooster, taal: str = "nl", vandaag: date | None = None) -> list[str]:
    """The schedule as lines to read. Empty when nothing is known.

    With ``vandaag`` the lines say when an every-so-many-weeks block is held next, and leave out exceptions
    that are past or more than ``VOORUIT`` ahead; without it all are said, with their year.
    """
    code, woorden = taal_van(taal)
    wekelijks = [
        b
        for b in rooster.blokken
        if b.anker is None or (b.elke_weken == 1 and vandaag and b.anker <= vandaag)
    ]
    regels = _elke_week(wekelijks, woorden)
    regels += _om_de_weken(
        rooster, [b for b in rooster.blokken if b not in wekelijks], code, woorden, vandaag
    )
    if rooster.op_afspraak:
        regels.append(woorden.zin("op afspraak"))
    if rooster.blokken:
        regels.append(woorden.zin("ook op feestdagen" if rooster.feestdagen_open else "niet op feestdagen"))
    regels += [
        _uitzondering(u, woorden, vandaag)
        for u in rooster.uitzonderingen
        if vandaag is None or (u.tot_en_met >= vandaag and u.van <= vandaag + VOORUIT)
    ]
    return regels


def _tijd(moment: datetime, taal: Taal) -> str:
    return taal.kloktijd(moment.time()) + taal.na_tijd


def _dag(dag: date, vandaag: date, taal: Taal) -> str:
    """The name of a day within the week, else the date too."""
    naam = taal.dagen[dag.weekday()]
    if (dag - vandaag).days < 7:
        return naam
    return f"{naam} {taal.datum(dag, jaar=dag.year != vandaag.year)}"


def _open(status: Status, vandaag: date, taal: Taal, op_afspraak: bool) -> str:
    if status.tot is None:
        return taal.zin("afspraak" if op_afspraak else "nu open")
    tot = status.tot.astimezone(AMSTERDAM)
    # Until midnight, or into the night: still "today" for who reads it.
    vanavond = tot.date() == vandaag or (tot.date() == vandaag + timedelta(days=1) and tot.hour < 6)
    tijd = taal.zin("middernacht") if vanavond and tot.time() == time.min else _tijd(tot, taal)
    if vanavond:
        return taal.zin("afspraak nu" if op_afspraak else "nu open tot", tijd=tijd)
    if op_afspraak:
        return taal.zin("afspraak")
    return taal.zin("nu open tot dag", dag=_dag(tot.date(), vandaag, taal), tijd=tijd)


def status_in_woorden(status: Status, nu: datetime, taal: str = "nl", *, op_afspraak: bool = False) -> str:
    """One short line: "Nu open tot 12.00 uur", "Opent dinsdag om 10.00 uur"; empty when no opening is known.

    ``op_afspraak``: says so instead of "open", since walking in would be in vain.
    """
    woorden = taal_van(taal)[1]
    vandaag = nu.astimezone(AMSTERDAM).date()
    if status.open:
        return _open(status, vandaag, woorden, op_afspraak)
    if status.opent is None:
        return woorden.zin("afspraak") if op_afspraak else ""
    opent = status.opent.astimezone(AMSTERDAM)
    tijd, dagen = _tijd(opent, woorden), (opent.date() - vandaag).days
    if op_afspraak:
        dag = {0: woorden.zin("vandaag kaal"), 1: woorden.zin("morgen kaal")}.get(dagen) or _dag(
            opent.date(), vandaag, woorden
        )
        return woorden.zin("afspraak later", dag=dag, tijd=tijd)
    if dagen == 0:
        return woorden.zin("vandaag", tijd=tijd)
    if dagen == 1:
        return woorden.zin("morgen", tijd=tijd)
    return woorden.zin("opent", dag=_dag(opent.date(), vandaag, woorden), tijd=tijd)
