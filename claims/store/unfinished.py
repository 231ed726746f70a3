"""Work that is still owed to what is stored: an add or a decision that was cut off left it behind.

It is in tables, so that the next `claims add`, `watch`, `rebuild` or `serve` makes up for it;
`claims verify` names it. Late is not wrong: the articles themselves are whole.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from claims.store.opening import Store

__all__ = ["Owed", "lost_their_stories", "owed", "unchecked", "untracked"]

_UNCHECKED = """
SELECT id FROM documents WHERE extracted AND NOT EXISTS (
    SELECT 1 FROM checked_documents WHERE checked_documents.document = documents.id
) ORDER BY rowid
"""
_UNTRACKED = """
SELECT id FROM documents WHERE extracted AND NOT EXISTS (
    SELECT 1 FROM tracked_documents WHERE tracked_documents.document = documents.id
) ORDER BY rowid
"""
_LOST = """
SELECT EXISTS (
    SELECT 1 FROM documents
    WHERE id IN (SELECT value FROM json_each(?)) AND extracted AND NOT EXISTS (
        SELECT 1 FROM tracked_documents WHERE tracked_documents.document = documents.id
    )
)
"""


@dataclass(frozen=True, slots=True)
class Owed:
    """A kind of work, how many things wait for it, and the command that does it."""

    count: int
    work: str
    command: str

    def __str__(self) -> str:
        """Return it in one line."""
        return f"{self.work}: {self.count:,} wait for it; {self.command} makes up for that"


def unchecked(store: Store) -> list[str]:
    """Return the articles on which the house rules are still to be run, oldest first."""
    return [identity for (identity,) in store.connection.execute(_UNCHECKED)]


def untracked(store: Store) -> list[str]:
    """Return the articles whose claims have not found their stories yet, oldest first."""
    return [identity for (identity,) in store.connection.execute(_UNTRACKED)]


def lost_their_stories(store: Store, documents: Sequence[str]) -> bool:
    """Return whether claims of any of these articles (ids) are still to find their stories."""
    [found] = store.connection.execute(_LOST, (json.dumps(list(documents)),)).fetchone()
    return bool(found)


def owed(store: Store) -> tuple[Owed, ...]:
    """Return all work that is owed, kind by kind; none where everything is done."""
    found = (
        Owed(len(unchecked(store)), "house rules on articles", "claims add or claims serve"),
        Owed(len(untracked(store)), "finding the stories of articles", "claims add"),
        Owed(_count(store, "stale_stories"), "telling stories anew", "claims serve"),
        Owed(_count(store, "unwritten_chains"), "writing chains of sources", "claims serve"),
    )
    return tuple(one for one in found if one.count)


def _count(store: Store, table: str) -> int:
    [count] = store.connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - constants
    return int(count)
