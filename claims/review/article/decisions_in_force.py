"""Read the decisions in force on an article, by what they are about, as one person may see them.

On a claim that two people decide blindly, what the other one did is left out until both have
decided, as everywhere. One query by the article's id, and a look-up for each blind claim.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claims.store.decisions import is_blind, visible_reviews

_STANDING = """
    SELECT reviews.id, attachments.target_kind, attachments.target, reviews.action, reviews.field,
        reviews.value, reviews.reviewer
    FROM reviews JOIN attachments ON attachments.review = reviews.id
    WHERE reviews.document = ? AND reviews.action <> 'undo'
        AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = reviews.id)
    ORDER BY reviews.id
"""
_CORRECTED = """
    SELECT claims.id, reviews.reviewer
    FROM claims JOIN reviews ON reviews.id = claims.corrected_by
    WHERE claims.document = ?
"""
_LATEST = "SELECT coalesce(max(id), 0) FROM reviews"
_DISMISSED = """
    SELECT dismissed_claims.id, dismissed_claims.text, dismissed_claims.chain,
        dismissed_claims.review, reviews.reviewer, sentences.number
    FROM dismissed_claims
    JOIN reviews ON reviews.id = dismissed_claims.review
    JOIN sentences ON sentences.id = dismissed_claims.sentence
    WHERE dismissed_claims.document = ? ORDER BY dismissed_claims.start
"""
_CORRECTION = ("corrected", "✎", "corrected by {who}")
_SIGNS = {
    "verdict": ("verdict", "⚖", "{value}, says {who}"),
    "correct": _CORRECTION,
    "add": ("added", "✎", "claim added by {who}"),
    "adjudicate": ("settled", "⚖", "settled by {who}"),
    "confirm": ("confirmed", "✓", "read correctly, says {who}"),
    "done": ("done", "✓", "done, says {who}"),
    "assign": ("assigned", "→", "for {value}"),
    "note": ("noted", "¶", "noted by {who}"),
}
"""The name, mark and words of the sign that each action leaves."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What stands on a claim or sentence: a mark, and its words, which lists show.

    `brief` is what the margin shows beside the mark: the verdict, which a mark alone does not tell.
    """

    name: str
    mark: str
    words: str
    brief: str = ""

    @property
    def kind(self) -> str:
        """What the mark means, for the legend."""
        return "flagged" if self.name == "flag" else self.name


@dataclass(frozen=True, slots=True)
class Standing:
    """What people decided in an article, and the number of the latest decision of all.

    `signs` are by the id of the claim or sentence; `dismissed` are the claims that a person said
    are none.
    """

    latest: int
    signs: Mapping[str, tuple[Sign, ...]]
    dismissed: tuple[sqlite3.Row, ...]


def read_standing(
    connection: sqlite3.Connection, document: str, person: str, *, names: bool = True
) -> Standing:
    """Return the decisions in force in the article with the id `document`, as `person` may see it.

    Without `names` it is not said who decided.
    """
    # First of all: what comes in while the rest is read counts as not seen.
    latest = connection.execute(_LATEST).fetchone()[0]
    rows: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in connection.execute(_STANDING, [document]):
        if row["target_kind"] in ("claim", "sentence"):
            rows[row["target"]].append(row)
    signs = {
        target: _signs(_visible(connection, target, found, person), names=names)
        for target, found in rows.items()
    }
    # A claim that was added is known by that; the decision itself is about its sentence.
    for claim, who in connection.execute(_CORRECTED, [document]):
        present = signs.get(claim, ())
        if not any(sign.name == "corrected" for sign in present):
            signs[claim] = (
                *present,
                _sign("correct", {"reviewer": who, "value": None}, names=names),
            )
    return Standing(
        latest=latest,
        signs=signs,
        dismissed=tuple(connection.execute(_DISMISSED, [document])),
    )


def _visible(
    connection: sqlite3.Connection, target: str, rows: list[Mapping[str, Any]], person: str
) -> list[Mapping[str, Any]]:
    """Return what the person may see of standing decisions on one claim or sentence."""
    others = any(row["reviewer"] != person for row in rows)
    if rows[0]["target_kind"] != "claim" or not others or not is_blind(connection, target):
        return rows
    seen = {row["id"] for row in visible_reviews(connection, target, person)}
    return [row for row in rows if row["id"] in seen]


def _signs(rows: Sequence[Mapping[str, Any]], *, names: bool) -> tuple[Sign, ...]:
    """Return what the decisions come to: the latest flag, each person's verdict, the rest once."""
    flag: tuple[Sign, ...] = ()
    verdicts: dict[str, Sign] = {}
    found: dict[str, Sign] = {}
    for row in rows:
        action, value = row["action"], row["value"]
        if action in ("flag", "unflag"):
            flag = (Sign("flag", "⚑", str(value)),) if action == "flag" else ()
        elif action == "verdict":
            verdicts[row["reviewer"]] = _sign(action, row, names=names)
        elif action in _SIGNS:
            found[action] = _sign(action, row, names=names)
    return (*flag, *verdicts.values(), *found.values())


def _sign(action: str, row: Mapping[str, Any], *, names: bool) -> Sign:
    name, mark, words = _SIGNS[action]
    value = row["value"] if names or action == "verdict" else "somebody"
    who = row["reviewer"] if names else "a reviewer"
    brief = str(value) if action == "verdict" else ""
    return Sign(name, mark, words.format(who=who, value=value), brief)
