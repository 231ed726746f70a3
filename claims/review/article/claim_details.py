"""Read one claim with all that is known of it, for its page."""

import sqlite3
from dataclasses import dataclass, replace

from claims.review.article.layout import ArticleView, Paragraph, SentenceView, lay_out
from claims.review.article.rows import ArticleRow, ClaimRow, read_article
from claims.review.decisions.trail import Decision, read_trail
from claims.review.decisions.word_choice import WordPiece, pieces_of
from claims.store.decisions import is_blind, latest_review

__all__ = ["Choice", "ClaimDetails", "Decision", "Dismissed", "read_claim", "read_dismissed"]

_DOCUMENT = "SELECT document FROM claims WHERE id = ?"
_FIGURES = "SELECT kind, text, value, unit, bound FROM figures WHERE claim = ? ORDER BY number"
_FINDINGS = """
    SELECT "check", severity, message FROM findings WHERE claim = :claim
    UNION SELECT "check", severity, message FROM findings
        WHERE sentence = :sentence AND claim IS NULL
    ORDER BY "check"
"""
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
    SELECT stories.id, stories.first_seen, stories.documents, stories.outlets, stories.originators,
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
class Choice:
    """A sentence cut into words; `near` where the claim is in it, else it is one beside."""

    near: bool
    pieces: tuple[WordPiece, ...]


@dataclass(frozen=True, slots=True)
class ClaimDetails:
    """A claim in its article; the paragraphs around it give the context.

    `seen` is the number of the latest decision on it, `sentence_seen` of that on its sentence;
    `choices` are the sentences of which it may hold words. `blind`: two people decide it without
    seeing each other; `history` holds only what its reader may see.
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
    sentence_seen: int
    choices: tuple[Choice, ...]
    blind: bool
    state: sqlite3.Row
    verdicts: tuple[sqlite3.Row, ...]
    reviewers: tuple[sqlite3.Row, ...]
    made: sqlite3.Row
    story: sqlite3.Row | None
    tellings: tuple[sqlite3.Row, ...]

    @property
    def changes(self) -> list[Decision]:
        """The corrections in effect: of each field the latest, with what extraction found there."""
        fields: dict[str, Decision] = {}
        for one in self.history:
            if one.row["action"] == "correct" and not one.undone:
                field = str(one.row["field"])
                first = fields.get(field, one)
                fields[field] = replace(one, before=first.before)
        return [one for one in fields.values() if one.before != one.after]


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
        findings=tuple(connection.execute(_FINDINGS, {"claim": name, "sentence": claim.sentence})),
        history=read_trail(connection, name, person, document=article.id, sentence=claim.sentence),
        seen=latest_review(connection, "claim", name),
        sentence_seen=latest_review(connection, "sentence", claim.sentence),
        choices=_choices(view, place, claim),
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
    return Dismissed(row, read_trail(connection, name, person)) if row is not None else None


def _choices(view: ArticleView, place: int, claim: ClaimRow) -> tuple[Choice, ...]:
    """Return the words to choose from: of the sentences that the claim touches, and one more."""
    last = max((span.end for span in claim.content), default=0)
    touched = [
        number
        for number, sentence in enumerate(view.sentences)
        if number == place or (number > place and sentence.row.span.start < last)
    ]
    offered = range(max(touched[0] - 1, 0), min(touched[-1] + 2, len(view.sentences)))
    return tuple(
        Choice(number in touched, pieces_of(view.row.text, view.sentences[number].row.span))
        for number in offered
        if not view.sentences[number].row.headline
    )


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
