"""Stored claims as tracking sees them: each with its article's time and outlet, and its chain."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import Any

from claims.store.extractions.silent_edits import Origin, read_origins
from claims.store.records import query, span_of
from claims.tracking.values import Teller, Telling
from claims.values import Figure

__all__ = ["claims_of", "read_cast", "read_tellings"]

_CLAIMS = """
SELECT claims.id, claims.document, claims.number, coalesce(claims.standalone, claims.text) AS text,
    documents.published, documents.publisher, claims.kind, claims.certainty, claims.negated,
    claims.sentence, claims.text AS content, sentences.text AS whole
FROM claims JOIN documents ON documents.id = claims.document
LEFT JOIN sentences ON sentences.id = claims.sentence
WHERE claims.id IN (SELECT value FROM json_each(?))
"""
# A source that a person merged into another one speaks as that one.
_HOPS = """
SELECT hops.claim, sources.id, sources.name, sources.kind, sources.anonymous, sources.number,
    sources.document IS NOT NULL AS local, sources.description, hops.inferred
FROM hops JOIN sources AS stated ON stated.id = hops.source
JOIN sources ON sources.id = coalesce(stated.merged_into, stated.id)
WHERE hops.claim IN (SELECT value FROM json_each(?)) ORDER BY hops.claim, hops.position
"""
# Sources that a person said are two; of a pair either one may be the target.
_APART = """
SELECT target, value FROM standing_reviews
WHERE target_kind = 'source' AND action = 'apart' AND target IN (SELECT value FROM json_each(?))
"""
_CAST = """
SELECT appearances.document, appearances.name FROM appearances
JOIN sources ON sources.id = appearances.source
WHERE appearances.document IN (SELECT value FROM json_each(?)) AND sources.anonymous = 0
"""
_FIGURES = """
SELECT claim, kind, text, value, unit, bound, start, end FROM figures
WHERE claim IN (SELECT value FROM json_each(?)) ORDER BY claim, number
"""


def claims_of(connection: Connection, document: str) -> list[str]:
    """Return the ids of an article's claims, in the order of the text."""
    rows = connection.execute(
        "SELECT id FROM claims WHERE document = ? ORDER BY number", (document,)
    )
    return [identity for (identity,) in rows]


def _in_utc(published: str | None) -> str | None:
    """Return a moment in UTC, so that two of different zones sort by what came first.

    None where the file holds what is no moment: one article spoils no comparison of the others.
    """
    if published is None or ":" not in published:
        return published
    try:
        return datetime.fromisoformat(published).astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        return None


def read_tellings(connection: Connection, claims: Collection[str]) -> dict[str, Telling]:
    """Return the tellings of claims, by the claims' ids; ids that are not stored are left out."""
    wanted = json.dumps(list(claims))
    chains: dict[str, list[Teller]] = defaultdict(list)
    hops = query(connection, _HOPS, wanted)
    apart = _said_to_be_two(connection, {row["id"] for row in hops})
    for row in hops:
        chains[row["claim"]].append(
            Teller(
                key=row["id"],
                name=row["name"],
                kind=row["kind"],
                anonymous=bool(row["anonymous"]),
                number=row["number"],
                local=bool(row["local"]),
                inferred=bool(row["inferred"]),
                description=row["description"],
                apart=frozenset(apart.get(row["id"], ())),
            )
        )
    figures: dict[str, list[Figure]] = defaultdict(list)
    for row in query(connection, _FIGURES, wanted):
        figures[row["claim"]].append(
            Figure(row["kind"], row["text"], span_of(row), row["value"], row["unit"], row["bound"])
        )
    rows = query(connection, _CLAIMS, wanted)
    origins = read_origins(connection, {row["document"] for row in rows})
    return {
        row["id"]: Telling(
            key=row["id"],
            document=row["document"],
            number=row["number"],
            text=row["text"],
            seen=_in_utc(_since(origins, row) or row["published"]),
            publisher=row["publisher"],
            kind=row["kind"],
            certainty=row["certainty"],
            negated=bool(row["negated"]),
            chain=tuple(chains[row["id"]]),
            figures=tuple(figures[row["id"]]),
            sentence=row["sentence"],
            content=row["content"],
            whole=row["whole"],
            before=origins[row["id"]].before if row["id"] in origins else None,
            later_text=_since(origins, row) is not None,
        )
        for row in rows
    }


def read_cast(connection: Connection, documents: Collection[str]) -> dict[str, set[str]]:
    """Return, by article, the names of all sources that it cites by name."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for document, name in connection.execute(_CAST, (json.dumps(sorted(documents)),)):
        found[document].add(name)
    return dict(found)


def _said_to_be_two(connection: Connection, sources: Collection[str]) -> dict[str, set[str]]:
    """Return, by source, the others that a person said are not it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for target, value in connection.execute(_APART, (json.dumps(sorted(sources)),)):
        other = json.loads(value)["source"]
        found[target].add(other)
        found[other].add(target)
    return dict(found)


def _since(origins: Mapping[str, Origin], row: Mapping[str, Any]) -> str | None:
    """Return when the text came in that told a claim first; None where the first text did."""
    origin = origins.get(row["id"])
    return None if origin is None else origin.since
