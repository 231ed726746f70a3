"""One line of facts on the story of a claim, for the pages of claims and articles."""

import sqlite3
from dataclasses import dataclass

__all__ = ["StoryLine", "claim_line"]

# A claim that one article alone tells, and nobody contradicts, has no story worth a line.
_LINE = """
    SELECT story_claims.claim, stories.id, stories.documents, stories.originators,
        stories.circular, stories.drifts, stories.contradicted
    FROM story_claims JOIN stories ON stories.id = story_claims.story
    WHERE story_claims.claim = ? AND (stories.documents > 1 OR stories.contradicted)
"""


@dataclass(frozen=True, slots=True)
class StoryLine:
    """What a line says of the story `id` that a claim tells."""

    claim: str
    id: str
    documents: int
    originators: int
    circular: int
    drifts: int
    contradicted: int


def claim_line(connection: sqlite3.Connection, claim: str) -> StoryLine | None:
    """Return the line of a claim, None where there is nothing to say."""
    row = connection.execute(_LINE, [claim]).fetchone()
    return None if row is None else StoryLine(*row)
