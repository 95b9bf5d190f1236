"""Which area an offer serves, from what people write in the column ``bereik``. Pure: the areas are given as data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from socialekaart.exchange.woorden import BEREIK, vouw


@dataclass(frozen=True, slots=True)
class WijkInfo:
    """A wijk; ``namen``: its own and those of the villages (kernen) in it."""

    code: str
    gemeente: str
    namen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Punt:
    """A postcode: its point (WGS 84 degrees) and the codes of the area it lies in."""

    lat: float
    lon: float
    gemeente: str
    wijk: str = ""


@dataclass(frozen=True, slots=True)
class Gebieden:
    """Everything that the check of a row may know about areas. ``standaard``: the code given with ``--gemeente``."""

    gemeenten: Mapping[str, tuple[str, ...]]  # code → its names
    wijken: tuple[WijkInfo, ...] = ()
    postcodes: Mapping[str, Punt] = field(default_factory=dict)
    standaard: str = ""

    def punt(self, postcode: str) -> Punt | None:
        """The point of a PC6, else of its PC4."""
        kaal = postcode.replace(" ", "")
        return self.postcodes.get(kaal) or self.postcodes.get(kaal[:4])

    def gemeente(self, woord: str) -> str | None:
        """The code of a municipality by code or name."""
        gezocht = vouw(woord)
        return next(
            (code for code, namen in self.gemeenten.items() if gezocht in {vouw(code), *map(vouw, namen)}),
            None,
        )

    def wijken_met(self, woord: str, gemeenten: tuple[str, ...] = ()) -> list[WijkInfo]:
        """The wijken with this code or name; a code or one within the municipalities at hand goes before others."""
        gezocht = vouw(woord)
        op_code = [wijk for wijk in self.wijken if vouw(wijk.code) == gezocht]
        op_naam = [wijk for wijk in self.wijken if gezocht in map(vouw, wijk.namen)]
        voorkeur = gemeenten or ((self.standaard,) if self.standaard else ())
        return op_code or [wijk for wijk in op_naam if wijk.gemeente in voorkeur] or op_naam


@dataclass(frozen=True, slots=True)
class Bediend:
    """The area served; ``bereik`` blank: not known. ``opmerking``: what was filled in because the file did not say it."""

    bereik: str
    gemeenten: tuple[str, ...] = ()
    wijken: tuple[str, ...] = ()
    opmerking: str = ""


class OnbekendBereik(ValueError):
    """The area cannot be understood; the message is the reason in Dutch."""


def _delen(tekst: str) -> list[str]:
    return [deel.strip() for deel in re.split(r"[;,|/\n]", tekst) if deel.strip()]


def _soort_en_namen(tekst: str) -> tuple[str, list[str]]:
    """``wijk: helm;zeekant`` → wijk and its names. Without a kind word the kind is empty."""
    kop, dubbele_punt, rest = tekst.partition(":")
    if dubbele_punt:
        soort = BEREIK.get(vouw(kop))
        if soort is None:
            raise OnbekendBereik(
                f"‘{kop.strip()}’ kennen wij niet. Gebruik wijk, gemeente, regio, land of online."
            )
        return soort, _delen(rest)
    if soort := BEREIK.get(vouw(tekst)):
        return soort, []
    eerste, _, rest = tekst.partition(" ")
    soort = BEREIK.get(vouw(eerste), "")
    return (soort, _delen(rest)) if soort in ("wijk", "gemeente", "regio") else ("", _delen(tekst))


def _gemeenten(namen: list[str], gebieden: Gebieden) -> tuple[str, ...]:
    codes = []
    for naam in namen:
        code = gebieden.gemeente(naam)
        if code is None:
            raise OnbekendBereik(f"de gemeente ‘{naam}’ staat niet in dit portaal.")
        codes.append(code)
    return tuple(dict.fromkeys(codes))


def _wijken(namen: list[str], gebieden: Gebieden, punt: Punt | None) -> tuple[str, ...]:
    codes = []
    for naam in namen:
        gevonden = gebieden.wijken_met(naam, (punt.gemeente,) if punt else ())
        if not gevonden:
            raise OnbekendBereik(f"de wijk ‘{naam}’ staat niet in dit portaal.")
        if len({wijk.gemeente for wijk in gevonden}) > 1:
            keuze = " of ".join(wijk.code for wijk in gevonden)
            raise OnbekendBereik(f"de wijk ‘{naam}’ is er in meer gemeenten. Schrijf de code: {keuze}.")
        codes += [wijk.code for wijk in gevonden]
    return tuple(dict.fromkeys(codes))


def _wijk_zonder_naam(gebieden: Gebieden, punt: Punt | None, plaats: str) -> Bediend:
    """The wijk of the postcode, or one that is called as the town is; else the municipality, and a remark: somebody who
    finds it in the next wijk too is helped better than somebody who finds nothing."""
    if punt is not None and punt.wijk:
        return Bediend("wijk", wijken=(punt.wijk,))
    gevonden = gebieden.wijken_met(plaats, (punt.gemeente,) if punt else ()) if plaats else []
    if len(gevonden) == 1:
        return Bediend("wijk", wijken=(gevonden[0].code,))
    ruimer = _zonder_namen("gemeente", gebieden, punt)
    return replace(
        ruimer,
        opmerking="bereik: niet bekend welke wijk; het aanbod geldt nu voor de hele gemeente. "
        "Schrijf de wijk erbij, zoals ‘wijk: Helm’.",
    )


def _zonder_namen(soort: str, gebieden: Gebieden, punt: Punt | None, plaats: str = "") -> Bediend:
    """A kind without names: the municipality that was asked for, else that of the postcode, else the only one there is.

    Where that is not known either, nothing is claimed: the area stays blank, or every municipality is meant.
    """
    alle = tuple(gebieden.gemeenten)
    if soort in ("land", "online"):
        return Bediend(soort)
    if soort == "regio":
        return Bediend("regio", alle)
    if soort == "wijk":
        return _wijk_zonder_naam(gebieden, punt, plaats)
    if gebieden.standaard:
        return Bediend("gemeente", (gebieden.standaard,))
    if punt is not None:
        return Bediend("gemeente", (punt.gemeente,))
    if len(alle) == 1:
        return Bediend("gemeente", alle)
    if soort:
        opmerking = "bereik: er staat niet bij welke gemeente; het aanbod geldt nu voor alle gemeenten van het portaal."
        return Bediend(soort, alle, opmerking=opmerking)
    return Bediend("", opmerking="bereik: niet bekend; het aanbod is nu in alle gemeenten te vinden.")


def lees_bereik(tekst: str, gebieden: Gebieden, punt: Punt | None = None, plaats: str = "") -> Bediend:
    """The area that a cell of ``bereik`` describes; ``punt`` and ``plaats`` (a town's name) are where the offer happens,
    when that is known.

    Names and codes, any case; a bare name (``Helm``, ``GM9901``) is looked up as well. Raises ``OnbekendBereik``.
    """
    if not tekst.strip():
        return _zonder_namen("", gebieden, punt)
    soort, namen = _soort_en_namen(tekst)
    if not namen:
        return _zonder_namen(soort, gebieden, punt, plaats)
    if soort == "wijk":
        return Bediend("wijk", wijken=_wijken(namen, gebieden, punt))
    if soort in ("gemeente", "regio"):
        return Bediend(soort, _gemeenten(namen, gebieden))
    if soort in ("land", "online"):
        return Bediend(soort)
    if all(gebieden.gemeente(naam) for naam in namen):
        return Bediend("gemeente", _gemeenten(namen, gebieden))
    if all(gebieden.wijken_met(naam) for naam in namen):
        return Bediend("wijk", wijken=_wijken(namen, gebieden, punt))
    raise OnbekendBereik(f"‘{tekst}’ kennen wij niet. Gebruik wijk, gemeente, regio, land of online.")
