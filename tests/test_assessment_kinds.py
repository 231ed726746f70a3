"""Fact, prediction, opinion, intention, other: on sentences of the tests' own."""

import pytest

from claims.assessment.features import lexical_features, shape_features
from claims.assessment.kind_signs import announce, stem
from claims.assessment.kinds import certain_kind, decide_kind, kind_features
from claims.assessment.models import load_models
from claims.assessment.words import find_words
from claims.values import Span


def features(cue: str, content: str) -> dict[str, float]:
    words = find_words(content, Span(0, len(content)))
    roles = load_models().roles.probabilities({**lexical_features(words), **shape_features(words)})
    return kind_features(content, words, find_words(cue, Span(0, len(cue))), roles)


@pytest.mark.parametrize(
    ("cue", "content", "kind"),
    [
        ("said", "two women were found dead in the house on Tuesday", "fact"),
        ("according to", "the fire destroyed 14 homes", "fact"),
        ("showed", "that unemployment fell to 4.9 percent in January", "fact"),
        ("denied", "any involvement in the raid", "fact"),
        ("vowed", "to appeal the ruling", "intention"),
        ("called for", "an independent inquiry into the shooting", "intention"),
        ("urged", "the government to release the journalists", "intention"),
        ("said", "it would continue attacks", "intention"),
        ("said", "“We will appeal,”", "intention"),
        ("predicted", "a narrow win for the party", "prediction"),
        ("expects", "prices to rise next year", "prediction"),
        ("called", "the decision a disgrace", "opinion"),
        ("said", "“This is a terrible and shameful mistake,”", "opinion"),
        ("praised", "the firefighters", "opinion"),
        ("asked", "whether the plane had been checked", "other"),
        ("said", "“Is anybody there?”", "other"),
        ("declined to say", "why the visas were denied", "other"),
    ],
)
def test_kind(cue: str, content: str, kind: str) -> None:
    assert decide_kind(load_models().kinds, features(cue, content))[0] == kind


def test_an_open_case_is_left_to_the_model() -> None:
    assert certain_kind(features("said", "the bridge was closed")) is None


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("predicted", "predict"),
        ("urges", "urg"),
        ("denying", "den"),
        ("denies", "den"),
        ("is", "is"),
    ],
)
def test_stem(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_a_cue_announces_what_its_words_do() -> None:
    assert "intention" in announce(find_words("has vowed", Span(0, 9)))
    assert "refusal to say" in announce(find_words("declined to say", Span(0, 15)))
