"""One line of facts on the story of a claim, for the pages of claims and articles."""

import sqlite3
from dataclasses import dataclass

__all__ = ["StoryLine", "article_lines", "claim_line"]

# A claim that one article alone tells, and nobody contradicts, has no story worth a line.
_LINE = """
    SELECT story_claims.claim, stories.id, stories.documents, stories.originators,
        stories.circular, stories.drifts, stories.contradicted
    FROM {claims} JOIN stories ON stories.id = story_claims.story
    WHERE {which} AND (stories.documents > 1 OR stories.contradicted)
"""
_OF_CLAIM = _LINE.format(claims="story_claims", which="story_claims.claim = ?")
_OF_ARTICLE = _LINE.format(
    claims="claims CROSS JOIN story_claims ON story_claims.claim = claims.id",
    which="claims.document = ?",
)


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
    row = connection.execute(_OF_CLAIM, [claim]).fetchone()
    return None if row is None else StoryLine(*row)


def article_lines(connection: sqlite3.Connection, document: str) -> dict[str, StoryLine]:
    """Return the lines of an article's claims, by claim."""
    return {row[0]: StoryLine(*row) for row in connection.execute(_OF_ARTICLE, [document])}
