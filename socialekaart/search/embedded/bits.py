"""Sets of offers as whole numbers with one bit for each offer: what both have, or either, is one operation on them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

_niet_nul = re.compile(rb"[^\x00]").finditer
_BITS = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


def bits_van(plaatsen: Iterable[int], omvang: int) -> int:
    """A number with these bits set, all of them below `omvang`; faster than or-ing them one by one."""
    rij = plaatsen if isinstance(plaatsen, Sequence) else list(plaatsen)
    if len(rij) * 32 > omvang:  # a digit for each place: more to read, less to reckon
        cijfers = bytearray(b"0") * (omvang + 1)
        for plaats in rij:
            cijfers[plaats] = 49
        cijfers.reverse()
        return int(cijfers, 2)
    bits = bytearray((omvang >> 3) + 1)
    for plaats in rij:
        bits[plaats >> 3] |= 1 << (plaats & 7)
    return int.from_bytes(bits, "little")


def plaatsen_van(bits: int) -> Iterator[int]:
    """The positions of the bits that are set, ascending."""
    rij = bits.to_bytes((bits.bit_length() + 7) >> 3, "little")
    if bits.bit_count() * 8 < len(rij):  # few among many: pass over the zeros at once
        for gevonden in _niet_nul(rij):
            basis = gevonden.start() << 3
            for bit in _BITS[gevonden.group()[0]]:
                yield basis + bit
        return
    for nummer, byte in enumerate(rij):
        if byte:
            basis = nummer << 3
            for bit in _BITS[byte]:
                yield basis + bit


class Leden:
    """Is a position among the bits? Looking in bytes costs the same however many bits there are."""

    __slots__ = ("_bytes", "_grens")

    def __init__(self, bits: int) -> None:
        self._bytes = bits.to_bytes((bits.bit_length() + 7) >> 3, "little")
        self._grens = len(self._bytes) << 3

    def __contains__(self, plaats: int) -> bool:
        return plaats < self._grens and bool(self._bytes[plaats >> 3] >> (plaats & 7) & 1)


class Som:
    """A small whole number for each offer, kept as a set of offers for each binary digit.

    Adding a number to thousands of offers, or finding those with the highest, then costs some operations on whole
    numbers (bit-sliced arithmetic: O'Neil and Quass, Improved query performance with variant indexes, 1997).
    """

    def __init__(self) -> None:
        self.cijfers: list[int] = []

    def tel_op(self, bits: int, getal: int) -> None:
        """Add `getal` for each of these offers."""
        cijfers, plank = self.cijfers, 0
        draag = 0
        while getal or draag:
            erbij = bits if getal & 1 else 0
            getal >>= 1
            if plank == len(cijfers):
                cijfers.append(0)
            oud = cijfers[plank]
            cijfers[plank] = oud ^ erbij ^ draag
            draag = (oud & erbij) | (draag & (oud | erbij))
            plank += 1

    def van_hoog(self, bits: int) -> Iterator[int]:
        """These offers in groups with the same number, the highest number first; only as far as is asked."""
        return self._van_hoog(bits, len(self.cijfers) - 1) if bits else iter(())

    def _van_hoog(self, bits: int, plank: int) -> Iterator[int]:
        if plank < 0:
            yield bits
            return
        cijfer = self.cijfers[plank]
        if hoog := bits & cijfer:
            yield from self._van_hoog(hoog, plank - 1)
        if laag := bits & ~cijfer:
            yield from self._van_hoog(laag, plank - 1)
