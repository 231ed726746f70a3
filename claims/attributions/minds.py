"""What somebody in a report is said to want, fear or believe: "fearing he could be targeted".

Inside a content the model is kept to a high bar, since most of what it takes for a cue there is an
act ("convinced", "learned their lesson"). A verb of the mind is no act: whoever reports "they did
not want this" reports a wish of theirs. So such cues pass a lower bar, and where two verbs share
one subject ("the group learned its lesson and did not want this") the second has its source from
the first, which the model, that looks at one cue at a time, does not see.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from claims.values import Attribution, Span

ALLOWANCE: Final = 0.3
"""By how much the bar for inner attributions is lower for one of the mind."""
_MIND: Final = re.compile(
    r"\b(?:want(?:s|ed|ing)?|wish(?:es|ed|ing)?|hop(?:e|es|ed|ing)|fear(?:s|ed|ing)?|"
    r"believ(?:e|es|ed|ing)|think(?:s|ing)?|thought|worr(?:y|ies|ied|ying)|doubt(?:s|ed|ing)?|"
    r"intend(?:s|ed|ing)?|expect(?:s|ing)?)\b",
    re.IGNORECASE,
)
_PASSIVE: Final = re.compile(r"\b(?:is|are|was|were|been|being|be) (?!\w+ing\b)", re.IGNORECASE)
# "and did not want": nothing but small words between the conjunction and the cue.
_JOINED: Final = re.compile(
    r"(?:^|[\s,])(?:and|but|or)(?: (?:also|so|therefore|then|still|now|\w+ly))*\s*$"
)
# "If they want it": nobody says that they do.
_SUPPOSED: Final = re.compile(r"\b(?:if|unless|whether)\s+$", re.IGNORECASE)
_REACH: Final = 40


def is_of_mind(text: str, item: Attribution) -> bool:
    """Tell whether a cue names a wish, a fear or a belief that its source has."""
    if not item.source:
        return False
    at = item.source[0].start
    if _SUPPOSED.search(text, max(0, at - 12), at):
        return False
    cue = " ".join(span.of(text) for span in item.cue)
    return _MIND.search(cue) is not None and not _PASSIVE.search(cue)


def with_shared_subjects(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """Give a verb of the mind after "and" or "but" the source of the verb before it.

    The verb before is the last other one, of the same sentence, whose content holds it.
    """
    return [
        replace(item, source=_subject(text, item.cue[0], found)) if _lacks(text, item) else item
        for item in found
    ]


def _lacks(text: str, item: Attribution) -> bool:
    """Tell whether a verb of the mind has no source, and its subject stands before an "and"."""
    if item.source or not _MIND.search(item.cue[0].of(text)):
        return False
    start = item.cue[0].start
    return _JOINED.search(text[max(0, start - _REACH) : start]) is not None


def _subject(text: str, cue: Span, found: Sequence[Attribution]) -> tuple[Span, ...]:
    before = [
        item
        for item in found
        if item.source
        and item.source[0].end <= item.cue[0].start < cue.start
        and any(span.contains(cue) for span in item.content)
        and not re.search(r"[.!?\n]\s", text[item.cue[0].end : cue.start])
    ]
    return max(before, key=lambda item: item.cue[0].start).source if before else ()
