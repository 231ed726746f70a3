"""Find the claim that most needs a look, within filters; one index of the file serves it.

The order is that of the column `attention`, from high to low, and then of the ids, so that it is
the same for everybody, and a place in it ("641.9f3c…") is where it was though claims come and go.
"""

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

MOST_COUNTED = 10_000
"""How far the claims that remain are counted: at a million, nobody needs the last digit."""

_PLACE = re.compile(r"(?P<attention>\d{1,5})\.(?P<claim>[0-9A-Za-z_-]{1,80})")
TO_REVIEW = """
    (sourcing = 'unsourced' AND disputable = 1)
    OR (sourcing IN ('anonymous', 'unstated', 'outlet') AND kind = 'fact')
"""
"""What the first page counts as to review: the claims of the view claims_to_review, undecided."""

_ONLY = {
    "review": ("to review", f"({TO_REVIEW})"),
    "unsourced": ("unsourced and disputable", "sourcing = 'unsourced' AND disputable = 1"),
    "unnamed": ("unnamed sources only", "sourcing = 'anonymous'"),
    "figures": ("with figures", "figures > 0"),
    "unsure": ("extraction unsure", "confidence < 0.6"),
    "flagged": ("flagged", "flag IS NOT NULL"),
    "disputed": ("disputed", "1"),
    "mine": (
        "assigned to me",
        "id IN (SELECT target FROM assignments WHERE reviewer = :person AND target_kind = 'claim'"
        " UNION ALL SELECT owned.id FROM assignments"
        " JOIN claims AS owned ON owned.document = target"
        " WHERE reviewer = :person AND target_kind = 'document')",
    ),
}
ONLY = {name: words for name, (words, _) in _ONLY.items()}
"""The filters that a click sets, in their order: name and words."""

_BY = {
    "kind": "kind = :kind",
    "source": "source = :source",
    "article": "document = :article",
    "outlet": "document IN (SELECT id FROM documents WHERE publisher = :outlet)",
    "story": "id IN (SELECT claim FROM story_claims WHERE story = :story)",
}
_NOT_MINE = """
    AND NOT EXISTS (
        SELECT 1 FROM attachments JOIN reviews ON reviews.id = attachments.review
        WHERE attachments.target_kind = 'claim' AND attachments.target = claims.id
            AND reviews.reviewer = :person
            AND reviews.action IN ('verdict', 'confirm', 'dismiss', 'done')
            AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = reviews.id))
"""
"""Of a claim that two people decide, what the first of them did leaves it open for the other."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the queue is narrowed to; `only` is one of ONLY, the others are ids and words."""

    only: str = ""
    kind: str = ""
    source: str = ""
    article: str = ""
    outlet: str = ""
    story: str = ""

    def query(self, **more: str) -> str:
        """Return them, and more, as the query of an address."""
        given = {**asdict(self), **more}
        return urlencode({name: value for name, value in given.items() if value})

    def named(self) -> dict[str, str]:
        """Return those by id or word that are set."""
        return {name: value for name, value in asdict(self).items() if value and name in _BY}


@dataclass(frozen=True, slots=True)
class Found:
    """A claim of the queue, the one before it, and how many there are that nobody decided.

    `claim` is None at the end. `place` is where the queue goes on behind it. `remaining` stops at
    MOST_COUNTED.
    """

    claim: str | None
    place: str
    before: str | None
    remaining: int


def filters_of(args: Mapping[str, str]) -> Filters:
    """Return the filters that an address or form carries; what is unknown is left out."""
    only = args.get("only", "")
    by = {name: args.get(name, "") for name in _BY}
    return Filters(only=only if only in _ONLY else "", **by)


def find_next(
    connection: sqlite3.Connection,
    filters: Filters,
    person: str,
    *,
    after: str = "",
    claim: str = "",
) -> Found:
    """Return the claim with the id `claim`, decided or not; else the first one behind `after`."""
    given = {**asdict(filters), "person": person, "most": MOST_COUNTED}
    asked = _where(filters)
    row = connection.execute("SELECT id, attention FROM claims WHERE id = ?", [claim]).fetchone()
    if row is None:
        row = _beside(connection, asked, given, _place_of(after), forward=True)
    counted = f"SELECT count(*) FROM (SELECT 1 FROM claims WHERE {asked} LIMIT :most)"  # noqa: S608 (constants of this module)
    remaining = connection.execute(counted, given).fetchone()[0]
    here = (row["attention"], row["id"]) if row is not None else _place_of(after)
    # At the end nothing follows, so the last claim of all is the one before.
    behind = here if row is not None or here is None else (here[0] - 1, "")
    before = _beside(connection, asked, given, behind, forward=False) if behind else None
    return Found(
        claim=row["id"] if row is not None else None,
        place=f"{here[0]}.{here[1]}" if here else "",
        before=before["id"] if before is not None else None,
        remaining=remaining,
    )


def _where(filters: Filters) -> str:
    """Return the condition; values are bound, never written into it."""
    parts = ["state = 'disputed'" if filters.only == "disputed" else "state = 'open'"]
    if filters.only:
        parts.append(_ONLY[filters.only][1])
    parts += [_BY[name] for name in filters.named()]
    # A person who differs with another one may still look at what is disputed.
    return " AND ".join(parts) + ("" if filters.only == "disputed" else _NOT_MINE)


def _place_of(text: str) -> tuple[int, str] | None:
    found = _PLACE.fullmatch(text)
    return (int(found["attention"]), found["claim"]) if found else None


def _beside(
    connection: sqlite3.Connection,
    asked: str,
    given: Mapping[str, object],
    place: tuple[int, str] | None,
    *,
    forward: bool,
) -> sqlite3.Row | None:
    """Return the claim behind (or before) a place of the queue; with none, the first of all."""
    attention, name = place or (None, "")
    behind = "attention <= :at AND (attention < :at OR id > :name)"
    ahead = "attention >= :at AND (attention > :at OR id < :name)"
    order = "attention DESC, id" if forward else "attention, id DESC"
    beyond = "1" if attention is None else behind if forward else ahead
    row: sqlite3.Row | None = connection.execute(
        f"SELECT id, attention FROM claims WHERE {asked} AND {beyond} ORDER BY {order} LIMIT 1",  # noqa: S608 (constants of this module)
        {**given, "at": attention, "name": name},
    ).fetchone()
    return row
