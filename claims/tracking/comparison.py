"""Decides how one claim stands to another: same, refines, contradicts, same event, or unrelated.

Two logistic models on the features of `claims.tracking.features` give the chance that two
statements assert the same of the same things, and that they speak of one event; negation,
opposites, figures, dates and hedges then decide what "the same" amounts to, and are named as
differences, so that every link explains itself. What refines a claim has, besides, to be such that
the claim follows from it (`claims.tracking.entailment`). `claims.training.comparison` trains the
models.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

from claims.errors import ModelError
from claims.inference.embedding import MODELS, Embedder
from claims.tracking.entailment import Entailment
from claims.tracking.features import FEATURES, Read, compute_features, contrast, denied, opposed
from claims.tracking.statements import read_statement
from claims.tracking.values import Comparison, Difference, Link, Relation, Telling
from claims.tracking.wording import OPPOSITES

SAME: Final = 0.5
# Where a figure differs, the words have to be nearer.
SAME_BUT_FOR_A_FIGURE: Final = 0.65
SAME_EVENT: Final = 0.6
SAME_EVENT_DAYS: Final = 30
"""Articles further apart speak of one event only where they say the same of it."""
COPIED_DAYS: Final = 3
"""The same words in articles further apart speak of the days that each of them means."""
# A refinement holds at least this share of the other's words and adds to them.
_HELD: Final = 0.8
_ADDED: Final = 0.62
_FOLLOWS: Final = 0.5
_KEPT: Final = 4096
# Differences by which one claim cannot be the other with more said.
_ALTERED: Final = frozenset(("date", "figure", "name", "negation", "opposite"))

_PLACE: Final = {name: number for number, name in enumerate(FEATURES)}


_Wording = tuple[str, tuple[str | None, ...]]
"""A telling's text, and the days that it speaks of: "on Friday" is another one each week."""


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model: a weight for each feature, and the bias."""

    weights: tuple[float, ...]
    bias: float

    def chance(self, features: Sequence[float]) -> float:
        """Return the chance, 0 to 1."""
        pairs = zip(self.weights, features, strict=True)
        return 1.0 / (1.0 + math.exp(-self.bias - sum(a * b for a, b in pairs)))


class Comparer:
    """Compares claims; keeps what it read of the last few thousand."""

    def __init__(self, embedder: Embedder | None = None, folder: Path = MODELS) -> None:
        """Name the embedding model to read with and the folder that holds `comparison.json`."""
        self.embedder = embedder or Embedder(folder)
        self.folder = folder
        self._entailment = Entailment(folder)
        self._kept: dict[_Wording, Read] = {}
        self._decided: dict[tuple[_Wording, _Wording], Comparison] = {}

    @cached_property
    def _models(self) -> dict[str, Logistic]:
        path = self.folder / "comparison.json"
        try:
            stored = json.loads(path.read_text("utf8"))
            return {
                name: Logistic(tuple(stored[name]["weights"]), stored[name]["bias"])
                for name in ("same", "event")
            }
        except (OSError, KeyError, ValueError) as error:
            raise ModelError(f"{path.name} is missing or damaged: install claims anew") from error

    def read(self, tellings: Sequence[Telling]) -> list[Read]:
        """Read the words and states of tellings; those read lately are not read again."""
        if len(self._kept) > _KEPT:
            self._kept.clear()
        wordings = [_wording(one) for one in tellings]
        missing = dict.fromkeys(text for text, days in wordings if (text, days) not in self._kept)
        embedded = dict(zip(missing, self.embedder.read(list(missing)), strict=True))
        for one, wording in zip(tellings, wordings, strict=True):
            if wording not in self._kept:
                statement = read_statement(one.text, one.figures)
                self._kept[wording] = Read(statement, embedded[one.text])
        return [self._kept[wording] for wording in wordings]

    def compare(self, left: Telling, right: Telling) -> Comparison:
        """Compare two claims."""
        # A copy that is printed a day later still says "yesterday", and means the same day.
        copied = left.text == right.text and _days_apart(left, right) <= COPIED_DAYS
        one, other = self.read([left, left if copied else right])
        # Copies of one wording are compared again and again.
        pair = (_wording(left), _wording(left if copied else right))
        if len(self._decided) > _KEPT:
            self._decided.clear()
        found = self._decided.get(pair) or self.decide(one, other)
        self._decided[pair] = found
        if found.relation == "same event" and _days_apart(left, right) > SAME_EVENT_DAYS:
            return Comparison("unrelated", found.confidence, found.similarity, found.differences)
        return found

    def decide(self, left: Read, right: Read) -> Comparison:
        """Decide how two statements that have been read stand to each other."""
        features = compute_features(left, right)
        same = self._models["same"].chance(features)
        event = self._models["event"].chance(features)
        differences = find_differences(left, right)
        relation = _relation(features, same, event, differences)
        if _holds_the_other(features, max(same, event), differences):
            if not _counts_all(left, right):
                relation = "same event" if max(same, event) >= SAME_EVENT else "unrelated"
            elif self._follows(left, right, features):
                relation = "refines"
        confidence = max(same, event) if relation in ("same event", "refines") else same
        if relation == "unrelated":
            confidence = 1.0 - max(same, event)
        return Comparison(relation, confidence, features[0], differences)

    def _follows(self, left: Read, right: Read, features: Sequence[float]) -> bool:
        """Tell whether the shorter of two statements follows from the longer."""
        longer, shorter = sorted((left, right), key=lambda one: -len(one.embedded.pieces))
        chances = self._entailment.chances(longer.embedded, shorter.embedded, features)
        return float(chances[0]) >= _FOLLOWS


def _wording(telling: Telling) -> _Wording:
    """Return what a telling is read by; copies of one sentence have the same."""
    days = (figure.value for figure in telling.figures if figure.kind == "date")
    return telling.text, tuple(days)


def _counts_all(left: Read, right: Read) -> bool:
    """Tell whether the longer statement has every number and date of the shorter one.

    Who does not say that 20 were injured cannot be saying that, and more.
    """
    pair = sorted((left.statement, right.statement), key=lambda one: len(one.text.split()))
    short, long = ({(one.value, one.unit) for one in each.quantities} for each in pair)
    return short <= long


def _days_apart(left: Telling, right: Telling) -> int:
    """Return the days between two articles; 0 where a day is not known."""
    if left.seen is None or right.seen is None or min(len(left.seen), len(right.seen)) < 10:
        return 0
    one, other = (
        date.fromisoformat(telling.seen[:10]) for telling in (left, right) if telling.seen
    )
    return abs((one - other).days)


def _holds_the_other(
    features: Sequence[float], chance: float, differences: Sequence[Difference]
) -> bool:
    """Tell whether one statement has nearly all words of the other, and more of its own."""
    kinds = {difference.kind for difference in differences}
    held = features[_PLACE["words shared, higher"]]
    lower = features[_PLACE["words shared, lower"]]
    return held >= _HELD and lower < _ADDED and chance >= SAME and not kinds & _ALTERED


def _relation(
    features: Sequence[float], same: float, event: float, differences: Sequence[Difference]
) -> Relation:
    """Return the relation of two statements neither of which refines the other."""
    kinds = {difference.kind for difference in differences}
    # Up by one figure and down by another is two days, not two views.
    two_days = kinds >= {"opposite", "figure"}
    # One figure may change as a story goes on; where all of several differ, it is another count.
    figures = sum(difference.kind == "figure" for difference in differences)
    other_count = figures > 1 and not features[_PLACE["figures agree"]]
    if same >= SAME and kinds & {"negation", "opposite"} and not two_days:
        return "contradicts"
    least = SAME_BUT_FOR_A_FIGURE if figures else SAME
    if same >= least and not kinds & {"date", "name", "opposite"} and not other_count:
        return "same"
    return "same event" if max(same, event) >= SAME_EVENT else "unrelated"


def find_differences(left: Read, right: Read) -> tuple[Difference, ...]:
    """Name the points on which two statements differ, in the words of each."""
    one, other = left.statement, right.statement
    found = contrast(one, other)
    differences = [Difference("figure", a.words, b.words) for a, b in found.figures]
    differences += [Difference("date", a.words, b.words) for a, b in found.dates]
    own, theirs = one.names - other.names, other.names - one.names
    if own and theirs and not one.names & other.names:
        differences.append(Difference("name", " ".join(sorted(own)), " ".join(sorted(theirs))))
    denials = denied(one, other), denied(other, one)
    if any(denials):
        sides = [f"not {' '.join(sorted(found))}" if found else "" for found in denials]
        differences.append(Difference("negation", sides[0], sides[1]))
    for word in sorted(opposed(one, other)):
        turned = min(w for w in one.words if word in OPPOSITES.get(w, ()))
        differences.append(Difference("opposite", turned, word))
    if one.hedged != other.hedged:
        words = ("hedged", "") if one.hedged else ("", "hedged")
        differences.append(Difference("certainty", *words))
    return tuple(differences)


def link_of(left: Telling, right: Telling, comparison: Comparison) -> Link | None:
    """Make the link that a comparison of two tellings stands for; None for unrelated ones."""
    if comparison.relation == "unrelated":
        return None
    longer = max((left, right), key=lambda one: (len(one.text.split()), one.key))
    refined = longer.key if comparison.relation == "refines" else None
    first, second = sorted((left.key, right.key))
    return Link(first, second, comparison.relation, round(comparison.confidence, 4), refined)
