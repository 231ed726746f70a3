"""Full stops that belong to a word: "the U.S." is whole, and "Brig. Gen. Qaani" is no "Brig".

Word pieces are cut at every full stop, and a source or content that ends at one may have lost it.
"""

import re

from claims.values import Span

_LETTERS = re.compile(r"(?:^|[^\w])(?:[A-Za-z]\.)*[A-Za-z]$")
_SHORTENED = re.compile(r"(?:^|\W)(?:Inc|Corp|Co|Ltd|Jr|Sr|Bros|No|Dept|Ph\.D|St)$")
_TITLE = re.compile(
    r"(?:^|\W)(?:Mr|Mrs|Ms|Dr|Gen|Gov|Sen|Sens|Rep|Reps|Lt|Col|Maj|Capt|Cpl|Sgt|Adm|Cmdr|Brig|Prof|Rev|Hon|"
    r"Pres|Amb|Atty|Fr|Msgr|St|Mt)$"
)
_NAME = re.compile(r"\.[ \u00a0](?:[A-Z][\w’'-]*\.? ?)*[A-Z][\w’'-]*")


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
