"""The status of a sentence: attributed, mixed, unsourced or none.

What attributions leave over (`coverage`) is weighed stretch by stretch. First fall the words that
only join or place the saying; what then remains is described by features (a clause of its own, a
relative clause after the source, a superlative in an apposition, length), and a linear model says
whether the writer asserts something there. A sentence that no attribution touches is weighed by
another: does it assert anything at all?
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from claims.assessment.coverage import Coverage, Stretch
from claims.assessment.words import (
    AUXILIARIES,
    RELATIVES,
    SUBORDINATORS,
    Word,
    is_finite,
    word_set,
)
from claims.values import Span

_JOINING: Final = AUXILIARIES | word_set(
    """
    but and or however meanwhile also still yet then so thus moreover nevertheless nonetheless
    even instead later earlier now again once himself herself themselves itself both though
    while when after as by that which who it to of for with on in at up out about not never ever
    already just only too well rather indeed today yesterday tonight tomorrow morning afternoon
    evening week month year last this next the a an monday tuesday wednesday thursday friday
    saturday sunday reporters journalists
    """
)
_PLACING: Final = word_set(
    """
    on in at during after before by for from with since until through to via over following amid
    despite under ahead along according when while as
    """
)
_SUPERLATIVE: Final = re.compile(
    r"\b(?:largest|biggest|smallest|first|only|most|oldest|youngest|leading|key|very|one of|"
    r"\w{3,}est)\b"
)
_ANONYMITY: Final = re.compile(
    r"anonym|not authorized|not authorised|declined to be|asked not to be|familiar with|"
    r"condition of"
)


@dataclass(frozen=True, slots=True)
class Leftover:
    """What the writer asserts in a sentence: the spans, and the features that told so."""

    spans: tuple[Span, ...]
    features: dict[str, float]


def trim(stretch: Stretch) -> Stretch | None:
    """Take joining words off both ends of a stretch; None where nothing is left."""
    words = list(stretch.words)
    while words and (words[-1].lower in _JOINING or words[-1].lower.endswith("ly")):
        words.pop()
    start = 0
    while (
        start < len(words) and words[start].lower in _JOINING - SUBORDINATORS - RELATIVES - _PLACING
    ):
        start += 1
    rest = words[start:]
    if not rest or all(word.lower in _JOINING or word.lower.endswith("ly") for word in rest):
        return None
    return Stretch(tuple(rest), stretch.before, stretch.after)


def describe_leftover(text: str, coverage: Coverage) -> Leftover:
    """Return the stretches that are left to the writer, and the features that the status is
    judged by."""
    features: dict[str, float] = {}
    spans = []
    total = longest = 0
    for stretch in coverage.stretches:
        rest = trim(stretch)
        if rest is None or _ANONYMITY.search(rest.span.of(text)):
            continue
        spans.append(rest.span)
        total += len(rest.words)
        longest = max(longest, len(rest.words))
        for name in _stretch_features(text, rest):
            features[name] = 1.0
    features["left"] = min(total, 24) / 24
    features["longest"] = min(longest, 16) / 16
    features["share left"] = total / max(1, len(coverage.words))
    if not spans:
        features["nothing left"] = 1.0
    return Leftover(tuple(spans), features)


def _stretch_features(text: str, stretch: Stretch) -> list[str]:
    """Name what a stretch looks like, with where it stands."""
    words = [word.lower for word in stretch.words]
    place = f"{stretch.before}>{stretch.after}"
    names = [f"at {place}"] if len(words) > 3 else []
    if _has_clause(stretch.words):
        names += ["clause", f"clause at {place}", _kind_of_clause(words[0])]
    elif words[0].endswith("ing"):
        names.append(f"participle at {place}")
    elif words[0] in _PLACING:
        names.append("placing")
    elif stretch.before in ("source", "content"):
        names.append("apposition")
    if stretch.before in ("source", "edge") and _SUPERLATIVE.search(stretch.span.of(text)):
        names.append("superlative apposition")
    if len(words) > 8:
        names.append("long")
    if any(word[0].isdigit() for word in words):
        names.append("figure left")
    return names


def _kind_of_clause(first: str) -> str:
    if first in RELATIVES:
        return "relative clause"
    if first in SUBORDINATORS:
        return "subordinate clause"
    return "clause after a preposition" if first in _PLACING else "main clause"


def _has_clause(words: Sequence[Word]) -> bool:
    previous = ""
    for word in words:
        if is_finite(word.lower, previous):
            return True
        previous = word.lower
    return False
