"""In which offers a word or phrase stands: read from the full text when it is first asked, and remembered.

People ask with few words, and the same ones again: the words that a question stands for are mostly there already. Two words
together, or one of two, is then an operation on whole numbers with one bit for each offer.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from django.db import connection

from socialekaart.search.embedded import expressie, schema
from socialekaart.search.embedded.bits import bits_van
from socialekaart.search.lexicon import Sleutel

Atoom = tuple[Sleutel, str]
"""A word, or a phrase; and the weights of the fields to look in (`schema.GEWICHT`), "" for all of them."""
MAX_BYTES = 12_000_000
"""More than this is not remembered. The words of forty questions, with all that they stand for, take 1 MB at five thousand offers
and 5 MB at fifty thousand."""
DUN = 500
"""A word in fewer than one of so many offers is remembered as a list: smaller, and slower."""


class Postings:
    """The memory of one generation until something in it changes. Position = primary key − `basis`."""

    def __init__(self, generatie: int, basis: int) -> None:
        self.generatie = generatie
        self.basis = basis
        self._bekend: dict[Atoom, int | array[int]] = {}
        self._bytes = 0

    def haal(self, atomen: Iterable[Atoom]) -> dict[Atoom, int]:
        """The offers of each of these, as bits; in one statement, or none."""
        atomen = list(dict.fromkeys(atomen))
        bekend = self._bekend
        gevonden: dict[Atoom, int | array[int]] = {}
        nieuw: list[Atoom] = []
        for atoom in atomen:
            rij = bekend.get(atoom)
            if rij is None:
                nieuw.append(atoom)
            else:
                gevonden[atoom] = rij
        if nieuw:
            kolommen = schema.kolommen(self.generatie)
            uitdrukkingen = [
                expressie.schrijf(tokens, waar, connection.vendor, kolommen) for tokens, waar in nieuw
            ]
            for atoom, rij in zip(nieuw, schema.vind(self.generatie, uitdrukkingen, self.basis), strict=True):
                gevonden[atoom] = self._onthoud(atoom, rij)
        return {
            atoom: rij if isinstance(rij, int) else bits_van(rij, max(rij) + 1)
            for atoom, rij in gevonden.items()
        }

    def _onthoud(self, atoom: Atoom, rij: list[int]) -> int | array[int]:
        rij = [plaats for plaats in rij if plaats >= 0]  # what is below is about to be read anew
        hoogste = max(rij, default=0)
        vorm: int | array[int] = array("I", rij)
        if len(rij) * DUN >= hoogste:
            vorm = bits_van(rij, hoogste + 1)
        self._bytes += 200 + (hoogste >> 3 if isinstance(vorm, int) else 4 * len(rij))
        if self._bytes > MAX_BYTES:
            self._bekend, self._bytes = {}, 0
        self._bekend[atoom] = vorm
        return vorm
