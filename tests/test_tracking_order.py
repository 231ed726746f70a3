"""Articles may come in any order: the same stories, relations and voices, however many they are."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tracking_family import FAMILY

from claims.tracking.comparison import Comparer
from claims.tracking.tracker import Tracked, track
from claims.tracking.values import Telling

COMPARER = Comparer()
TEXTS = {article.key: article.text for article in FAMILY}
WORDINGS = (
    "The harbour bridge at Varnau will be closed for two weeks",
    "The harbour bridge in Varnau will be closed for two weeks",
    "Varnau's harbour bridge will stay closed for two weeks",
)
OTHER = "The mayor of Tarnholm opened a new library on Monday"


def tracked(articles: list[str]) -> Tracked:
    told = {article.key: article.tellings for article in FAMILY}
    tellings = [telling for key in articles for telling in told[key]]
    return track(tellings, comparer=COMPARER, texts={key: TEXTS[key] for key in articles})


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(sorted(TEXTS)), unique=True, min_size=2), st.randoms())
def test_some_articles_in_any_order(articles: list[str], chance: random.Random) -> None:
    shuffled = list(articles)
    chance.shuffle(shuffled)
    one, other = tracked(articles), tracked(shuffled)
    assert one.stories == other.stories
    assert one.relations == other.relations
    assert one.links == other.links


@pytest.mark.parametrize("seed", range(4))
def test_a_claim_told_by_ninety_is_one_story(seed: int) -> None:
    """Each is compared with its nearest two dozen only, and these with others again."""
    tellings = [Telling(f"k{n:02d}", f"d{n:02d}", 1, WORDINGS[n % 3]) for n in range(90)]
    tellings += [Telling(f"o{n:02d}", f"o{n:02d}", 1, OTHER) for n in range(3)]
    random.Random(seed).shuffle(tellings)
    stories = track(tellings, comparer=COMPARER).stories
    assert sorted(len(story.tellings) for story in stories) == [3, 90]
