"""What a row says about an offer, and where the offer says something else. So that a second run changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from portal.gemeente.models import Gemeente, Wijk
from socialekaart.exchange.rij import AanbodRij
from socialekaart.models import Doelgroep, Leefgebied, Toegang, Trede, VoorzieningPage

_TEKSTVELDEN = (
    "samenvatting",
    "tekst",
    "toegang",
    "aanmelden",
    "telefoon",
    "email",
    "website",
    "trefwoorden",
)


@dataclass(slots=True)
class Verschil:
    """Fields to set, and sets (by code) to replace."""

    velden: dict[str, Any] = field(default_factory=dict)
    verzamelingen: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.velden or self.verzamelingen)


class Begrippen:
    """The rows behind codes, read once for a whole import."""

    def __init__(self) -> None:
        self._rijen: dict[str, dict[str, Any]] = {
            "leefgebieden": {rij.code: rij for rij in Leefgebied.objects.all()},
            "doelgroepen": {rij.code: rij for rij in Doelgroep.objects.all()},
            "gemeenten": {rij.code: rij for rij in Gemeente.objects.all()},
            "wijken": {rij.code: rij for rij in Wijk.objects.all()},
        }

    def van(self, verzameling: str, codes: tuple[str, ...]) -> list[Any]:
        """The rows of these codes; a code that was removed from the vocabulary is left out."""
        return [self._rijen[verzameling][code] for code in codes if code in self._rijen[verzameling]]


def gewenst(rij: AanbodRij, *, nieuw: bool) -> Verschil:
    """Everything that the row says. A column that is not in the file says nothing; an empty cell says "empty".

    But an empty ``bereik`` only decides for a new offer: what it then gets is a guess, no statement of the source.
    """
    velden: dict[str, Any] = {"title": rij.titel}
    velden |= {naam: getattr(rij, naam) for naam in _TEKSTVELDEN if naam in rij.kolommen}
    if rij.tekst:
        velden["tekst"] = rij.tekst  # a summary that was too long lives on in the text
    if "kosten" in rij.kolommen:
        velden |= {"gratis": rij.gratis, "kosten": rij.kosten}
    if "talen" in rij.kolommen:
        velden["talen"] = list(rij.talen)
    if rij.extern_id:
        velden["extern_id"] = rij.extern_id
    verzamelingen = {
        naam: getattr(rij, naam) for naam in ("leefgebieden", "doelgroepen") if naam in rij.kolommen
    }
    if nieuw or rij.bereik_gegeven:
        velden["bereik"] = rij.bediend.bereik
        verzamelingen |= {"gemeenten": rij.bediend.gemeenten, "wijken": rij.bediend.wijken}
    if nieuw:
        velden["draft_title"] = rij.titel
        velden["trede"] = Trede.MAATWERK if rij.toegang == Toegang.MELDING else Trede.VOORLIGGEND
    return Verschil(velden, verzamelingen)


def verschil(rij: AanbodRij, pagina: VoorzieningPage) -> Verschil:
    """What must change on a page (read ``met_alles``) before it says what the row says."""
    alles = gewenst(rij, nieuw=False)
    anders = Verschil()
    for naam, waarde in alles.velden.items():
        huidig = getattr(pagina, naam)
        gelijk = set(huidig or []) == set(waarde) if naam == "talen" else huidig == waarde
        if not gelijk:
            anders.velden[naam] = waarde
    for naam, codes in alles.verzamelingen.items():
        if {rij_.code for rij_ in getattr(pagina, naam).all()} != set(codes):
            anders.verzamelingen[naam] = codes
    if "toegang" in anders.velden:
        # The ladder follows: what goes through the sociaal team is trede 4, and nothing else the import knows of is.
        if rij.toegang == Toegang.MELDING:
            anders.velden["trede"] = Trede.MAATWERK
        elif pagina.trede == Trede.MAATWERK:
            anders.velden["trede"] = Trede.VOORLIGGEND
    return anders
