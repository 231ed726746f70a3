"""What waits for one person, for the first page: numbers, each with the queue behind it.

Each count goes by an index of few rows and stops at MOST, so that it takes a millisecond.
"""

import sqlite3
from dataclasses import dataclass

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
    "flagged": "SELECT 1 FROM claims WHERE flag IS NOT NULL AND state = 'open'",
    "disputed": "SELECT 1 FROM claims INDEXED BY claims_disputed WHERE state = 'disputed'",
}
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
