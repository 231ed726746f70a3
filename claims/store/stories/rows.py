"""Stories as rows: written in place of the stories that the same claims told before."""

import json
from collections.abc import Collection, Iterable, Mapping
from sqlite3 import Connection

from claims.store.records import query
from claims.tracking.relays import node_names
from claims.tracking.stories import relate, told_once
from claims.tracking.values import Link, Story

__all__ = ["forget_links", "forget_stories", "read_links", "write_relations", "write_stories"]

_IDS = "(SELECT value FROM json_each(?))"
_INSERT = """
INSERT INTO stories (
    id, text, first_document, first_seen, last_seen, claims, documents, voices, outlets,
    originators, circular, drifts
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def forget_stories(
    connection: Connection, claims: Collection[str], *, also: Collection[str] = ()
) -> None:
    """Delete the stories that any of the claims tells, and those with the ids `also`."""
    rows = connection.execute(
        f"SELECT DISTINCT story FROM story_claims WHERE claim IN {_IDS}",  # noqa: S608  # _IDS is a constant of this file
        (json.dumps(list(claims)),),
    )
    wanted = json.dumps([*also, *(story for (story,) in rows)])
    connection.execute(f"DELETE FROM stories WHERE id IN {_IDS}", (wanted,))  # noqa: S608  # a constant
    connection.execute(f"DELETE FROM stale_stories WHERE story IN {_IDS}", (wanted,))  # noqa: S608  # a constant


def write_stories(
    connection: Connection, stories: Iterable[Story], voices: Mapping[str, str]
) -> None:
    """Write stories with all that belongs to them; `voices` gives a document's voice."""
    for story in stories:
        connection.execute(_INSERT, _story_row(story))
        connection.executemany(
            "INSERT INTO story_claims (claim, story, position, voice) VALUES (?, ?, ?, ?)",
            [
                (one.key, story.key, position, voices.get(one.document, one.document))
                for position, one in enumerate(story.tellings, start=1)
            ],
        )
        connection.executemany(
            "INSERT INTO story_originators VALUES (?, ?, ?, ?, ?)",
            [
                (story.key, one.key, one.name, int(one.anonymous), len(one.tellings))
                for one in story.originators
            ],
        )
        names = node_names(story)
        connection.executemany(
            "INSERT INTO story_relays VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    *(story.key, one.teller, one.origin, names[one.teller], names[one.origin]),
                    *(one.tellings[0], len(one.tellings)),
                )
                for one in story.relays
            ],
        )
        connection.executemany(
            "INSERT INTO story_drifts VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (story.key, number, one.kind, one.earlier, one.later, one.before, one.after)
                for number, one in enumerate(story.drifts, start=1)
            ],
        )


def _story_row(story: Story) -> tuple[object, ...]:
    seen = [one.seen for one in story.tellings if one.seen is not None]
    outlets = {one.publisher for one in story.tellings if one.publisher is not None}
    return (
        *(story.key, story.text, story.first.document, story.first.seen),
        *(max(seen, default=None), len(told_once(story.tellings)), len(story.documents)),
        *(len(story.voices), len(outlets), story.independent),
        *(int(bool(story.circles)), len(story.drifts)),
    )


def forget_links(connection: Connection, claims: Collection[str]) -> None:
    """Delete all links that touch any of the claims."""
    wanted = json.dumps(list(claims))
    for side in ("claim", "other"):
        connection.execute(f"DELETE FROM claim_links WHERE {side} IN {_IDS}", (wanted,))  # noqa: S608  # constants of this file


def read_links(connection: Connection, claims: Collection[str]) -> list[Link]:
    """Return all links that touch any of the claims."""
    wanted = json.dumps(list(claims))
    rows = query(
        connection,
        f"SELECT * FROM claim_links WHERE claim IN {_IDS}"  # noqa: S608  # a constant of this file
        f" UNION SELECT * FROM claim_links WHERE other IN {_IDS}",
        wanted,
        wanted,
    )
    return [
        Link(row["claim"], row["other"], row["relation"], row["confidence"], row["refined"])
        for row in rows
    ]


def write_relations(connection: Connection, claims: Collection[str]) -> None:
    """Write how the stories of the claims stand to others, again."""
    links = [link for link in read_links(connection, claims) if link.relation != "same"]
    keys = {key for link in links for key in (link.left, link.right)}
    rows = connection.execute(
        f"SELECT claim, story FROM story_claims WHERE claim IN {_IDS}",  # noqa: S608  # a constant
        (json.dumps(sorted(keys)),),
    )
    connection.executemany(
        "INSERT OR REPLACE INTO story_links VALUES (?, ?, ?, ?)",
        [
            (one.story, one.other, one.relation, one.confidence)
            for one in relate(dict(rows.fetchall()), links)
        ],
    )
