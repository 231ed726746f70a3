"""A claim's chain as it is stored now, in the form in which it is corrected."""

from sqlite3 import Connection

from claims.store.record.actions import Link
from claims.store.records import query, span_of

__all__ = ["chain_of"]


def chain_of(connection: Connection, claim: str) -> tuple[Link, ...]:
    """Return the links of a claim's chain, from the one nearest to the writer."""
    rows = query(
        connection,
        "SELECT hops.source, sources.name, sources.kind, sources.anonymous, sources.number,"
        " mentions.start, mentions.end FROM hops JOIN sources ON sources.id = hops.source"
        " LEFT JOIN mentions ON mentions.id = hops.mention"
        " WHERE hops.claim = ? ORDER BY hops.position",
        claim,
    )
    return tuple(
        Link(
            source=row["source"],
            name=row["name"],
            kind=row["kind"],
            anonymous=bool(row["anonymous"]),
            number=row["number"],
            mention=None if row["start"] is None else span_of(row),
        )
        for row in rows
    )
