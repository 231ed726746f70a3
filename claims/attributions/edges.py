"""Where spans begin and end: full stops that belong to a word, datelines, signs and brackets.

Word pieces are cut at every full stop, and a source that ends at one may have lost it: "the U.S."
is whole, and "Brig. Gen. Qaani" is no "Brig".
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from claims.values import Span

_LETTERS = re.compile(r"(?:^|[^\w])(?:[A-Za-z]\.)*[A-Za-z]$")
_SHORTENED = re.compile(r"(?:^|\W)(?:Inc|Corp|Co|Ltd|Jr|Sr|Bros|No|Dept|Ph\.D|St)$")
_TITLE = re.compile(
    r"(?:^|\W)(?:Mr|Mrs|Ms|Dr|Gen|Gov|Sen|Sens|Rep|Reps|Lt|Col|Maj|Capt|Cpl|Sgt|Adm|Cmdr|Brig|Prof|Rev|Hon|"
    r"Pres|Amb|Atty|Fr|Msgr|St|Mt)$"
)
_NAME = re.compile(r"\.[ \u00a0][A-Z][\w’'-]*(?:(?:\. ?| )[A-Z][\w’'-]*)*")


def with_full_stop(text: str, span: Span) -> Span:
    """Take in the full stop of an abbreviation at the span's end, and the name after a title."""
    if span.end >= len(text) or text[span.end] != "." or span.start == span.end:
        return span
    tail = text[max(span.start, span.end - 12) : span.end]
    if _TITLE.search(tail):
        name = _NAME.match(text, span.end)
        return Span(span.start, name.end() if name else span.end + 1)
    if _SHORTENED.search(tail) or ("." in tail and _LETTERS.search(tail)):
        return Span(span.start, span.end + 1)
    return span


# "BEIJING (Reuters) - ", "VIENNA, Sept. 21 (Xinhua) -- ", "LIND, May 2 — "; `claims.reading`
# knows more forms, and takes a second to load.
_DATELINE = re.compile(
    r"[A-Z]{3}[^\n()]{0,60}(?:\([A-Z][A-Za-z&. ]{1,28}\)\s?(?:--|[-–—:])\s+)"
    r"|[A-Z]{3,}(?:[ /][A-Z]{2,}){0,3}(?:, [A-Z][\w.]{1,12}){0,2}"
    r"(?: \d{1,2}(?:, \d{4})?)? (?:--|[-–—])\s+(?=[A-Z“\"])"
)


def without_dateline(text: str, span: Span) -> Span:
    """Leave the dateline at the beginning of an article's first paragraph out of what is said."""
    if span.start and text[span.start - 1] not in "\r\n":
        return span
    match = _DATELINE.match(text, span.start, span.end)
    return Span(match.end(), span.end) if match else span


def with_sign(text: str, span: Span) -> Span:
    """Take in the sign of a figure at a span's end: "sales rose 4" and its "%"."""
    signed = text[span.end : span.end + 1] in ("%", "°") and text[span.end - 1 : span.end].isdigit()
    return Span(span.start, span.end + 1) if signed else span


def with_bracket(text: str, span: Span) -> Span:
    """Take in the closing bracket of what is opened in a span: "Siemens (SIEGn.DE" )."""
    said = span.of(text)
    if said.count("(") == said.count(")") + 1 and text[span.end : span.end + 1] == ")":
        return Span(span.start, span.end + 1)
    return span


def within_sentence(span: Span, cue: Sequence[Span], starts: Sequence[int]) -> Span:
    """Cut a source or relay that runs over a sentence's end to the sentence that is its own.

    `starts` are the offsets at which the sentences of the text begin, in order. It is the sentence
    of the cue where the span reaches into it; without a cue, or where the span lies before or after
    that sentence, the part nearest to the cue is kept. The result may end in white space; it is
    never empty where `span` is not.
    """
    inner = [start for start in starts if span.start < start < span.end]
    if not inner:
        return span
    parts = [Span(*pair) for pair in zip((span.start, *inner), (*inner, span.end), strict=True)]
    if not cue:
        return parts[0]
    at = bisect_right(starts, cue[0].start)
    return min(parts, key=lambda part: abs(bisect_right(starts, part.start) - at))
