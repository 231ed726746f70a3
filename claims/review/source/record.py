"""Read what becomes of a source's claims: when and where they are, who relays them, the verdicts.

The two heavy questions (articles and their dates, relaying sources) are answered from indexes that
hold all that they ask for.
"""

import sqlite3
from collections import Counter
from dataclasses import dataclass

from claims.review.source.rows import MEMBERS

__all__ = ["SourceRecord", "Through", "read_record"]

_OUTLETS_SHOWN = 12
_LISTED = 12
_NEWEST = 400
"""How many of its newest claims are looked through for stories that others tell too."""

_ARTICLES = """
    SELECT documents.published, documents.publisher, quoted.claims FROM (
        SELECT document, count(*) AS claims FROM claims WHERE source = :source GROUP BY document
    ) AS quoted JOIN documents ON documents.id = quoted.document
"""
_THROUGH = f"""
    SELECT coalesce(shown.id, relay.id) AS id, coalesce(shown.name, relay.name) AS name,
        relayed.claims, relay.kind, relay.anonymous, relay.number
    FROM (
        SELECT before.source, count(*) AS claims FROM hops AS own
        JOIN hops AS before ON before.claim = own.claim AND before.position = own.position - 1
        WHERE own.source IN ({MEMBERS}) GROUP BY before.source
        ORDER BY 2 DESC LIMIT {_LISTED}
    ) AS relayed
    JOIN sources AS relay ON relay.id = relayed.source
    LEFT JOIN sources AS shown ON shown.id = relay.merged_into
    ORDER BY relayed.claims DESC
"""  # noqa: S608 (constants of this module)
# Of a claim that two people decide blindly, no verdict counts before both have decided.
_VERDICTS = """
    SELECT verdict.value, count(*) AS claims FROM (
        SELECT attachments.target, max(reviews.id) AS latest
        FROM reviews CROSS JOIN attachments ON attachments.review = reviews.id
        JOIN claims ON claims.id = attachments.target
        WHERE (reviews.action = 'verdict'
                OR (reviews.action = 'adjudicate' AND reviews.field = 'verdict'))
            AND attachments.target_kind = 'claim' AND claims.source = :source
            AND claims.state <> 'open'
            AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = reviews.id)
        GROUP BY attachments.target
    ) AS decided
    JOIN reviews AS verdict ON verdict.id = decided.latest
    LEFT JOIN verdicts ON verdicts.name = verdict.value
    GROUP BY verdict.value ORDER BY verdicts.position IS NULL, verdicts.position, verdict.value
"""
# Contradictions are few and a source's claims may be many: CROSS JOIN keeps SQLite to that order.
_CONTRADICTED = f"""
    SELECT mine.id, mine.text, other.id AS other, other.text AS other_text,
        other.chain AS other_chain, other.source = :source AS itself, other.document,
        documents.title, documents.publisher, documents.published,
        substr(documents.text, 1, 400) AS start
    FROM (
        SELECT claims.id AS mine, link.other FROM claim_links AS link
        CROSS JOIN claims ON claims.id = link.claim
        WHERE link.relation = 'contradicts' AND claims.source = :source
        UNION
        SELECT claims.id, link.claim FROM claim_links AS link
        CROSS JOIN claims ON claims.id = link.other
        WHERE link.relation = 'contradicts' AND claims.source = :source LIMIT {_LISTED}
    ) AS linked
    JOIN claims AS mine ON mine.id = linked.mine
    JOIN claims AS other ON other.id = linked.other
    JOIN documents ON documents.id = other.document
    ORDER BY documents.published DESC
"""  # noqa: S608 (a constant of this module)
_STORIES = f"""
    SELECT stories.id, stories.text, stories.documents, stories.outlets, stories.originators,
        stories.first_seen
    FROM (
        SELECT id FROM claims WHERE source = :source ORDER BY rowid DESC LIMIT {_NEWEST}
    ) AS newest
    JOIN story_claims ON story_claims.claim = newest.id
    JOIN stories ON stories.id = story_claims.story
    WHERE stories.documents > 1
    GROUP BY stories.id ORDER BY stories.documents DESC, stories.id LIMIT {_LISTED}
"""  # noqa: S608 (constants of this module)


@dataclass(frozen=True, slots=True)
class Through:
    """A source that relays another one, and how many of its claims."""

    id: str
    name: str
    claims: int
    kind: str
    anonymous: int
    number: str


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """What becomes of the claims of a source.

    `months` counts its claims by month (2024-03), `undated` those of articles without a date;
    `outlets` by the outlet (None where it is not stated), most first, with `other_outlets` beyond.
    """

    months: dict[str, int]
    undated: int
    outlets: tuple[tuple[str | None, int], ...]
    other_outlets: int
    through: tuple[Through, ...]
    verdicts: tuple[tuple[str, int], ...]
    contradicted: tuple[sqlite3.Row, ...]
    stories: tuple[sqlite3.Row, ...]


def read_record(connection: sqlite3.Connection, source: str) -> SourceRecord:
    """Return what becomes of the claims that begin with a source."""
    given = {"source": source}
    months: Counter[str] = Counter()
    outlets: Counter[str | None] = Counter()
    for published, publisher, claims in connection.execute(_ARTICLES, given):
        months[(published or "")[:7]] += claims
        outlets[publisher] += claims
    undated = months.pop("", 0)
    most = sorted(outlets.items(), key=lambda pair: (-pair[1], pair[0] or ""))
    return SourceRecord(
        months=dict(sorted(months.items())),
        undated=undated,
        outlets=tuple(most[:_OUTLETS_SHOWN]),
        other_outlets=max(len(most) - _OUTLETS_SHOWN, 0),
        through=tuple(Through(*row) for row in connection.execute(_THROUGH, given)),
        verdicts=tuple((row[0], row[1]) for row in connection.execute(_VERDICTS, given)),
        contradicted=tuple(connection.execute(_CONTRADICTED, given)),
        stories=tuple(connection.execute(_STORIES, given)),
    )
