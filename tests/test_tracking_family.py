"""The family of articles, tracked with the models: stories, relations, voices, in any order."""

import random

import pytest
from tracking_family import FAMILY, STORIES

from claims.tracking.comparison import Comparer
from claims.tracking.statements import is_trackable
from claims.tracking.tracker import Tracked, track
from claims.tracking.values import Decision, Telling

TELLINGS = [telling for article in FAMILY for telling in article.tellings]
TEXTS = {article.key: article.text for article in FAMILY}


@pytest.fixture(scope="module")
def comparer() -> Comparer:
    return Comparer()


@pytest.fixture(scope="module")
def tracked(comparer: Comparer) -> Tracked:
    return track(TELLINGS, comparer=comparer, texts=TEXTS)


def groups(tracked: Tracked) -> set[tuple[str, ...]]:
    return {tuple(telling.key for telling in story.tellings) for story in tracked.stories}


def test_stories(tracked: Tracked) -> None:
    assert groups(tracked) == set(STORIES.values())


def test_relations(tracked: Tracked) -> None:
    names = {keys: name for name, keys in STORIES.items()}
    of = {
        story.key: names[tuple(telling.key for telling in story.tellings)]
        for story in tracked.stories
    }
    found = {(frozenset((of[r.story], of[r.other])), r.relation) for r in tracked.relations}
    assert found >= {
        (frozenset(("captain", "captain denied")), "contradicts"),
        (frozenset(("resigns", "stays")), "contradicts"),
        (frozenset(("resigns", "resigns for the bank")), "refines"),
    }
    assert not any("other ferry" in pair for pair, _ in found)
    refinement = next(r for r in tracked.relations if r.relation == "refines")
    assert of[refinement.story] == "resigns for the bank"


def test_voices(tracked: Tracked) -> None:
    assert tracked.voices == {"a02": "a01", "a03": "a01"}


@pytest.mark.parametrize("seed", range(3))
def test_any_order(comparer: Comparer, tracked: Tracked, seed: int) -> None:
    tellings = list(TELLINGS)
    random.Random(seed).shuffle(tellings)
    again = track(tellings, comparer=comparer, texts=TEXTS)
    assert again.stories == tracked.stories
    assert again.relations == tracked.relations


def test_people_have_the_last_word(comparer: Comparer) -> None:
    decisions = [Decision("a10.1", "a15.1", True), Decision("a08.1", "a09.1", False)]
    made = groups(track(TELLINGS, comparer=comparer, texts=TEXTS, decisions=decisions))
    assert ("a15.1", "a10.1") in made
    assert ("a08.1",) in made
    assert ("a09.1",) in made


@pytest.mark.parametrize(
    ("text", "kind", "trackable"),
    [
        ("The captain switched off the radar", "fact", True),
        ("He agreed.", "fact", False),
        ("More than 200 people were arrested", "fact", True),
        ("He left in 2009", "fact", False),
        ("Why did the captain switch off the radar?", "other", False),
        ("He asked: “Why did the captain switch off the radar?”", "fact", False),
        ("The captain of the ferry was born in Kalvik", "other", True),
        ("Correction: An earlier version gave the captain another name", "fact", False),
        ("An earlier version of this article gave the captain another name", "fact", False),
        ("", "fact", False),
        ("Nordlink did not immediately respond to a request for comment.", "fact", False),
        ("A spokeswoman for the harbour declined to comment further", "fact", False),
        ("The ferry's owners had no immediate comment", "fact", False),
        ("Finance Minister Ilse Brandt", "fact", False),
        (
            "Nordlink, which declined to comment, had been told of the faulty radar by its own"
            " engineers three weeks before the ferry left Kalvik harbour, the inquiry found",
            "fact",
            True,
        ),
    ],
)
def test_what_is_tracked(text: str, kind: str, trackable: bool) -> None:
    telling = Telling("k", "d", 1, text, kind=kind)  # type: ignore[arg-type]  # from the table
    assert is_trackable(telling) is trackable
