"""Reading a table of offers from CSV or XLSX, as people really save them. Pure: text in, rows of text out.

CSV: UTF-8 with or without byte order mark, UTF-16 with one, else Windows-1252; semicolon, comma, tab or bar. XLSX: the
first sheet that has our columns. Row numbers are those that a spreadsheet shows: the first row of the file is 1.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

KOLOMMEN = (
    "extern_id", "organisatie", "titel", "samenvatting", "tekst", "leefgebieden", "doelgroepen", "toegang", "kosten",
    "aanmelden", "adres", "postcode", "plaats", "lat", "lon", "bereik", "telefoon", "email", "website", "talen",
    "trefwoorden",
)  # fmt: skip
VERPLICHT = ("organisatie", "titel")
MAX_BYTES = 50_000_000
_MAX_UITGEPAKT = 4 * MAX_BYTES  # a sheet of a few hundred kilobytes can hold one cell of gigabytes
_MAX_CEL = 1_000_000
_MAX_LEEG = (
    2_000  # formatting makes sheets with a million empty rows; after so many in a row the table has ended
)
_SCHEIDINGEN = ";,\t|"
_FOUTCELLEN = {
    "#N/A",
    "#N/B",
    "#REF!",
    "#VERW!",
    "#VALUE!",
    "#WAARDE!",
    "#DIV/0!",
    "#DEEL/0!",
    "#NAME?",
    "#NAAM?",
}


class OnleesbaarBestand(ValueError):
    """The file as a whole cannot be used; the message says in Dutch what to do about it."""


@dataclass(frozen=True, slots=True)
class RuweRij:
    """One row: its number in the file, its text per known column, and what was already wrong when reading it."""

    nummer: int
    waarden: dict[str, str]
    fout: str = ""


@dataclass(frozen=True, slots=True)
class Tabel:
    """What the file holds. ``kolommen``: those we know, in the file. ``dubbel``: known ones that came twice."""

    kolommen: tuple[str, ...]
    onbekend: tuple[str, ...] = ()
    dubbel: tuple[str, ...] = ()
    rijen: list[RuweRij] = field(default_factory=list)


def _kern(naam: str) -> str:
    """A column name without what people vary: case, accents, spaces, dashes and underscores."""
    plat = unicodedata.normalize("NFKD", naam).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]", "", plat)


_BEKEND = {_kern(naam): naam for naam in KOLOMMEN}


def _score(cellen: list[str]) -> int:
    return sum(_kern(cel) in _BEKEND for cel in cellen)


def _decodeer(inhoud: bytes) -> str:
    if inhoud.startswith((b"\xff\xfe", b"\xfe\xff")):
        return inhoud.decode("utf-16", errors="replace")
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        tekst = inhoud.decode("cp1252", errors="replace")
    if "\0" in tekst:
        raise OnleesbaarBestand("Dit is geen tekstbestand. Sla de tabel op als .csv of .xlsx.")
    return tekst


def _scheiding(tekst: str) -> tuple[str, str]:
    """The delimiter and the text without Excel's ``sep=`` line. The header decides: it holds no lists."""
    eerste, _, rest = tekst.partition("\n")
    gevonden = re.fullmatch(r"sep=(.)\s*", eerste.strip("\r"), re.IGNORECASE)
    if gevonden:
        # An empty line in its place, so that row numbers stay those of the file.
        return gevonden[1], "\n" + rest
    kop = next((regel for regel in tekst.splitlines() if regel.strip(_SCHEIDINGEN + '" ')), "")

    def past(scheiding: str) -> tuple[int, int]:
        cellen = next(csv.reader([kop], delimiter=scheiding), [])
        return _score(cellen), len(cellen)

    return max(_SCHEIDINGEN, key=past), tekst


def _regel(regel: str, scheiding: str) -> tuple[list[str], str]:
    """One line read alone: a quote that it does not close is the fault of this line only."""
    regel = regel[:_MAX_CEL]
    try:
        return next(csv.reader([regel], delimiter=scheiding, strict=True), []), ""
    except csv.Error as fout:
        if "unexpected end" not in str(fout):  # a sign after a closing quote: odd, but clear enough
            return next(csv.reader([regel], delimiter=scheiding), []), ""
    cellen = next(csv.reader([regel.replace('"', "")], delimiter=scheiding), [])
    return cellen, 'er staat een aanhalingsteken (") dat niet wordt gesloten.'


def _csv_rijen(tekst: str) -> Iterator[tuple[list[str], str]]:
    """The rows, with what is wrong with each.

    Where the quotes of the file do not fit, each line is read by itself: else one quote that is never closed swallows
    all rows that follow. (A cell of more lines is then cut; that row is refused and named.)
    """
    scheiding, tekst = _scheiding(tekst)
    csv.field_size_limit(_MAX_CEL)
    try:
        yield from [
            (rij, "") for rij in csv.reader(io.StringIO(tekst, newline=""), delimiter=scheiding, strict=True)
        ]
    except csv.Error:
        for regel in re.split(r"\r\n|\r|\n", tekst):
            yield _regel(regel, scheiding)


def _als_tekst(waarde: object) -> str:
    """A cell of a sheet as one would type it: no ``1987.0``, dates as 2026-11-23, ja and nee."""
    match waarde:
        case None:
            return ""
        case bool():
            return "ja" if waarde else "nee"
        case float() if waarde.is_integer() and abs(waarde) < 1e15:
            return str(int(waarde))
        case datetime() if waarde.time() == time.min:
            return waarde.date().isoformat()
        case datetime() | date() | time():
            return waarde.isoformat()
        case str():
            return "" if waarde.strip().upper() in _FOUTCELLEN else waarde.replace("_x000D_", "")
    return str(waarde)


def _xlsx_rijen(inhoud: bytes) -> Iterator[tuple[list[str], str]]:
    try:
        boek = load_workbook(io.BytesIO(inhoud), read_only=True, data_only=True)
        bladen = []
        for blad in boek.worksheets:
            blad.reset_dimensions()  # what the file says about its own size is often wrong
            kop = next((rij for rij in blad.iter_rows(max_row=20, values_only=True) if any(rij)), ())
            bladen.append((_score([_als_tekst(cel) for cel in kop]), blad))
        blad = max(bladen, key=lambda paar: paar[0])[1]
        leeg = 0
        for rij in blad.iter_rows(values_only=True):
            cellen = [_als_tekst(cel) for cel in rij]
            leeg = 0 if any(cellen) else leeg + 1
            if leeg > _MAX_LEEG:
                return
            yield cellen, ""
    except OnleesbaarBestand:
        raise
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        IndexError,
        OSError,
        SyntaxError,
    ) as fout:
        raise OnleesbaarBestand(
            "Dit Excel-bestand is niet te lezen. Open het in Excel en sla het opnieuw op als .xlsx of .csv."
        ) from fout


def _soort(inhoud: bytes) -> str:
    """``csv`` or ``xlsx``, by what is in the file; its name may be wrong."""
    if inhoud.startswith(b"PK\x03\x04"):
        try:
            delen = zipfile.ZipFile(io.BytesIO(inhoud)).infolist()
        except zipfile.BadZipFile:
            delen = []
        if sum(deel.file_size for deel in delen) > _MAX_UITGEPAKT:
            raise OnleesbaarBestand("Dit Excel-bestand is uitgepakt te groot. Deel het op in kleinere.")
        if "xl/workbook.xml" in {deel.filename for deel in delen}:
            return "xlsx"
        raise OnleesbaarBestand("Dit is geen Excel-bestand (.xlsx). Sla de tabel op als .xlsx of .csv.")
    if inhoud.startswith(b"\xd0\xcf\x11\xe0"):
        raise OnleesbaarBestand(
            "Dit is een oud Excel-bestand (.xls) of een bestand met een wachtwoord. Sla het op als .xlsx of .csv."
        )
    if inhoud.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf")):
        raise OnleesbaarBestand("Dit bestand is geen tabel. Sla de tabel op als .csv of .xlsx.")
    return "csv"


# Soft hyphens and widthless spaces, which split a word for who searches, and signs that turn the text round.
_ONZICHTBAAR = dict.fromkeys([0xAD, 0x200B, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def _schoon(tekst: str) -> str:
    """Without what cannot be seen (it comes along from elsewhere and is never meant) and with one kind of line end."""
    tekst = tekst.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ").translate(_ONZICHTBAAR)
    return "".join(
        teken for teken in tekst if teken in "\n\t" or unicodedata.category(teken) not in ("Cc", "Cs")
    ).strip()


def _kop(cellen: list[str]) -> tuple[dict[int, str], Tabel]:
    plekken: dict[int, str] = {}
    onbekend, dubbel = [], []
    for plek, cel in enumerate(cellen):
        naam = _BEKEND.get(_kern(cel))
        if naam is None:
            if cel.strip():
                onbekend.append(cel.strip())
        elif naam in plekken.values():
            dubbel.append(naam)
        else:
            plekken[plek] = naam
    ontbreekt = [naam for naam in VERPLICHT if naam not in plekken.values()]
    if ontbreekt:
        gezien = ", ".join(cel.strip()[:40] for cel in cellen if cel.strip())[:300]
        namen = " en ".join(f"‘{naam}’" for naam in ontbreekt)
        raise OnleesbaarBestand(
            f"{f'De kolom {namen} ontbreekt' if len(ontbreekt) == 1 else f'De kolommen {namen} ontbreken'}. "
            f"De eerste rij moet de namen van de kolommen bevatten; er staat nu: {gezien}."
        )
    return plekken, Tabel(tuple(plekken.values()), tuple(onbekend), tuple(dubbel))


def lees_inhoud(inhoud: bytes) -> Tabel:
    """The table in the bytes of a file. Raises ``OnleesbaarBestand``."""
    if len(inhoud) > MAX_BYTES:
        raise OnleesbaarBestand(
            f"Dit bestand is groter dan {MAX_BYTES // 1_000_000} MB. Deel het op in kleinere."
        )
    rijen = _xlsx_rijen(inhoud) if _soort(inhoud) == "xlsx" else _csv_rijen(_decodeer(inhoud))
    tabel: Tabel | None = None
    plekken: dict[int, str] = {}
    breedte = 0
    for nummer, (ruw, fout) in enumerate(rijen, start=1):
        cellen = [_schoon(cel) for cel in ruw]
        if not any(cellen):
            continue
        if tabel is None:
            plekken, tabel = _kop(cellen)
            breedte = len(cellen)
            continue
        waarden = {naam: cellen[plek] if plek < len(cellen) else "" for plek, naam in plekken.items()}
        if not fout and any(cellen[breedte:]):
            fout = "er zijn meer cellen dan kolommen. Zet een cel met het scheidingsteken erin tussen aanhalingstekens."
        if fout or any(waarden.values()):
            tabel.rijen.append(RuweRij(nummer, waarden, fout))
    if tabel is None:
        raise OnleesbaarBestand("Het bestand is leeg.")
    return tabel


def lees(pad: Path) -> Tabel:
    """The table in a file. Raises ``OnleesbaarBestand``, also when there is no such file."""
    try:
        if pad.stat().st_size > MAX_BYTES:
            raise OnleesbaarBestand(
                f"Dit bestand is groter dan {MAX_BYTES // 1_000_000} MB. Deel het op in kleinere."
            )
        inhoud = pad.read_bytes()
    except IsADirectoryError:
        raise OnleesbaarBestand(f"{pad} is een map en geen bestand.") from None
    except OSError as fout:
        raise OnleesbaarBestand(f"{pad} is niet te openen: {fout.strerror}.") from None
    return lees_inhoud(inhoud)
