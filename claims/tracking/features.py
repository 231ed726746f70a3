"""The features by which two statements are compared, all of them numbers of about -1 to 1.

They are symmetric (left and right may be swapped) but for those in DIRECTED, which say how much of
the left stands in the right and the other way round.
"""

from dataclasses import dataclass
from typing import Final

from claims.inference.embedding import Embedded
from claims.tracking.alignment import align
from claims.tracking.quantities import Quantity, agree
from claims.tracking.statements import Statement

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


@dataclass(frozen=True, slots=True)
class Read:
    """A statement as read by both eyes: words and states."""

    statement: Statement
    embedded: Embedded


@dataclass(frozen=True, slots=True)
class Contrast:
    """Quantities of one unit that cannot both be right, or dates, or names of one side only."""

    figures: tuple[tuple[Quantity, Quantity], ...]
    dates: tuple[tuple[Quantity, Quantity], ...]
    agreeing: int
    one_sided: bool


def contrast(left: Statement, right: Statement) -> Contrast:
    """Hold the quantities of two statements against each other, unit by unit."""
    figures: list[tuple[Quantity, Quantity]] = []
    dates: list[tuple[Quantity, Quantity]] = []
    agreeing = 0
    units = {one.unit for one in left.quantities} | {one.unit for one in right.quantities}
    one_sided = False
    for unit in sorted(units):
        ours = [one for one in left.quantities if one.unit == unit]
        theirs = [one for one in right.quantities if one.unit == unit]
        if not ours or not theirs:
            one_sided = True
        elif any(agree(one, other) for one in ours for other in theirs):
            agreeing += 1
        else:
            (dates if unit in ("day", "year") else figures).append((ours[0], theirs[0]))
    return Contrast(tuple(figures), tuple(dates), agreeing, one_sided)


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
