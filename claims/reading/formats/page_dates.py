"""When a web page was published: as its metadata, its time elements or its lines state it.

The date of a change is not that of publication, and "05/04/2021" is a different day on each side of
an ocean: such a page has no date, unless it is stated elsewhere.
"""

import copy
import re
from collections.abc import Iterable, Iterator

import htmldate
import lxml.html  # type: ignore[import-untyped]  # it ships no types

from claims.reading.dates import DATE, iso_date
from claims.reading.formats.markup import blocks
from claims.reading.layout.datelines import is_date_line, stated_date

__all__ = ["publication_date"]

_TIMES = (
    "//time[@datetime and (@pubdate or @itemprop='datePublished' or ancestor::header)]/@datetime"
)
_CHANGED = re.compile(r"modif|updat|revis", re.I)
_LINES_BELOW_HEADING = 12  # bylines, dates and buttons are there, and then the article
_DATES = re.compile(DATE, re.I)


def publication_date(
    tree: lxml.html.HtmlElement, *, stated: Iterable[object], url: str | None
) -> str | None:
    """Return the date of publication, in ISO 8601.

    `stated` are the values of the page's metadata, the best first; `url` is its address.
    """
    for value in [*stated, *tree.xpath(_TIMES)]:
        if isinstance(value, str) and (found := iso_date(value)):
            return found
    return _below_heading(tree) or _unambiguous(tree, url)


def _below_heading(tree: lxml.html.HtmlElement) -> str | None:
    """Return the date of a line that says nothing else, under the page's heading."""
    below = None
    for block in blocks(tree):
        if block.kind == "headline" and below is None:
            below = 0
        elif below is not None and below < _LINES_BELOW_HEADING:
            below += 1
            if is_date_line(block.text) and (found := stated_date(block.text)):
                return found
    return None


def _unambiguous(tree: lxml.html.HtmlElement, url: str | None) -> str | None:
    """Return what htmldate finds, if the page or its address writes that day so that it is sure."""
    tree = copy.deepcopy(tree)
    for element in list(tree.iter("meta")):
        if any(_CHANGED.search(str(value)) for value in element.values()[:1]):
            element.drop_tree()
    found = htmldate.find_date(tree, extensive_search=False, original_date=True, url=url)
    if found and (int(found[8:10]) > 12 or found in _written(tree, url)):
        return str(found)
    return None


def _written(tree: lxml.html.HtmlElement, url: str | None) -> Iterator[str | None]:
    """Yield each whole date that the page's source or its address writes, day by day."""
    source = lxml.html.tostring(tree, encoding="unicode")
    for match in _DATES.finditer(f"{url or ''} {source}"):
        day = iso_date(match[0])
        yield day[:10] if day else None
