"""What is new as an Atom feed (RFC 4287): articles as they are added, claims as they are decided.

The XML is written by the standard library, which escapes; signs that XML cannot hold become U+FFFD.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from claims.exports.selecting import Place, Row
from claims.store import Store
from claims.store.records import query

__all__ = ["NEWEST", "feed_of_articles", "feed_of_verdicts"]

NEWEST = 50
"""Entries of a feed: what was new before is in the database."""

ATOM = "http://www.w3.org/2005/Atom"
NOTHING_YET = "1970-01-01T00:00:00+00:00"
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FIRST_WORDS = 12

_ARTICLES = """
SELECT documents.id, documents.title, documents.url, documents.publisher, documents.author,
    documents.published, documents.added, documents.changed,
    substr(documents.text, 1, 400) AS start, named, groups, outlet, anonymous, unstated, unsourced,
    disputable
FROM documents LEFT JOIN sourcing_counts ON sourcing_counts.document = documents.id
ORDER BY documents.added DESC, documents.rowid DESC LIMIT ?
"""
_VERDICTS = """
SELECT claims.id, claims.text, claims.chain, documents.title, documents.publisher,
    claim_status.verdict, claim_status.made
FROM claim_status
JOIN claims ON claims.id = claim_status.claim
JOIN documents ON documents.id = claims.document
WHERE claim_status.verdict IS NOT NULL AND claims.state = 'decided'
ORDER BY claim_status.made DESC, claims.id LIMIT ?
"""
Entry = tuple[str, str, str, str, list[str]]
"""Kind and id of what it is about, title, when, and the lines of its summary."""


def feed_of_articles(store: Store, place: Place, *, limit: int = NEWEST) -> str:
    """Return a feed of the articles that were added last, with how they are sourced."""
    rows = query(store.connection, _ARTICLES, limit)
    entries = [("article", row["id"], _title(row), row["changed"], _sourced(row)) for row in rows]
    return _feed(entries, place, "articles", "Articles, and who says so")


def feed_of_verdicts(store: Store, place: Place, *, limit: int = NEWEST) -> str:
    """Return a feed of the claims that were decided last, with their verdicts."""
    entries = [
        (
            "claim",
            row["id"],
            f"{row['verdict']}: {' '.join(row['text'].split())}",
            row["made"],
            [f"Who says so: {row['chain'] or 'no source stated'}", *_where(row)],
        )
        for row in query(store.connection, _VERDICTS, limit)
    ]
    return _feed(entries, place, "verdicts", "Claims that were checked")


def _title(row: Row) -> str:
    if row["title"]:
        return str(row["title"])
    return " ".join(row["start"].split()[:_FIRST_WORDS]) + " …"


def _where(row: Row) -> Iterator[str]:
    if row["title"]:
        yield f"In: {row['title']}"
    if row["publisher"]:
        yield f"Published by: {row['publisher']}"


def _sourced(row: Row) -> list[str]:
    """Return in words how the claims of an article are sourced."""
    counts = [
        (row["named"], "by named sources"),
        (row["groups"], "by groups"),
        (row["outlet"], "by outlets alone"),
        (row["anonymous"], "by unnamed sources only"),
        ((row["unstated"] or 0) + (row["unsourced"] or 0), "without a source"),
    ]
    total = sum(count or 0 for count, _ in counts)
    parts = [f"{count} {words}" for count, words in counts if count]
    lines = [
        f"{total} claim{'s' if total != 1 else ''}" + (f": {', '.join(parts)}" if parts else "")
    ]
    if row["disputable"]:
        lines.append(f"Of {row['disputable']} an editor would ask: who says so?")
    if row["publisher"]:
        lines.append(f"Published by: {row['publisher']}")
    return lines


def _feed(entries: list[Entry], place: Place, name: str, title: str) -> str:
    feed = ElementTree.Element("feed", xmlns=ATOM)
    _put(feed, "id", place.name("feed", name))
    _put(feed, "title", title)
    _put(feed, "updated", max((when for _, _, _, when, _ in entries), default=NOTHING_YET))
    author = ElementTree.SubElement(feed, "author")
    _put(author, "name", place.organisation or "claims")
    _put(feed, "generator", "claims")
    for kind, identity, words, when, lines in entries:
        entry = ElementTree.SubElement(feed, "entry")
        _put(entry, "id", place.name(kind, identity))
        _put(entry, "title", words)
        _put(entry, "updated", when)
        page = place.page(kind, identity)
        if page is not None:
            ElementTree.SubElement(entry, "link", rel="alternate", href=page)
        _put(entry, "summary", "\n".join(lines))
    ElementTree.indent(feed)
    body = ElementTree.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'


def _put(parent: ElementTree.Element, tag: str, text: str) -> None:
    ElementTree.SubElement(parent, tag).text = _UNFIT.sub("\ufffd", text)
