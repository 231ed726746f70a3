"""Quotations that go on after the one that says who speaks: "“I will go,” he said. “We all will.”"

The model sees who says the first; of the second it often finds no cue, since there is none. A
quotation that fills its sentence, that nobody is found to say, and that stands right after a
sentence in which somebody speaks, is theirs, and so is one after a line that ends with who speaks
("The Argus reports:"). One that its paragraph leaves open belongs to whoever
says the next paragraph instead.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from claims.attributions.nesting import lies_in
from claims.attributions.saying import says
from claims.values import Attribution, Span

CONTINUED_RULE: Final = "rule:continued"
_SURE: Final = 0.85
_MARKS: Final = "“”\"„«»'‘’`"
_STARTS: Final = re.compile(r"(?:^|[\r\n]|[.!?…][”\"’')\]]*)\s*$")
_ENDED: Final = re.compile(r"[.!?…][”\"’'»)]*$")
_BREAK: Final = re.compile(r"[.!?][”\"’')]*\s+(?=[\w“\"‘])|[\r\n]")
_TAGGED: Final = re.compile(r"[ \t\xa0]*(?:[-–—―]|[a-z,;:])")
_INTRODUCTION: Final = re.compile(
    r"(?:^|(?<=[\n\r])|(?<=[.!?”\"] ))(?:(?:As|But|And|Yet|Then|Later) )?"
    r"(?:(?:In|On|At|To|By|After|Before|During|Through|Asked)\b[^.!?\n\r:“”\"]{1,80}, )?"
    r"(?P<source>(?:[Tt]he |(?:[a-z]+ ){1,2}(?=[A-Z])|[A-Z])[^.!?\n\r,;:“”\"]{1,60}?) "
    r"(?P<cue>(?:(?:also|later|then|further|has|had) )?(?:reports?|reported|writes|wrote|written|"
    r"said|says|stated|states|notes|noted|adds|added|tweeted|explains|explained|continues|continued|"
    r"reads?))(?: (?:in|on|at|to|via|from) [^.!?\n\r:“”\"]{1,60})?:\s*$"
)
_LEAST_WORDS: Final = 3
_REACH: Final = 400


def add_continued(
    text: str, attributions: Sequence[Attribution], quotations: Sequence[Span]
) -> tuple[Attribution, ...]:
    """Add an attribution for each quotation that goes on with one; source and cue are its own."""
    found = list(attributions)
    for quotation in quotations:
        if not _is_alone(text, quotation) or _is_taken(quotation, found):
            continue
        open_still = quotation.of(text)[-1:] not in _MARKS
        speaking = _after(text, quotation, found) if open_still else None
        speaking = speaking or _before(text, quotation, found) or _introduced(text, quotation)
        if speaking is not None:
            sure = round(_SURE * speaking.confidence, 4)
            found.append(
                replace(
                    speaking,
                    content=(quotation,),
                    manner="direct",
                    confidence=sure,
                    model=CONTINUED_RULE,
                )
            )
    return tuple(sorted(found, key=lambda item: (item.cue, item.content)))


def _is_alone(text: str, quotation: Span) -> bool:
    """Tell whether a quotation fills the sentences in which it stands."""
    said = quotation.of(text)
    if len(said.split()) < _LEAST_WORDS or not _ENDED.search(said.rstrip()):
        return False
    if not _STARTS.search(text[max(0, quotation.start - 12) : quotation.start]):
        return False
    return _TAGGED.match(text, quotation.end) is None


def _is_taken(quotation: Span, found: Sequence[Attribution]) -> bool:
    """Tell whether somebody is found to say the quotation, or something in it."""
    return any(
        span.overlaps(quotation)
        for item in found
        for span in (*item.content, *item.cue, *item.source)
    )


def _before(text: str, quotation: Span, found: Sequence[Attribution]) -> Attribution | None:
    """Return who speaks in the sentence right before, by a quotation of theirs if there is one."""
    near = [
        item for item in found if item.source and _ends_before(text, _end(item), quotation.start)
    ]
    speaking = [
        item
        for item in near
        if says(text, item)
        and not any(other is not item and lies_in(item.cue, other.content) for other in near)
    ]
    return max(speaking, key=lambda item: (item.manner != "indirect", item.cue), default=None)


def _introduced(text: str, quotation: Span) -> Attribution | None:
    """Return who is said to speak where the line before ends so: "The Argus reports:"."""
    start = max(0, quotation.start - _REACH)
    match = _INTRODUCTION.search(text, start, quotation.start)
    if match is None:
        return None
    source, cue = Span(*match.span("source")), Span(*match.span("cue"))
    return Attribution((source,), (cue,), (quotation,), "direct", None, 1.0, CONTINUED_RULE)


def _after(text: str, quotation: Span, found: Sequence[Attribution]) -> Attribution | None:
    """Return who says the quotation that opens the next paragraph."""
    start = quotation.end + len(text[quotation.end :][:8]) - len(text[quotation.end :][:8].lstrip())
    opening = (item for item in found if item.source and item.manner != "indirect")
    return next((item for item in opening if item.content[0].start == start), None)


def _end(item: Attribution) -> int:
    return max(span.end for span in (*item.content, *item.cue, *item.source))


def _ends_before(text: str, end: int, start: int) -> bool:
    """Tell whether a quotation is the next sentence after what ends before it."""
    if not 0 <= start - end <= _REACH:
        return False
    return _BREAK.search(text[end:start].rstrip()) is None
