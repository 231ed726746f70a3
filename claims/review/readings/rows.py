"""Read what the pages of further readers show: readings, differences in words, what is allowed."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from claims.readers.permission import allowed_readers
from claims.reading.layout.titles import title_of
from claims.store.queueing import Agreement
from claims.store.readings import (
    agreed_to,
    confidential_outlets,
    is_marked,
    reader_agreement,
    readers_setting,
    reading_rows,
    requests_of,
    why_confidential,
)
from claims.store.records import Records, query

__all__ = [
    "ArticleReadings",
    "Differing",
    "Point",
    "ReaderSettings",
    "read_article_readings",
    "read_differing",
    "read_open_points",
    "read_reader_settings",
]

_DOCUMENT = "SELECT id, title, publisher, published, url, text FROM documents WHERE id = ?"
_POINTS = """
SELECT reading_differences.*, readings.reader, sentences.number AS sentence_number,
    sentences.text AS sentence_text
FROM reading_differences
JOIN readings ON readings.id = reading_differences.reading
JOIN sentences ON sentences.id = reading_differences.sentence
WHERE {wanted}
ORDER BY sentences.number, reading_differences.reading, reading_differences.number
"""
_OF_ARTICLE = _POINTS.format(wanted="reading_differences.document = ?")
_OF_CLAIM = _POINTS.format(
    wanted="reading_differences.claim = ? AND reading_differences.settled = 0"
)
_NEXT_ARTICLE = """
SELECT document FROM reading_differences WHERE settled = 0 GROUP BY document
ORDER BY count(*) DESC, document LIMIT 1
"""
_OPEN = "SELECT count(*), count(DISTINCT document) FROM reading_differences WHERE settled = 0"
_COSTS = """
SELECT reader, count(*) AS articles, sum(state = 'whole') AS whole, sum(state = 'failed') AS failed,
    sum(input_tokens + output_tokens) AS tokens, sum(seconds) AS seconds, sum(left_out) AS left_out,
    (SELECT sum(words) FROM documents WHERE id IN
        (SELECT document FROM readings AS one WHERE one.reader = readings.reader)) AS words
FROM readings GROUP BY reader ORDER BY reader
"""
KINDS = {
    "missed": "A claim that only the other reader has",
    "alone": "A claim that the other reader does not have",
    "differs": "The same claim, read otherwise",
    "status": "The sentence, judged otherwise",
}
FIELDS = {
    "content": "which words",
    "chain": "who says so",
    "kind": "kind",
    "status": "sourcing",
    "disputable": "would an editor ask",
}
_ALIKE = {
    "content": "the same words, at another place in the sentence",
    "chain": "called alike, but not the same source",
}
"""What differs where two readers differ and their words are the same."""
STATUSES = {
    "attributed": "all of it has a source",
    "mixed": "partly the writer’s own",
    "unsourced": "the writer’s own",
    "none": "asserts nothing that could be checked",
}


@dataclass(frozen=True, slots=True)
class Point:
    """One difference in words: what is stored and what the other reader says, line by line.

    `lines` has, for each field, its name in words, what is stored, what the other one says, and
    whether the two differ; None where a reader has nothing.
    """

    row: Mapping[str, Any]
    title: str
    lines: tuple[tuple[str, str | None, str | None, bool], ...]

    @property
    def id(self) -> str:
        """The id of the difference."""
        return str(self.row["id"])


@dataclass(frozen=True, slots=True)
class ArticleReadings:
    """An article, how often it was read, and all points on which readers differ."""

    row: Mapping[str, Any]
    title: str
    readings: Records
    points: tuple[Point, ...]
    requests: Records
    allowed: tuple[str, ...]
    agreed: frozenset[str]
    marked: bool
    confidential: str | None


@dataclass(frozen=True, slots=True)
class Differing:
    """The point in hand among those of an article that are open, and how many there are in all."""

    article: ArticleReadings | None
    point: Point | None
    place: int = 0
    count: int = 0
    before: str | None = None
    after: str | None = None
    everywhere: int = 0
    articles: int = 0


@dataclass(frozen=True, slots=True)
class ReaderSettings:
    """What an editor set: readers that may be used, what is confidential; cost and agreement."""

    readers: str
    variable: str | None
    outlets: tuple[str, ...]
    costs: Records
    agreement: Sequence[Agreement] = field(default_factory=tuple)


def read_article_readings(connection: sqlite3.Connection, document: str) -> ArticleReadings | None:
    """Return all that further readers made of an article; None where there is no such article."""
    rows = query(connection, _DOCUMENT, document)
    if not rows:
        return None
    row = rows[0]
    allowed = allowed_readers(readers_setting(connection))
    # A pattern with a star names no one reader; only those that are named can be offered.
    named = tuple(name for name in allowed if not set(name) & set("*?["))
    return ArticleReadings(
        row,
        title_of(row["title"], row["text"]),
        reading_rows(connection, document),
        tuple(_point(one) for one in query(connection, _OF_ARTICLE, document)),
        requests_of(connection, document),
        named,
        frozenset(name for name in named if agreed_to(connection, name)),
        is_marked(connection, document),
        why_confidential(connection, document, row["publisher"]),
    )


def read_open_points(connection: sqlite3.Connection, claim: str) -> tuple[Point, ...]:
    """Return the points about a claim, or beside it in its sentence, that nobody has decided."""
    return tuple(_point(one) for one in query(connection, _OF_CLAIM, claim))


def read_differing(connection: sqlite3.Connection, document: str, point: str) -> Differing:
    """Return the open point to decide now: the one named, else the first of the article named,
    else the first of the article that has most of them."""
    everywhere, articles = connection.execute(_OPEN).fetchone()
    if not document:
        row = connection.execute(_NEXT_ARTICLE).fetchone()
        document = str(row[0]) if row is not None else ""
    article = read_article_readings(connection, document) if document else None
    if article is None:
        return Differing(None, None, everywhere=everywhere, articles=articles)
    found = [one for one in article.points if not one.row["settled"]]
    if not found:
        return Differing(article, None, everywhere=everywhere, articles=articles)
    place = next((number for number, one in enumerate(found) if one.id == point), 0)
    return Differing(
        article,
        found[place],
        place + 1,
        len(found),
        found[place - 1].id if place else None,
        found[place + 1].id if place + 1 < len(found) else None,
        everywhere,
        articles,
    )


def read_reader_settings(connection: sqlite3.Connection) -> ReaderSettings:
    """Return what is set for further readers, what they cost, and how far they agree."""
    allowed = allowed_readers("\0")  # a name that no setting has: the variable is not set
    variable = None if allowed == ("\0",) else ", ".join(allowed)
    return ReaderSettings(
        readers_setting(connection),
        variable,
        confidential_outlets(connection),
        query(connection, _COSTS),
        reader_agreement(connection),
    )


def _point(row: Mapping[str, Any]) -> Point:
    first, second = json.loads(row["first"]), json.loads(row["second"])
    differing = set(row["fields"].split(", "))
    if row["kind"] == "status":
        names: tuple[str, ...] = ("status", "disputable")
    else:
        names = ("content", "chain", "kind")
    alone = row["kind"] in ("missed", "alone")
    lines = tuple(_line(name, first, second, differs=alone or name in differing) for name in names)
    return Point(row, KINDS[row["kind"]], lines)


def _line(
    name: str, first: Mapping[str, Any], second: Mapping[str, Any], *, differs: bool
) -> tuple[str, str | None, str | None, bool]:
    """Return what both say of a field; what differs and reads alike says in what it differs."""
    one, other = _said(name, first), _said(name, second)
    if differs and one is not None and one == other:
        other = f"{other} ({_ALIKE.get(name, 'otherwise')})"
    return FIELDS[name], one, other, differs


def _said(name: str, side: Mapping[str, Any]) -> str | None:
    """Return what one reader says of a field, in words; None where they have no such claim."""
    if name not in side:
        return None
    if name == "status":
        return STATUSES.get(str(side[name]), str(side[name]))
    if name == "disputable":
        return "yes" if side[name] else "no"
    return str(side[name]) or "no source stated"
