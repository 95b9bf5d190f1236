"""The facets of a search as filters in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import CharField, Value
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.gemeente.models import Wijk
from socialekaart.models import Bereik, Doelgroep, Leefgebied, Toegang
from socialekaart.search.types import JA, Facet, Resultaat
from socialekaart.taxonomy import TALEN

IN_ZICHT = 5
"""So many values of a facet are shown; the others unfold."""

FACETTITELS = {
    "leefgebied": gettext_lazy("Onderwerp"),
    "doelgroep": gettext_lazy("Voor wie"),
    "nu_open": gettext_lazy("Wanneer"),
    "dagdeel": gettext_lazy("Dagdeel"),
    "vorm": gettext_lazy("Waar"),
    "gratis": gettext_lazy("Kosten"),
    "toegang": gettext_lazy("Toegang"),
    "taal": gettext_lazy("Taal"),
    "wijk": gettext_lazy("Wijk"),
    "bereik": gettext_lazy("Bereik"),
}
VORMEN = {
    "plek": gettext_lazy("Op een plek"),
    "thuis": gettext_lazy("Bij u thuis"),
    "online": gettext_lazy("Online of telefoon"),
}
DAGDELEN = {
    "ochtend": gettext_lazy("Ochtend"),
    "middag": gettext_lazy("Middag"),
    "avond": gettext_lazy("Avond"),
    "weekend": gettext_lazy("Weekend"),
}


@dataclass(frozen=True, slots=True)
class Filterwaarde:
    id: str
    waarde: str
    label: str
    aantal: int
    gekozen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    naam: str
    titel: str
    waarden: list[Filterwaarde]

    @property
    def delen(self) -> list[list[Filterwaarde]]:
        """The first values and the chosen ones, which are in sight; then the others, when there are any."""
        eerst = [een for nummer, een in enumerate(self.waarden) if nummer < IN_ZICHT or een.gekozen]
        meer = [een for een in self.waarden[IN_ZICHT:] if not een.gekozen]
        return [eerst, meer] if meer else [eerst]


class Labels:
    """Words for the codes of each facet; a code without words is not shown. What stands in the database is read in one query
    for a page, whichever facets it shows."""

    @cached_property
    def _gelezen(self) -> dict[str, dict[str, str]]:
        modellen = {"leefgebied": Leefgebied, "doelgroep": Doelgroep, "wijk": Wijk}
        een, *meer = (
            model._default_manager.order_by()
            .annotate(facet=Value(facet, output_field=CharField()))
            .values_list("facet", "code", "naam")
            for facet, model in modellen.items()
        )
        gelezen: dict[str, dict[str, str]] = {facet: {} for facet in modellen}
        for facet, code, naam in een.union(*meer, all=True):
            gelezen[facet][code] = naam if facet == "wijk" else _(naam)
        return gelezen

    def __call__(self, facet: str) -> Mapping[str, Any]:
        match facet:
            case "leefgebied" | "doelgroep" | "wijk":
                return self._gelezen[facet]
            case "toegang":
                return dict(Toegang.choices)
            case "bereik":
                return dict(Bereik.choices)
            case "taal":
                return {code: _(taal) for code, taal in TALEN.items()}
            case "vorm":
                return VORMEN
            case "dagdeel":
                return DAGDELEN
            case "nu_open":
                return {JA: _("Nu open")}
            case _:
                return {JA: _("Gratis")}


def filters(
    resultaat: Resultaat,
    vast: Mapping[str, str],
    labels_van: Callable[[str], Mapping[str, Any]],
) -> list[Filter]:
    """The facets in a fixed order, in words; a facet with one value that all hits share filters nothing."""
    rijen = []
    for naam, titel in FACETTITELS.items():
        facet: Facet | None = resultaat.facetten.get(naam)
        if facet is None or naam in vast or not facet.waarden:
            continue
        labels = labels_van(naam)
        waarden = [
            Filterwaarde(
                f"f-{naam}-{slugify(een.waarde)}",
                een.waarde,
                str(labels[een.waarde]),
                een.aantal,
                een.gekozen,
            )
            for een in facet.waarden
            if een.waarde in labels
        ]
        nuttig = any(waarde.gekozen or waarde.aantal < resultaat.totaal for waarde in waarden)
        if nuttig:
            rijen.append(Filter(naam, str(titel), waarden))
    return rijen
