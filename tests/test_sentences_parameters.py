"""The shipped parameters: readable, complete, and what training wrote."""

import gzip
import json
from pathlib import Path

import pytest

from claims.errors import InputError, ModelError
from claims.sentences.parameters import (
    load_parameters,
    parameters_from_json,
    parameters_to_json,
)
from claims.training.sentences import TRAINED_ON, train_sentences, trained_parameters

STORIES = [
    f"Mr. {name} met Gen. Lee in Jan. 2009. He left. The tat was small. A tat is small, the tat."
    for name in ("Smith", "Jones", "Brown", "White", "Green", "Black", "Reed", "Stone")
] * 6


def test_the_shipped_parameters_know_the_news() -> None:
    parameters = load_parameters()
    assert {"gen", "sept", "u.s", "mr", "p.m"} <= parameters.abbrev_types
    assert {"he", "the", "however"} <= parameters.sent_starters
    assert "tat" not in parameters.abbrev_types
    assert len(parameters.ortho_context) > 10_000
    assert load_parameters() is parameters


def test_training_finds_abbreviations_and_survives_json() -> None:
    parameters = trained_parameters(STORIES)
    assert {"mr", "gen"} <= parameters.abbrev_types
    assert "tat" not in parameters.abbrev_types
    text = parameters_to_json(parameters, trained_on=["stories"])
    again = parameters_from_json(text)
    assert again.abbrev_types == parameters.abbrev_types
    assert again.collocations == parameters.collocations
    assert parameters_to_json(again, trained_on=["stories"]) == text
    assert json.loads(text)["trained_on"] == ["stories"]


def test_training_reads_the_sets_of_a_folder(tmp_path: Path) -> None:
    rows = [{"text": story} for story in STORIES]
    sentences = [{"title": "A title", "sentences": [{"par": 0, "text": STORIES[0]}]}]
    for name in TRAINED_ON:
        with gzip.open(tmp_path / f"{name}.jsonl.gz", "wt", encoding="utf8") as file:
            for row in sentences if name == "basil" else rows:
                file.write(json.dumps(row) + "\n")
    output = tmp_path / "english.json"
    counted = train_sentences(tmp_path, output)
    assert counted["articles"] == 3 * len(STORIES) + 1
    assert "mr" in parameters_from_json(output.read_text("utf8")).abbrev_types


def test_a_missing_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="polnear-train"):
        train_sentences(tmp_path, tmp_path / "english.json")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"abbreviations": 1}', "null"])
def test_damage_is_told(text: str) -> None:
    with pytest.raises(ModelError, match="sentence parameters"):
        parameters_from_json(text)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        load_parameters(tmp_path / "none.json")
