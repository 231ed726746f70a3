"""Read the list of sources, and the pairs that may be one, for the page of all sources.

Without a search the list holds the sources that are quoted most; counting them all reads one index
through once, about 0.15 s for a million claims.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import get_args
from urllib.parse import urlencode

from claims.review.frame.fields import like
from claims.review.frame.source_icons import SourceIcon, icon_of_source
from claims.review.source.decision_words import beyond_the_name
from claims.values import SourceKind

__all__ = [
    "PAGE",
    "ListFilter",
    "Listed",
    "Pair",
    "list_filter_of",
    "read_listed",
    "read_namesakes",
    "read_pair",
    "read_pairs",
]

PAGE = 40
_RANKED = 2000
_MATCHED = 400
_PAIRS = 15
_MOST_PAGES = 50

_COLUMNS = """
    sources.id, sources.name, sources.kind, sources.anonymous, sources.number,
    sources.description, sources.document
"""
_NARROWED = """
    sources.merged_into IS NULL AND (:kind = '' OR sources.kind = :kind)
    AND (:named = '' OR sources.anonymous = (:named = 'no')) AND sources.id <> :merge
"""
_MOST_QUOTED = f"""
    SELECT {_COLUMNS}, ranked.claims FROM (
        SELECT source, count(*) AS claims FROM claims WHERE source IS NOT NULL
        GROUP BY source ORDER BY 2 DESC LIMIT {_RANKED}
    ) AS ranked JOIN sources ON sources.id = ranked.source
    WHERE {_NARROWED}
    ORDER BY ranked.claims DESC, sources.name LIMIT :most OFFSET :from
"""  # noqa: S608 (constants of this module)
_FOUND = f"""
    SELECT {_COLUMNS}, (SELECT count(*) FROM claims WHERE claims.source = sources.id) AS claims
    FROM sources WHERE id IN (
        SELECT id FROM (
            SELECT coalesce(merged_into, id) AS id FROM sources
            WHERE name LIKE :words ESCAPE '\\' LIMIT {_MATCHED}
        )
        UNION SELECT coalesce(sources.merged_into, sources.id)
        FROM source_names JOIN sources ON sources.id = source_names.source
        WHERE source_names.name = :q
    ) AND {_NARROWED}
    ORDER BY claims DESC, sources.name LIMIT :most OFFSET :from
"""  # noqa: S608 (constants of this module)
_OFFERED = "SELECT one, name, other, other_name, confidence, reason FROM sources_to_merge"
_NAMESAKES = f"""
    SELECT people_to_tell_apart.*, documents.title, substr(documents.text, 1, 400) AS start
    FROM people_to_tell_apart JOIN documents ON documents.id = people_to_tell_apart.document
    LIMIT {_PAIRS}
"""  # noqa: S608 (a constant of this module)
_TOLD = f"""
    SELECT {_COLUMNS}, (SELECT count(*) FROM claims WHERE claims.source = sources.id) AS claims,
        (SELECT count(*) FROM appearances WHERE appearances.source = sources.id) AS articles,
        coalesce((SELECT title FROM documents WHERE id = (
            SELECT document FROM appearances WHERE source = sources.id LIMIT 1)), '') AS title
    FROM sources WHERE id = ?
"""  # noqa: S608 (constants of this module)
_ABOUT = "SELECT confidence, reason FROM source_pairs WHERE one = ? AND other = ?"
_CHOICE = ("", "yes", "no")


@dataclass(frozen=True, slots=True)
class ListFilter:
    """What the list is narrowed to.

    `named` is yes, no or empty; `merge` the id of the source for which another one is sought.
    """

    q: str = ""
    kind: str = ""
    named: str = ""
    merge: str = ""
    page: str = ""

    def query(self, **more: str) -> str:
        """Return the filter, with changes, as the query of an address."""
        given = {**asdict(self), "page": "", **more}
        return urlencode({name: value for name, value in given.items() if value})


@dataclass(frozen=True, slots=True)
class Listed:
    """A source as the list shows it."""

    row: sqlite3.Row
    look: SourceIcon

    @property
    def who(self) -> str | None:
        """What is known of it beyond its name."""
        return beyond_the_name(self.row["name"], self.row["description"])


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sources that may be one; the one with more claims stands first, as `into`.

    `reason` is empty where nobody but the person who asks thinks so.
    """

    into: Listed
    other: Listed
    confidence: float | None
    reason: str


def list_filter_of(args: Mapping[str, str]) -> ListFilter:
    """Return the filter that an address carries; what is unknown is left out."""
    kind, named, page = (args.get(name, "") for name in ("kind", "named", "page"))
    number = int(page) if page.isascii() and page.isdigit() and len(page) < len("1000") else 1
    return ListFilter(
        q=" ".join(args.get("q", "").split()),
        kind=kind if kind in get_args(SourceKind) else "",
        named=named if named in _CHOICE else "",
        merge=args.get("merge", ""),
        page=str(min(number, _MOST_PAGES)) if number > 1 else "",
    )


def read_listed(connection: sqlite3.Connection, asked: ListFilter) -> tuple[Listed, ...]:
    """Return the sources of a page, and one more where there is another page."""
    given = {
        **asdict(asked),
        "words": like(asked.q),
        "most": PAGE + 1,
        "from": (int(asked.page or 1) - 1) * PAGE,
    }
    rows = connection.execute(_FOUND if asked.q else _MOST_QUOTED, given)
    return tuple(map(_listed, rows))


def read_pairs(connection: sqlite3.Connection, source: str = "") -> tuple[sqlite3.Row, ...]:
    """Return pairs on which nobody has decided, the likeliest first; only those of one source."""
    if source:
        of_one = f"{_OFFERED} WHERE one = :source OR other = :source LIMIT {_PAIRS}"
        rows = connection.execute(of_one, {"source": source})
    else:
        rows = connection.execute(f"{_OFFERED} ORDER BY confidence DESC LIMIT {_PAIRS}")
    return tuple(rows)


def read_namesakes(connection: sqlite3.Connection) -> tuple[sqlite3.Row, ...]:
    """Return people of one name who may be two, on whom nobody has decided."""
    return tuple(connection.execute(_NAMESAKES))


def read_pair(
    connection: sqlite3.Connection, one: str, other: str, *, as_given: bool = False
) -> Pair | None:
    """Return two sources beside each other, None where one of them is not there.

    With `as_given` the second one is what the first becomes a part of.
    """
    rows = [connection.execute(_TOLD, [name]).fetchone() for name in (one, other)]
    if None in rows or one == other:
        return None
    about = connection.execute(_ABOUT, sorted((one, other))).fetchone()
    first, second = (_listed(row) for row in rows)
    swapped = as_given or (
        first.row["claims"] < second.row["claims"] and not second.row["anonymous"]
    )
    into, other_one = (second, first) if swapped else (first, second)
    if about is None:
        return Pair(into, other_one, None, "")
    return Pair(into, other_one, about["confidence"], about["reason"])


def _listed(row: sqlite3.Row) -> Listed:
    look = icon_of_source(row["kind"], anonymous=bool(row["anonymous"]), number=row["number"])
    return Listed(row, look)
