"""One row of a file, checked: a clean ``AanbodRij``, or every reason why not. Pure."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TypeVar
from urllib.parse import urlsplit

from socialekaart.exchange.gebieden import Bediend, Gebieden, OnbekendBereik, lees_bereik
from socialekaart.exchange.woorden import DOELGROEP, GRATIS, IEDEREEN, LEEFGEBIED, TAAL, TOEGANG, vouw

T = TypeVar("T")
MAX_SAMENVATTING = 300
_MAXIMA = {
    "extern_id": 100, "organisatie": 200, "titel": 200, "kosten": 200, "adres": 150, "plaats": 80, "trefwoorden": 500,
    "tekst": 50_000, "aanmelden": 10_000,
}  # fmt: skip
_POSTCODE = re.compile(r"([1-9]\d{3})\s*-?\s*([A-Za-z]{2})?")
_EMAIL = re.compile(r"[^@\s,;<>()]{1,64}@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,63}")
_TELEFOON = re.compile(r"\+?[\d\s().–-]+(?:\s*\([\w\s.,/]+\))?")
_GETAL = re.compile(r"-?\d{1,3}(?:[.,]\d+)?")
_BEDRAG = re.compile(r"\d+(?:[.,]\d{1,2})?")
_HTML = re.compile(r"</?(?:p|br|ul|ol|li|div|strong|b|em|i|a|span|h[1-6])\b[^>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AanbodRij:
    """A row that can go live. ``kolommen``: what the file says something about; the rest of an offer is left alone.

    ``opmerkingen``: what was understood with some freedom, for who reads the report.
    """

    nummer: int
    kolommen: frozenset[str]
    organisatie: str
    titel: str
    extern_id: str = ""
    samenvatting: str = ""
    tekst: str = ""
    leefgebieden: tuple[str, ...] = ()
    doelgroepen: tuple[str, ...] = ()
    toegang: str = ""
    gratis: bool | None = None
    kosten: str = ""
    aanmelden: str = ""
    adres: str = ""
    postcode: str = ""
    plaats: str = ""
    lat: float | None = None
    lon: float | None = None
    punt_gegeven: bool = False
    bediend: Bediend = field(default_factory=lambda: Bediend("gemeente"))
    bereik_gegeven: bool = False
    telefoon: str = ""
    email: str = ""
    website: str = ""
    talen: tuple[str, ...] = ()
    trefwoorden: str = ""
    opmerkingen: tuple[str, ...] = ()

    @property
    def heeft_plek(self) -> bool:
        """Whether the row says where the offer happens."""
        return bool(self.adres or self.postcode or self.plaats or self.punt_gegeven)

    @property
    def sleutel(self) -> tuple[str, ...]:
        """What makes an offer the same one: ``extern_id``, else organisation and title."""
        return (self.extern_id,) if self.extern_id else (vouw_naam(self.organisatie), vouw_naam(self.titel))


class Afgekeurd(ValueError):
    """A row that cannot go live, with every ``reden`` in Dutch."""

    def __init__(self, redenen: list[str]) -> None:
        self.redenen = redenen
        super().__init__(" ".join(redenen))


def vouw_naam(naam: str) -> str:
    """A name as it is compared: case and spaces do not matter, accents and punctuation do."""
    return " ".join(naam.split()).casefold()


class _Tekst(HTMLParser):
    """The text of a piece of HTML, a blank line between paragraphs and a dash before list items."""

    def __init__(self) -> None:
        super().__init__()
        self.stukken: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.stukken.append(
            {"br": "\n", "li": "\n- "}.get(tag, "\n\n" if tag in ("p", "div", "ul", "ol") else "")
        )

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6"):
            self.stukken.append("\n\n")

    def handle_data(self, data: str) -> None:
        self.stukken.append(data)


def gewone_tekst(tekst: str) -> str:
    """Text without markup: sources export HTML, and we show plain paragraphs."""
    if _HTML.search(tekst):
        lezer = _Tekst()
        lezer.feed(tekst)
        lezer.close()
        tekst = "".join(lezer.stukken)
    elif "&" in tekst:
        tekst = html.unescape(tekst)
    regels = [" ".join(regel.split()) for regel in tekst.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(regels)).strip()


def lijst(tekst: str) -> list[str]:
    """The parts of a list cell: ``;`` is the rule, a bar or new line is understood, a comma where there is no other."""
    scheiding = r"[;|\n]" if re.search(r"[;|\n]", tekst) else ","
    return list(dict.fromkeys(deel.strip() for deel in re.split(scheiding, tekst) if deel.strip()))


def _codes(
    tekst: str, tabel: Mapping[str, str], wat: str, overslaan: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    woorden = [woord for woord in lijst(tekst) if vouw(woord) not in overslaan]
    onbekend = [woord for woord in woorden if vouw(woord) not in tabel]
    if onbekend:
        keuze = ", ".join(sorted(set(tabel.values())))
        fout = ", ".join(f"‘{woord[:60]}’" for woord in onbekend)
        raise ValueError(f"{wat} {fout} kennen wij niet. Kies uit: {keuze}.")
    return tuple(sorted({tabel[vouw(woord)] for woord in woorden}))


def _postcode(tekst: str) -> str:
    gevonden = _POSTCODE.fullmatch(tekst.strip())
    if tekst and gevonden is None:
        raise ValueError(f"‘{tekst[:20]}’ is geen postcode. Een postcode is als 1987 DB of 1987.")
    return f"{gevonden[1]} {(gevonden[2] or '').upper()}".strip() if gevonden else ""


def _graden(tekst: str, grens: int) -> float | None:
    if not tekst:
        return None
    getal = float(tekst.replace(",", ".")) if _GETAL.fullmatch(tekst) else None
    if getal is None or abs(getal) > grens:
        raise ValueError(f"‘{tekst[:20]}’ is geen aantal graden. Schrijf het als 52.4731.")
    return round(getal, 6)


def _telefoon(tekst: str) -> str:
    tekst = " ".join(tekst.removeprefix("tel:").split())
    cijfers = re.sub(r"\D", "", tekst)
    if re.fullmatch(r"[1-9]\d{8}", tekst):
        tekst = cijfers = "0" + tekst  # a spreadsheet that took it for a number dropped the 0
    if tekst and (not _TELEFOON.fullmatch(tekst) or not 3 <= len(cijfers) <= 15 or len(tekst) > 20):
        raise ValueError(f"‘{tekst[:40]}’ is geen telefoonnummer. Schrijf één nummer, als 0251 123 456.")
    return tekst


def _email(tekst: str) -> str:
    tekst = tekst.removeprefix("mailto:").strip()
    if tekst and (not _EMAIL.fullmatch(tekst) or len(tekst) > 254):
        raise ValueError(f"‘{tekst[:60]}’ is geen e-mailadres.")
    return tekst


def _website(tekst: str) -> str:
    if not tekst:
        return ""
    adres = tekst if re.match(r"[a-z][a-z0-9+.-]*:", tekst, re.IGNORECASE) else f"https://{tekst}"
    try:
        delen = urlsplit(adres)
        goed = delen.scheme in ("http", "https") and re.fullmatch(r"[\w-]+(\.[\w-]+)+", delen.hostname or "")
        _ = delen.port
    except ValueError:
        goed = None
    if not goed or re.search(r"\s", adres) or len(adres) > 200:
        raise ValueError(f"‘{tekst[:60]}’ is geen webadres. Schrijf het als https://www.voorbeeld.nl.")
    return adres


def _toegang(tekst: str) -> str:
    if not tekst:
        return ""
    code = TOEGANG.get(vouw(tekst))
    if code is None:
        raise ValueError(f"‘{tekst[:60]}’ kennen wij niet. Kies uit: vrij, aanmelden, verwijzing, melding.")
    return code


def _kosten(tekst: str) -> tuple[bool | None, str]:
    """Whether it is free (None: not known) and what it costs in words."""
    kaal = vouw(tekst.replace("€", ""))
    if not kaal:
        return None, ""
    if kaal in GRATIS:
        return True, ""
    if _BEDRAG.fullmatch(tekst.strip().lstrip("€ ")):
        bedrag = float(tekst.strip().lstrip("€ ").replace(",", "."))
        return False, f"€ {bedrag:.2f}".replace(".", ",")
    bedragen = [
        float(getal.replace(",", ".")) for getal in re.findall(r"(?:€|euro)\s*(\d+(?:[.,]\d{1,2})?)", tekst)
    ]
    return (False if any(bedragen) and not kaal.startswith("gratis") else None), tekst


def _kort(tekst: str) -> str:
    """At most the length of a summary, ended at a sentence where that leaves enough, else at a word."""
    zin = re.match(rf"(.{{60,{MAX_SAMENVATTING}}}[.!?])(?=\s)", tekst[: MAX_SAMENVATTING + 1], re.DOTALL)
    return (
        zin[1]
        if zin and len(zin[1]) <= MAX_SAMENVATTING
        else tekst[: MAX_SAMENVATTING - 1].rsplit(" ", 1)[0] + "…"
    )


class _Controle:
    """Collects every reason of a row, so that somebody mends it in one go."""

    def __init__(self, waarden: Mapping[str, str]) -> None:
        self.waarden = waarden
        self.redenen: list[str] = []
        self.opmerkingen: list[str] = []

    def tekst(self, kolom: str, *, regels: bool = False) -> str:
        """Clean text of a column, not longer than it may be."""
        schoon = gewone_tekst(self.waarden.get(kolom, ""))
        schoon = schoon if regels else " ".join(schoon.split())
        grens = _MAXIMA.get(kolom)
        if grens and len(schoon) > grens:
            self.redenen.append(f"{kolom}: hoogstens {grens} tekens; het zijn er {len(schoon)}.")
        return schoon

    def lees(self, kolom: str, lezer: Callable[[str], T], anders: T) -> T:
        """The value of a column, or the reason why it has none."""
        try:
            return lezer(self.waarden.get(kolom, "").strip())
        except ValueError as fout:
            self.redenen.append(f"{kolom}: {fout}")
            return anders

    def samenvatting_en_tekst(self) -> tuple[str, str]:
        """A summary that is too long is shortened, and kept whole above the text: nothing is lost."""
        samenvatting, tekst = self.tekst("samenvatting"), self.tekst("tekst", regels=True)
        if len(samenvatting) <= MAX_SAMENVATTING:
            return samenvatting, tekst
        self.opmerkingen.append(
            f"samenvatting: langer dan {MAX_SAMENVATTING} tekens; het geheel staat nu in de tekst."
        )
        heel = tekst if samenvatting in tekst else f"{samenvatting}\n\n{tekst}".strip()
        return _kort(samenvatting), heel

    def punt(self) -> tuple[float | None, float | None]:
        """The point that the file gives: both or neither."""
        lat = self.lees("lat", lambda tekst: _graden(tekst, 90), None)
        lon = self.lees("lon", lambda tekst: _graden(tekst, 180), None)
        heeft = [kolom for kolom in ("lat", "lon") if self.waarden.get(kolom)]
        if len(heeft) == 1:
            self.redenen.append(f"{heeft[0]}: vul ook {'lon' if heeft[0] == 'lat' else 'lat'} in.")
        elif lat is not None and lon is not None and lat < 20 < 40 < lon:
            self.redenen.append("lat: lat en lon lijken verwisseld.")
        return lat, lon


def controleer(nummer: int, waarden: Mapping[str, str], gebieden: Gebieden) -> AanbodRij:
    """The clean row. ``waarden``: text per column of the file. Raises ``Afgekeurd`` with all reasons."""
    c = _Controle(waarden)
    organisatie, titel = c.tekst("organisatie"), c.tekst("titel")
    if not organisatie:
        c.redenen.append("organisatie: dit is verplicht, maar leeg. Herhaal de naam op elke rij.")
    if not titel:
        c.redenen.append("titel: dit is verplicht, maar leeg.")
    samenvatting, tekst = c.samenvatting_en_tekst()
    gratis, _ = _kosten(c.waarden.get("kosten", ""))
    kosten = "" if gratis else _kosten(c.tekst("kosten"))[1]
    postcode = c.lees("postcode", _postcode, "")
    lat, lon = c.punt()
    bekend = gebieden.punt(postcode) if postcode else None
    gegeven = lat is not None and lon is not None
    if not gegeven and bekend is not None:
        lat, lon = bekend.lat, bekend.lon
    if not gegeven and bekend is None and postcode:
        c.opmerkingen.append(
            f"postcode: {postcode} staat niet in de postcodetabel. Zonder lat en lon tonen wij geen afstand."
        )
    bediend = Bediend("gemeente")
    try:
        bediend = lees_bereik(waarden.get("bereik", ""), gebieden, bekend, c.tekst("plaats"))
    except OnbekendBereik as fout:
        c.redenen.append(f"bereik: {fout}")
    rij = AanbodRij(
        nummer=nummer,
        kolommen=frozenset(waarden),
        organisatie=organisatie,
        titel=titel,
        extern_id=c.tekst("extern_id"),
        samenvatting=samenvatting,
        tekst=tekst,
        leefgebieden=c.lees("leefgebieden", lambda cel: _codes(cel, LEEFGEBIED, "leefgebied"), ()),
        doelgroepen=c.lees(
            "doelgroepen", lambda cel: _codes(cel, DOELGROEP, "doelgroep", frozenset(IEDEREEN)), ()
        ),
        toegang=c.lees("toegang", _toegang, ""),
        gratis=gratis,
        kosten=kosten,
        aanmelden=c.tekst("aanmelden", regels=True),
        adres=c.tekst("adres"),
        postcode=postcode,
        plaats=c.tekst("plaats"),
        lat=lat,
        lon=lon,
        punt_gegeven=gegeven,
        bediend=bediend,
        bereik_gegeven=bool(waarden.get("bereik", "").strip()),
        telefoon=c.lees("telefoon", _telefoon, ""),
        email=c.lees("email", _email, ""),
        website=c.lees("website", _website, ""),
        talen=c.lees("talen", lambda cel: _codes(cel, TAAL, "taal"), ()),
        trefwoorden="; ".join(lijst(c.tekst("trefwoorden"))),
        opmerkingen=tuple(c.opmerkingen),
    )
    if c.redenen:
        raise Afgekeurd(c.redenen)
    return rij
