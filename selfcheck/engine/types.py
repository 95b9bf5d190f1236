"""What a self-check (a *stroom*) is made of. All values are immutable, so that a published version can be
shared.

Questions stand in one ordered list; there are no jumps. A condition is at most three rows of "the answer to
an earlier question is one of these options", all of which must hold. There is no NOT and no arithmetic, and
outcomes only add, never suppress. Keys are stable and language-free; texts live apart, per language, under
the same keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

SCHEMA = 1
MAX_REGELS = 3

WEET_NIET = "weet_niet"
ZEG_NIET = "zeg_niet"
AUTOMATISCH = (WEET_NIET, ZEG_NIET)

Antwoorden = Mapping[str, str]
"""Question key → option key. May hold anything: what does not fit, or is off the path, is ignored."""


class Veiligheid(StrEnum):
    """What an answer says about safety."""

    GEEN = "geen"
    EXTRA = "extra"
    """Extra care: the result shows crisis help, the questions go on."""
    DIRECT = "direct"
    """Crisis help at once; the questions go on only by the visitor's own choice."""


@dataclass(frozen=True, slots=True)
class Regel:
    """One row of a condition: the answer to ``vraag`` is one of ``opties``."""

    vraag: str
    opties: frozenset[str]


Voorwaarde = tuple[Regel, ...]
"""Rows that must all hold; empty means always."""


@dataclass(frozen=True, slots=True)
class Optie:
    """An answer. ``ernst`` is 0 (goes well) to 3 (goes wrong) for the question's leefgebied; None says
    nothing about it.
    """

    sleutel: str
    ernst: int | None = None
    veiligheid: Veiligheid = Veiligheid.GEEN
    kaarten: tuple[str, ...] = ()
    """Keys of the crisis cards that this answer shows, in this order."""


@dataclass(frozen=True, slots=True)
class Vraag:
    """A question with one answer. "Weet ik niet" and "zeg ik liever niet" come by themselves, unless
    ``verplicht``.
    """

    sleutel: str
    opties: tuple[Optie, ...]
    leefgebied: str | None = None
    voorwaarde: Voorwaarde = ()
    verplicht: bool = False

    @property
    def alle_opties(self) -> tuple[Optie, ...]:
        """The options as shown, the automatic ones last."""
        return self.opties if self.verplicht else (*self.opties, *(Optie(sleutel) for sleutel in AUTOMATISCH))

    def optie(self, sleutel: str | None) -> Optie | None:
        """The option with this key, or None."""
        return next((optie for optie in self.alle_opties if optie.sleutel == sleutel), None)

    @property
    def is_veiligheidsvraag(self) -> bool:
        return any(optie.veiligheid is Veiligheid.DIRECT for optie in self.opties)


@dataclass(frozen=True, slots=True)
class Zoekopdracht:
    """What to look for in the sociale kaart; ``straal_m`` is in metres, None is the whole area served."""

    leefgebieden: tuple[str, ...] = ()
    doelgroepen: tuple[str, ...] = ()
    woorden: str = ""
    straal_m: int | None = None


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """An advice on the ladder. ``trede``: 1 own possibilities, 2 own network, 3 free and general, 4 through
    the team.
    """

    sleutel: str
    trede: int
    leefgebied: str | None = None
    voorwaarde: Voorwaarde = ()
    zoek: Zoekopdracht | None = None
    prioriteit: int = 0
    """Higher comes first within a trede and a severity."""
    spoed: bool = False
    """Call today."""


@dataclass(frozen=True, slots=True)
class Kaart:
    """What the proof must know of a crisis card: is it answered day and night, and in which languages has it
    a text.
    """

    sleutel: str
    dag_en_nacht: bool
    talen: frozenset[str]


@dataclass(frozen=True, slots=True)
class Stroom:
    """One version of one self-check, whole."""

    slug: str
    voor_wie: str
    """Key of the question that says for whom the answers are."""
    vragen: tuple[Vraag, ...]
    uitkomsten: tuple[Uitkomst, ...]
    anders: Uitkomst | None
    """Shown when no other outcome fits, so that nobody leaves with empty hands."""
    teksten: Mapping[str, Mapping[str, str]]
    """Language → text key → text; ``key@variant`` is the same text for another way of addressing."""
    aanspreek: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Option of ``voor_wie`` → variant of the texts."""
    leeftijden: Mapping[str, tuple[int, int]] = field(default_factory=lambda: MappingProxyType({}))
    """Option of ``voor_wie`` → lowest and highest age in years of who chooses it, where the option says so."""
    contact: str = ""
    """Key of the people to call, shown on every page."""

    def vraag(self, sleutel: str) -> Vraag | None:
        """The question with this key, or None."""
        return next((vraag for vraag in self.vragen if vraag.sleutel == sleutel), None)

    @property
    def volgorde(self) -> Mapping[str, int]:
        """Question key → place in the list."""
        return {vraag.sleutel: plaats for plaats, vraag in enumerate(self.vragen)}
