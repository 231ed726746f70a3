"""Find sources that may be one while articles are added; a person decides on each pair.

Each named source gets the keys by which it may be the same as another one (`source_keys`), once.
Those that share a key are compared, and what is doubtful is in `source_pairs`. A person whom an
article knows by a surname only is compared with people of a full name alone, or two articles on a
Clinton each would make a pair.
"""

import json
from collections.abc import Iterable
from sqlite3 import Connection
from typing import Any

from claims.sources import Known, merge_suggestion, pairing_keys
from claims.store.records import Records, query
from claims.values import Source

__all__ = ["find_pairs"]

_MOST_COMPARED = 40
"""Sources of one key with which a new one is compared: the Smiths of a large archive are many."""

_NEW = """
SELECT sources.* FROM appearances JOIN sources ON sources.id = appearances.source
WHERE appearances.document = ? AND sources.anonymous = 0
    AND sources.kind IN ('person', 'organisation', 'outlet')
    AND (sources.document IS NULL OR sources.kind = 'person')
    AND NOT EXISTS (SELECT 1 FROM source_keys WHERE source_keys.source = sources.id)
"""
_SHARING = """
SELECT DISTINCT sources.* FROM (
    SELECT key, source FROM source_keys WHERE key IN (SELECT value FROM json_each(:keys))
) AS shelf
JOIN sources ON sources.id = shelf.source
WHERE sources.id <> :source AND (sources.document IS NULL OR :shared)
LIMIT :most
"""
_BESIDE = """
SELECT DISTINCT beside.name FROM (
    SELECT document FROM appearances WHERE source = :source LIMIT 5
) AS here
JOIN appearances AS beside ON beside.document = here.document
JOIN sources ON sources.id = beside.source
WHERE beside.source <> :source AND sources.kind = 'person' AND sources.anonymous = 0
"""


def find_pairs(connection: Connection, document: str) -> None:
    """Compare the sources that an article brought with all others, in the caller's transaction."""
    for row in query(connection, _NEW, document):
        keys = pairing_keys(_source(row))
        connection.executemany(
            "INSERT OR IGNORE INTO source_keys (key, source) VALUES (?, ?)",
            [(key, row["id"]) for key in keys],
        )
        _compare(connection, row, _sharing(connection, row, keys))


def _sharing(connection: Connection, row: dict[str, Any], keys: Iterable[str]) -> Records:
    """Return the sources that share a key with one."""
    return query(
        connection,
        _SHARING,
        keys=json.dumps(list(keys)),
        source=row["id"],
        shared=row["document"] is None,
        most=_MOST_COMPARED,
    )


def _compare(connection: Connection, row: dict[str, Any], others: Records) -> None:
    """Enter the doubtful pairs of one source and others."""
    if not others:
        return
    one = _known(connection, row)
    found = [merge_suggestion(one, _known(connection, other)) for other in others]
    connection.executemany(
        "INSERT OR IGNORE INTO source_pairs (one, other, confidence, reason) VALUES (?, ?, ?, ?)",
        [
            (*sorted((pair.one, pair.other)), pair.confidence, pair.reason)
            for pair in found
            if pair is not None
        ],
    )


def _known(connection: Connection, row: dict[str, Any]) -> Known:
    """Return a source with the people whom its articles name along with it."""
    beside = connection.execute(_BESIDE, {"source": row["id"]})
    return Known(row["id"], _source(row), frozenset(name for (name,) in beside))


def _source(row: dict[str, Any]) -> Source:
    return Source(
        row["id"],
        row["name"],
        row["kind"],
        bool(row["anonymous"]),
        row["number"],
        description=row["description"],
    )
