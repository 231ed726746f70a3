"""What waits for one person: what colleagues assigned to them, and notes that call them by name.

A note calls somebody by "@" and the name they sign in with. It waits until they do anything on what
it is about: decide, or write a note back. What was assigned waits until it is decided: a claim by
whoever decides it, an article or a story when all its claims are, or the person says done.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass

from claims.reading.layout.titles import title_of
from claims.review.tables.cells import path_to
from claims.store.decisions import is_blind

__all__ = ["MOST", "Waiting", "mentioned_in", "waiting_for"]

MOST = 20
"""So many of each kind are shown; the others come up when these are done."""

_NAME = re.compile(r"(?<![\w.@-])@([A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9_])?)")
_MENTIONS = """
    SELECT reviews.id, reviews.note, reviews.reviewer, reviews.made,
        attachments.target_kind AS kind, attachments.target,
        coalesce(claims.text, documents.title, sources.name, stories.text, reviews.exact) AS about,
        substr(documents.text, 1, 400) AS opening
    FROM reviews INDEXED BY reviews_calling
    JOIN attachments ON attachments.review = reviews.id
    LEFT JOIN claims ON attachments.target_kind = 'claim' AND claims.id = attachments.target
    LEFT JOIN documents
        ON attachments.target_kind = 'document' AND documents.id = attachments.target
    LEFT JOIN sources ON attachments.target_kind = 'source' AND sources.id = attachments.target
    LEFT JOIN stories ON attachments.target_kind = 'story' AND stories.id = attachments.target
    WHERE instr(reviews.note, '@') > 0 AND reviews.reviewer <> :person
        AND instr(lower(reviews.note), '@' || lower(:person)) > 0
        AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = reviews.id)
        AND NOT EXISTS (
            SELECT 1 FROM attachments AS later JOIN reviews AS answer ON answer.id = later.review
            WHERE later.target_kind = attachments.target_kind
                AND later.target = attachments.target
                AND answer.reviewer = :person AND answer.id > reviews.id
        )
    ORDER BY reviews.id DESC LIMIT :most
"""
_ASSIGNED = """
    SELECT assignments.target_kind AS kind, assignments.target, assignments.assigned_by AS reviewer,
        max(assignments.made) AS made, reviews.note,
        coalesce(claims.text, documents.title, stories.text, '') AS about,
        substr(documents.text, 1, 400) AS opening
    FROM assignments
    JOIN reviews ON reviews.id = assignments.review
    LEFT JOIN claims ON assignments.target_kind = 'claim' AND claims.id = assignments.target
    LEFT JOIN documents
        ON assignments.target_kind = 'document' AND documents.id = assignments.target
    LEFT JOIN stories ON assignments.target_kind = 'story' AND stories.id = assignments.target
    WHERE assignments.reviewer = :person AND assignments.assigned_by <> :person
        AND NOT EXISTS (
            SELECT 1 FROM attachments AS later JOIN reviews AS done ON done.id = later.review
            WHERE later.target_kind = assignments.target_kind AND later.target = assignments.target
                AND done.reviewer = :person AND done.id > assignments.review
                AND done.action IN ('verdict', 'confirm', 'dismiss', 'done')
                AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = done.id)
        )
        AND CASE assignments.target_kind
            WHEN 'claim' THEN claims.state = 'open'
            WHEN 'document' THEN EXISTS (
                SELECT 1 FROM claims AS left_over
                WHERE left_over.document = assignments.target AND left_over.state = 'open')
            ELSE EXISTS (
                SELECT 1 FROM story_claims JOIN claims AS left_over
                    ON left_over.id = story_claims.claim
                WHERE story_claims.story = assignments.target AND left_over.state = 'open')
            END
    GROUP BY assignments.target_kind, assignments.target
    ORDER BY max(assignments.review) DESC LIMIT :most
"""
_PAGES = {"document": "article", "claim": "claim", "source": "source", "story": "story"}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: `mention` where a note calls the person, else it was assigned.

    `path` leads to what it is about, None where there is no page of it.
    """

    mention: bool
    kind: str
    path: str | None
    about: str
    note: str | None
    who: str
    made: str


def mentioned_in(note: str | None) -> tuple[str, ...]:
    """Return the names that a note calls by "@", in lower case, each once."""
    return tuple(dict.fromkeys(name.lower() for name in _NAME.findall(note or "")))


def waiting_for(connection: sqlite3.Connection, person: str) -> list[Waiting]:
    """Return what waits for the person with the id `person`, the newest first of each kind.

    What others wrote on a claim that is decided blindly stays out: it could say what they decided.
    """
    if not person:
        return []
    given = {"person": person, "most": MOST}
    called = [
        row
        for row in connection.execute(_MENTIONS, given).fetchall()
        if person.lower() in mentioned_in(row["note"]) and not _is_hidden(connection, row)
    ]
    assigned = connection.execute(_ASSIGNED, given).fetchall()
    return [
        *(_waiting(row, mention=True) for row in called),
        *(_waiting(row, mention=False) for row in assigned),
    ]


def _is_hidden(connection: sqlite3.Connection, row: sqlite3.Row) -> bool:
    """Return whether the note stands on a claim that two people still decide blindly."""
    if row["kind"] != "claim":
        return False
    state = connection.execute("SELECT state FROM claims WHERE id = ?", [row["target"]]).fetchone()
    return state is not None and state[0] == "open" and is_blind(connection, row["target"])


def _waiting(row: sqlite3.Row, *, mention: bool) -> Waiting:
    page = _PAGES.get(row["kind"])
    return Waiting(
        mention=mention,
        kind=page or row["kind"],
        path=path_to(page, row["target"]) if page else None,
        about=title_of(row["about"], row["opening"]) if row["opening"] else row["about"] or "",
        note=row["note"],
        who=row["reviewer"],
        made=row["made"],
    )
