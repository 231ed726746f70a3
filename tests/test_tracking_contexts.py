"""What two articles tell of a pair of their claims, and which claims of one event are compared."""

import numpy as np
import pytest

from claims.inference.embedding import Embedder
from claims.tracking.comparison import Comparer
from claims.tracking.contexts import CONTEXT_FEATURES, Article, Context, are_on_one_event
from claims.tracking.features import TELLING_FEATURES, compute_telling_features
from claims.tracking.tracker import MINIMUM_IN_EVENT, choose_in_event, track
from claims.tracking.values import Teller, Telling

EMBEDDER = Embedder()
HARBOUR = (
    "The mayor of Varnau closed the harbour bridge on Monday.",
    "The mayor of Varnau will speak to the council on Tuesday.",
    "Cracks were found in two pillars of the bridge.",
)
AGAIN = (
    "Varnau's mayor has shut the harbour bridge.",
    "Two pillars of the bridge have cracks.",
    "The mayor of Varnau was born in Tarnholm.",
)


def article(name: str, texts: tuple[str, ...]) -> Article:
    keys = tuple(f"{name}{number}" for number in range(len(texts)))
    return Article(keys, EMBEDDER.embed(texts), texts)


def number(features: list[float], name: str) -> float:
    return features[CONTEXT_FEATURES.index(name)]


def test_a_word_that_few_claims_have_tells_more() -> None:
    context = Context(article("a", HARBOUR), article("b", AGAIN))
    shut = number(context.features("a0", "b0"), "telling words shared, weight")
    mayor = number(context.features("a1", "b2"), "telling words shared, weight")
    assert shut > mayor > 0


def test_numbers_and_rare_words_make_claims_alike() -> None:
    one = article("a", ("Voters gave the mayor 41 seats.", "Voters gave the mayor a clock."))
    other = article("b", ("The mayor has 41 seats.", "The mayor has a house."))
    context = Context(one, other)
    alike = {key: number(context.features("a0", key), "words alike") for key in other.keys}
    assert alike["b0"] > 0.5 > alike["b1"]
    assert number(context.features("a0", "b0"), "rank by likeness, farther") == 0.0
    assert number(context.features("a0", "b0"), "lead by words, lower") > 0.0
    assert number(context.features("a0", "b1"), "lead by words, lower") < 0.0


def test_few_claims_need_be_less_alike() -> None:
    """The mean of few claims points less surely than that of many."""
    features = [0.0] * len(CONTEXT_FEATURES)
    features[0] = 0.8
    features[-3:] = [12.0, 0.0, 0.0]
    assert are_on_one_event(features)
    features[-3] = 80.0
    assert not are_on_one_event(features)
    features[0] = 0.89
    assert are_on_one_event(features)


def test_both_orders_give_the_same() -> None:
    one, other = article("a", HARBOUR), article("b", AGAIN)
    forth, back = Context(one, other), Context(other, one)
    for a in one.keys:
        for b in other.keys:
            assert np.allclose(forth.features(a, b), back.features(b, a), atol=1e-6)
    mirrored = {(a, b) for b, a in back.nearest(MINIMUM_IN_EVENT)}
    assert set(forth.nearest(MINIMUM_IN_EVENT)) == mirrored


def test_the_nearest_in_either_article_are_compared() -> None:
    pairs = Context(article("a", HARBOUR), article("b", AGAIN)).nearest(MINIMUM_IN_EVENT)
    assert {("a0", "b0"), ("a2", "b1")} <= set(pairs)
    assert not Context(article("a", HARBOUR), article("b", AGAIN)).nearest(1.01)


def test_articles_on_other_things_give_no_candidates() -> None:
    other = article("b", ("Shares in Nordlink fell by a tenth.", "A new tram runs in Graz."))
    assert choose_in_event({"b": Context(article("a", HARBOUR), other)}) == {}


def teller(name: str) -> Teller:
    return Teller(name, name, "person", anonymous=False)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("Lena Hart",), ("Ms Hart",), (1, 1, 0, 0)),
        (("Lena Hart",), ("Karl Oder",), (0, 1, 1, 0)),
        (("Lena Hart",), (), (0, 0, 0, 1)),
        ((), (), (0, 0, 0, 0)),
    ],
)
def test_speakers(one: tuple[str, ...], other: tuple[str, ...], expected: tuple[int, ...]) -> None:
    left = Telling("a", "d1", 1, "It is shut.", chain=tuple(teller(name) for name in one))
    right = Telling("b", "d2", 1, "It is shut.", chain=tuple(teller(name) for name in other))
    found = dict(zip(TELLING_FEATURES, compute_telling_features(left, right), strict=True))
    assert tuple(list(found.values())[3:]) == expected


@pytest.mark.parametrize(
    ("one", "other", "run"),
    [
        ("the bridge is shut", "they say the bridge is shut now", 4),
        ("the bridge is shut", "a shut bridge", 1),
        ("the bridge", "a tunnel", 0),
        ("a b a b c", "a b c", 3),
        ("", "a", 0),
    ],
)
def test_words_in_a_row(one: str, other: str, run: int) -> None:
    left, right = Telling("a", "d1", 1, one), Telling("b", "d2", 1, other)
    found = dict(zip(TELLING_FEATURES, compute_telling_features(left, right), strict=True))
    assert found["longest run shared"] == pytest.approx(np.log1p(run))


CAUSE = "It was not known what caused the accident."


@pytest.mark.parametrize(
    ("place", "together"),
    [("Kelmer Junction near Varna", True), ("Kelham", False)],
)
def test_a_sentence_without_a_name_is_on_its_own_event(place: str, together: bool) -> None:
    """Whether two trains are one train is told by the names of the two articles."""
    train = "A night train derailed near Kelmer Junction near Varna early on Monday."
    other = f"A train derailed near {place} early on Monday, and the line was closed."
    tellings = [
        Telling("a1", "a", 1, train),
        Telling("a2", "a", 2, CAUSE),
        Telling("b1", "b", 1, other),
        Telling("b2", "b", 2, CAUSE),
    ]
    stories = track(tellings, comparer=Comparer()).stories
    home = {one.key: story.key for story in stories for one in story.tellings}
    assert (home["a2"] == home["b2"]) is together
