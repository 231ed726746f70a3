"""The shipped model reads any text, and its pieces know their place in it."""

from pathlib import Path

import numpy as np
import pytest

from claims.errors import ModelError
from claims.inference import AttributionModel

TEXT = "Café owners said “no” — twice.\r\n\r\n  The U.S. didn't reply 😀 to Ó Sé."


@pytest.fixture(scope="module")
def model() -> AttributionModel:
    return AttributionModel()


def test_pieces_are_where_they_say(model: AttributionModel) -> None:
    pieces = model.encode(TEXT).pieces
    found = [TEXT[a:b] for a, b in zip(pieces.starts, pieces.ends, strict=True)]
    assert "".join(found) == "".join(TEXT.split())
    assert pieces.paragraphs[0] == 0
    assert pieces.paragraphs[-1] == 1


def test_features_of_pieces(model: AttributionModel) -> None:
    pieces = model.encode("“Go,” NATO said.\nNo.").pieces
    words = ["“", "Go", ",", "”", "NATO", "said", ".", "No", "full stop"]
    by_word = dict(zip(words, pieces.features.astype(int).tolist(), strict=True))
    assert by_word["“"] == [0, 0, 1, 1, 1, 0]
    assert by_word["Go"] == [1, 0, 0, 1, 0, 0]
    assert by_word["NATO"] == [1, 1, 0, 0, 0, 0]
    assert by_word["No"] == [1, 0, 0, 0, 1, 0]


def test_long_text_is_tokenised_as_a_whole_is(model: AttributionModel) -> None:
    text = "One line of text, said nobody.\n" * 2000
    ids, _ = model.tokenizer.encode(text)
    encoded = model.encode(text[: 31 * 1000])
    assert encoded.pieces.ids.tolist() == ids[: len(encoded.pieces)]


def test_cue_probabilities_add_up(model: AttributionModel) -> None:
    encoded = model.encode("It rained, he said. " * 60)
    assert len(encoded.windows) > 1
    np.testing.assert_allclose(encoded.cues.sum(axis=2), 1.0, atol=1e-4)


def test_empty_text(model: AttributionModel) -> None:
    encoded = model.encode("")
    assert len(encoded.pieces) == 0
    assert encoded.windows == ()


def test_missing_model_says_so(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"tokenizer\.json"):
        AttributionModel(tmp_path).encode("Hello")
    with pytest.raises(ModelError, match=r"encoder\.onnx"):
        _ = AttributionModel(tmp_path).digest


def test_the_shipped_file_is_small() -> None:
    folder = AttributionModel().folder
    size = sum(
        (folder / name).stat().st_size for name in ("encoder.onnx", "roles.onnx", "tokenizer.json")
    )
    assert size <= 32 * 1024 * 1024
