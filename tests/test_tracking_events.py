"""Mentions of events across articles: one event or another."""

from pathlib import Path

import numpy as np
import pytest

from claims.errors import ModelError
from claims.inference.embedding import Embedder
from claims.tracking.events import MENTION_FEATURES, EventModel, Mention, pair_features

ARTICLES = {
    "kalvik 1": "A ferry ran aground near Kalvik on Tuesday. Divers inspected the hull. The "
    "captain was arrested.",
    "kalvik 2": "Police in Kalvik detained the ferry's captain. The ship had run aground on "
    "Tuesday night.",
    "budget": "The minister resigned over the budget. Her resignation surprised the party.",
}


def mention(document: str, sentence: int, words: str) -> Mention:
    text = ARTICLES[document].split(". ")[sentence]
    return Mention(document, text, text.index(words), text.index(words) + len(words))


MENTIONS = [
    mention("kalvik 1", 0, "ran aground"),
    mention("kalvik 2", 1, "run aground"),
    mention("kalvik 1", 1, "inspected"),
    mention("budget", 0, "resigned"),
    mention("budget", 1, "resignation"),
]


@pytest.fixture(scope="module")
def features() -> np.ndarray:
    return pair_features(MENTIONS, ARTICLES, Embedder())


def test_every_pair_has_its_features(features: np.ndarray) -> None:
    assert features.shape == (10, len(MENTION_FEATURES))
    assert np.isfinite(features).all()


def test_mentions_of_one_event_are_grouped(features: np.ndarray) -> None:
    groups = EventModel().group(features, len(MENTIONS))
    assert (0, 1) in groups
    assert (2,) in groups
    assert sorted(number for group in groups for number in group) == [0, 1, 2, 3, 4]
    assert not any({0, 3} <= set(group) for group in groups)


def test_no_mentions_no_groups() -> None:
    empty = np.zeros((0, len(MENTION_FEATURES)), dtype=np.float32)
    assert EventModel().group(empty, 0) == []
    assert EventModel().group(empty, 1) == [(0,)]


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"events\.npz"):
        EventModel(tmp_path).chances(np.zeros((1, len(MENTION_FEATURES)), dtype=np.float32))
