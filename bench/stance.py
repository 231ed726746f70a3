"""Attitudes that a statement's embedding gives away, learned from MPQA 2.0.

For `bench/tracking_claimdiff.py`. A ridge regression maps the embedding of a sentence to twelve
counts of its direct subjectives, as annotated there: attitudes by type, positive and negative
polarity, and whether praise or blame prevails. Nothing of claimdiff is seen.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.inference.embedding import Embedder
from claims.training.data.sets import read_rows

Floats = NDArray[np.float64]
ATTITUDES = (
    "sentiment-neg",
    "sentiment-pos",
    "arguing-pos",
    "arguing-neg",
    "agree-pos",
    "agree-neg",
    "intention-pos",
    "speculation",
    "other-attitude",
)
RIDGE = 1.0


def counted(row: dict[str, Any]) -> list[float]:
    """Return the twelve counts of a sentence of MPQA, each two at most."""
    subjectives = row["direct_subjectives"]
    types = [one["type"] for each in subjectives for one in each["attitudes"]]
    polarity = [each["polarity"] for each in subjectives]
    found = [float(min(2, types.count(name))) for name in ATTITUDES]
    found += [float(min(2, polarity.count(name))) for name in ("positive", "negative")]
    return [*found, float("sentiment-pos" in types) - float("sentiment-neg" in types)]


def sentence(row: dict[str, Any]) -> str:
    """Return the text of a sentence of MPQA, without its marks for brackets."""
    text = " ".join(row["tokens"])[:600]
    return text.replace("-LSB- ", "").replace(" ``", ' "')


def learn_attitudes(data: Path, embedder: Embedder) -> Callable[[Floats], Floats]:
    """Return a function from embeddings (rows, 384) to attitudes (rows, 12)."""
    rows = read_rows(data / "mpqa2_direct_subjective.jsonl.gz")
    seen = np.array(embedder.embed([sentence(row) for row in rows]), dtype=np.float64)
    wanted = np.array([counted(row) for row in rows])
    mean = seen.mean(axis=0)
    seen, wanted = seen - mean, wanted - wanted.mean(axis=0)
    weights = np.linalg.solve(seen.T @ seen + RIDGE * np.eye(seen.shape[1]), seen.T @ wanted)
    return lambda embeddings: np.asarray((embeddings - mean) @ weights)
