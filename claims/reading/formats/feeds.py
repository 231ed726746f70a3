"""RSS and Atom: an article for each entry that carries its own text.

Only what is in the feed is read; the pages that it links to are not fetched, since nobody named
them. `entries_of` serves whoever follows a feed and fetches the links itself.
"""

import io
from calendar import timegm
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin

import feedparser  # type: ignore[import-untyped]  # it ships no types

from claims.errors import InputError
from claims.reading.characters import clean, one_line
from claims.reading.dates import iso_date, iso_moment, may_be_published
from claims.reading.formats.markup import parsed, prose
from claims.reading.languages import stated_language
from claims.reading.options import ReadingOptions
from claims.reading.parts import Part, Reading, whole
from claims.values import Document, Problem, Region

__all__ = ["FeedEntry", "entries_of", "read_feed"]

_LEAST_TEXT = 40  # characters: below it, an entry is a teaser or a bare link


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry of a feed: its own text, and where the whole article stands."""

    key: str
    text: str
    regions: tuple[Region, ...]
    title: str | None
    author: str | None
    publisher: str | None
    published: str | None
    language: str | None
    url: str | None


def read_feed(part: Part, options: ReadingOptions) -> Reading:
    """Yield a document for each entry with text, a problem for each without."""
    entries = list(entries_of(whole(part, options), url=part.url))
    if not entries:
        raise InputError("is a feed without entries: there is nothing to read")
    for number, entry in enumerate(entries, 1):
        path = f"{part.path}#{number}"
        if len(entry.text) < _LEAST_TEXT:
            advice = f": add {entry.url}" if entry.url else ""
            yield Problem(path, "reading", f"entry {number} holds no text of its own{advice}")
            continue
        yield Document(
            text=entry.text,
            title=entry.title,
            publisher=entry.publisher,
            author=entry.author,
            published=entry.published,
            language=entry.language,
            url=entry.url,
            format="feed",
            path=path,
            regions=entry.regions,
        )


def entries_of(data: bytes, *, url: str | None = None) -> Iterator[FeedEntry]:
    """Yield the entries of a feed in its order; raises InputError where the data is not a feed."""
    feed = feedparser.parse(io.BytesIO(data))  # a stream: a string could be taken for an address
    if not feed.version and not feed.entries:
        raise InputError(
            "is no feed that can be read: open it in a feed reader to see what it lacks"
        )
    publisher = one_line(feed.feed.get("title"))
    for number, entry in enumerate(feed.entries, 1):
        text, regions = _text(entry)
        link = one_line(entry.get("link"))
        yield FeedEntry(
            key=one_line(entry.get("id")) or link or str(number),
            text=text,
            regions=regions,
            title=_title(entry),
            author=one_line(entry.get("author")),
            publisher=one_line(entry.get("source", {}).get("title")) or publisher,
            published=_published(entry),
            language=stated_language(one_line(feed.feed.get("language"))),
            url=urljoin(url or "", link) if link else None,
        )


def _text(entry: feedparser.FeedParserDict) -> tuple[str, tuple[Region, ...]]:
    """Return the longest of an entry's contents, or its summary, as a reader sees it."""
    values = [item.get("value", "") for item in entry.get("content", [])]
    source = max(values, key=len, default="") or entry.get("summary", "")
    tree = parsed(str(source))
    text, regions = prose(tree) if tree is not None else ("", ())
    return clean(text), regions


def _title(entry: feedparser.FeedParserDict) -> str | None:
    """Return the title; one that the feed declares as HTML is read as HTML, and no other is."""
    title = str(entry.get("title", ""))
    if entry.get("title_detail", {}).get("type") == "text/plain":
        return one_line(title)
    tree = parsed(title)
    return one_line(tree.text_content()) if tree is not None else None


def _published(entry: feedparser.FeedParserDict) -> str | None:
    stated = str(entry.get("published", ""))
    if found := iso_date(stated):
        return found
    parsed_date = entry.get("published_parsed")  # in UTC, from one of many forms feedparser knows
    if not parsed_date or str(parsed_date.tm_year) not in stated:  # "0001" is read as 2001
        return None
    moment = datetime.fromtimestamp(timegm(parsed_date), UTC)
    return iso_moment(moment) if may_be_published(moment) else None
