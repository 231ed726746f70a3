"""Lists of stories: by how many articles tell them, the newest first, contradicted, and so on.

Each order is answered from an index of its own, and goes on from a place in it, so that the last
page of a million stories is as quick as the first.
"""

import re
import sqlite3
from dataclasses import dataclass
from typing import Final

__all__ = ["ORDERS", "Listed", "Order", "Page", "list_stories", "search_stories"]

_COLUMNS: Final = """
    stories.id, stories.rowid AS place, stories.text, stories.first_seen, stories.last_seen,
    stories.documents, stories.voices, stories.outlets, stories.originators, stories.circular,
    stories.drifts, stories.contradicted,
    (SELECT publisher FROM documents WHERE documents.id = stories.first_document) AS publisher
"""
_PLACE = re.compile(r"(?P<key>[0-9T:.+Z-]{0,40})@(?P<row>\d{1,18})")
MOST_HITS = 3000
"""So many claims that hold the words, the newest, are looked at for the stories they tell."""


@dataclass(frozen=True, slots=True)
class Order:
    """One way to list stories: its words, what is listed, its index, and the column that ranks.

    The index is named, since SQLite, knowing nothing of the rows, may choose to sort all instead.
    """

    words: str
    condition: str
    index: str
    column: str = "documents"


ORDERS: Final = {
    "most": Order("told most", "documents > 1", "stories_most"),
    "newest": Order("newest", "documents > 1", "stories_told", "first_seen"),
    "contradicted": Order("contradicted", "contradicted > 0", "stories_contradicted"),
    "one": Order("one originator", "documents > 1 AND originators = 1", "stories_one_originator"),
    "changed": Order("changed on the way", "drifts > 0", "stories_drifted"),
    "circular": Order("citing in a circle", "circular", "stories_in_circles"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A story as lists show it."""

    id: str
    place: int
    text: str
    first_seen: str | None
    last_seen: str | None
    documents: int
    voices: int
    outlets: int
    originators: int
    circular: int
    drifts: int
    contradicted: int
    publisher: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """Some stories, and the place from which the next page goes on, None on the last one."""

    stories: tuple[Listed, ...]
    next: str | None


def list_stories(
    connection: sqlite3.Connection, order: Order, *, after: str = "", count: int
) -> Page:
    """Return a page of stories; `after` is the `next` of the page before."""
    found = _PLACE.fullmatch(after)
    key, row = (found["key"], int(found["row"])) if found else (None, 0)
    given = {"key": key, "row": row, "count": count + 1}
    rows: list[sqlite3.Row] = []
    if key != "":
        rows = connection.execute(_sql(order, f"{order.column} IS NOT NULL", key), given).fetchall()
    if order.column == "first_seen" and len(rows) <= count:
        # Behind all that have a date come those of which none is known.
        start = {"row": row if key == "" else (1 << 62), "count": count + 1 - len(rows)}
        rows += connection.execute(_undated(order), start).fetchall()
    listed = tuple(Listed(**dict(row)) for row in rows[:count])
    if len(rows) <= count:
        return Page(listed, None)
    last = listed[-1]
    value = last.first_seen if order.column == "first_seen" else last.documents
    return Page(listed, f"{'' if value is None else value}@{last.place}")


def _sql(order: Order, dated: str, key: str | None) -> str:
    """Return the query of an order; all parts of it are constants of this module."""
    column = f"stories.{order.column}"
    cast = "CAST(:key AS INTEGER)" if order.column == "documents" else ":key"
    onward = f"AND ({column}, stories.rowid) < ({cast}, :row)" if key is not None else ""
    return (
        f"SELECT {_COLUMNS} FROM stories INDEXED BY {order.index}"  # noqa: S608  # see above
        f" WHERE {order.condition} AND stories.{dated} {onward}"
        f" ORDER BY {column} DESC, stories.rowid DESC LIMIT :count"
    )


def _undated(order: Order) -> str:
    return (
        f"SELECT {_COLUMNS} FROM stories WHERE {order.condition} AND first_seen IS NULL"  # noqa: S608  # constants of this module
        " AND stories.rowid < :row ORDER BY stories.rowid DESC LIMIT :count"
    )


_SEARCH = f"""
    WITH hits AS (
        SELECT rowid FROM claims_fts WHERE claims_fts MATCH :words ORDER BY rowid DESC LIMIT :hits
    ), told AS (
        SELECT DISTINCT story_claims.story FROM hits
        JOIN claims ON claims.rowid = hits.rowid
        JOIN story_claims ON story_claims.claim = claims.id
    )
    SELECT {_COLUMNS} FROM told JOIN stories ON stories.id = told.story
    ORDER BY stories.documents DESC, stories.first_seen DESC, stories.id LIMIT :count OFFSET :from
"""  # noqa: S608  # constants of this module


def search_stories(
    connection: sqlite3.Connection, words: str, *, start: int = 0, count: int
) -> Page:
    """Return stories of which a telling matches the FTS5 query `words`, those told most first."""
    given = {"words": words, "hits": MOST_HITS, "count": count + 1, "from": start}
    rows = connection.execute(_SEARCH, given).fetchall()
    listed = tuple(Listed(**dict(row)) for row in rows[:count])
    return Page(listed, str(start + count) if len(rows) > count else None)
