"""Read one claim with all that is known of it, for its page."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from claims.review.articles import ArticleRow, ClaimRow, read_article
from claims.review.history import said
from claims.review.layout import ArticleView, Paragraph, SentenceView, lay_out
from claims.store.decisions import is_blind, latest_review, visible_reviews

_DOCUMENT = "SELECT document FROM claims WHERE id = ?"
_FIGURES = "SELECT kind, text, value, unit, bound FROM figures WHERE claim = ? ORDER BY number"
_FINDINGS = 'SELECT "check", severity, message FROM findings WHERE claim = ? ORDER BY "check"'
_STATE = "SELECT state, flag, corrected_by FROM claims WHERE id = ?"
_VERDICTS = "SELECT name, description FROM verdicts WHERE active ORDER BY position"
_REVIEWERS = "SELECT id, name FROM reviewers WHERE active AND role <> 'reader' ORDER BY name"
_DISMISSED = """
    SELECT dismissed_claims.id, dismissed_claims.text, dismissed_claims.chain,
        dismissed_claims.document, sentences.number, documents.title, documents.publisher,
        documents.published, substr(documents.text, 1, 400) AS start
    FROM dismissed_claims
    JOIN sentences ON sentences.id = dismissed_claims.sentence
    JOIN documents ON documents.id = dismissed_claims.document
    WHERE dismissed_claims.id = ?
"""
_STORY = """
    SELECT stories.first_seen, stories.documents, stories.outlets, stories.originators,
        stories.circular
    FROM story_claims JOIN stories ON stories.id = story_claims.story
    WHERE story_claims.claim = ?
"""
_TELLINGS = """
    SELECT claims.id, claims.text, claims.chain, claims.document, documents.title,
        documents.publisher, documents.published, substr(documents.text, 1, 400) AS start
    FROM story_claims AS this
    JOIN story_claims AS other ON other.story = this.story AND other.claim <> this.claim
    JOIN claims ON claims.id = other.claim
    JOIN documents ON documents.id = claims.document
    WHERE this.claim = ? ORDER BY other.position LIMIT 20
"""
_MADE = """
    SELECT attributions.model, attributions.confidence, runs.started, runs.version
    FROM claims
    JOIN documents ON documents.id = claims.document
    LEFT JOIN attributions ON attributions.id = claims.attribution
    LEFT JOIN runs ON runs.id = documents.run
    WHERE claims.id = ?
"""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on a claim: a row of `reviews`, and what it says in words."""

    row: Mapping[str, Any]
    said: str

    @property
    def undone(self) -> bool:
        """Tell whether somebody took it back."""
        return self.row["undone_by"] is not None

    @property
    def evidence(self) -> list[str]:
        """The addresses that were named for it."""
        return [str(address) for address in json.loads(self.row["evidence"] or "[]")]


@dataclass(frozen=True, slots=True)
class ClaimDetails:
    """A claim in its article; the paragraphs around it give the context.

    `seen` is the number of the latest decision on it. `blind`: two people decide it without seeing
    each other; `history` holds only what its reader may see.
    """

    claim: ClaimRow
    article: ArticleRow
    title: str
    sentence: SentenceView
    around: tuple[Paragraph, ...]
    figures: tuple[sqlite3.Row, ...]
    findings: tuple[sqlite3.Row, ...]
    history: tuple[Decision, ...]
    seen: int
    blind: bool
    state: sqlite3.Row
    verdicts: tuple[sqlite3.Row, ...]
    reviewers: tuple[sqlite3.Row, ...]
    made: sqlite3.Row
    story: sqlite3.Row | None
    tellings: tuple[sqlite3.Row, ...]


@dataclass(frozen=True, slots=True)
class Dismissed:
    """A claim that a person said is none."""

    row: sqlite3.Row
    history: tuple[Decision, ...]


def read_claim(
    connection: sqlite3.Connection, name: str, person: str | None = None
) -> ClaimDetails | None:
    """Return the claim with the id `name` as `person` may see it, or None where there is none."""
    row = connection.execute(_DOCUMENT, [name]).fetchone()
    article = read_article(connection, row["document"]) if row is not None else None
    if article is None:
        return None
    view = lay_out(article)
    place, claim = _find(view, name)
    return ClaimDetails(
        claim=claim,
        article=article,
        title=view.title,
        sentence=view.sentences[place],
        around=_around(view, view.sentences[place]),
        figures=tuple(connection.execute(_FIGURES, [name])),
        findings=tuple(connection.execute(_FINDINGS, [name])),
        history=_history(connection, name, person),
        seen=latest_review(connection, "claim", name),
        blind=is_blind(connection, name),
        state=connection.execute(_STATE, [name]).fetchone(),
        verdicts=tuple(connection.execute(_VERDICTS)),
        reviewers=tuple(connection.execute(_REVIEWERS)),
        made=connection.execute(_MADE, [name]).fetchone(),
        story=connection.execute(_STORY, [name]).fetchone(),
        tellings=tuple(connection.execute(_TELLINGS, [name])),
    )


def read_dismissed(
    connection: sqlite3.Connection, name: str, person: str | None = None
) -> Dismissed | None:
    """Return the dismissed claim that had the id `name`, or None where there is none."""
    row = connection.execute(_DISMISSED, [name]).fetchone()
    return Dismissed(row, _history(connection, name, person)) if row is not None else None


def _history(connection: sqlite3.Connection, name: str, person: str | None) -> tuple[Decision, ...]:
    """Return the decisions on a claim that the person may see, oldest first."""
    return tuple(Decision(row, said(row)) for row in visible_reviews(connection, name, person))


def _around(view: ArticleView, sentence: SentenceView) -> tuple[Paragraph, ...]:
    """Return the paragraph of the sentence between the one before and the one after."""
    place = next(
        place
        for place, paragraph in enumerate(view.paragraphs)
        if any(item is sentence for item in paragraph.items)
    )
    return view.paragraphs[max(place - 1, 0) : place + 2]


def _find(view: ArticleView, name: str) -> tuple[int, ClaimRow]:
    """Return the place of the claim's sentence in the article, and the claim."""
    return next(
        (place, claim)
        for place, sentence in enumerate(view.sentences)
        for claim in sentence.row.claims
        if claim.id == name
    )
