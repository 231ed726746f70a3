"""What changed since a reader last looked, for counters that live: a handful of cheap look-ups.

A token names a moment: the number of the last decision and of the last run and problem, with the
counts of the runs that are at work. Pages ask every few seconds; where nothing changed the answer
is empty.
"""

import json
from dataclasses import dataclass
from sqlite3 import Connection

from claims.store.records import query

__all__ = ["Changes", "changes_since"]

MOST = 200
"""Decisions told one by one; after a longer absence a page reads itself again."""

_DECISIONS = """
SELECT reviews.id, reviews.target_kind, coalesce(attachments.target, reviews.target) AS target,
    reviews.document, reviews.reviewer
FROM reviews LEFT JOIN attachments ON attachments.review = reviews.id
WHERE reviews.id > ? ORDER BY reviews.id LIMIT ?
"""
_NOW = """
SELECT coalesce((SELECT max(id) FROM reviews), 0), coalesce((SELECT max(id) FROM runs), 0),
    coalesce((SELECT sum(added + updated) FROM (
        SELECT added, updated FROM runs ORDER BY id DESC LIMIT 20)), 0)
"""


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed, and the token to ask with next time.

    `decisions` tell what was decided on (number, target_kind, target, document, reviewer), not
    what, so that blind review stays blind. `articles` is true where runs stored articles since.
    `stale` is true where more was decided than is told, or the token is none: read all again.
    """

    token: str
    decisions: tuple[dict[str, object], ...] = ()
    articles: bool = False
    stale: bool = False

    def __bool__(self) -> bool:
        """Return whether anything changed."""
        return bool(self.decisions) or self.articles or self.stale


def changes_since(connection: Connection, token: str | None) -> Changes:
    """Return what changed since the moment of `token`; with None, only a token for now."""
    row = tuple(connection.execute(_NOW).fetchone())
    today = json.dumps(row)
    if token is None or token == today:
        return Changes(today)
    before = _read(token)
    if before is None or before[0] > row[0]:
        return Changes(today, stale=True)
    decisions = query(connection, _DECISIONS, before[0], MOST + 1)
    return Changes(
        today,
        decisions=tuple(decisions[:MOST]),
        articles=before[1:] != row[1:],
        stale=len(decisions) > MOST,
    )


def _read(token: str) -> tuple[int, ...] | None:
    """Return the numbers of a token, None where it is none of ours."""
    try:
        numbers = json.loads(token)
    except ValueError:
        return None
    if not isinstance(numbers, list) or [type(n) for n in numbers] != [int] * 3:
        return None
    return tuple(numbers)
