"""Stories told anew after a person's word: a few at a time, and nothing else touched."""

import pytest
from tracked_stores import COMPARER, dump, names, stories
from tracking_family import STORIES

from claims.store import Store, transaction
from claims.store.decisions import (
    Action,
    Apart,
    CorrectCertainty,
    CorrectChain,
    CorrectContent,
    Dismiss,
    Undo,
    decide,
)
from claims.store.stories.decisions import decide_together
from claims.store.stories.reading import story_of
from claims.store.stories.recomputing import finish_stories, retell_claims, retell_stale
from claims.store.stories.tellings import read_tellings
from claims.store.stories.tracking import track_documents, untracked
from claims.values import Span


@pytest.fixture
def store(tracked_store: Store) -> Store:
    return tracked_store


def make(store: Store, claim: str, action: Action) -> int:
    with transaction(store) as connection:
        return decide(
            connection, reviewer="ada", target_kind="claim", target=claim, action=action
        ).review


def told(store: Store, claim: str) -> tuple[int, int, int] | None:
    found: tuple[int, int, int] | None = store.connection.execute(
        "SELECT claims, documents, originators FROM stories"
        " JOIN story_claims ON story = stories.id WHERE claim = ?",
        (claim,),
    ).fetchone()
    return found


def stale(store: Store) -> int:
    [(count,)] = store.connection.execute("SELECT count(*) FROM stale_stories")
    return int(count)


def test_a_dismissed_claim_leaves_the_count_and_comes_back(store: Store) -> None:
    keys = names(store)
    before = told(store, keys["a01.1"])
    assert before is not None
    number = make(store, keys["a03.1"], Dismiss())
    assert stale(store) == 1
    finish_stories(store)
    assert told(store, keys["a01.1"]) == (before[0] - 1, before[1] - 1, before[2])
    assert stale(store) == 0
    make(store, keys["a03.1"], Undo(number))
    track_documents(store, COMPARER)
    assert stories(store) == set(STORIES.values())


@pytest.mark.parametrize(
    ("claim", "action"), [("a03.1", CorrectChain(())), ("a08.1", CorrectCertainty("asserted"))]
)
def test_a_changed_chain_or_hedge_is_told(store: Store, claim: str, action: Action) -> None:
    keys = names(store)
    before = dump(store)
    number = make(store, keys[claim], action)
    assert stale(store) == 1
    finish_stories(store)
    assert (stale(store), dump(store) == before) == (0, False)
    make(store, keys[claim], Undo(number))
    finish_stories(store)
    assert dump(store) == before


def test_changed_words_are_compared_anew(store: Store) -> None:
    """Only they: the other claims of the article keep their place among all statements."""
    keys = names(store)
    claim = keys["a03.1"]
    [(start, end)] = store.connection.execute(
        "SELECT start, end FROM claim_spans WHERE claim = ? AND role = 'content'", (claim,)
    )
    make(store, claim, CorrectContent((Span(start, end - 12),)))
    assert len(untracked(store)) == 1
    track_documents(store, COMPARER)
    [(vectors, all_claims)] = store.connection.execute(
        "SELECT (SELECT count(*) FROM embeddings), (SELECT count(*) FROM claims)"
    )
    assert (vectors, stale(store)) == (all_claims, 0)


@pytest.mark.parametrize(("one", "other", "together"), [(10, 15, True), (8, 9, False)])
def test_one_row_of_a_merge_or_split_is_taken_back(
    store: Store, one: int, other: int, together: bool
) -> None:
    keys = names(store)
    sides = [keys[f"a{number:02}.1"] for number in (one, other)]
    decide_together(store, sides[:1], sides[1:], together=together, reviewer="ada")
    retell_claims(store, sides)
    assert stories(store) != set(STORIES.values())
    [(number,)] = store.connection.execute("SELECT max(id) FROM reviews")
    make(store, "", Undo(number))
    finish_stories(store)
    assert stories(store) == set(STORIES.values())


def test_a_few_at_a_time(store: Store) -> None:
    keys = names(store)
    for key in ("a01.1", "a08.1", "a15.1"):
        make(store, keys[key], CorrectCertainty("doubted"))
    assert stale(store) == 3
    left = []
    for _ in range(3):
        with transaction(store) as connection:
            left.append((retell_stale(connection, most=1), stale(store)))
    assert left == [(True, 2), (True, 1), (False, 0)]


def test_two_who_are_said_to_be_two_are_told_anew(store: Store) -> None:
    """And again, once that is taken back."""
    key = names(store)["a08.1"]
    story = story_of(store.connection, key)
    rows = store.connection.execute(
        "SELECT DISTINCT source FROM hops JOIN story_claims USING (claim) WHERE story = ?"
        " ORDER BY source LIMIT 2",
        (story,),
    )
    one, other = (source for (source,) in rows)

    def said_to_be_two() -> set[str]:
        claims = store.connection.execute(
            "SELECT claim FROM story_claims WHERE story = ?", (story,)
        )
        told = read_tellings(store.connection, [claim for (claim,) in claims]).values()
        return {key for telling in told for hop in telling.chain for key in hop.apart}

    with transaction(store) as connection:
        number = decide(
            connection, reviewer="ada", target_kind="source", target=one, action=Apart(other)
        ).review
    assert (stale(store), said_to_be_two()) == (1, {one, other})
    finish_stories(store)
    make(store, "", Undo(number))
    assert (stale(store), said_to_be_two()) == (1, set())
