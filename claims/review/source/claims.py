"""Read what a source is quoted with and what it passes on: filtered, page by page.

Claims go from the one added last to the first; a place in that order is the claim's row, so that a
page stays where it is while others are added.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from claims.review.source.rows import MEMBERS

__all__ = ["SHOWN", "ClaimFilter", "ClaimPage", "claim_filter_of", "read_claims", "read_relayed"]

SHOWN = 40
_RELAYED_SHOWN = 12
_MOST_DIGITS = 15

_COLUMNS = """
    claims.rowid AS place, claims.id, claims.text, claims.chain, claims.kind, claims.manner,
    claims.state, claims.flag, claims.document, documents.title, documents.publisher,
    documents.published, substr(documents.text, 1, 400) AS start
"""
_CONDITIONS = {
    "outlet": "documents.publisher = :outlet",
    "time": "substr(documents.published, 1, length(:time)) = :time",
    "name": f"""EXISTS (SELECT 1 FROM source_names WHERE source_names.document = claims.document
        AND source_names.name = :name AND source_names.source IN ({MEMBERS}))""",  # noqa: S608 (a constant)
    "kind": "claims.kind = :kind",
    "article": "claims.document = :article",
    "through": """EXISTS (SELECT 1 FROM hops JOIN sources ON sources.id = hops.source
        WHERE hops.claim = claims.id
            AND :through IN (sources.id, sources.merged_into))""",
    "verdict": """EXISTS (SELECT 1 FROM standing_reviews AS verdict
        WHERE verdict.target_kind = 'claim' AND verdict.target = claims.id
            AND verdict.action IN ('verdict', 'adjudicate') AND verdict.value = :verdict)""",
}
_SAID = f"""
    SELECT {_COLUMNS} FROM claims JOIN documents ON documents.id = claims.document
    WHERE claims.source = :source AND claims.rowid < :after AND %s
    ORDER BY claims.rowid DESC LIMIT :most
"""  # noqa: S608 (constants of this module)
_RELAYED = f"""
    SELECT {_COLUMNS} FROM (
        SELECT DISTINCT hops.claim FROM hops
        JOIN hops AS behind ON behind.claim = hops.claim AND behind.position = hops.position + 1
        WHERE hops.source IN ({MEMBERS}) LIMIT :most
    ) AS passed
    JOIN claims ON claims.id = passed.claim
    JOIN documents ON documents.id = claims.document
    ORDER BY claims.rowid DESC
"""  # noqa: S608 (constants of this module)


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """What the claims of a source are narrowed to; empty texts narrow nothing.

    `time` is a year or a month (2024, 2024-03), `through` the id of a source that relays,
    `after` the place behind which the page begins.
    """

    outlet: str = ""
    time: str = ""
    name: str = ""
    kind: str = ""
    article: str = ""
    through: str = ""
    verdict: str = ""
    after: str = ""

    def query(self, **more: str) -> str:
        """Return the filter, with changes, as the query of an address."""
        given = {**asdict(self), **more}
        return urlencode({name: value for name, value in given.items() if value})

    def set(self) -> dict[str, str]:
        """Return what narrows the claims, by name."""
        return {name: value for name, value in asdict(self).items() if value and name != "after"}


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A page of claims; `next` is the place after it, empty at the end."""

    rows: tuple[sqlite3.Row, ...]
    next: str


def claim_filter_of(args: Mapping[str, str]) -> ClaimFilter:
    """Return the filter that an address carries; a place that is none counts as the beginning."""
    after = args.get("after", "")
    if not (after.isascii() and after.isdigit() and len(after) <= _MOST_DIGITS):
        after = ""
    return ClaimFilter(**{name: args.get(name, "") for name in _CONDITIONS}, after=after)


def read_claims(connection: sqlite3.Connection, source: str, asked: ClaimFilter) -> ClaimPage:
    """Return the claims that begin with a source, those added last first."""
    given = asked.set()
    conditions = " AND ".join(_CONDITIONS[name] for name in given) or "1"
    rows = connection.execute(
        _SAID % conditions,
        {
            **given,
            "source": source,
            "after": int(asked.after or 10**_MOST_DIGITS),
            "most": SHOWN + 1,
        },
    ).fetchall()
    more = str(rows[SHOWN - 1]["place"]) if len(rows) > SHOWN else ""
    return ClaimPage(tuple(rows[:SHOWN]), more)


def read_relayed(connection: sqlite3.Connection, source: str) -> tuple[sqlite3.Row, ...]:
    """Return some claims of others that a source passes on."""
    return tuple(connection.execute(_RELAYED, {"source": source, "most": _RELAYED_SHOWN}))
