"""`claims train`: each model's verb, and what is said where the extra is missing."""

import importlib.util
from pathlib import Path

import pytest
from click.testing import CliRunner

from claims.cli.train import command


@pytest.mark.parametrize("name", ["attribution", "sentences", "assessment", "embedding"])
def test_every_model_has_its_verb(name: str) -> None:
    result = CliRunner().invoke(command, [name, "--help"])
    assert result.exit_code == 0
    assert "--" in result.output


@pytest.mark.skipif(
    importlib.util.find_spec("torch") is not None, reason="the train extra is installed"
)
def test_a_missing_extra_is_told(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        command, ["attribution", "--data", str(tmp_path), "--out", str(tmp_path)]
    )
    assert result.exit_code == 1
    assert "pip install '.[train]'" in str(result.exception)


def test_sentences_are_trained_from_a_folder_only(tmp_path: Path) -> None:
    result = CliRunner().invoke(command, ["sentences", "--data", str(tmp_path / "nowhere")])
    assert result.exit_code == 2
    assert "does not exist" in result.output
