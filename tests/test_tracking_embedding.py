"""The embedding model: near where statements mean the same; a clear word for a bad file."""

from pathlib import Path

import numpy as np
import pytest

from claims.errors import ModelError
from claims.inference.embedding import MODELS, WIDTH, Embedder


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return Embedder()


def test_vectors_are_unit_vectors_in_the_order_given(embedder: Embedder) -> None:
    texts = [
        "A short one.",
        "A much longer statement about a ferry that sank off the coast.",
        "Short.",
    ]
    together = embedder.embed(texts)
    assert together.shape == (3, WIDTH)
    assert np.allclose(np.linalg.norm(together, axis=1), 1.0, atol=1e-5)
    for text, vector in zip(texts, together, strict=True):
        assert (embedder.embed([text])[0] == vector).all(), "neighbours must not move a vector"


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("The mayor of Lisbon resigned.", "Lisbon's mayor has quit.", "The mayor opened a bridge."),
        ("Police arrested two men.", "Two men were detained by police.", "Two men won a lottery."),
        ("Inflation fell to 3%.", "Prices rose more slowly, by 3%.", "The striker scored twice."),
    ],
)
def test_paraphrases_are_nearer(embedder: Embedder, text: str, near: str, far: str) -> None:
    base, close, distant = embedder.embed([text, near, far])
    assert float(base @ close) > float(base @ distant) + 0.2


def test_no_texts_give_no_vectors(embedder: Embedder) -> None:
    assert embedder.embed([]).shape == (0, WIDTH)


def test_states_stand_for_the_pieces_without_marks(embedder: Embedder) -> None:
    (one,) = embedder.read(["Reuters reported."])
    assert one.states.shape == (len(one.pieces), WIDTH)
    assert len(one.pieces) == 3


def test_an_overlong_statement_is_cut(embedder: Embedder) -> None:
    (one,) = embedder.read(["word " * 500])
    assert len(one.pieces) == 126


@pytest.mark.parametrize(("content", "message"), [(None, "missing"), (b"not a model", "damaged")])
def test_bad_files_are_named(tmp_path: Path, content: bytes | None, message: str) -> None:
    (tmp_path / "tokenizer.json").write_bytes((MODELS / "tokenizer.json").read_bytes())
    if content is not None:
        (tmp_path / "embedding.onnx").write_bytes(content)
    with pytest.raises(ModelError, match=f"embedding.onnx is {message}"):
        Embedder(tmp_path).embed(["a"])


def test_the_digest_names_the_file() -> None:
    assert len(Embedder().digest) == 12
