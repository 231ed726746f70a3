"""Read one claim with all that is known of it, for its page."""

import sqlite3
from dataclasses import dataclass

from claims.review.articles import ArticleRow, ClaimRow, SentenceRow, read_article
from claims.review.layout import ArticleView, SentenceView, lay_out

_DOCUMENT = "SELECT document FROM claims WHERE id = ?"
_FIGURES = "SELECT kind, text, value, unit, bound FROM figures WHERE claim = ? ORDER BY number"
_FINDINGS = 'SELECT "check", severity, message FROM findings WHERE claim = ? ORDER BY "check"'
_HISTORY = """
    SELECT action, field, value, note, reviewer, made FROM standing_reviews
    WHERE target_kind = 'claim' AND target = ? ORDER BY id
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
class ClaimDetails:
    """A claim in its article; the sentences before and after give the context."""

    claim: ClaimRow
    article: ArticleRow
    title: str
    sentence: SentenceView
    before: SentenceRow | None
    after: SentenceRow | None
    figures: tuple[sqlite3.Row, ...]
    findings: tuple[sqlite3.Row, ...]
    history: tuple[sqlite3.Row, ...]
    made: sqlite3.Row
    story: sqlite3.Row | None
    tellings: tuple[sqlite3.Row, ...]

    def words_of(self, sentence: SentenceRow) -> str:
        """Return the text of one sentence of the article."""
        return sentence.span.of(self.article.text)


def read_claim(connection: sqlite3.Connection, name: str) -> ClaimDetails | None:
    """Return the claim with the id `name`, or None where there is none."""
    row = connection.execute(_DOCUMENT, [name]).fetchone()
    article = read_article(connection, row["document"]) if row is not None else None
    if article is None:
        return None
    view = lay_out(article)
    place, claim = _find(view, name)
    sentences = article.sentences
    return ClaimDetails(
        claim=claim,
        article=article,
        title=view.title,
        sentence=view.sentences[place],
        before=sentences[place - 1] if place > 0 else None,
        after=sentences[place + 1] if place + 1 < len(sentences) else None,
        figures=tuple(connection.execute(_FIGURES, [name])),
        findings=tuple(connection.execute(_FINDINGS, [name])),
        history=tuple(connection.execute(_HISTORY, [name])),
        made=connection.execute(_MADE, [name]).fetchone(),
        story=connection.execute(_STORY, [name]).fetchone(),
        tellings=tuple(connection.execute(_TELLINGS, [name])),
    )


def _find(view: ArticleView, name: str) -> tuple[int, ClaimRow]:
    """Return the place of the claim's sentence in the article, and the claim."""
    return next(
        (place, claim)
        for place, sentence in enumerate(view.sentences)
        for claim in sentence.row.claims
        if claim.id == name
    )
