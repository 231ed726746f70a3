"""Let new decisions take effect: corrections, sources, the state of claims."""

import json
from collections.abc import Iterable
from sqlite3 import Connection
from typing import Any

from claims.store.effects.claim_states import refresh_states
from claims.store.effects.corrections import correct_article
from claims.store.effects.reader_differences import refresh_readings_in
from claims.store.effects.sources import correct_sources
from claims.store.record.actions import CORRECTING
from claims.store.record.blind_review import is_blind
from claims.store.records import Records, query

__all__ = ["take_effect"]

_SOURCES = ("rename", "merge", "correct")
# Two sources who are said to be two count as two in the stories that both are in.
_STORIES_OF_BOTH = """
INSERT OR IGNORE INTO stale_stories (story)
SELECT story_claims.story FROM hops JOIN story_claims ON story_claims.claim = hops.claim
WHERE hops.source = :one
INTERSECT
SELECT story_claims.story FROM hops JOIN story_claims ON story_claims.claim = hops.claim
WHERE hops.source = :other
"""


def take_effect(
    connection: Connection, made: Iterable[int], *, later: bool = False
) -> tuple[str, ...]:
    """Bring all derived rows up to date with new decisions; return the articles that changed.

    With `later`, the chains of a source that is in very many wait for `write_chains`.
    """
    rows: Records = []
    for number in made:
        rows += query(
            connection,
            "SELECT new.*, attachments.target AS today, coalesce(old.action, new.action) AS about"
            " FROM reviews AS new LEFT JOIN reviews AS old ON old.id = new.undoes"
            " LEFT JOIN attachments ON attachments.review = coalesce(old.id, new.id)"
            " WHERE new.id = ?",
            number,
        )
    documents: dict[str, None] = {}
    changed: dict[str, None] = {}
    for row in rows:
        if row["target_kind"] == "source":
            documents.update(dict.fromkeys(_about_a_source(connection, row, later=later)))
        elif row["document"] is not None and row["about"] in (*CORRECTING, "adjudicate"):
            changed[row["document"]] = None
    claims = {
        row["today"] or row["target"]: row["document"]
        for row in rows
        if row["target_kind"] == "claim"
    }
    for claim, document in claims.items():
        # Of a blind claim, corrections take effect once both have decided.
        if document is not None and is_blind(connection, claim):
            changed[document] = None
    for document in changed:  # once each, however many of its claims were decided
        correct_article(connection, document)
    refresh_states(connection, claims)
    documents.update(changed)
    decided_about = [row["document"] for row in rows if row["document"] is not None]
    refresh_readings_in(connection, {*documents, *decided_about})
    return tuple(documents)


def _about_a_source(connection: Connection, row: dict[str, Any], *, later: bool) -> Iterable[str]:
    """Let a decision on a source take effect; return the articles that changed."""
    if row["about"] == "apart":
        _tell_anew(connection, row)
    if row["about"] not in _SOURCES:
        return ()
    return correct_sources(connection, [row["today"] or row["target"]], later=later)


def _tell_anew(connection: Connection, row: dict[str, Any]) -> None:
    """Leave the stories of two sources who are two to be told anew, also where it is taken back."""
    decided = query(
        connection,
        "SELECT target, value FROM reviews WHERE id = coalesce(?, ?)",
        row["undoes"],
        row["id"],
    )
    for one in decided:
        connection.execute(
            _STORIES_OF_BOTH, {"one": one["target"], "other": json.loads(one["value"])["source"]}
        )
