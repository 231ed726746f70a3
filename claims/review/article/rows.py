"""Read an article with its sentences, claims and chains from the database, for the pages.

A handful of queries by the article's id, whatever its length; sources that a person merged are
shown as the one they were merged into.
"""

import sqlite3
from collections import defaultdict
from dataclasses import dataclass

from claims.review.frame.source_icons import RECORD, UNSOURCED, UNSTATED, SourceIcon, icon_of_source
from claims.values import Span


@dataclass(frozen=True, slots=True)
class HopRow:
    """One link of a chain; `mention` is None where the hop is inferred.

    `guessed`: more likely than not, another one is meant; who was named nearby stands for them.
    """

    source: str
    name: str
    look: SourceIcon
    inferred: bool
    rule: str
    mention: Span | None
    guessed: bool


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim with its chain and with the places of its content and cue in the text.

    `state` is open while somebody has to look, else decided or disputed.
    """

    id: str
    sentence: str
    text: str
    chain: tuple[HopRow, ...]
    sourcing: str
    kind: str
    certainty: str
    manner: str | None
    negated: bool
    disputable: bool
    confidence: float
    state: str
    content: tuple[Span, ...]
    cues: tuple[Span, ...]
    cue: str

    @property
    def look(self) -> SourceIcon:
        """Who answers for it: the originator, or nobody who is stated."""
        if self.chain:
            return self.chain[-1].look
        if self.sourcing == "unstated":
            return UNSTATED
        return UNSOURCED if self.disputable else RECORD


@dataclass(frozen=True, slots=True)
class FindingRow:
    """What a house rule found: its code, how grave it is, and what is wrong, in words."""

    code: str
    severity: str
    message: str


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """One sentence; `status` is None for headlines and where claims were not looked for."""

    id: str
    number: int
    span: Span
    headline: bool
    beside: bool
    """Whether it is none of the article's own words: a caption, byline, date or button."""
    status: str | None
    disputable: bool
    reason: str | None
    claims: tuple[ClaimRow, ...]
    findings: tuple[FindingRow, ...]


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as stored."""

    id: str
    text: str
    title: str | None
    publisher: str | None
    author: str | None
    published: str | None
    url: str | None
    path: str | None
    words: int
    extracted: bool
    reason: str | None
    sentences: tuple[SentenceRow, ...]
    findings: tuple[FindingRow, ...]
    """Those about the whole article; those about a sentence stand with it."""


_DOCUMENT = """
    SELECT id, text, title, publisher, author, published, url, path, words, extracted, reason
    FROM documents WHERE id = ?
"""
_SENTENCES = """
    SELECT id, number, start, "end", headline, status, disputable, reason,
        headline AND EXISTS (
            SELECT 1 FROM regions
            WHERE regions.document = sentences.document
                AND kind IN ('caption', 'byline', 'dateline')
                AND regions.start <= sentences.start AND regions."end" >= sentences."end"
        ) AS beside
    FROM sentences WHERE document = ? ORDER BY number
"""
_CLAIMS = """
    SELECT id, sentence, text, sourcing, kind, certainty, manner, negated, disputable,
        confidence, state
    FROM claims WHERE document = ? ORDER BY number
"""
_SPANS = """
    SELECT claim, role, exact, start, "end" FROM claim_spans
    WHERE document = ? AND role IN ('content', 'cue') ORDER BY start
"""
_HOPS = """
    SELECT hops.claim, shown.id AS source, shown.name, shown.kind, shown.anonymous, shown.number,
        hops.inferred, hops.rule, hops.confidence, mentions.start, mentions."end"
    FROM claims
    JOIN hops ON hops.claim = claims.id
    JOIN sources ON sources.id = hops.source
    JOIN sources AS shown ON shown.id = coalesce(sources.merged_into, sources.id)
    LEFT JOIN mentions ON mentions.id = hops.mention
    WHERE claims.document = ? ORDER BY hops.claim, hops.position
"""
_EVEN = 0.5
"""Below it, a hop is wrong more often than right."""

_FINDINGS = """
    SELECT sentence, "check", severity, message FROM findings
    WHERE document = ? ORDER BY "check", id
"""


def read_article(connection: sqlite3.Connection, document: str) -> ArticleRow | None:
    """Return the article with the id `document`, or None where there is none.

    The connection's `row_factory` must be `sqlite3.Row`, as Datasette sets it.
    """
    row = connection.execute(_DOCUMENT, [document]).fetchone()
    if row is None:
        return None
    claims = _claims(connection, document)
    findings = _findings(connection, document)
    sentences = tuple(
        SentenceRow(
            id=sentence["id"],
            number=sentence["number"],
            span=Span(sentence["start"], sentence["end"]),
            headline=bool(sentence["headline"]),
            beside=bool(sentence["beside"]),
            status=sentence["status"],
            disputable=bool(sentence["disputable"]),
            reason=sentence["reason"],
            claims=tuple(claims[sentence["id"]]),
            findings=findings[sentence["id"]],
        )
        for sentence in connection.execute(_SENTENCES, [document])
    )
    details = {key: row[key] for key in row.keys() if key != "extracted"}  # noqa: SIM118 (a Row's iterator gives values)
    return ArticleRow(
        **details,
        extracted=bool(row["extracted"]),
        sentences=sentences,
        findings=findings[None],
    )


def _findings(
    connection: sqlite3.Connection, document: str
) -> defaultdict[str | None, tuple[FindingRow, ...]]:
    """Return the article's findings by sentence; under None those about the whole of it."""
    found: defaultdict[str | None, tuple[FindingRow, ...]] = defaultdict(tuple)
    for row in connection.execute(_FINDINGS, [document]):
        finding = FindingRow(row["check"], row["severity"], row["message"])
        if finding not in found[row["sentence"]]:  # a rule may fire for each claim of a sentence
            found[row["sentence"]] += (finding,)
    return found


def _claims(connection: sqlite3.Connection, document: str) -> dict[str, list[ClaimRow]]:
    """Return the article's claims by the sentence in which they are."""
    spans: dict[tuple[str, str], list[Span]] = defaultdict(list)
    cues: dict[str, list[str]] = defaultdict(list)
    for span in connection.execute(_SPANS, [document]):
        spans[span["claim"], span["role"]].append(Span(span["start"], span["end"]))
        if span["role"] == "cue":
            cues[span["claim"]].append(span["exact"])
    chains: dict[str, list[HopRow]] = defaultdict(list)
    for hop in connection.execute(_HOPS, [document]):
        chains[hop["claim"]].append(_hop(hop))
    found: dict[str, list[ClaimRow]] = defaultdict(list)
    for row in connection.execute(_CLAIMS, [document]):
        name = row["id"]
        claim = ClaimRow(
            id=name,
            sentence=row["sentence"],
            text=row["text"],
            chain=tuple(chains[name]),
            sourcing=row["sourcing"],
            kind=row["kind"],
            certainty=row["certainty"],
            manner=row["manner"],
            negated=bool(row["negated"]),
            disputable=bool(row["disputable"]),
            confidence=row["confidence"],
            state=row["state"],
            content=tuple(spans[name, "content"]),
            cues=tuple(spans[name, "cue"]),
            cue=" … ".join(cues[name]),
        )
        found[claim.sentence].append(claim)
    return found


def _hop(row: sqlite3.Row) -> HopRow:
    """Return one link of a chain from a row of the query over hops."""
    stated = row["start"] is not None
    return HopRow(
        source=row["source"],
        name=row["name"],
        look=icon_of_source(row["kind"], anonymous=bool(row["anonymous"]), number=row["number"]),
        inferred=bool(row["inferred"]),
        rule=row["rule"],
        mention=Span(row["start"], row["end"]) if stated else None,
        guessed=row["confidence"] < _EVEN,
    )
