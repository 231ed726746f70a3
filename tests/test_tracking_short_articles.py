"""Short articles on one event: what they share is joined, who denies it contradicts it."""

import pytest

from claims.tracking.comparison import Comparer
from claims.tracking.tracker import Tracked, track
from claims.tracking.values import Telling

VALE = (
    "Ostmark Steel is in talks to sell its rolling mill at Tarnholm to Norrland Bruk.",
    "Ostmark Steel employs 2,100 people at three mills.",
    "Norrland Bruk has looked for a mill on the coast since last spring.",
)
HARBOUR = (
    "Ostmark Steel is negotiating the sale of its rolling mill at Tarnholm.",
    "Norrland Bruk would pay in three instalments.",
    "Shares in Ostmark Steel rose 4 percent.",
)
DENIAL = (
    "Ostmark Steel is not in talks with Norrland Bruk.",
    "The mill at Tarnholm would stay open.",
    "Some three hundred people work at Tarnholm.",
)


def tellings(document: str, day: int, texts: tuple[str, ...], denied: str = "") -> list[Telling]:
    return [
        Telling(
            f"{document}{number}",
            document,
            number,
            text,
            seen=f"2025-03-0{day}T08:00:00+00:00",
            certainty="denied" if text == denied else "asserted",
            content=text,
        )
        for number, text in enumerate(texts)
    ]


@pytest.fixture(scope="module")
def tracked() -> Tracked:
    told = [
        *tellings("vale", 1, VALE),
        *tellings("harbour", 2, HARBOUR),
        *tellings("bell", 3, DENIAL),
    ]
    return track(told, comparer=Comparer())


def groups(tracked: Tracked) -> set[tuple[str, ...]]:
    return {
        tuple(one.key for one in story.tellings)
        for story in tracked.stories
        if len(story.documents) > 1
    }


def test_other_words_for_one_fact_are_one_story(tracked: Tracked) -> None:
    assert groups(tracked) == {("vale0", "harbour0")}


def test_a_not_in_the_nearest_claim_contradicts(tracked: Tracked) -> None:
    home = {one.key: story.key for story in tracked.stories for one in story.tellings}
    pair = {home["vale0"], home["bell0"]}
    found = [one.relation for one in tracked.relations if {one.story, one.other} == pair]
    assert found == ["contradicts"]


def test_what_is_denied_follows_from_the_other() -> None:
    plans = "Ostmark Steel plans to close its mill at Tarnholm once the sale is signed."
    closed = "The mill at Tarnholm would be closed."
    told = [
        *tellings("vale", 1, (plans, *VALE)),
        *tellings("bell", 3, (closed, *DENIAL[::2]), denied=closed),
    ]
    relations = track(told, comparer=Comparer()).links
    found = {one.relation for one in relations if {one.left, one.right} == {"vale0", "bell0"}}
    assert found == {"contradicts"}
