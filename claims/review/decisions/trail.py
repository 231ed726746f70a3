"""The decisions on a claim and its sentence, in words: who made what of what, and when."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from claims.review.decisions.decision_words import field_name, said, shown_value
from claims.store.decisions import as_found, visible_reviews

__all__ = ["Decision", "read_trail"]


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on a claim: a row of `reviews`, and what it says in words.

    Of a correction, `before` is what was there until then and `after` what the person made of it.
    """

    row: Mapping[str, Any]
    said: str
    before: str | None = None
    after: str | None = None

    @property
    def name(self) -> str:
        """What is corrected, in words."""
        return field_name(str(self.row["field"]))

    @property
    def undone(self) -> bool:
        """Return whether somebody took it back."""
        return self.row["undone_by"] is not None

    @property
    def evidence(self) -> list[str]:
        """The addresses that were named for it."""
        return [str(address) for address in json.loads(self.row["evidence"] or "[]")]


def read_trail(
    connection: sqlite3.Connection,
    claim: str,
    person: str | None,
    *,
    document: str | None = None,
    sentence: str | None = None,
) -> tuple[Decision, ...]:
    """Return the decisions on a claim that the person may see, oldest first.

    With `sentence` (its id, of the article with the id `document`) those on the sentence too.
    """
    rows = visible_reviews(connection, claim, person)
    if sentence is not None:
        rows += visible_reviews(connection, sentence, person, target_kind="sentence")
        rows.sort(key=lambda row: int(row["id"]))
    now: dict[str, str] = {}
    if document and sentence and any(row["action"] == "correct" for row in rows):
        now = as_found(connection, document, claim, sentence)
    return tuple(_decision(row, now) for row in rows)


def _decision(row: Mapping[str, Any], now: dict[str, str]) -> Decision:
    """Return a decision in words; `now` is what each field held before it, and is brought on."""
    if row["action"] != "correct":
        return Decision(row, said(row))
    field, after = str(row["field"]), shown_value(row["value"])
    before = now.get(field)
    if before == "":
        before = "no source"
    if row["undone_by"] is None:
        now[field] = after
    return Decision(row, said(row, before), before, after)
