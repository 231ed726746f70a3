"""Lay out what people differ on, for the editor who decides between them.

Each field on which they differ becomes a question with numbered answers: first what each person
recorded, with their names, then what nobody chose but the editor may.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from claims.review.article.claim_details import ClaimDetails, Decision, read_claim
from claims.review.decisions.decision_words import said, shown_value
from claims.store.decisions import AS_EXTRACTED, Difference, differences, verdicts
from claims.store.queueing import disputed_ids
from claims.store.records import query
from claims.values import Certainty, ClaimKind

__all__ = ["Answer", "Differing", "Question", "last_adjudicated", "read_differing"]

_WORDS = {
    "verdict": "Which verdict stands?",
    "extraction": "Is it a claim at all?",
    "chain": "Who says so?",
    "content": "Which words are the claim?",
    "kind": "Which kind of claim is it?",
    "certainty": "How certain is it put?",
}
_LAST = """
    SELECT reviews.id AS review, reviews.action, reviews.field, reviews.value,
        coalesce(attachments.target, reviews.target) AS claim,
        coalesce(claims.text, reviews.exact, '') AS text
    FROM reviews
    LEFT JOIN attachments ON attachments.review = reviews.id
    LEFT JOIN claims ON claims.id = coalesce(attachments.target, reviews.target)
    WHERE reviews.reviewer = ? AND reviews.action = 'adjudicate'
        AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = reviews.id)
    ORDER BY reviews.id DESC LIMIT 1
"""
_EXTRACTION = {AS_EXTRACTED: "it is one, as extracted", "dismiss": "it is no claim"}


@dataclass(frozen=True, slots=True)
class Answer:
    """One value that may be chosen: as it is recorded, in words, and who gave it (or nobody)."""

    value: str
    words: str
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A field on which people differ, the answers they gave, and others that are possible."""

    field: str
    words: str
    given: tuple[Answer, ...]
    others: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Differing:
    """A claim on which people differ; `versions` are the decisions of each of them.

    `place` counts from 1 among `count`; `before` and `after` are the neighbours' ids.
    """

    found: ClaimDetails
    questions: tuple[Question, ...]
    versions: Mapping[str, tuple[Decision, ...]]
    place: int
    count: int
    before: str | None
    after: str | None


def read_differing(connection: sqlite3.Connection, person: str, claim: str) -> Differing | None:
    """Return the claim that is asked for, or the first that waits; None where none does."""
    waiting = disputed_ids(connection)
    if not waiting:
        return None
    name = claim if claim in waiting else waiting[0]
    found = read_claim(connection, name, person)
    if found is None:
        return None
    place = waiting.index(name)
    standing = [one for one in found.history if not one.undone and one.row["action"] != "undo"]
    questions = tuple(
        _question(connection, difference, standing) for difference in differences(connection, name)
    )
    people = dict.fromkeys(
        who for question in questions for one in question.given for who in one.people
    )
    return Differing(
        found=found,
        questions=questions,
        versions={
            who: tuple(one for one in standing if one.row["reviewer"] == who) for who in people
        },
        place=place + 1,
        count=len(waiting),
        before=waiting[place - 1] if place else None,
        after=waiting[place + 1] if place + 1 < len(waiting) else None,
    )


def last_adjudicated(connection: sqlite3.Connection, person: str) -> dict[str, Any] | None:
    """Return what the editor decided last between people: review, claim, text, said (words)."""
    rows = query(connection, _LAST, person)
    return {**rows[0], "said": said(rows[0])} if rows else None


def _question(
    connection: sqlite3.Connection, difference: Difference, standing: Sequence[Decision]
) -> Question:
    """Return a difference as a question, those answers first that most people gave."""
    field = difference.field
    by_value: dict[str, list[str]] = {}
    for who, value in difference.values.items():
        by_value.setdefault(value, []).append(who)
    given = [Answer(value, _words(field, value), tuple(who)) for value, who in by_value.items()]
    given.sort(key=lambda answer: -len(answer.people))
    others = [
        Answer(value, _words(field, value))
        for value in _possible(connection, field, standing)
        if value not in by_value
    ]
    return Question(field, _WORDS[field], tuple(given), tuple(others))


def _possible(
    connection: sqlite3.Connection, field: str, standing: Sequence[Decision]
) -> Sequence[str]:
    """Return what an editor may choose besides: words of a list, or a correction of their own."""
    if field == "verdict":
        return [choice.name for choice in verdicts(connection)]
    if field == "extraction":
        return list(_EXTRACTION)
    words: dict[str, tuple[str, ...]] = {
        "kind": get_args(ClaimKind),
        "certainty": get_args(Certainty),
    }
    corrected = [
        str(one.row["value"])
        for one in standing
        if one.row["action"] == "correct" and one.row["field"] == field
    ]
    return list(dict.fromkeys([AS_EXTRACTED, *words.get(field, corrected)]))


def _words(field: str, value: str) -> str:
    """Return a recorded value as the editor reads it."""
    if field == "extraction":
        return _EXTRACTION.get(value, str(value))
    return shown_value(value)
