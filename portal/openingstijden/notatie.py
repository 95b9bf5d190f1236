"""The notation for opening hours that people can type: ``ma-vr 08:30-17:00; di,do 19:00-21:00``.

Parts are divided by ``;`` or a new line. A part is one of

- days and hours: ``ma-vr 08:30-17:00``, ``di,do 9.00-12.00 en 13.00-17.00``,
  ``wo 14:00-16:00 om de 2 weken vanaf 2026-01-07``;
- an exception: ``2026-12-24/2027-01-03 gesloten: kerstvakantie``, ``2026-12-24 09:00-12:00: kerstavond``;
- a remark: ``op afspraak``, ``ook op feestdagen``, ``niet op feestdagen``.
"""

from __future__ import annotations

import re
from datetime import date, time

from portal.openingstijden.rooster import Blok, OngeldigRooster, Rooster, Uitzondering

MAX_ELKE_WEKEN = 52
KORT = ("ma", "di", "wo", "do", "vr", "za", "zo")
_LANG = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_DAGEN = {naam: nummer for namen in (KORT, _LANG) for nummer, naam in enumerate(namen)}
_GROEPEN = {
    "elke dag": range(7),
    "iedere dag": range(7),
    "dagelijks": range(7),
    "werkdagen": range(5),
    "op werkdagen": range(5),
    "weekend": range(5, 7),
    "in het weekend": range(5, 7),
}
_GETALLEN = {"twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "acht": 8}
_OP_AFSPRAAK = {"op afspraak", "alleen op afspraak", "volgens afspraak"}
_FEESTDAGEN_OPEN = {"ook op feestdagen", "open op feestdagen"}
_FEESTDAGEN_DICHT = {"niet op feestdagen", "gesloten op feestdagen"}

_DATUM = r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}-\d{1,2}-\d{4}"
_TIJD = r"\d{1,2}(?:[:.]\d{2})?"
_BEREIK = rf"{_TIJD}\s*(?:uur)?\s*(?:-|tot)\s*{_TIJD}\s*(?:uur)?"
_TIJDEN = rf"{_BEREIK}(?:\s*(?:,|&|\ben\b)\s*{_BEREIK})*"
_TOT_EN_MET = r"\s*(?:/|t/m|tot en met)\s*"

_UITZONDERING = re.compile(
    rf"(?P<van>{_DATUM})(?:{_TOT_EN_MET}(?P<tem>{_DATUM}))?\s*:?\s+"
    rf"(?:(?P<dicht>gesloten|dicht)\b|(?P<tijden>{_TIJDEN}))"
    r"\s*(?::\s*)?(?P<reden>.*)",
    re.IGNORECASE | re.DOTALL,
)
_WEKELIJKS = re.compile(
    rf"(?P<dagen>\D+?):?\s*(?P<tijden>{_TIJDEN})\s*"
    r"(?:(?P<weken>(?:om de|elke|iedere)\s+(?:(?P<aantal>\w+)\s+weken|(?:andere\s+)?week))\s*)?"
    rf"(?:vanaf\s+(?P<anker>{_DATUM}))?",
    re.IGNORECASE,
)
_BEGINT_MET_DATUM = re.compile(_DATUM)
_EEN_BEREIK = re.compile(rf"({_TIJD})\s*(?:uur)?\s*(?:-|tot)\s*({_TIJD})")
_STREEPJES = str.maketrans({"–": "-", "—": "-", "‑": "-", "\u00a0": " "})


def _datum(tekst: str, deel: str) -> date:
    stukken = [int(stuk) for stuk in tekst.split("-")]
    jaar, maand, dag = stukken if stukken[0] > 31 else reversed(stukken)
    try:
        return date(jaar, maand, dag)
    except ValueError:
        raise OngeldigRooster(f"‘{tekst}’ is geen bestaande datum.", deel) from None


def _tijd(tekst: str, deel: str, *, einde: bool = False) -> time:
    uur, _, minuut = tekst.replace(".", ":").partition(":")
    if einde and int(uur) == 24 and int(minuut or 0) == 0:
        return time.min
    try:
        return time(int(uur), int(minuut or 0))
    except ValueError:
        raise OngeldigRooster(f"‘{tekst}’ is geen tijd. Schrijf een tijd als 09:00.", deel) from None


def _tijden(tekst: str, deel: str) -> list[tuple[time, time]]:
    return [(_tijd(van, deel), _tijd(tot, deel, einde=True)) for van, tot in _EEN_BEREIK.findall(tekst)]


def _dag(naam: str, deel: str) -> int:
    nummer = _DAGEN.get(naam.strip().rstrip("."))
    if nummer is None:
        raise OngeldigRooster(f"‘{naam.strip()}’ is geen dag. Gebruik ma, di, wo, do, vr, za of zo.", deel)
    return nummer


def _dagen(tekst: str, deel: str) -> list[int]:
    tekst = " ".join(tekst.lower().split())
    if tekst in _GROEPEN:
        return list(_GROEPEN[tekst])
    tekst = tekst.replace("tot en met", "-").replace("t/m", "-")
    dagen: list[int] = []
    for stuk in re.split(r"\s*(?:,|&|\+|\ben\b)\s*", tekst):
        van, streep, tot = stuk.partition("-")
        eerste = _dag(van, deel)
        laatste = _dag(tot, deel) if streep else eerste
        dagen += [dag % 7 for dag in range(eerste, (laatste if laatste >= eerste else laatste + 7) + 1)]
    return dagen


def _wekelijks(deel: str) -> list[Blok]:
    gevonden = _WEKELIJKS.fullmatch(deel)
    if gevonden is None:
        raise OngeldigRooster(
            "dit begrijpen wij niet. Schrijf bijvoorbeeld ‘ma-vr 08:30-17:00’ of ‘2026-12-25 gesloten’.", deel
        )
    elke_weken = 1
    if gevonden["weken"]:
        aantal = (gevonden["aantal"] or "").lower()
        if aantal:
            elke_weken = _GETALLEN.get(aantal) or (int(aantal) if aantal.isdecimal() else 0)
        elif gevonden["weken"].lower().split() not in (["elke", "week"], ["iedere", "week"]):
            elke_weken = 2  # "om de week", "elke andere week"
        if not 1 <= elke_weken <= MAX_ELKE_WEKEN:
            raise OngeldigRooster(f"‘om de … weken’ kan van 1 tot en met {MAX_ELKE_WEKEN}.", deel)
    anker = _datum(gevonden["anker"], deel) if gevonden["anker"] else None
    dagen, tijden = _dagen(gevonden["dagen"], deel), _tijden(gevonden["tijden"], deel)
    try:
        return [Blok(dag, van, tot, elke_weken, anker) for dag in dagen for van, tot in tijden]
    except OngeldigRooster as fout:
        raise OngeldigRooster(fout.reden, deel) from None


def _uitzondering(ruw: str) -> Uitzondering:
    deel = ruw.translate(_STREEPJES)
    gevonden = _UITZONDERING.fullmatch(deel)
    if gevonden is None:
        raise OngeldigRooster(
            "na de datum hoort ‘gesloten’ of een tijd, zoals ‘2026-12-24 09:00-12:00: kerstavond’.", deel
        )
    van = _datum(gevonden["van"], deel)
    tot_en_met = _datum(gevonden["tem"], deel) if gevonden["tem"] else van
    tijden = () if gevonden["dicht"] else tuple(_tijden(gevonden["tijden"], deel))
    try:
        return Uitzondering(
            van, tot_en_met, tijden, ruw[gevonden.start("reden") :]
        )  # the reason as it was typed
    except OngeldigRooster as fout:
        raise OngeldigRooster(fout.reden, deel) from None


def parse(tekst: str) -> Rooster:
    """The schedule that a text in the notation describes. Raises ``OngeldigRooster``, which names the wrong
    part.
    """
    blokken: list[Blok] = []
    uitzonderingen: list[Uitzondering] = []
    feestdagen_open = op_afspraak = False
    for ruw in re.split(r"[;\n\r]", tekst):
        ruw = ruw.strip()
        deel = ruw.translate(_STREEPJES)
        woorden = " ".join(deel.lower().rstrip(".").split())
        if not woorden:
            continue
        if woorden in _OP_AFSPRAAK:
            op_afspraak = True
        elif woorden in _FEESTDAGEN_OPEN:
            feestdagen_open = True
        elif woorden in _FEESTDAGEN_DICHT:
            feestdagen_open = False
        elif _BEGINT_MET_DATUM.match(deel):
            uitzonderingen.append(_uitzondering(ruw))
        else:
            blokken += _wekelijks(deel)
    return Rooster(tuple(blokken), tuple(uitzonderingen), feestdagen_open, op_afspraak)


def _dagen_kort(dagen: list[int]) -> str:
    if len(dagen) > 2 and dagen == list(range(dagen[0], dagen[-1] + 1)):
        return f"{KORT[dagen[0]]}-{KORT[dagen[-1]]}"
    return ",".join(KORT[dag] for dag in dagen)


def _bereik(van: time, tot: time) -> str:
    return f"{van:%H:%M}-{tot:%H:%M}"


def als_tekst(rooster: Rooster) -> str:
    """The schedule in the notation; ``parse`` gives it back. A ``;`` in a reason becomes a comma."""
    dagen: dict[tuple[time, time, int, date | None], list[int]] = {}
    for blok in rooster.blokken:
        dagen.setdefault((blok.van, blok.tot, blok.elke_weken, blok.anker), []).append(blok.dag)
    delen = []
    for (van, tot, elke_weken, anker), dagen_van in dagen.items():
        deel = f"{_dagen_kort(dagen_van)} {_bereik(van, tot)}"
        if elke_weken > 1:
            deel += f" om de {elke_weken} weken"
        if anker is not None:
            deel += f" vanaf {anker.isoformat()}"
        delen.append(deel)
    for u in rooster.uitzonderingen:
        periode = u.van.isoformat() + ("" if u.van == u.tot_en_met else f"/{u.tot_en_met.isoformat()}")
        tijden = ", ".join(_bereik(van, tot) for van, tot in u.blokken) or "gesloten"
        reden = " ".join(u.reden.replace(";", ",").split())
        delen.append(f"{periode} {tijden}" + (f": {reden}" if reden else ""))
    if rooster.feestdagen_open:
        delen.append("ook op feestdagen")
    if rooster.op_afspraak:
        delen.append("op afspraak")
    return "; ".join(delen)
