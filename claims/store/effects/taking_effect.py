"""Let new decisions take effect: corrections, sources, the state of claims."""

from collections.abc import Iterable
from sqlite3 import Connection

from claims.store.effects.claim_states import refresh_states
from claims.store.effects.corrections import correct_article
from claims.store.effects.reader_differences import refresh_readings_in
from claims.store.effects.sources import correct_sources
from claims.store.record.actions import CORRECTING
from claims.store.record.blind_review import is_blind
from claims.store.records import Records, query

__all__ = ["take_effect"]

_SOURCES = ("rename", "merge", "correct")


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
        if row["target_kind"] == "source" and row["about"] in _SOURCES:
            written = correct_sources(connection, [row["today"] or row["target"]], later=later)
            documents.update(dict.fromkeys(written))
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
