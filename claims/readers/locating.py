"""Find a quoted piece in a stretch of a text, on whole words, or not at all.

A quote is compared character by character; white space of any length counts as one space, and the
typographic forms of quotation marks, apostrophes, dashes and spaces count as their plain ones,
since models type the plain ones. Nothing else is forgiven: a quote that leaves out, adds or changes
a letter is not found. `head ... tail` stands for all that lies between the two, and a trailing
` #2` takes the second place where the quote is.

The search takes the first place at which each part fits behind the part before, so its time grows
with the length of the stretch times the number of parts, whatever the quote holds.
"""

import re
from collections.abc import Iterator
from typing import Final

from claims.values import Span

__all__ = ["LONGEST_QUOTE", "locate"]

LONGEST_QUOTE: Final = 4_000
"""Characters of a quote; a sentence of a newspaper has a few hundred."""

_MOST_PARTS: Final = 8
_PLAIN: Final = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»＂", '"'),
        **dict.fromkeys("‘’‚‛`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u2007\u2009\u202f", " "),
    }
)
"""One character for one: offsets stay as they are."""
_OCCURRENCE: Final = re.compile(r"\s#(\d{1,3})$")
_WORD_ENDS: Final = r"(?![\w\u0300-\u036f])(?!['’]t\b)"
"""No letter, no accent that stands apart, and not the middle of "isn't"."""
_ELISION: Final = re.compile(r"\s+(?:\.\.\.|…)\s+")


def locate(text: str, within: Span, quote: str) -> Span | None:
    """Return where `quote` is in the stretch `within` of `text`, None where it is not there.

    The span begins and ends, and every part of an elided quote does, where a word does.
    """
    quote = quote.strip()
    if not quote or len(quote) > LONGEST_QUOTE:
        return None
    place = 1
    if found := _OCCURRENCE.search(quote):
        place, quote = int(found[1]), quote[: found.start()].strip()
    parts = _ELISION.split(quote)
    if place < 1 or len(parts) > _MOST_PARTS or not all(any(map(str.isalnum, p)) for p in parts):
        return None
    stretch = within.of(text)
    exact = [_pattern(part) for part in parts]
    spans = list(_places(exact, stretch, place))
    if len(spans) < place:
        plain = [_pattern(part.translate(_PLAIN)) for part in parts]
        spans = list(_places(plain, stretch.translate(_PLAIN), place))
    if len(spans) < place:
        return None
    start, end = spans[place - 1]
    return Span(within.start + start, within.start + end)


def _pattern(part: str) -> re.Pattern[str]:
    """Return the pattern of one part: its words as they stand, with white space between them."""
    words = r"\s+".join(map(re.escape, part.split()))
    before = r"(?<!\w)" if part.strip()[:1].isalnum() else ""
    behind = _WORD_ENDS if part.strip()[-1:].isalnum() else ""
    return re.compile(before + words + behind)


def _places(parts: list[re.Pattern[str]], stretch: str, most: int) -> Iterator[tuple[int, int]]:
    """Yield where the parts stand one behind the other, for the first `most` places."""
    for count, head in enumerate(parts[0].finditer(stretch), start=1):
        end: int | None = head.end()
        for part in parts[1:]:
            found = part.search(stretch, end or 0)
            end = found.end() if found else None
            if end is None:
                return  # no later head has it either
        assert end is not None  # every part was found
        yield head.start(), end
        if count == most:
            return
