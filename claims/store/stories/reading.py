"""Stories as they are stored, for the desk, the command line and reports."""

from sqlite3 import Connection

from claims.store.records import query
from claims.store.stories.reprints import read_voices
from claims.store.stories.tellings import read_cast, read_tellings
from claims.tracking.stories import make_story
from claims.tracking.values import Story, StoryLink

__all__ = ["read_relations", "read_story", "story_of"]


def story_of(connection: Connection, claim: str) -> str | None:
    """Return the id of the story that a claim tells, None where it tells none."""
    row = connection.execute("SELECT story FROM story_claims WHERE claim = ?", (claim,)).fetchone()
    return None if row is None else str(row[0])


def read_story(connection: Connection, story: str, *, most: int = -1) -> Story | None:
    """Return a stored story with its timeline, graph and drifts; None where there is none.

    With `most`, it is the story of its so many earliest tellings.
    """
    rows = connection.execute(
        "SELECT claim FROM story_claims WHERE story = ? ORDER BY position LIMIT ?", (story, most)
    )
    tellings = read_tellings(connection, [claim for (claim,) in rows]).values()
    if not tellings:
        return None
    documents = {one.document for one in tellings}
    return make_story(
        tellings, read_voices(connection, documents), read_cast(connection, documents)
    )


def read_relations(connection: Connection, story: str) -> tuple[StoryLink, ...]:
    """Return how a story stands to others, contradictions first."""
    rows = query(
        connection,
        "SELECT * FROM story_links WHERE story = ? OR other = ?"
        " ORDER BY relation, confidence DESC, story, other",
        story,
        story,
    )
    return tuple(
        StoryLink(row["story"], row["other"], row["relation"], row["confidence"]) for row in rows
    )
