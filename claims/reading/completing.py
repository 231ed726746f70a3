"""A document as its format gives it → the document as it is kept.

What the format does not state is looked for in the text's own lines: headline, byline, dateline.
What the user says wins over both. What nobody states stays None.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit

from claims.reading.languages import language_of
from claims.reading.layout.bylines import author_of
from claims.reading.layout.datelines import dateline_of, is_date_line, stated_date
from claims.reading.layout.regions import regions_of
from claims.reading.options import ReadingOptions
from claims.values import Document, Region

__all__ = ["completed", "stated_in"]

_OFFICE_FORMATS = ("docx", "pdf")
_ABBREVIATION = re.compile(r"(?:\b\w|\.\w)\.$")
_LONGEST_BYLINE = 300  # characters in which a date is looked for
_DATED = re.compile(r"[|•·–—/@,]\s*(?P<date>[^|•·–—]*\d{4}[^|•·–—]*)$")

_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid)=", re.I)


def completed(document: Document, options: ReadingOptions) -> Document:
    """Return the document with its regions, its language, and what its text states of itself."""
    regions = regions_of(document.text, title=document.title, known=document.regions)
    stated = stated_in(document.text, regions)
    return replace(
        document,
        title=options.title or _preferred("title", document, stated),
        author=options.author or _preferred("author", document, stated),
        publisher=options.publisher or document.publisher or stated.get("publisher"),
        published=options.published or document.published or stated.get("published"),
        url=options.url or _address(document.url),
        language=language_of(document.text, declared=document.language),
        regions=regions,
    )


def _preferred(name: str, document: Document, stated: Mapping[str, str]) -> str | None:
    """Return a particular of the document's metadata, else of its lines; for Word and PDF the
    other way round: there, metadata name the computer's user and the template."""
    given: str | None = getattr(document, name)
    if document.format in _OFFICE_FORMATS:
        return stated.get(name) or given
    return given or stated.get(name)


def stated_in(text: str, regions: tuple[Region, ...]) -> Mapping[str, str]:
    """Return title, author, publisher and published as the lines of the text state them."""
    found: dict[str, str | None] = {}
    position, in_head = 0, True
    for region in regions:
        words = region.span.of(text)
        in_head = in_head and not text[position : region.span.start].strip()
        position = region.span.end
        if region.kind == "headline" and in_head:
            _keep(found, "title", _title(words))
        elif region.kind == "byline":
            _keep(found, "author", author_of(words))
            _keep(found, "published", _date_in_byline(words))
        elif region.kind == "dateline":
            _dateline(found, words)
    return {name: value for name, value in found.items() if value}


def _dateline(found: dict[str, str | None], words: str) -> None:
    if is_date_line(words):
        _keep(found, "published", stated_date(words))
        return
    dateline = dateline_of(words + " T")  # as it stood, before the first word of a sentence
    if dateline:
        _keep(found, "publisher", dateline.agency)
        _keep(found, "published", dateline.published)


def _keep(found: dict[str, str | None], name: str, value: str | None) -> None:
    """Keep the first value that is stated."""
    if value and not found.get(name):
        found[name] = value


def _title(headline: str) -> str:
    """Return a headline as a title: without a full stop, unless it ends an abbreviation."""
    headline = headline.rstrip(" ;")
    if headline.endswith("..") or _ABBREVIATION.search(headline):
        return headline
    return headline.removesuffix(".")


def _date_in_byline(words: str) -> str | None:
    """Return the date after a byline's names: "By Jane Doe | March 3, 2024"."""
    found = _DATED.search(words[-_LONGEST_BYLINE:])
    return stated_date(found["date"].strip()) if found else None


def _address(url: str | None) -> str | None:
    """Return an address without its fragment and without the marks of who passed it on."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    kept = [item for item in parts.query.split("&") if not _TRACKING.match(item)]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "&".join(kept), "")) or None
