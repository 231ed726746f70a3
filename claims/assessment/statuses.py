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
_RANK: Final = re.compile(
    r"\b(?:(?:the|its|one of the) (?:\w+ )?(?:largest|biggest|smallest|oldest|youngest|richest|"
    r"deadliest|most|only|first(?! (?:lady|minister|secretary|deputy))|\w{3,}est)|very \w+)\b"
)
_NAMING: Final = re.compile(
    r"anonym|not authori[sz]ed|declined to be|asked not to be|familiar with|condition of|^who "
    r"(?:also )?"
    r"(?:stud(?:y|ies|ied)|speciali[sz]es?|works?|heads?|leads?|teach(?:es)?|covers?|"
    r"represents?|runs?|chairs?"
    r"|directs?|advises?|oversees?|(?:is|are|was|were) (?:an?|the|also|not))"
)


@dataclass(frozen=True, slots=True)
class Leftover:
    """What the writer asserts in a sentence: the spans, and the features that told so.

    `claim` is the same as a claim's content: with the source, where something is said of it.
    """

    spans: tuple[Span, ...]
    claim: tuple[Span, ...]
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
    rests = []
    for stretch in coverage.stretches:
        certain = _ranks(text, stretch) or _leads_in(stretch)
        if certain:
            features["certain"] = 1.0
        rest = trim(stretch)
        if rest is None or _NAMING.search(rest.span.of(text)) or _is_said(text, stretch):
            continue
        asserts = certain or _has_clause(rest.words)
        rests.append((stretch, rest, asserts))
        features.update(dict.fromkeys(_stretch_features(rest), 1.0))
    sizes = [len(rest.words) for _, rest, _ in rests]
    features["left"] = min(sum(sizes), 24) / 24
    features["longest"] = min(max(sizes, default=0), 16) / 16
    features["share left"] = sum(sizes) / max(1, len(coverage.words))
    if not rests:
        features["nothing left"] = 1.0
    chosen = [one for one in rests if one[2]] or rests
    spans = tuple(_whole(stretch, rest) for stretch, rest, _ in chosen)
    named = {
        stretch.named
        for stretch, rest, _ in chosen
        if stretch.named is not None and (stretch.before == "source" or not _has_clause(rest.words))
    }
    return Leftover(spans, tuple(sorted({*spans, *named})), features)


def _stretch_features(stretch: Stretch) -> list[str]:
    """Name what a stretch looks like, with where it stands."""
    words = [word.lower for word in stretch.words]
    place = f"{stretch.before}>{stretch.after}"
    names = [f"at {place}"] if len(words) > 3 else []
    if stretch.before == "edge" and _PARTICIPLE.match(words[0]) and len(words) > 1:
        names.append("participle opens")
    elif _has_clause(stretch.words):
        names += ["clause", f"clause at {place}", _kind_of_clause(words[0])]
    elif words[0].endswith("ing"):
        names.append(f"participle at {place}")
    elif words[0] in _PLACING:
        names.append("placing")
    elif stretch.before in ("source", "content"):
        names.append("apposition")
    if len(words) > 8:
        names.append("long")
    if any(word[0].isdigit() for word in words):
        names.append("figure left")
    return names


def _whole(stretch: Stretch, rest: Stretch) -> Span:
    """Return the span of a stretch as a claim: with its article and dates, without "and", "by"."""
    first = stretch.words.index(rest.words[0])
    if first and stretch.words[first - 1].lower in _ARTICLES:
        first -= 1
    last = len(stretch.words) - 1
    while stretch.words[last].lower in _LINKS and stretch.words[last] is not rest.words[-1]:
        last -= 1
    return Span(stretch.words[first].start, stretch.words[last].end)


_ARTICLES: Final = frozenset(("the", "a", "an", "this", "it", "that", "who", "which"))
_LINKS: Final = word_set(
    """
    and but or that which it who as by of to for with on in at when while after before because
    although what how is are was were has have had also both then from
    """
)


def _ranks(text: str, stretch: Stretch) -> bool:
    """Tell whether a stretch beside the source gives it a rank ("the largest of the factions")."""
    beside = "source" in (stretch.before, stretch.after)
    short = 2 < len(stretch.words) < _LONGEST_RANK and not _has_clause(stretch.words)
    return beside and short and _RANK.search(stretch.span.of(text)) is not None


def _leads_in(stretch: Stretch) -> bool:
    """Tell whether the writer's own clause leads into a content ("HRW studied [the footage]
    ...")."""
    between = stretch.before == "edge" and stretch.after == "content"
    first = stretch.words[0].lower
    opens = first in SUBORDINATORS or first in _PLACING or _PARTICIPLE.match(first) is not None
    return between and not opens and len(stretch.words) > 1 and _has_clause(stretch.words)


def _is_said(text: str, stretch: Stretch) -> bool:
    """Tell whether a stretch is said by the source after it: "The plan will fail, Kall said:
    ..."."""
    first, last = stretch.words[0].lower, stretch.words[-1].lower
    between = stretch.before == "edge" and stretch.after == "source"
    joins = last in _JOINING or first in SUBORDINATORS or first in _PLACING
    said = _SAID_AFTER.match(text, stretch.words[-1].end) is not None
    return between and said and not joins and _has_clause(stretch.words)


_SAID_AFTER: Final = re.compile(r"[\"”’']*,[\"”’']*\s+(?!(?:who|which|whose|that|where)\b)")


_LONGEST_RANK: Final = 16


_PARTICIPLE: Final = re.compile(
    r"(?!following|according|during)(?:\w{3,}ing|asked|pressed|told|speaking)$"
)


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
