"""The features by which two statements are compared, all of them numbers of about -1 to 1.

They are symmetric (left and right may be swapped) but for those in DIRECTED, which say how much of
the left stands in the right and the other way round.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from claims.english.figures import agree
from claims.english.stems import stem
from claims.inference.embedding import Embedded
from claims.tracking.alignment import align, piece_weights
from claims.tracking.statements import Statement
from claims.tracking.values import Telling
from claims.values import Figure

FEATURES: Final = (
    "cosine",
    "cosine squared",
    "coverage mean, lower",
    "coverage mean, higher",
    "coverage weakest, lower",
    "coverage weakest, higher",
    "words shared, lower",
    "words shared, higher",
    "names shared, lower",
    "names shared, higher",
    "both have names",
    "names of its own on each side",
    "figures agree",
    "figures differ",
    "figures on one side only",
    "dates differ",
    "negation differs",
    "opposites",
    "hedges differ",
    "length ratio",
)
"""The features that the entailment networks are given, too."""

PAIR_FEATURES: Final = (
    *FEATURES,
    "rare words shared, lower",
    "rare words shared, higher",
    "rare words shared, weight",
    "pieces, shorter",
    "pieces, longer",
)
"""What the models of `claims.tracking.pair_model` are given of two wordings."""


TELLING_FEATURES: Final = (
    "word pairs shared, lower",
    "word pairs shared, higher",
    "longest run shared",
    "a speaker in common",
    "both have speakers",
    "speakers differ",
    "one has a speaker",
)
"""What the words as they stand and those who say them tell of two claims."""


@dataclass(frozen=True, slots=True)
class Read:
    """A statement as read by both eyes: words and states; `denied` where its claim denies it."""

    statement: Statement
    embedded: Embedded
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Contrast:
    """Figures of one unit that cannot both be right, and dates.

    `agreeing` counts the units whose figures agree; `one_sided` is true where a unit has figures on
    one side only.
    """

    figures: tuple[tuple[Figure, Figure], ...]
    dates: tuple[tuple[Figure, Figure], ...]
    agreeing: int
    one_sided: bool


def contrast(left: Statement, right: Statement) -> Contrast:
    """Hold the figures of two statements against each other, unit by unit."""
    ours, theirs = _by_unit(left), _by_unit(right)
    _name_the_unnamed(ours, theirs)
    _name_the_unnamed(theirs, ours)
    figures: list[tuple[Figure, Figure]] = []
    dates: list[tuple[Figure, Figure]] = []
    agreeing = 0
    for unit in sorted(ours.keys() & theirs.keys()):
        if any(agree(one, other) for one in ours[unit] for other in theirs[unit]):
            agreeing += 1
        else:
            (dates if unit == _DATE else figures).append((ours[unit][0], theirs[unit][0]))
    return Contrast(tuple(figures), tuple(dates), agreeing, ours.keys() != theirs.keys())


_DATE = "date"
_UNNAMED = "count"


def unit_of(figure: Figure) -> str:
    """Return what a figure counts, so that "U.S. troops" and "troops" are one: a stem."""
    if figure.kind in ("date", "money", "percentage"):
        return figure.unit or figure.kind
    return stem(figure.unit.split()[-1]) if figure.unit else _UNNAMED


def is_age(figure: Figure, text: str) -> bool:
    """Return whether a figure is the age beside a name: "Ann Hill, 75, said"."""
    return figure.text.isdigit() and f", {figure.text}," in text


def _by_unit(statement: Statement) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for one in statement.figures:
        if one.value is not None and not is_age(one, statement.text):
            found.setdefault(unit_of(one), []).append(one)
    return found


def _name_the_unnamed(ours: dict[str, list[Figure]], theirs: dict[str, list[Figure]]) -> None:
    """Let "risen to nine" count what the other statement alone counts."""
    if _UNNAMED not in ours or _UNNAMED in theirs:
        return
    others = [unit for unit in theirs if theirs[unit][0].kind == "count" and unit not in ours]
    if len(others) == 1:
        ours[others[0]] = ours.pop(_UNNAMED)


def share(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """Return the share of our words that are theirs too; 1 where we have none."""
    return len(ours & theirs) / len(ours) if ours else 1.0


def compute_features(left: Read, right: Read) -> list[float]:
    """Return one number for each of FEATURES."""
    one, other = left.statement, right.statement
    cosine = float(left.embedded.vector @ right.embedded.vector)
    ours, theirs = align(left.embedded, right.embedded)
    words = share(one.stems, other.stems), share(other.stems, one.stems)
    names = share(one.names, other.names), share(other.names, one.names)
    found = contrast(one, other)
    lengths = sorted((len(one.words) + 1, len(other.words) + 1))
    return [
        cosine,
        cosine * abs(cosine),
        min(ours.mean, theirs.mean),
        max(ours.mean, theirs.mean),
        min(ours.weakest, theirs.weakest),
        max(ours.weakest, theirs.weakest),
        min(words),
        max(words),
        min(names),
        max(names),
        float(bool(one.names and other.names)),
        float(bool(one.names - other.names) and bool(other.names - one.names)),
        min(found.agreeing, 2) / 2,
        float(bool(found.figures)),
        float(found.one_sided),
        float(bool(found.dates)),
        float(differs_in_negation(one, other)),
        float(bool(opposed(one, other))),
        float(one.hedged != other.hedged),
        lengths[0] / lengths[1],
    ]


def compute_pair_features(left: Read, right: Read) -> list[float]:
    """Return one number for each of PAIR_FEATURES."""
    sizes = sorted((len(left.embedded.pieces), len(right.embedded.pieces)))
    return [
        *compute_features(left, right),
        *share_rare_words(left.embedded, right.embedded),
        math.log1p(sizes[0]),
        math.log1p(sizes[1]),
    ]


def compute_telling_features(left: Telling, right: Telling) -> list[float]:
    """Return one number for each of TELLING_FEATURES."""
    one, other = _words(left.text), _words(right.text)
    pairs, others = set(pairwise(one)), set(pairwise(other))
    common = len(pairs & others)
    shares = sorted(common / max(1, len(each)) for each in (pairs, others))
    ours, theirs = _speakers(left), _speakers(right)
    return [
        *shares,
        math.log1p(_longest_run(one, other)),
        float(bool(ours & theirs)),
        float(bool(ours and theirs)),
        float(bool(ours and theirs) and not ours & theirs),
        float(bool(ours) != bool(theirs)),
    ]


_WORD: Final = re.compile(r"[\w%$€£]+(?:[.'’]\w+)*")
_NAME: Final = re.compile(r"[^\W\d_]{3,}")


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _speakers(telling: Telling) -> set[str]:
    """Return the words of the names of all who say a claim."""
    return {word for one in telling.chain for word in _NAME.findall(one.name.lower())}


def _longest_run(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words in a row two texts share at most."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(other, start=1):
        places.setdefault(word, []).append(place)
    best, ending = 0, dict[int, int]()
    for word in one:
        ending = {place: ending.get(place - 1, 0) + 1 for place in places.get(word, ())}
        best = max(best, max(ending.values(), default=0))
    return best


def share_rare_words(left: Embedded, right: Embedded) -> tuple[float, float, float]:
    """Return the shares of each statement's pieces that the other has, lower first, and their sum.

    A piece weighs as much as it is rare.
    """
    ours, theirs = np.unique(left.pieces), np.unique(right.pieces)
    common = float(piece_weights(np.intersect1d(ours, theirs, assume_unique=True)).sum())
    shares = sorted(common / max(1e-6, float(piece_weights(one).sum())) for one in (ours, theirs))
    return shares[0], shares[1], common


def differs_in_negation(one: Statement, other: Statement) -> bool:
    """Tell whether one statement negates what the other asserts."""
    return bool(denied(one, other) or denied(other, one))


def denied(one: Statement, other: Statement) -> frozenset[str]:
    """Return the stems that `one` negates and `other` has without a negation.

    None where both deny something in common: then they agree. A name alone is never denied; it
    says where or whose ("without power in North Carolina").
    """
    if one.negated & other.negated:
        return frozenset()
    return (one.negated & other.stems) - one.names - other.names


def opposed(one: Statement, other: Statement) -> frozenset[str]:
    """Return words of `one` whose opposite stands in `other` in their place."""
    candidates = one.opposites & other.words
    return frozenset(word for word in candidates if word not in one.words)


def both_say_no(left: Read, right: Read) -> bool:
    """Return whether one claim denies what the other one negates."""
    denying, other = (left, right) if left.denied else (right, left)
    return bool(other.statement.negated) and not denying.statement.negated


def counts_all(left: Read, right: Read) -> bool:
    """Tell whether the longer statement has every number and date of the shorter one.

    Who does not say that 20 were injured cannot be saying that, and more.
    """
    pair = sorted((left.statement, right.statement), key=lambda one: len(one.text.split()))
    short, long = ({(one.value, unit_of(one)) for one in each.figures} for each in pair)
    return short <= long
