"""What is decided about stories: merged, split, followed, taken back; asked by a form, recorded.

A merge names two stories, a split the claims that are to leave one. Both are recorded as decisions
about claims (`claims.store.stories.decisions`), so that they outlive every rebuild. Whoever follows
a story follows the claim that told it first.
"""

import json
import sqlite3
from dataclasses import dataclass

from claims.errors import ConflictError, DecisionError
from claims.review.frame.posted_form import Fields, named
from claims.store.decisions.reviewing import record_review
from claims.store.record.reviews import Review
from claims.store.stories.decisions import record_together, undo_together
from claims.store.stories.reading import story_of
from claims.store.stories.recomputing import retell

__all__ = ["Asked", "asked_of", "carry_out"]

MOST_OF_EACH = 20
"""A merge names so many claims of each story at most: more would make it no more lasting."""

_CLAIMS = "SELECT claim FROM story_claims WHERE story = ? ORDER BY position"
_TWINS = """
    SELECT twin.id FROM claims JOIN claims AS twin
        ON twin.sentence = claims.sentence AND twin.text = claims.text
    WHERE claims.id IN (SELECT value FROM json_each(?))
"""
_FOLLOWED = """
    SELECT id, target FROM standing_reviews WHERE target_kind = 'claim' AND action = 'watch'
        AND reviewer = ? AND target IN (SELECT claim FROM story_claims WHERE story = ?)
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form asks for: merge (with story `other`), split (off `claims`), follow, ...

    `action` is merge, split, undo (of the decision `other`), follow or unfollow.
    """

    action: str
    other: str = ""
    claims: tuple[str, ...] = ()
    note: str | None = None

    @property
    def changes_stories(self) -> bool:
        """Return whether it is for those who may change what others see."""
        return self.action in ("merge", "split", "undo")


def asked_of(fields: Fields) -> Asked:
    """Return what a form asks for; raises DecisionError where that makes no sense."""
    action, _, other = (fields.get("action") or [""])[-1].partition(":")
    note = (fields.get("note") or [""])[-1].strip() or None
    claims = tuple(dict.fromkeys(fields.get("claims", ())))
    for one in (*claims, *([other] if other else [])):
        named(one, "story or claim")
    if action not in ("merge", "split", "undo", "follow", "unfollow"):
        raise DecisionError("the form says nothing of what is to be done; go back and press a key")
    if action in ("merge", "undo") and not other:
        raise DecisionError("the form names no other story; load the page again")
    if action == "split" and not claims:
        raise DecisionError("choose the tellings that are to leave this story")
    return Asked(action, other, claims, note)


def carry_out(
    connection: sqlite3.Connection, story: str, asked: Asked, *, person: str, editor: bool
) -> str:
    """Record what is asked of a story and tell the stories again; return the id of the story now.

    The caller holds the transaction. Raises ConflictError where the story is no longer what the
    person saw, DecisionError where the decision makes no sense or is not theirs to make.
    """
    claims = _claims_of(connection, story)
    if asked.changes_stories and not editor:
        raise DecisionError("stories are merged and split by editors")
    if asked.action == "merge":
        return _merge(connection, claims, asked, person)
    if asked.action == "split":
        return _split(connection, claims, asked, person)
    if asked.action == "undo":
        touched = undo_together(connection, asked.other, reviewer=person)
        retell(connection, touched)
        return story_of(connection, claims[0]) or story
    _follow(connection, story, claims[0], person, follow=asked.action == "follow")
    return story


def _claims_of(connection: sqlite3.Connection, story: str) -> list[str]:
    claims = [claim for (claim,) in connection.execute(_CLAIMS, (story,))]
    if not claims:
        raise ConflictError(
            "this story is another one by now: somebody changed it, or an article came in; "
            "load the page again",
            theirs=[],
            ours={},
            latest=0,
        )
    return claims


def _merge(connection: sqlite3.Connection, claims: list[str], asked: Asked, person: str) -> str:
    others = _claims_of(connection, asked.other)
    if others == claims:
        raise DecisionError("this is the same story")
    record_together(
        connection,
        claims[:MOST_OF_EACH],
        others[:MOST_OF_EACH],
        together=True,
        reviewer=person,
        note=asked.note,
    )
    retell(connection, {*claims, *others})
    return story_of(connection, claims[0]) or asked.other


def _split(connection: sqlite3.Connection, claims: list[str], asked: Asked, person: str) -> str:
    leaving = set(asked.claims)
    if not leaving <= set(claims):
        raise ConflictError(
            "some of these tellings left the story already; load the page again",
            theirs=[],
            ours={},
            latest=0,
        )
    leaving |= _twins(connection, leaving) & set(claims)
    staying = [claim for claim in claims if claim not in leaving]
    if not staying:
        raise DecisionError("all tellings were chosen; leave those unchosen that are to stay")
    record_together(
        connection,
        [claim for claim in claims if claim in leaving],
        staying,
        together=False,
        reviewer=person,
        note=asked.note,
    )
    retell(connection, claims)
    return story_of(connection, staying[0]) or ""


def _twins(connection: sqlite3.Connection, claims: set[str]) -> set[str]:
    """Return the claims that the same sentences make in the same words, with other chains."""
    rows = connection.execute(_TWINS, (json.dumps(sorted(claims)),))
    return {claim for (claim,) in rows}


def _follow(
    connection: sqlite3.Connection, story: str, claim: str, person: str, *, follow: bool
) -> None:
    """Follow a story or stop it; a second time changes nothing."""
    followed = connection.execute(_FOLLOWED, (person, story)).fetchall()
    if follow and not followed:
        record_review(
            connection,
            Review(target_kind="claim", target=claim, action="watch", reviewer=person),
        )
    for number, target in () if follow else followed:
        record_review(
            connection,
            Review(
                target_kind="claim",
                target=target,
                action="undo",
                undoes=number,
                reviewer=person,
            ),
        )
