"""The menu that comes along when a page is copied out of a browser: short lines over the headline.

"Skip to main content", "News", "Politics" is nothing that anybody says, and as long as it is taken
for the beginning, the headline, byline and date below it are taken for the body. A menu shows
itself by being short lines only, with a headline below and then a byline, a date or a lead. One
line alone is a menu where it is a name over a head that has a byline: "BBC News".
"""

import re
from collections.abc import Sequence
from itertools import islice

from claims.reading.layout.bylines import is_byline
from claims.reading.layout.datelines import dateline_of, is_date_line
from claims.reading.layout.furniture import is_furniture

__all__ = ["menu_length"]

_ITEM_WORDS = 4  # a longer line is no item of a menu
_HEADLINE_WORDS = 30
_LEAD_WORDS = 18
_WITHIN = 40  # lines: a longer menu is not looked for
_HEAD_LINES = 4
_SHORTENED = re.compile(r"(?:[A-Z]\.){2,}$")


def menu_length(lines: Sequence[str]) -> int:
    """Return how many lines at the top are a menu; 0 where none is to be told with certainty."""
    lines = list(islice(lines, _WITHIN))
    length = next((at for at, line in enumerate(lines) if not _is_item(line)), len(lines))
    items = sum(not is_furniture(line) for line in lines[:length])
    below = lines[length + 1 :]
    if not items or not below or not _may_be_headline(lines[length]):
        return 0
    if items == 1 and not _is_name(lines[0]):
        return 0
    return length if _head_goes_on(below, lead=items > 1) else 0


def _is_name(line: str) -> bool:
    """Return whether all words of a line are capitalised, as in names of outlets and sections."""
    return all(word[0].isupper() for word in line.split())


def _is_item(line: str) -> bool:
    """Return whether a line may be in a menu."""
    if is_furniture(line):
        return True
    if _stands_below(line):
        return False
    return len(line.split()) <= _ITEM_WORDS and (
        line[-1].isalnum() or _SHORTENED.search(line) is not None
    )


def _may_be_headline(line: str) -> bool:
    """Return whether a line is as long as a headline, and is none of what is below one."""
    if _stands_below(line):
        return False
    return len(line.split()) <= _HEADLINE_WORDS and not line.endswith((".", ":"))


def _stands_below(line: str) -> bool:
    """Return whether a line is of what is below a headline: a byline, a date, a dateline."""
    return is_byline(line) or is_date_line(line) or dateline_of(line) is not None


def _head_goes_on(below: Sequence[str], *, lead: bool) -> bool:
    """Return whether a byline or a date is among the next lines; with `lead`, a lead will do."""
    for line in islice((line for line in below if not is_furniture(line)), _HEAD_LINES):
        if _stands_below(line):
            return True
        if lead and len(line.split()) >= _LEAD_WORDS:
            return True
    return False
