"""Linear models, and the file that they come from."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.assessment.linear import ALWAYS, LinearModel
from claims.assessment.models import load_models, read_models
from claims.errors import ModelError

MODEL = LinearModel(("no", "yes"), {ALWAYS: (0.5, 0.0), "sun": (0.0, 2.0)})


def test_scores_add_up() -> None:
    assert MODEL.score({"sun": 1.0, "unknown": 9.0}) == [0.5, 2.0]


@given(st.dictionaries(st.sampled_from(["sun", "rain"]), st.floats(-100, 100)))
def test_probabilities_sum_to_one(features: dict[str, float]) -> None:
    assert sum(MODEL.probabilities(features).values()) == pytest.approx(1.0)


def test_a_model_comes_back_from_its_table() -> None:
    assert LinearModel.from_table(json.loads(json.dumps(MODEL.to_table()))) == MODEL


def test_the_shipped_models_know_their_labels() -> None:
    models = load_models()
    assert set(models.kinds.labels) == {"fact", "prediction", "opinion", "intention", "other"}
    assert set(models.leftover.labels) == {"attributed", "mixed"}
    assert set(models.checkable.labels) == {"asserts", "nothing"}
    assert set(models.disputable.labels) == {"ask", "record"}
    assert len(models.digest) == 12


@pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"roles": {"labels": 1}}'])
def test_damaged_weights_are_told(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "weights.json"
    if content is not None:
        path.write_text(content, "utf8")
    with pytest.raises(ModelError, match="cannot be read"):
        read_models(path)
