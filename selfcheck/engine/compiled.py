"""Reading and writing the compiled form: JSON-like data with a schema version, the only form in which a
stroom is stored.

``load`` checks shape, not sense (that is :mod:`selfcheck.engine.prove`): a draft may be senseless, but never
unreadable.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from selfcheck.engine.types import (
    SCHEMA,
    Optie,
    Regel,
    Stroom,
    Uitkomst,
    Veiligheid,
    Voorwaarde,
    Vraag,
    Zoekopdracht,
)


class OnleesbareStroom(ValueError):
    """The data has not the form of a stroom; the message says where."""


def load(data: Mapping[str, Any]) -> Stroom:
    """A stroom from its compiled form; raises :class:`OnleesbareStroom`."""
    schema = _get(data, "schema", int, "stroom")
    if schema != SCHEMA:
        raise OnleesbareStroom(f"schema {schema} is niet {SCHEMA}")
    anders = data.get("anders")
    teksten = _get(data, "teksten", dict, "stroom")
    return Stroom(
        slug=_get(data, "slug", str, "stroom"),
        voor_wie=_get(data, "voor_wie", str, "stroom"),
        vragen=tuple(_vraag(raw) for raw in _get(data, "vragen", list, "stroom")),
        uitkomsten=tuple(_uitkomst(raw) for raw in _get(data, "uitkomsten", list, "stroom")),
        anders=None if anders is None else _uitkomst(anders),
        teksten=MappingProxyType(
            {str(taal): MappingProxyType(_texts(taal, texts)) for taal, texts in teksten.items()}
        ),
        aanspreek=MappingProxyType({str(k): str(v) for k, v in data.get("aanspreek", {}).items()}),
        leeftijden=MappingProxyType({str(k): _leeftijd(v) for k, v in data.get("leeftijden", {}).items()}),
        contact=str(data.get("contact", "")),
    )


def dump(stroom: Stroom) -> dict[str, Any]:
    """The compiled form of a stroom: ``load(dump(s)) == s``, and equal strooms give equal data."""
    return {
        "schema": SCHEMA,
        "slug": stroom.slug,
        "voor_wie": stroom.voor_wie,
        "aanspreek": dict(stroom.aanspreek),
        "leeftijden": {optie: list(leeftijd) for optie, leeftijd in stroom.leeftijden.items()},
        "contact": stroom.contact,
        "vragen": [
            {
                "sleutel": vraag.sleutel,
                "leefgebied": vraag.leefgebied,
                "verplicht": vraag.verplicht,
                "voorwaarde": _dump_voorwaarde(vraag.voorwaarde),
                "opties": [
                    {
                        "sleutel": optie.sleutel,
                        "ernst": optie.ernst,
                        "veiligheid": optie.veiligheid.value,
                        "kaarten": list(optie.kaarten),
                    }
                    for optie in vraag.opties
                ],
            }
            for vraag in stroom.vragen
        ],
        "uitkomsten": [_dump_uitkomst(uitkomst) for uitkomst in stroom.uitkomsten],
        "anders": None if stroom.anders is None else _dump_uitkomst(stroom.anders),
        "teksten": {taal: dict(texts) for taal, texts in stroom.teksten.items()},
    }


def digest(stroom: Stroom) -> str:
    """SHA-256 (hexadecimal) of the compiled form; the same for the same content."""
    text = json.dumps(dump(stroom), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _get(data: Any, name: str, kind: type, where: str) -> Any:
    if not isinstance(data, Mapping):
        raise OnleesbareStroom(f"{where}: is geen object")
    value = data.get(name)
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is int):
        raise OnleesbareStroom(f"{where}: {name} ontbreekt of is geen {kind.__name__}")
    return value


def _strings(value: Any, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise OnleesbareStroom(f"{where}: is geen lijst van teksten")
    return tuple(value)


def _texts(taal: Any, texts: Any) -> dict[str, str]:
    if not isinstance(texts, Mapping) or not all(isinstance(text, str) for text in texts.values()):
        raise OnleesbareStroom(f"teksten {taal}: zijn geen teksten per sleutel")
    return {str(key): text for key, text in texts.items()}


def _leeftijd(raw: Any) -> tuple[int, int]:
    if not isinstance(raw, list) or [type(item) for item in raw] != [int, int] or not 0 <= raw[0] <= raw[1]:
        raise OnleesbareStroom("leeftijden: een leeftijd is [van, tot en met]")
    return raw[0], raw[1]


def _voorwaarde(raw: Any, where: str) -> Voorwaarde:
    if not isinstance(raw, list):
        raise OnleesbareStroom(f"{where}: voorwaarde is geen lijst")
    return tuple(
        Regel(_get(row, "vraag", str, where), frozenset(_strings(row.get("opties"), f"{where}: opties")))
        for row in raw
    )


def _vraag(raw: Any) -> Vraag:
    sleutel = _get(raw, "sleutel", str, "vraag")
    where = f"vraag {sleutel}"
    return Vraag(
        sleutel=sleutel,
        leefgebied=_optional_str(raw.get("leefgebied"), where),
        verplicht=bool(raw.get("verplicht", False)),
        voorwaarde=_voorwaarde(raw.get("voorwaarde", []), where),
        opties=tuple(_optie(option, where) for option in _get(raw, "opties", list, where)),
    )


def _optie(raw: Any, where: str) -> Optie:
    sleutel = _get(raw, "sleutel", str, where)
    ernst = raw.get("ernst")
    if ernst is not None and (not isinstance(ernst, int) or isinstance(ernst, bool) or not 0 <= ernst <= 3):
        raise OnleesbareStroom(f"{where}, optie {sleutel}: ernst is 0, 1, 2, 3 of leeg")
    try:
        veiligheid = Veiligheid(raw.get("veiligheid", "geen"))
    except ValueError as error:
        raise OnleesbareStroom(f"{where}, optie {sleutel}: veiligheid is geen, extra of direct") from error
    return Optie(
        sleutel, ernst, veiligheid, _strings(raw.get("kaarten", []), f"{where}, optie {sleutel}: kaarten")
    )


def _uitkomst(raw: Any) -> Uitkomst:
    sleutel = _get(raw, "sleutel", str, "uitkomst")
    where = f"uitkomst {sleutel}"
    trede = _get(raw, "trede", int, where)
    if trede not in (1, 2, 3, 4):
        raise OnleesbareStroom(f"{where}: trede is 1, 2, 3 of 4")
    zoek = raw.get("zoek")
    return Uitkomst(
        sleutel=sleutel,
        trede=trede,
        leefgebied=_optional_str(raw.get("leefgebied"), where),
        voorwaarde=_voorwaarde(raw.get("voorwaarde", []), where),
        zoek=None if zoek is None else _zoek(zoek, where),
        prioriteit=_get({"prioriteit": 0, **raw}, "prioriteit", int, where),
        spoed=bool(raw.get("spoed", False)),
    )


def _zoek(raw: Any, where: str) -> Zoekopdracht:
    if not isinstance(raw, Mapping):
        raise OnleesbareStroom(f"{where}: zoek is geen object")
    straal = raw.get("straal_m")
    if straal is not None and (not isinstance(straal, int) or straal <= 0):
        raise OnleesbareStroom(f"{where}: straal_m is een heel aantal meters")
    return Zoekopdracht(
        _strings(raw.get("leefgebieden", []), f"{where}: leefgebieden"),
        _strings(raw.get("doelgroepen", []), f"{where}: doelgroepen"),
        str(raw.get("woorden", "")),
        straal,
    )


def _optional_str(value: Any, where: str) -> str | None:
    if value is not None and not isinstance(value, str):
        raise OnleesbareStroom(f"{where}: leefgebied is geen tekst")
    return value


def _dump_voorwaarde(voorwaarde: Voorwaarde) -> list[dict[str, Any]]:
    return [{"vraag": regel.vraag, "opties": sorted(regel.opties)} for regel in voorwaarde]


def _dump_uitkomst(uitkomst: Uitkomst) -> dict[str, Any]:
    zoek = uitkomst.zoek
    return {
        "sleutel": uitkomst.sleutel,
        "trede": uitkomst.trede,
        "leefgebied": uitkomst.leefgebied,
        "voorwaarde": _dump_voorwaarde(uitkomst.voorwaarde),
        "zoek": None
        if zoek is None
        else {
            "leefgebieden": list(zoek.leefgebieden),
            "doelgroepen": list(zoek.doelgroepen),
            "woorden": zoek.woorden,
            "straal_m": zoek.straal_m,
        },
        "prioriteit": uitkomst.prioriteit,
        "spoed": uitkomst.spoed,
    }
