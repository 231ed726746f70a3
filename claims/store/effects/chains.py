"""Write the chains of claims again when people changed a source that is in them.

A source may be in tens of thousands of chains. Where a decision has to be saved at once, most of
them wait: `unwritten_chains` names the source and how far its claims are written, in the order of
their ids, and `write_chains` goes on from there, a few at a time, also after a crash.
"""

import json
from collections.abc import Sequence
from sqlite3 import Connection

from claims.store.effects.reader_differences import refresh_readings_in
from claims.store.opening import Store, transaction

__all__ = ["finish_chains", "show_sources", "waiting_claims", "write_all", "write_chains"]

AT_ONCE = 60
"""Claims whose chains are written with the decision itself, in about 20 ms."""

BATCH = 50
"""Claims whose chains are written in one transaction afterwards, so that others need not wait."""

# The rules are those of claims.sourcing and claims.store.extractions.claim_rows; `verify` compares
# the two.
_SHOWN = """
    FROM hops JOIN sources AS named ON named.id = hops.source
    JOIN sources AS shown ON shown.id = coalesce(named.merged_into, named.id)
    WHERE hops.claim = claims.id
"""
_REWRITE = f"""
UPDATE claims SET
    chain = (SELECT group_concat(name, ' → ') FROM (
        SELECT iif(shown.id <> named.id OR shown.extracted_name IS NOT NULL, shown.name,
            coalesce((SELECT appearances.name FROM appearances
                WHERE appearances.document = claims.document
                    AND appearances.source = named.id), named.name)) AS name
        {_SHOWN} ORDER BY hops.position)),
    sourcing = coalesce((
        SELECT CASE WHEN shown.anonymous THEN 'anonymous'
            WHEN shown.kind = 'group' THEN 'group' ELSE 'named' END
        {_SHOWN} AND NOT (shown.kind = 'outlet' AND shown.anonymous = 0)
        ORDER BY hops.position LIMIT 1), 'outlet'),
    source = (SELECT shown.id {_SHOWN} ORDER BY hops.position DESC LIMIT 1),
    anonymous = EXISTS (SELECT 1 {_SHOWN} AND shown.anonymous)
WHERE id IN """  # noqa: S608 - put together from constants
_OF_SOURCES = "(SELECT claim FROM hops WHERE source IN (SELECT value FROM json_each(?)))"
_LISTED = "(SELECT value FROM json_each(?))"
_COUNT = """
SELECT count(*) FROM (
    SELECT 1 FROM hops WHERE source IN (SELECT value FROM json_each(?)) LIMIT ?
)
"""
_NEWEST = """
SELECT id FROM claims WHERE source IN (SELECT value FROM json_each(?))
ORDER BY rowid DESC LIMIT ?
"""
_WAIT = """
INSERT INTO unwritten_chains (source, after) VALUES (?, '')
ON CONFLICT (source) DO UPDATE SET after = ''
"""
_WAITING = """
SELECT DISTINCT hops.claim FROM claims JOIN hops ON hops.claim = claims.id
JOIN unwritten_chains ON unwritten_chains.source = hops.source AND hops.claim > after
WHERE claims.document = ?
"""
_DOCUMENTS = "SELECT DISTINCT document FROM claims WHERE id IN "
_CORRECTED_HERE = """
SELECT sources.id FROM appearances JOIN sources ON sources.id = appearances.source
WHERE appearances.document = ? AND (sources.corrected_by IS NOT NULL
    OR sources.merged_into IS NOT NULL)
"""


def write_all(
    connection: Connection, sources: Sequence[str], *, shown: Sequence[str], later: bool
) -> tuple[str, ...]:
    """Write the chains in which sources are; with `later`, where they are many, only the newest.

    The others then wait for `write_chains`. `shown` are the sources on whose pages those claims
    stand or stood. Return the articles whose claims were written.
    """
    given = json.dumps(list(sources))
    [count] = connection.execute(_COUNT, (given, AT_ONCE + 1)).fetchone()
    if not later or count <= AT_ONCE:
        connection.execute(_REWRITE + _OF_SOURCES, (given,))
        connection.execute(f"DELETE FROM unwritten_chains WHERE source IN {_LISTED}", (given,))  # noqa: S608 - constants
        rows = connection.execute(_DOCUMENTS + _OF_SOURCES, (given,))
        return tuple(row[0] for row in rows)
    connection.executemany(_WAIT, [(source,) for source in sources])
    newest = [row[0] for row in connection.execute(_NEWEST, (json.dumps(list(shown)), AT_ONCE))]
    connection.execute(_REWRITE + _LISTED, (json.dumps(newest),))
    return _documents_of(connection, newest)


def write_chains(connection: Connection, *, most: int = BATCH) -> tuple[str, ...] | None:
    """Write at most `most` of the chains that wait, in the caller's transaction.

    Return the articles whose claims were written, None where nothing waits.
    """
    waiting = connection.execute("SELECT source, after FROM unwritten_chains LIMIT 1").fetchone()
    if waiting is None:
        return None
    source, after = waiting
    rows = connection.execute(
        "SELECT DISTINCT claim FROM hops WHERE source = ? AND claim > ? ORDER BY claim LIMIT ?",
        (source, after, most),
    )
    claims = [row[0] for row in rows]
    given = json.dumps(claims)
    connection.execute(_REWRITE + _LISTED, (given,))
    if len(claims) < most:
        connection.execute("DELETE FROM unwritten_chains WHERE source = ?", (source,))
    else:
        connection.execute(
            "UPDATE unwritten_chains SET after = ? WHERE source = ?", (claims[-1], source)
        )
    documents = _documents_of(connection, claims)
    refresh_readings_in(connection, documents)
    return documents


def finish_chains(store: Store) -> None:
    """Write all chains that wait, batch by batch: what a desk that was stopped left behind."""
    while True:
        with transaction(store) as connection:
            if write_chains(connection) is None:
                return


def _documents_of(connection: Connection, claims: Sequence[str]) -> tuple[str, ...]:
    """Return the articles in which claims are, by the ids of both."""
    rows = connection.execute(_DOCUMENTS + _LISTED, (json.dumps(list(claims)),))
    return tuple(row[0] for row in rows)


def waiting_claims(connection: Connection, document: str) -> frozenset[str]:
    """Return the claims of an article whose chains still wait to be written."""
    return frozenset(row[0] for row in connection.execute(_WAITING, (document,)))


def show_sources(connection: Connection, document: str) -> None:
    """Write the chains of an article that was just extracted as people changed its sources."""
    corrected = [row[0] for row in connection.execute(_CORRECTED_HERE, (document,))]
    if corrected:
        connection.execute(
            f"{_REWRITE}{_OF_SOURCES} AND document = ?", (json.dumps(corrected), document)
        )
