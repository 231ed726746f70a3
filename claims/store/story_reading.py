"""Stories and versions as they are stored, for the desk, the command line and reports."""

from dataclasses import dataclass
from itertools import pairwise
from sqlite3 import Connection

from claims.store.records import query
from claims.store.tellings import read_tellings
from claims.store.voices import read_voices
from claims.tracking.stories import make_story
from claims.tracking.values import Story, StoryLink
from claims.tracking.versions import Edit, Wording, compare_versions

__all__ = ["StoredEdit", "read_relations", "read_silent_edits", "read_story", "story_of"]


@dataclass(frozen=True, slots=True)
class StoredEdit:
    """An edit between `version` of an article and the text that came after it."""

    version: int
    edit: Edit


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
    return make_story(tellings, read_voices(connection, {one.document for one in tellings}))


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


def read_silent_edits(
    connection: Connection, document: str, *, kept: bool = False
) -> tuple[StoredEdit, ...]:
    """Return what changed in an article's claims from text to text, oldest first.

    Claims that stayed as they were are left out, but for `kept`.
    """
    versions: dict[int, list[Wording]] = {
        number: []
        for (number,) in connection.execute(
            "SELECT version FROM document_versions WHERE document = ? ORDER BY version", (document,)
        )
    }
    rows = query(
        connection,
        "SELECT version, claim, text, chain, certainty FROM claim_versions WHERE document = ?"
        " UNION ALL SELECT documents.version, claims.id, claims.text, claims.chain,"
        " claims.certainty FROM claims JOIN documents ON documents.id = claims.document"
        " WHERE claims.document = ?",
        document,
        document,
    )
    latest = connection.execute("SELECT version FROM documents WHERE id = ?", (document,))
    for (number,) in latest:
        versions.setdefault(number, [])
    for row in rows:
        wording = Wording(row["claim"], row["text"], row["chain"], row["certainty"])
        versions[row["version"]].append(wording)
    numbers = sorted(versions)
    return tuple(
        StoredEdit(old, edit)
        for old, new in pairwise(numbers)
        for edit in compare_versions(versions[old], versions[new])
        if kept or edit.kind != "kept"
    )
