"""What waits: for one person, in numbers for the first page; and for somebody's answer, as a list.

Each count goes by an index of few rows and stops at MOST, so that it takes a millisecond.
"""

import sqlite3
from dataclasses import dataclass

from claims.store.queueing import WAITING

MOST = 1_000
_COUNTS = {
    "differing": """
        SELECT DISTINCT claim FROM reading_differences JOIN claims ON claims.id = claim
        WHERE settled = 0 AND claims.state = 'open'
    """,
    "mine": """
        SELECT 1 FROM assignments JOIN claims ON claims.id = assignments.target
        WHERE assignments.reviewer = :person AND target_kind = 'claim' AND claims.state = 'open'
    """,
    "disputed": "SELECT 1 FROM claims INDEXED BY claims_disputed WHERE state = 'disputed'",
}
_WAITING = f"SELECT count(*) FROM claims INDEXED BY claims_flag WHERE {WAITING}"  # noqa: S608 (a constant of the store)
_LISTED = f"""
    SELECT claims.id, claims.text, claims.chain, claims.flag, claims.document, documents.title,
        documents.publisher, documents.published, documents.author,
        substr(documents.text, 1, 400) AS start, sentences.number,
        flags.reviewer, flags.made, flags.note
    FROM claims INDEXED BY claims_flag
    JOIN documents ON documents.id = claims.document
    JOIN sentences ON sentences.id = claims.sentence
    LEFT JOIN reviews AS flags ON flags.id = (
        SELECT max(reviews.id) FROM attachments JOIN reviews ON reviews.id = attachments.review
        WHERE attachments.target_kind = 'claim' AND attachments.target = claims.id
            AND reviews.action = 'flag'
            AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = reviews.id)
    )
    WHERE {WAITING}
    ORDER BY flags.made DESC, claims.id LIMIT :most
"""  # noqa: S608 (a constant of the store)
_TODAY = """
    SELECT count(*) FROM reviews WHERE reviewer = :person AND made >= date('now')
        AND action IN ('verdict', 'confirm', 'dismiss', 'done')
        AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = reviews.id)
"""


@dataclass(frozen=True, slots=True)
class Step:
    """So many claims wait under a filter of the queue; `more` where it is that many at least."""

    only: str
    count: int
    more: bool


@dataclass(frozen=True, slots=True)
class NextSteps:
    """What waits for a person besides the queue, and how much they decided today (UTC)."""

    waiting: tuple[Step, ...]
    today: int


def next_steps(connection: sqlite3.Connection, person: str) -> NextSteps:
    """Return what waits for the person with the id `person`; what nothing waits for is left out."""
    given = {"person": person, "most": MOST}
    steps = []
    for only, sql in _COUNTS.items():
        counted = f"SELECT count(*) FROM ({sql} LIMIT :most)"  # noqa: S608 (constants above)
        found = connection.execute(counted, given).fetchone()[0]
        if found:
            steps.append(Step(only, found, found >= MOST))
    return NextSteps(tuple(steps), connection.execute(_TODAY, given).fetchone()[0])


def count_waiting(connection: sqlite3.Connection) -> int:
    """Return how many claims wait for somebody's answer."""
    return int(connection.execute(_WAITING).fetchone()[0])


def read_waiting(connection: sqlite3.Connection, most: int = MOST) -> tuple[sqlite3.Row, ...]:
    """Return the claims that wait for somebody's answer, the latest first, with whom to ask.

    `note` is what was written with the flag: whom to ask, and what.
    """
    return tuple(connection.execute(_LISTED, {"most": most}))
