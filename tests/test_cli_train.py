"""`claims train`: each model's verb, and what is said where the extra is missing."""

import gzip
import importlib.util
from pathlib import Path

import pytest
from click.testing import CliRunner

from claims.cli.train import command


@pytest.mark.parametrize("name", ["attribution", "sentences", "embedding"])
def test_every_model_has_its_verb(name: str) -> None:
    result = CliRunner().invoke(command, [name, "--help"])
    assert result.exit_code == 0
    assert "--" in result.output


@pytest.mark.skipif(
    importlib.util.find_spec("torch") is not None, reason="the train extra is installed"
)
def test_a_missing_extra_is_told(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        command, ["attribution", *(f"--{name}={tmp_path}" for name in ("data", "gold", "out"))]
    )
    assert result.exit_code == 1
    assert "pip install 'claims-desk[train]'" in str(result.exception)


def test_only_licensed_rows_are_copied(tmp_path: Path) -> None:
    rows = {
        "gap_coref": ['{"id": 1}'],
        "polnear-train": ['{"id": 2}'],
        "nli": ['{"set": "snli"}', '{"set": "sick_train"}'],
    }
    data, out = tmp_path / "data", tmp_path / "free"
    data.mkdir()
    for name, lines in rows.items():
        with gzip.open(data / f"{name}.jsonl.gz", "wt", encoding="utf8") as file:
            file.write("".join(f"{line}\n" for line in lines))
    arguments = ["licensed", "--data", str(data), "--out", str(out)]
    result = CliRunner().invoke(command, arguments)
    assert result.exit_code == 0, result.output
    assert {file.name for file in out.iterdir()} == {"gap_coref.jsonl.gz", "nli.jsonl.gz"}
    with gzip.open(out / "nli.jsonl.gz", "rt", encoding="utf8") as file:
        assert file.read() == '{"set": "snli"}\n'
    again = CliRunner().invoke(command, arguments)
    assert "is there already" in str(again.exception)


def test_a_folder_without_sets_is_told(tmp_path: Path) -> None:
    arguments = ["licensed", "--data", str(tmp_path), "--out", str(tmp_path / "free")]
    assert "no annotated set" in str(CliRunner().invoke(command, arguments).exception)


def test_sentences_are_trained_from_a_folder_only(tmp_path: Path) -> None:
    result = CliRunner().invoke(command, ["sentences", "--data", str(tmp_path / "nowhere")])
    assert result.exit_code == 2
    assert "does not exist" in result.output
