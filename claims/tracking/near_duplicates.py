"""Finds whole articles that are one text republished: a changed headline, a dropped paragraph.

An article becomes the set of its runs of four words; a MinHash signature (Broder 1997; rensa's
R-MinHash) stands for the set, and articles that agree on one of 120 bands of it are candidates.
A candidate is a near duplicate where the signatures say that the sets overlap enough, or that the
shorter one lies almost wholly in the longer. Bands are plain numbers, so that a store can keep them
in an indexed table: looking up an article's candidates then costs the logarithm of what is stored.
"""

import re
import struct
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from rensa import RMinHash  # type: ignore[import-untyped]  # rensa ships no types

_BANDS: Final = 60
_ROWS: Final = 3
_SEED: Final = 17
_RUN: Final = 4
# With fewer runs of words (a headline, a brief), chance and formula decide: nothing is said.
MINIMUM_RUNS: Final = 30
# Two articles on one event by two writers share under 10% of their runs of four words.
MINIMUM_OVERLAP: Final = 0.3
MINIMUM_SHARE_OF_SHORTER: Final = 0.6
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Signature:
    """What stands for an article: 180 numbers of 32 bits, and how many runs of words it has."""

    values: tuple[int, ...]
    runs: int

    @property
    def bands(self) -> tuple[int, ...]:
        """120 numbers of 63 bits, one a band; articles that share one are candidates.

        Each value is in two bands, with other companions: of articles that share three tenths
        of their runs, 60 bands find four fifths, 120 nearly all. Empty for an article too short to
        tell.
        """
        if self.runs < MINIMUM_RUNS:
            return ()
        side_by_side = [self.values[at : at + _ROWS] for at in range(0, _BANDS * _ROWS, _ROWS)]
        far_apart = [self.values[at::_BANDS] for at in range(_BANDS)]
        return tuple(
            hash_band(number, values) for number, values in enumerate(side_by_side + far_apart)
        )

    def to_bytes(self) -> bytes:
        """Pack the signature for storing: 724 bytes."""
        return struct.pack(f"<I{len(self.values)}I", self.runs, *self.values)

    @classmethod
    def from_bytes(cls, packed: bytes) -> "Signature":
        """Unpack what `to_bytes` gave."""
        runs, *values = struct.unpack(f"<{len(packed) // 4}I", packed)
        return cls(tuple(values), runs)


def hash_band(number: int, values: tuple[int, ...]) -> int:
    """Mix one band's numbers into 63 bits (an FNV-1a over whole numbers), the same on every run."""
    mixed = 0xCBF29CE484222325 ^ number
    for value in values:
        mixed = ((mixed ^ value) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
        mixed ^= mixed >> 29
    return mixed >> 1


def sign(text: str) -> Signature:
    """Compute an article's signature from its words; case, marks and spacing do not count."""
    words = _WORD.findall(text.casefold())
    runs = {" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
    minhash = RMinHash(num_perm=_BANDS * _ROWS, seed=_SEED)
    minhash.update(sorted(runs))
    return Signature(tuple(minhash.digest()), len(runs))


def overlap(one: Signature, other: Signature) -> float:
    """Estimate the share (0 to 1) of all runs of words in either article that are in both."""
    if not one.runs or not other.runs:
        return 0.0
    equal = sum(a == b for a, b in zip(one.values, other.values, strict=True))
    return equal / len(one.values)


def share_of_shorter(one: Signature, other: Signature) -> float:
    """Estimate the share (0 to 1) of the shorter article's runs that are in the longer."""
    both = overlap(one, other)
    shorter = min(one.runs, other.runs)
    return min(1.0, both * (one.runs + other.runs) / ((1 + both) * shorter)) if shorter else 0.0


def are_near_duplicates(one: Signature, other: Signature) -> bool:
    """Return whether two articles are one text republished."""
    if min(one.runs, other.runs) < MINIMUM_RUNS:
        return False
    if overlap(one, other) >= MINIMUM_OVERLAP:
        return True
    return share_of_shorter(one, other) >= MINIMUM_SHARE_OF_SHORTER and overlap(one, other) >= 0.15


class NearDuplicates:
    """Articles in memory, by their bands; the store keeps the same in two tables."""

    def __init__(self) -> None:
        """Begin with no articles."""
        self._signatures: dict[str, Signature] = {}
        self._bands: defaultdict[int, set[str]] = defaultdict(set)

    def add(self, key: str, signature: Signature) -> tuple[str, ...]:
        """Add an article and return the keys of its near duplicates so far, sorted."""
        found = self.find(signature)
        self._signatures[key] = signature
        for band in signature.bands:
            self._bands[band].add(key)
        return found

    def find(self, signature: Signature) -> tuple[str, ...]:
        """Return the keys of the near duplicates of an article, sorted."""
        candidates = {key for band in signature.bands for key in self._bands.get(band, ())}
        return tuple(
            sorted(k for k in candidates if are_near_duplicates(signature, self._signatures[k]))
        )
