"""Whether one statement follows from another, contradicts it, or neither."""

from pathlib import Path

import numpy as np
import pytest

from claims.errors import ModelError
from claims.tracking import Comparer, Telling
from claims.tracking.entailment import LABELS, Entailment
from claims.tracking.features import compute_features


@pytest.fixture(scope="module")
def comparer() -> Comparer:
    return Comparer()


def chances(comparer: Comparer, one: str, other: str, network: Entailment) -> np.ndarray:
    left, right = comparer.read([Telling("a", "d", 1, one), Telling("b", "e", 1, other)])
    features = compute_features(left, right)
    return network.chances(left.embedded, right.embedded, features)


@pytest.mark.parametrize(
    ("left", "right", "label"),
    [
        ("Two men were arrested by the police in Graz.", "Police arrested two men.", "follows"),
        ("A woman is playing the violin on a stage.", "A woman is playing music.", "follows"),
        ("The door is open.", "The door is not open.", "contradicts"),
        ("The minister resigned on Monday.", "The minister did not resign.", "contradicts"),
        ("A man is walking a dog.", "A man is walking his dog to the vet.", "neutral"),
        ("A man is sleeping on a bench.", "A man is running in a race.", "neutral"),
    ],
)
def test_clear_cases(comparer: Comparer, left: str, right: str, label: str) -> None:
    found = chances(comparer, left, right, Entailment())
    assert found.sum() == pytest.approx(1.0, abs=1e-4)
    assert LABELS[int(found.argmax())] == label


@pytest.mark.parametrize("text", ["", "?", "a"])
def test_any_text_can_be_compared(comparer: Comparer, text: str) -> None:
    found = chances(comparer, text, "The door is open.", Entailment())
    assert np.isfinite(found).all()


def test_a_missing_model_is_named(comparer: Comparer, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"entailment\.npz"):
        chances(comparer, "One.", "Two.", Entailment(tmp_path))
