"""What an article without a headline is called: the beginning of its first sentence.

What stands above that sentence and says only who sent the text, when and by whom (a wire service's
line, a date, a byline) names nothing, and neither does the dateline before its first words.
"""

import re
from typing import Final

from claims.reading.layout.bylines import is_byline
from claims.reading.layout.datelines import dateline_of, is_date_line

__all__ = ["opening_of", "title_of"]

MOST_WORDS: Final = 12
"""So many words tell articles of one event apart, and fit on a line of a list."""

_INNER: Final = str.maketrans('“”"', "‘’'")
"""Quotation marks inside others are single ones."""
_SENTENCE: Final = re.compile(r".*?(?<=\w{4})[.!?][”\"’']?(?=\s+[A-Z“\"‘'])")
"""Up to the first stop behind a word of four letters or figures: a shorter one is often abbreviated
("Gov.", "U.S."), and a sentence that is taken for longer is cut by its words."""


def title_of(title: str | None, text: str) -> str:
    """Return the headline or, where there is none, the opening in quotation marks; never "".

    `text` may be the beginning of the article's text.
    """
    if title and title.strip():
        return title.strip()
    words, whole = opening_of(text)
    return f"“{words}”" if whole else f"“{words} …”"


def opening_of(text: str) -> tuple[str, bool]:
    """Return the first words of an article's first sentence, and whether that is all of it."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    body = next((place for place, line in enumerate(lines) if not _names_nothing(line)), 0)
    prose = " ".join(lines[body:])
    dateline = dateline_of(prose)
    if dateline is not None and dateline.length < len(prose):
        prose = prose[dateline.length :]
    words = prose.split()
    sentence = _SENTENCE.match(" ".join(words))
    first = sentence[0].split() if sentence else words
    return " ".join(first[:MOST_WORDS]).lstrip("> ").translate(_INNER), len(first) <= MOST_WORDS


def _names_nothing(line: str) -> bool:
    """Return whether a line says only who sent the text, when, or by whom."""
    dateline = dateline_of(line)
    alone = dateline is not None and dateline.length >= len(line)
    return alone or is_date_line(line) or is_byline(line)
