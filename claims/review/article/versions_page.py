"""The texts that an article had: what was added, dropped or altered, claim by claim."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from datasette import Request, Response

from claims.reading.layout.titles import title_of
from claims.review.access.permissions import READ, needs, sees_names
from claims.review.decisions.decision_words import said
from claims.review.frame.page import must, read, show
from claims.review.story.summary import when
from claims.review.story.word_differences import WordPiece, compare_words
from claims.store.decisions import visible_reviews
from claims.store.extractions.silent_edits import read_silent_edits
from claims.store.records import Records, query
from claims.tracking.versions import Edit

if TYPE_CHECKING:
    from datasette.app import Datasette


# Read the texts that an article had, and what changed in its claims from each to the next.

_DOCUMENT = """
    SELECT id, title, publisher, published, url, version, changed, words, text
    FROM documents WHERE id = ?
"""
_EARLIER = """
    SELECT version, title, published, read, replaced, text FROM document_versions
    WHERE document = ? ORDER BY version
"""
_LOST = """
    SELECT target, exact, action, field, value, note, reviewer, made FROM detached_reviews
    WHERE document = ? AND target_kind = 'claim' ORDER BY id
"""
_SHOWN = ("verdict", "flag", "confirm", "correct")


@dataclass(frozen=True, slots=True)
class Lost:
    """A decision, in words; of a claim that is gone, or of one that stands."""

    said: str
    reviewer: str
    note: str | None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one claim; `pieces` hold an altered wording against the one before.

    `decisions` were made on the claim: on one that is gone they no longer count for anything.
    """

    edit: Edit
    pieces: tuple[WordPiece, ...]
    decisions: tuple[Lost, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """From one text to the next: when that came in, the headline, the claims that changed."""

    version: int
    read: str
    replaced: str
    titles: tuple[str, str]
    headline: tuple[WordPiece, ...]
    changes: tuple[Change, ...]
    kept: int
    words: tuple[int, int]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many claims were altered, added, dropped; those of which there are none left out."""
        found = Counter(change.edit.kind for change in self.changes)
        return [(kind, found[kind]) for kind in ("altered", "added", "dropped") if found[kind]]


@dataclass(frozen=True, slots=True)
class ArticleVersions:
    """An article and the steps between its texts, the latest first."""

    row: sqlite3.Row
    title: str
    steps: tuple[Step, ...]
    lost: tuple[Lost, ...]


def count_versions(connection: sqlite3.Connection, document: str) -> int:
    """Return how many texts of an article are known, 0 where there is no such article."""
    row = connection.execute("SELECT version FROM documents WHERE id = ?", [document]).fetchone()
    return int(row[0]) if row else 0


def read_versions(
    connection: sqlite3.Connection, document: str, person: str | None = None
) -> ArticleVersions | None:
    """Return the texts of the article with the id `document`, None where there is none.

    Decisions are those that `person` may see.
    """
    row = connection.execute(_DOCUMENT, [document]).fetchone()
    if row is None:
        return None
    lost = query(connection, _LOST, document)
    title = title_of(row["title"], row["text"])
    changes: dict[int, list[Change]] = defaultdict(list)
    kept: Counter[int] = Counter()
    for stored in read_silent_edits(connection, document, kept=True):
        if stored.edit.kind == "kept":
            kept[stored.version] += 1
        else:
            changes[stored.version].append(_change(connection, stored.edit, lost, person))
    steps = _steps(connection, row, title, changes, kept)
    return ArticleVersions(
        row, title, tuple(reversed(steps)), tuple(_lost(one, one["exact"] or "") for one in lost)
    )


def _lost(row: Mapping[str, Any], about: str = "") -> Lost:
    return Lost(said(row), row["reviewer"], row["note"], about)


def _steps(
    connection: sqlite3.Connection,
    row: sqlite3.Row,
    title: str,
    changes: Mapping[int, list[Change]],
    kept: Mapping[int, int],
) -> list[Step]:
    earlier = connection.execute(_EARLIER, [row["id"]]).fetchall()
    titles = [*(title_of(one["title"], one["text"]) for one in earlier), title]
    texts = [*(one["text"] for one in earlier), row["text"]]
    return [
        Step(
            version=one["version"],
            read=one["read"],
            replaced=one["replaced"],
            titles=(titles[number], titles[number + 1]),
            headline=compare_words(titles[number], titles[number + 1]),
            changes=tuple(changes.get(one["version"], ())),
            kept=kept.get(one["version"], 0),
            words=(len(texts[number].split()), len(texts[number + 1].split())),
        )
        for number, one in enumerate(earlier)
    ]


def _change(
    connection: sqlite3.Connection, edit: Edit, lost: Records, person: str | None
) -> Change:
    """Hold two wordings against each other; name what was decided on the claim, then or now."""
    before, after = edit.before, edit.after
    pieces = compare_words(before.text, after.text) if before and after else ()
    decided = [one for one in lost if before is not None and one["target"] == before.key]
    if after is not None:
        decided += [
            one
            for one in visible_reviews(connection, after.key, person)
            if one["action"] in _SHOWN and one["undone_by"] is None
        ]
    return Change(edit, pieces, tuple(_lost(one) for one in decided))


@needs(READ)
async def versions_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/article/<id>/versions`."""
    name, person = request.url_vars["id"], str((request.actor or {}).get("id") or "") or None
    found = must(
        await read(datasette, lambda connection: read_versions(connection, name, person)), "article"
    )
    return await show(
        datasette,
        request,
        "versions",
        found=found,
        row=found.row,
        when=when,
        names=await sees_names(datasette, request.actor),
    )
