"""What goes into the search and what comes out: plain, typed values, without Django.

Both engines and every template use these, so neither knows of the other. Codes (leefgebied, doelgroep and so on) are
those of `docs/architecture.md`; labels are the business of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any, Literal, Protocol

FACETTEN = (
    "leefgebied",
    "doelgroep",
    "toegang",
    "gratis",
    "vorm",
    "taal",
    "bereik",
    "wijk",
    "dagdeel",
    "nu_open",
)
JA = "ja"
OVERAL = "*"
"""In the area index: serves every municipality."""


@dataclass(frozen=True, slots=True)
class Punt:
    """A place where the offer is: WGS84 degrees, with the name a visitor reads."""

    lat: float
    lon: float
    naam: str = ""
    plaats: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One offer as the index knows it. Only `id`, `titel` and `organisatie` are always there.

    `begrippen` are the names of its leefgebieden and doelgroepen: found by, as weakly as the text, and not shown.
    `plaatsen` are the names of where it is or whom it serves: wijk, town, location, municipality.

    `open_tijden` are the moments the offer is open in the coming weeks, as half-open (from, until) pairs of epoch seconds;
    they are computed from `rooster` (the JSON of `portal.openingstijden`) when the document is built. `zichtbaar_van` and
    `zichtbaar_tot` are checked again in every query: until is exclusive.
    """

    id: str
    titel: str
    organisatie: str = ""
    organisatie_id: str = ""
    organisatie_pad: str = ""
    samenvatting: str = ""
    tekst: str = ""
    trefwoorden: tuple[str, ...] = ()
    synoniemen: tuple[str, ...] = ()
    begrippen: tuple[str, ...] = ()
    plaatsen: tuple[str, ...] = ()
    leefgebieden: frozenset[str] = frozenset()
    doelgroepen: frozenset[str] = frozenset()
    leeftijd_van: int | None = None
    leeftijd_tot: int | None = None
    toegang: str = ""
    trede: int | None = None
    gratis: bool | None = None
    vormen: frozenset[str] = frozenset()
    talen: frozenset[str] = frozenset()
    bereik: str = ""
    gemeenten: frozenset[str] = frozenset()
    wijken: frozenset[str] = frozenset()
    punten: tuple[Punt, ...] = ()
    rooster: str = ""
    open_tijden: tuple[tuple[int, int], ...] = ()
    dagdelen: frozenset[str] = frozenset()
    gecontroleerd_op: date | None = None
    zichtbaar_van: datetime | None = None
    zichtbaar_tot: datetime | None = None
    extern_id: str = ""
    pad: str = ""
    taal: str = "nl"

    @property
    def gebieden(self) -> frozenset[str]:
        """Codes of the municipalities served; `OVERAL` for a national or online offer, or where the area is not known."""
        if self.bereik in ("", "land", "online"):
            return frozenset({OVERAL})
        return self.gemeenten

    def facetwaarden(self) -> dict[str, frozenset[str]]:
        """The values under each facet, `nu_open` excepted (that depends on the moment)."""
        return {
            "leefgebied": self.leefgebieden,
            "doelgroep": self.doelgroepen,
            "toegang": frozenset({self.toegang} - {""}),
            "gratis": frozenset({JA}) if self.gratis else frozenset(),
            "vorm": self.vormen,
            "taal": self.talen,
            "bereik": frozenset({self.bereik} - {""}),
            "wijk": self.wijken,
            "dagdeel": self.dagdelen,
        }

    def als_json(self) -> dict[str, Any]:
        """A dictionary of JSON values; `van_json` reads it back to an equal document."""
        result: dict[str, Any] = {"id": self.id, "titel": self.titel}
        for name in _VOLGORDE:
            value = getattr(self, name)
            if value or isinstance(value, int):  # 0 and False say something, "" and an empty list do not
                to_json = _NAAR_JSON.get(name)
                result[name] = to_json(value) if to_json else value
        return result

    @classmethod
    def van_json(cls, data: Mapping[str, Any]) -> Document:
        """The inverse of `als_json`; unknown keys are ignored, so that an older row can still be read."""
        values = {name: data[name] for name in _NAMEN if name in data}
        for name in _SETS & values.keys():
            values[name] = frozenset(values[name])
        for name in ("trefwoorden", "synoniemen", "begrippen", "plaatsen"):
            if name in values:
                values[name] = tuple(values[name])
        if "punten" in values:
            values["punten"] = tuple(Punt(**punt) for punt in values["punten"])
        if "open_tijden" in values:
            values["open_tijden"] = tuple((int(van), int(tot)) for van, tot in values["open_tijden"])
        if "gecontroleerd_op" in values:
            values["gecontroleerd_op"] = date.fromisoformat(values["gecontroleerd_op"])
        for name in ("zichtbaar_van", "zichtbaar_tot"):
            if name in values:
                values[name] = datetime.fromisoformat(values[name])
        return cls(**values)


_VOLGORDE = tuple(item.name for item in fields(Document))
_NAMEN = frozenset(_VOLGORDE)
_SETS = frozenset(item.name for item in fields(Document) if str(item.type).startswith("frozenset"))
_NAAR_JSON: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(_SETS, sorted),
    **dict.fromkeys(
        ("gecontroleerd_op", "zichtbaar_van", "zichtbaar_tot"), lambda moment: moment.isoformat()
    ),
    "punten": lambda punten: [
        {"lat": punt.lat, "lon": punt.lon, "naam": punt.naam, "plaats": punt.plaats} for punt in punten
    ],
}


@dataclass(frozen=True, slots=True)
class Plek:
    """Where the visitor is: a point, with the wijk when it is known, and words to show."""

    lat: float
    lon: float
    wijk: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Vraag:
    """One search. Facets hold the chosen values; within a facet they are alternatives, between facets all must hold.

    `letterlijk` ("Alleen mijn woord") looks for the words themselves: no synonyms, no splitting, no correction.
    `alleen_gemeente` leaves out what does not serve `gemeente`; otherwise such offers come after all that do. `moment` is
    now when left out.
    """

    q: str = ""
    plek: Plek | None = None
    gemeente: str = ""
    leefgebied: frozenset[str] = frozenset()
    doelgroep: frozenset[str] = frozenset()
    toegang: frozenset[str] = frozenset()
    gratis: frozenset[str] = frozenset()
    vorm: frozenset[str] = frozenset()
    taal: frozenset[str] = frozenset()
    bereik: frozenset[str] = frozenset()
    wijk: frozenset[str] = frozenset()
    dagdeel: frozenset[str] = frozenset()
    nu_open: frozenset[str] = frozenset()
    moment: datetime | None = None
    pagina: int = 1
    per_pagina: int = 10
    letterlijk: bool = False
    alleen_gemeente: bool = False
    sorteer: Literal["relevantie", "afstand"] = "relevantie"

    def gekozen(self) -> dict[str, frozenset[str]]:
        """The facets in which something is chosen."""
        return {naam: waarden for naam in FACETTEN if (waarden := getattr(self, naam))}

    @property
    def begin(self) -> int:
        """Index of the first hit on this page, from 0. A page below 1 is the first."""
        return (max(1, min(self.pagina, 10_000)) - 1) * self.aantal

    @property
    def aantal(self) -> int:
        """Hits on a page: 1 to 100."""
        return max(1, min(self.per_pagina, 100))


@dataclass(frozen=True, slots=True)
class Deel:
    """A piece of text, marked when it holds a word that was looked for. The template escapes it."""

    tekst: str
    gemarkeerd: bool = False


@dataclass(frozen=True, slots=True)
class Treffer:
    """One hit: the document, why it matched, and what to show of it."""

    document: Document
    score: float
    afstand_m: float | None = None
    dichtstbij: Punt | None = None
    bedient: bool = True
    woorden: tuple[str, ...] = ()
    velden: tuple[str, ...] = ()
    titel: tuple[Deel, ...] = ()
    fragment: tuple[Deel, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetWaarde:
    """A value with the number of hits it would give under the choices in the other facets."""

    waarde: str
    aantal: int
    gekozen: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with its values, most hits first. A value without hits is left out, unless it is chosen."""

    naam: str
    waarden: tuple[FacetWaarde, ...] = ()


@dataclass(frozen=True, slots=True)
class Resultaat:
    """What a search gives.

    `ook_gezocht_op`: words added by synonyms. `versoepeld`: not every word had to match. `suggestie`: the query with
    corrected spelling, "" when nothing was corrected. `gevaar`: kind of danger that the words speak of, "" for none.
    `duur` in seconds. `engine`: the engine that answered.
    """

    treffers: tuple[Treffer, ...] = ()
    totaal: int = 0
    facetten: Mapping[str, Facet] = field(default_factory=dict)
    ook_gezocht_op: tuple[str, ...] = ()
    versoepeld: bool = False
    suggestie: str = ""
    gevaar: str = ""
    duur: float = 0.0
    engine: str = ""
    pagina: int = 1
    per_pagina: int = 10

    @property
    def crisis(self) -> bool:
        """Show the crisis card above everything else."""
        return bool(self.gevaar)

    @property
    def paginas(self) -> int:
        """The number of pages, at least 1."""
        return max(1, -(-self.totaal // max(1, self.per_pagina)))


@dataclass(frozen=True, slots=True)
class Suggestie:
    """A line under the search field. `soort`: aanbod, organisatie, leefgebied or woord; `pad` is empty for a word."""

    tekst: str
    soort: Literal["aanbod", "organisatie", "leefgebied", "woord"]
    pad: str = ""


class Engine(Protocol):
    """What an engine does. The texts of a document come in as they are; engines analyse with the shared analyzer."""

    naam: str

    def search(self, vraag: Vraag) -> Resultaat:
        """Answer a query; raises `EngineFout` when the engine cannot."""
        ...

    def suggest(self, q: str, gemeente: str = "", aantal: int = 8) -> list[Suggestie]:
        """Offers and organisations whose name holds the words, the last one as a prefix."""
        ...

    def index(self, documents: Iterable[Document]) -> int:
        """Add or replace; returns how many."""
        ...

    def remove(self, ids: Iterable[str]) -> int:
        """Take out; unknown ids are no error. Returns how many were there."""
        ...

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Build a new index of exactly these beside the old one, and swap. Returns how many."""
        ...

    def ids(self) -> dict[str, str]:
        """Every id in the index with a fingerprint of its content, for the sweep that compares."""
        ...


class EngineFout(Exception):
    """The engine is away, slow, or has no whole index."""


class VraagFout(EngineFout):
    """The engine works, but not for this question."""
