"""The crisis cards: who to call when it is not safe. They resolve live, so that a number can change without a new version.

The national numbers were checked on the date beside them; the huisartsenpost is the municipality's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from selfcheck.engine.types import Kaart


@dataclass(frozen=True, slots=True)
class CrisisKaart:
    """A number with words in each language. ``alleen_voor``: only when the answers are for these (empty: for everyone)."""

    sleutel: str
    nummer: str
    dag_en_nacht: bool
    gecontroleerd_op: date
    naam: Mapping[str, str]
    uitleg: Mapping[str, str]
    alleen_voor: frozenset[str] = field(default_factory=frozenset)

    def as_proof(self) -> Kaart:
        """What the proof needs to know of it; the huisartsenpost (no number of its own) and limited hours do not count."""
        overal = self.dag_en_nacht and bool(self.nummer) and not self.alleen_voor
        return Kaart(self.sleutel, overal, frozenset(self.naam) & frozenset(self.uitleg))


_NAGEZIEN = date(2026, 11, 2)

KAARTEN: dict[str, CrisisKaart] = {
    kaart.sleutel: kaart
    for kaart in (
        CrisisKaart(
            "112",
            "112",
            True,
            _NAGEZIEN,
            {"nl": "Nu gevaar", "en": "Danger now"},
            {"nl": "Politie, brandweer of ambulance.", "en": "Police, fire brigade or ambulance."},
        ),
        CrisisKaart(
            "veilig_thuis",
            "0800-2000",
            True,
            _NAGEZIEN,
            {"nl": "Veilig Thuis", "en": "Veilig Thuis (Safe at Home)"},
            {
                "nl": "Gratis, dag en nacht. Zonder naam mag ook.",
                "en": "Free, day and night. You need not give your name.",
            },
        ),
        CrisisKaart(
            "113",
            "113",
            True,
            _NAGEZIEN,
            {"nl": "113 Zelfmoordpreventie", "en": "113 Suicide prevention"},
            {
                "nl": "Gratis, dag en nacht, zonder naam. Chatten kan op 113.nl.",
                "en": "Free, day and night, without your name. Chat at 113.nl.",
            },
        ),
        CrisisKaart(
            "kindertelefoon",
            "0800-0432",
            False,
            _NAGEZIEN,
            {"nl": "Kindertelefoon", "en": "Kindertelefoon (Child Helpline)"},
            {
                "nl": "Gratis, elke dag van 11.00 tot 21.00 uur. Jij beslist wat je vertelt.",
                "en": "Free, every day from 11 am to 9 pm. You decide what you tell.",
            },
            frozenset({"jongere"}),
        ),
        CrisisKaart(
            "zorgwekkend_gedrag",
            "0800-1205",
            True,
            _NAGEZIEN,
            {"nl": "Meldpunt Zorgwekkend Gedrag", "en": "National helpline for worrying behaviour"},
            {
                "nl": "Iemand is in de war, en er is geen direct gevaar. Gratis, dag en nacht.",
                "en": "Someone is confused, and there is no immediate danger. Free, day and night.",
            },
        ),
        CrisisKaart(
            "huisarts",
            "",
            False,
            _NAGEZIEN,
            {"nl": "Huisartsenpost", "en": "Out-of-hours GP"},
            {
                "nl": "’s Avonds, ’s nachts en in het weekend. Overdag: de eigen huisarts.",
                "en": "Evenings, nights and weekends. In the daytime call the GP’s own number.",
            },
        ),
    )
}


def proof_cards() -> dict[str, Kaart]:
    """All cards as the proof knows them."""
    return {sleutel: kaart.as_proof() for sleutel, kaart in KAARTEN.items()}


def kaarten(
    sleutels: Iterable[str], taal: str, voor_wie: str, huisartsenpost: str = ""
) -> list[dict[str, Any]]:
    """These cards for ``components/crisis.html``: naam, nummer, href, uitleg. One without a number is left out."""
    rows = []
    for sleutel in sleutels:
        kaart = KAARTEN[sleutel]
        nummer = huisartsenpost if sleutel == "huisarts" else kaart.nummer
        if not nummer or (kaart.alleen_voor and voor_wie not in kaart.alleen_voor):
            continue
        href = "tel:" + "".join(char for char in nummer if char.isdigit() or char == "+")
        tekst = taal if taal in kaart.naam else "nl"
        rows.append(
            {
                "naam": kaart.naam[tekst],
                "nummer": nummer,
                "href": href,
                "uitleg": kaart.uitleg[tekst],
                "taal": tekst,
            }
        )
    return rows
