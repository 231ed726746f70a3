"""Decisions of people: append-only rows, each of which carries the hash of the one before.

A row's hash covers all its columns that are not null, and the hash of the row before, so that no
row can be changed or taken out of the middle without every later one giving it away. Columns that
a later migration adds are null in old rows, and so leave their hashes as they are.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from sqlite3 import Connection, IntegrityError

from claims.errors import StoreError
from claims.store.opening import Store, transaction
from claims.store.quotes import TextQuote, quote
from claims.store.record.attaching import PLACES, attach_review
from claims.store.records import query, span_of
from claims.store.runs import now
from claims.values import Span

__all__ = [
    "Review",
    "add_reviewer",
    "review_hash",
    "write_review",
]

_HOMES = {
    "claim": "SELECT document FROM claims WHERE id = :target"
    " UNION ALL SELECT document FROM dismissed_claims WHERE id = :target",
    "sentence": "SELECT document FROM sentences WHERE id = :target",
    "attribution": "SELECT document FROM attributions WHERE id = :target",
    "source": "SELECT document FROM sources WHERE id = :target",
    "mention": "SELECT document FROM mentions WHERE id = :target",
    "document": "SELECT id FROM documents WHERE id = :target",
}
"""For each kind of target: the article to which it belongs, null for a named source."""

_INSERT = """
INSERT INTO reviews (
    id, target_kind, target, document, exact, prefix, suffix, action, field, value, note,
    evidence, undoes, reviewer, made, run, previous, hash
) VALUES (
    :id, :target_kind, :target, :document, :exact, :prefix, :suffix, :action, :field, :value, :note,
    :evidence, :undoes, :reviewer, :made, :run, :previous, :hash
)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A decision that is to be recorded.

    `target_kind` is claim, sentence, attribution, source, mention, document or another part's own;
    `target` its id. `value` is a word, or JSON where it is more. `evidence` holds addresses.
    `undoes` is the number of the review that this one takes back; its action is then "undo".
    `place` says which words of the article it is about where that is not the whole target, such
    as a claim that was missed inside a sentence (offsets into the document's text).
    """

    target_kind: str
    target: str
    action: str
    reviewer: str
    field: str | None = None
    value: str | None = None
    note: str | None = None
    evidence: Sequence[str] = ()
    undoes: int | None = None
    place: Span | None = None


def add_reviewer(store: Store, reviewer: str, *, name: str | None = None, role: str) -> None:
    """Enter a person who decides, or change the name and role of one who is there."""
    with transaction(store) as connection:
        connection.execute(
            "INSERT INTO reviewers (id, name, role, made) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role",
            (reviewer, name or reviewer, role, now()),
        )


def write_review(connection: Connection, review: Review) -> int:
    """Record a decision inside a transaction that the caller holds; return its number.

    It is left to the caller to let it take effect; see `claims.store.decisions.reviewing`. The
    transaction must have begun as a writer (BEGIN IMMEDIATE): otherwise two rows could go on from
    the same one, and SQLite would refuse the second. Raises StoreError where what it is about, the
    reviewer or the review that it undoes is not in the database.
    """
    _refuse_unknown(connection, review)
    row = _row(connection, review)
    row["hash"] = review_hash(row)
    try:
        connection.execute(_INSERT, row)
    except IntegrityError as error:
        raise StoreError(f"the decision was not recorded: {error}") from error
    number = int(str(row["id"]))
    attach_review(connection, number)
    return number


def review_hash(row: Mapping[str, object]) -> str:
    """Return the SHA-256 of a row of `reviews`, over all its columns but `hash`, as JSON."""
    covered = {name: value for name, value in row.items() if name != "hash" and value is not None}
    return sha256(json.dumps(covered, sort_keys=True).encode("ascii")).hexdigest()


def _refuse_unknown(connection: Connection, review: Review) -> None:
    """Raise where the decision refers to what is not in the database."""
    known = connection.execute("SELECT 1 FROM reviewers WHERE id = ?", (review.reviewer,))
    if known.fetchone() is None:
        raise StoreError(f"there is no reviewer {review.reviewer}")
    if (review.undoes is None) != (review.action != "undo"):
        raise StoreError("an undo, and nothing else, names the decision that it takes back")
    if review.undoes is not None:
        _refuse_undo(connection, review)
        return
    home = _HOMES.get(review.target_kind)
    if home is not None and connection.execute(home, {"target": review.target}).fetchone() is None:
        raise StoreError(f"there is no {review.target_kind} {review.target}")


def _refuse_undo(connection: Connection, review: Review) -> None:
    """Raise where there is nothing to undo. What no longer attaches can still be undone."""
    undone = connection.execute(
        "SELECT target_kind, target, action FROM reviews WHERE id = ?", (review.undoes,)
    ).fetchone()
    if undone is None or undone[:2] != (review.target_kind, review.target):
        raise StoreError(f"there is no decision {review.undoes} on this {review.target_kind}")
    if undone[2] == "undo":
        raise StoreError(f"{review.undoes} is itself an undo; make the decision again instead")


def _row(connection: Connection, review: Review) -> dict[str, object]:
    """Return the row of a decision, but for its hash."""
    last = connection.execute("SELECT id, hash FROM reviews ORDER BY id DESC LIMIT 1").fetchone()
    number, previous = last or (0, "")
    document, run, words = _about(connection, review)
    return {
        "id": number + 1,
        "target_kind": review.target_kind,
        "target": review.target,
        "document": document,
        "exact": words.exact if words else None,
        "prefix": words.prefix if words else None,
        "suffix": words.suffix if words else None,
        "action": review.action,
        "field": review.field,
        "value": review.value,
        "note": review.note,
        "evidence": json.dumps(list(review.evidence)) if review.evidence else None,
        "undoes": review.undoes,
        "reviewer": review.reviewer,
        "made": now(),
        "run": run,
        "previous": previous,
    }


def _about(
    connection: Connection, review: Review
) -> tuple[str | None, int | None, TextQuote | None]:
    """Return the article, the run that extracted it, and the words that the decision is about."""
    if review.undoes is not None:
        document, run, *words = connection.execute(
            "SELECT document, run, exact, prefix, suffix FROM reviews WHERE id = ?",
            (review.undoes,),
        ).fetchone()
        return document, run, TextQuote(*words) if words[0] else None
    home = _HOMES.get(review.target_kind)
    found = connection.execute(home, {"target": review.target}).fetchone() if home else None
    if found is None or found[0] is None:
        return None, None, None
    text, run = connection.execute("SELECT text, run FROM documents WHERE id = ?", found).fetchone()
    place = review.place or _place(connection, review, found[0])
    return found[0], run, quote(text, place) if place else None


def _place(connection: Connection, review: Review, document: str) -> Span | None:
    """Return where the target is in the text, None where it is in no single place."""
    places = PLACES.get(review.target_kind)
    if places is None:
        return None
    for row in query(connection, places, document=document):
        if row["id"] == review.target:
            return span_of(row)
    return None
