"""The words of each language for days, months, lists and hours; everything that ``words`` puts together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, slots=True)
class Taal:
    """One language. ``uur``: pattern for a time in a sentence; ``scheiding``: between hours and minutes."""

    dagen: tuple[str, ...]
    maanden: tuple[str, ...]
    en: str
    tot_en_met: str
    scheiding: str
    na_tijd: str
    zinnen: dict[str, str]

    def zin(self, sleutel: str, **delen: str) -> str:
        """A sentence of this language with its parts filled in."""
        return self.zinnen[sleutel].format(**delen)

    def kloktijd(self, tijd: time) -> str:
        """A time in figures: 9.00 (Dutch), 9:00 (English)."""
        return f"{tijd.hour}{self.scheiding}{tijd.minute:02d}"

    def datum(self, dag: date, *, jaar: bool) -> str:
        """A date in words, with the year when asked: 7 januari 2026."""
        tekst = f"{dag.day} {self.maanden[dag.month - 1]}"
        return f"{tekst} {dag.year}" if jaar else tekst

    def opsomming(self, delen: Sequence[str]) -> str:
        """A list as people say it: a, b en c."""
        if len(delen) < 2:
            return "".join(delen)
        return f"{', '.join(delen[:-1])} {self.en} {delen[-1]}"

    def reeks(self, dagen: Sequence[int]) -> str:
        """Days of the week: three or more in a row become a range."""
        delen: list[list[int]] = []
        for dag in dagen:
            if delen and dag == delen[-1][-1] + 1:
                delen[-1].append(dag)
            else:
                delen.append([dag])
        namen: list[str] = []
        for deel in delen:
            if len(deel) > 2:
                namen.append(f"{self.dagen[deel[0]]} {self.tot_en_met} {self.dagen[deel[-1]]}")
            else:
                namen += [self.dagen[dag] for dag in deel]
        return self.opsomming(namen)


NEDERLANDS = Taal(
    dagen=("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    maanden=(
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ),
    en="en",
    tot_en_met="tot en met",
    scheiding=".",
    na_tijd=" uur",
    zinnen={
        "elke dag": "elke dag",
        "hele dag": "de hele dag",
        "dag en nacht": "elke dag, dag en nacht",
        "om de weken": "om de {aantal} weken op {dagen}",
        "vanaf": "vanaf {datum}",
        "volgende keer": "de volgende keer is {datum}",
        "gesloten": "gesloten",
        "periode": "{van} tot en met {tot}",
        "op afspraak": "Op afspraak",
        "niet op feestdagen": "Niet op feestdagen",
        "ook op feestdagen": "Ook op feestdagen",
        "nu open": "Nu open, dag en nacht",
        "nu open tot": "Nu open tot {tijd}",
        "nu open tot dag": "Nu open tot {dag} {tijd}",
        "vandaag": "Vandaag open vanaf {tijd}",
        "morgen": "Opent morgen om {tijd}",
        "opent": "Opent {dag} om {tijd}",
        "middernacht": "middernacht",
        "afspraak nu": "Op afspraak, vandaag tot {tijd}",
        "afspraak": "Op afspraak",
        "afspraak later": "Op afspraak, weer vanaf {dag} {tijd}",
        "vandaag kaal": "vandaag",
        "morgen kaal": "morgen",
    },
)
ENGELS = Taal(
    dagen=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    maanden=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    en="and",
    tot_en_met="to",
    scheiding=":",
    na_tijd="",
    zinnen={
        "elke dag": "every day",
        "hele dag": "all day",
        "dag en nacht": "every day, day and night",
        "om de weken": "every {aantal} weeks on {dagen}",
        "vanaf": "from {datum}",
        "volgende keer": "next time is {datum}",
        "gesloten": "closed",
        "periode": "{van} to {tot}",
        "op afspraak": "By appointment",
        "niet op feestdagen": "Not on public holidays",
        "ook op feestdagen": "Also on public holidays",
        "nu open": "Open now, day and night",
        "nu open tot": "Open now until {tijd}",
        "nu open tot dag": "Open now until {dag} {tijd}",
        "vandaag": "Open today from {tijd}",
        "morgen": "Opens tomorrow at {tijd}",
        "opent": "Opens {dag} at {tijd}",
        "middernacht": "midnight",
        "afspraak nu": "By appointment, today until {tijd}",
        "afspraak": "By appointment",
        "afspraak later": "By appointment, again from {dag} {tijd}",
        "vandaag kaal": "today",
        "morgen kaal": "tomorrow",
    },
)
TALEN = {"nl": NEDERLANDS, "en": ENGELS}
GETALLEN = {
    "nl": {
        2: "twee",
        3: "drie",
        4: "vier",
        5: "vijf",
        6: "zes",
        7: "zeven",
        8: "acht",
        9: "negen",
        10: "tien",
    },
    "en": {
        2: "two",
        3: "three",
        4: "four",
        5: "five",
        6: "six",
        7: "seven",
        8: "eight",
        9: "nine",
        10: "ten",
    },
}


def taal_van(code: str) -> tuple[str, Taal]:
    """The language of a code such as ``nl``, ``en-gb``; Dutch where we have no words of our own."""
    kort = code.lower().split("-")[0].split("_")[0]
    return (kort, TALEN[kort]) if kort in TALEN else ("nl", NEDERLANDS)
