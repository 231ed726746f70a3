"""Read one story with all that its page shows: tellings, relations, decisions, who follows it."""

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from claims.reading.layout.titles import title_of
from claims.store.decisions import visible_reviews
from claims.store.record.actions import DECISION_WORDS
from claims.store.stories.decisions import StoryDecision, told_decisions
from claims.store.stories.reading import read_relations, read_story, story_of
from claims.tracking.relays import copied_from
from claims.tracking.stories import told_once
from claims.tracking.values import Drift, Story, Telling

__all__ = ["Decided", "Related", "StoryDetails", "Told", "read_details", "story_at"]

MOST = 300
"""So many tellings are shown; a story that has more says so."""

_TELLINGS = """
    SELECT claims.id, claims.text, claims.flag, claims.state, documents.title, documents.publisher,
        documents.published, substr(documents.text, 1, 400) AS start
    FROM claims JOIN documents ON documents.id = claims.document
    WHERE claims.id IN (SELECT value FROM json_each(?))
"""
_DECIDED = """
    SELECT DISTINCT target FROM standing_reviews
    WHERE target_kind = 'claim' AND target IN (SELECT value FROM json_each(?))
"""
_FOLLOWS = """
    SELECT id, reviewer FROM standing_reviews
    WHERE target_kind = 'claim' AND action = 'watch'
        AND target IN (SELECT claim FROM story_claims WHERE story = ?)
    ORDER BY id
"""
_STORIES = """
    SELECT stories.id, stories.text, stories.documents, stories.outlets, stories.originators,
        stories.first_seen, documents.publisher, claims.chain
    FROM stories
    JOIN documents ON documents.id = stories.first_document
    LEFT JOIN story_claims ON story_claims.story = stories.id AND story_claims.position = 1
    LEFT JOIN claims ON claims.id = story_claims.claim
    WHERE stories.id IN (SELECT value FROM json_each(?))
"""


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person said of one telling: "false", "confirmed"."""

    said: str
    reviewer: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """One telling as the page shows it.

    `text` is what the article says word for word; `prints` the outlet whose text the article
    prints; `drifts` what was lost or changed before this telling; `others` are the claims
    that the same sentence makes in the same words with other chains.
    """

    telling: Telling
    text: str
    title: str
    prints: str | None
    flag: str | None
    drifts: tuple[Drift, ...]
    decided: tuple[Decided, ...]
    others: tuple[Telling, ...] = ()

    @property
    def chain(self) -> str:
        """Its chain as people read it."""
        return _shown(self.telling)

    @property
    def also(self) -> tuple[str, ...]:
        """The chains of the same words that name others than this one does."""
        names = {hop.name for hop in self.telling.chain}
        others = (one for one in self.others if not names >= {hop.name for hop in one.chain})
        return tuple(dict.fromkeys(map(_shown, others)))

    @property
    def verdict(self) -> str | None:
        """What was decided last."""
        return self.decided[-1].said if self.decided else None


def _shown(telling: Telling) -> str:
    return " → ".join(hop.name for hop in telling.chain)


@dataclass(frozen=True, slots=True)
class Related:
    """Another story, and how it stands to this one, in words that follow "This one ..."."""

    relation: str
    said: str
    id: str
    text: str
    documents: int
    outlets: int
    first_seen: str | None
    publisher: str | None
    chain: str


@dataclass(frozen=True, slots=True)
class StoryDetails:
    """A story with everything around it; `claims` counts all tellings, also those not read."""

    story: Story
    claims: int
    tellings: tuple[Told, ...]
    related: tuple[Related, ...]
    decisions: tuple[StoryDecision, ...]
    texts: Mapping[str, str]
    followers: tuple[tuple[int, str], ...]
    titles: Mapping[str, str]

    @property
    def cut(self) -> bool:
        """Return whether there are more tellings than were read."""
        return self.claims > len(self.story.tellings)


def story_at(connection: sqlite3.Connection, name: str) -> str | None:
    """Return the id of the story at an address: its own, or that of a claim which it holds."""
    known = connection.execute("SELECT 1 FROM stories WHERE id = ?", [name]).fetchone()
    return name if known else story_of(connection, name)


def read_details(
    connection: sqlite3.Connection, name: str, person: str | None = None
) -> StoryDetails | None:
    """Return the story with the id `name` as `person` may see it, or None where there is none."""
    story = read_story(connection, name, most=MOST)
    if story is None:
        return None
    (count,) = connection.execute(
        "SELECT count(*) FROM story_claims WHERE story = ?", [name]
    ).fetchone()
    keys = [telling.key for telling in story.tellings]
    rows = _by_claim(connection, _TELLINGS, keys)
    decisions = tuple(told_decisions(connection, keys))
    sides = {claim for one in decisions for claim in (*one.one, *one.other)}
    return StoryDetails(
        story=story,
        claims=count,
        tellings=_tellings(connection, story, rows, person),
        related=_related(connection, name),
        decisions=decisions,
        texts={key: row["text"] for key, row in _by_claim(connection, _TELLINGS, sides).items()},
        followers=tuple(
            (row["id"], row["reviewer"]) for row in connection.execute(_FOLLOWS, [name])
        ),
        titles={
            telling.document: title_of(rows[telling.key]["title"], rows[telling.key]["start"])
            for telling in story.tellings
        },
    )


def _by_claim(
    connection: sqlite3.Connection, sql: str, claims: Sequence[str] | set[str]
) -> dict[str, sqlite3.Row]:
    rows = connection.execute(sql, [json.dumps(sorted(claims))])
    return {row["id"]: row for row in rows}


def _tellings(
    connection: sqlite3.Connection,
    story: Story,
    rows: Mapping[str, sqlite3.Row],
    person: str | None,
) -> tuple[Told, ...]:
    copied = copied_from(story.tellings, story.voices)
    decided = _decided(connection, rows, person)
    return tuple(
        Told(
            telling=telling,
            text=rows[telling.key]["text"],
            title=title_of(rows[telling.key]["title"], rows[telling.key]["start"]),
            prints=copied.get(telling.document),
            flag=next((rows[one.key]["flag"] for one in group if rows[one.key]["flag"]), None),
            drifts=tuple(one for one in story.drifts if one.later in {two.key for two in group}),
            decided=tuple(said for one in group for said in decided.get(one.key, ())),
            others=tuple(others),
        )
        for group in told_once(story.tellings)
        for telling, *others in (group,)
    )


_WORDS = {action: DECISION_WORDS[action] for action in ("confirm", "done")}


def _decided(
    connection: sqlite3.Connection, claims: Collection[str], person: str | None
) -> dict[str, list[Decided]]:
    """Return what was decided on each claim, as far as the person may see it, oldest first."""
    found: dict[str, list[Decided]] = {}
    for (claim,) in connection.execute(_DECIDED, [json.dumps(sorted(claims))]).fetchall():
        for row in visible_reviews(connection, claim, person):
            verdict = row["action"] == "verdict" or row["field"] == "verdict"
            said = row["value"] if verdict else _WORDS.get(row["action"])
            if said and row["undone_by"] is None:
                one = Decided(said, row["reviewer"], row["note"])
                found.setdefault(claim, []).append(one)
    return found


_SAID = {
    ("contradicts", True): "contradicts it",
    ("contradicts", False): "contradicts it",
    ("refines", True): "this one says more than it",
    ("refines", False): "says more than this one",
    ("same event", True): "the same event",
    ("same event", False): "the same event",
}
_RANK = ("contradicts", "refines", "same event")


def _related(connection: sqlite3.Connection, name: str) -> tuple[Related, ...]:
    """Return how other stories stand to this one: contradictions first, then the most told."""
    links = {
        (link.other if link.story == name else link.story): (link.relation, link.story == name)
        for link in read_relations(connection, name)
    }
    found = [
        Related(
            relation=links[row["id"]][0],
            said=_SAID[links[row["id"]][0], links[row["id"]][1]],
            id=row["id"],
            text=row["text"],
            documents=row["documents"],
            outlets=row["outlets"],
            first_seen=row["first_seen"],
            publisher=row["publisher"],
            chain=row["chain"] or "",
        )
        for row in connection.execute(_STORIES, [json.dumps(sorted(links))])
    ]
    return tuple(sorted(found, key=lambda one: (_RANK.index(one.relation), -one.documents, one.id)))
