"""Fits the two logistic models by which claims are compared.

`python -m claims.training.comparison DATA` reads sts_benchmark (pairs scored 3.8 and more are the
same, 3.2 and less are not) and ecbplus (sentences of one topic that share an event that is no act
of reporting) in the folder DATA, and writes `comparison.json` among the models. Features that tell
a denial or a changed figure from the claim itself are withheld from "same": rules read them (see
`claims.tracking.comparison`).
"""

import argparse
import itertools
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from claims.inference.embedding import MODELS
from claims.tracking.comparison import Comparer
from claims.tracking.features import FEATURES, compute_features
from claims.tracking.values import Telling
from claims.training.sets import read_rows

WITHHELD: Final = frozenset(
    (
        "figures agree",
        "figures differ",
        "figures on one side only",
        "dates differ",
        "negation differs",
        "opposites",
        "hedges differ",
    )
)
_RIDGE: Final = 3.0
_STEPS: Final = 30

Labelled = tuple[str, str, bool]
"""Two statements, and whether the model shall join them."""


def same_pairs(data: Path, *, split: str = "train") -> Iterator[Labelled]:
    """Give pairs that say the same, and pairs that do not."""
    for row in read_rows(data / "sts_benchmark.jsonl.gz"):
        clear = row["score"] >= 3.8 or row["score"] <= 3.2
        if row["split"] == split and clear and "forum" not in row["genre"]:
            yield row["a"], row["b"], row["score"] >= 3.8


def event_pairs(data: Path, topics: frozenset[str] | None = None) -> Iterator[Labelled]:
    """Give pairs of sentences of two articles on one topic, and whether they share an event."""
    by_topic: dict[str, list[tuple[str, str, frozenset[str]]]] = {}
    for row in read_rows(data / "ecbplus.jsonl.gz"):
        for sentence in row["sentences"]:
            if sentence["n"] in row["validated_sentences"]:
                text = row["text"][slice(*sentence["span"])]
                chains = _events(row["mentions"], sentence["n"])
                by_topic.setdefault(row["topic"], []).append((row["doc_id"], text, chains))
    for topic, sentences in sorted(by_topic.items()):
        if topics is None or topic in topics:
            for one, other in itertools.combinations(sentences, 2):
                if one[0] != other[0]:
                    yield one[1], other[1], bool(one[2] & other[2])


def _events(mentions: Iterable[dict[str, Any]], sentence: int) -> frozenset[str]:
    """Return the events that a sentence mentions, acts of reporting left out."""
    return frozenset(
        mention["chain"]
        for mention in mentions
        if mention["sent"] == sentence
        and mention["chain"]
        and "ACTION" in mention["type"]
        and "REPORTING" not in mention["type"]
    )


def matrix(comparer: Comparer, pairs: list[Labelled]) -> tuple[NDArray[np.float64], NDArray[Any]]:
    """Compute the features (pairs, features) and labels (pairs) of labelled pairs."""
    texts = list(dict.fromkeys(text for one, other, _ in pairs for text in (one, other)))
    tellings = [Telling(text, "", 0, text) for text in texts]
    read: dict[str, Any] = {}
    for start in range(0, len(tellings), 1000):
        part = tellings[start : start + 1000]
        read.update(zip((one.text for one in part), comparer.read(part), strict=True))
    rows = [compute_features(read[one], read[other]) for one, other, _ in pairs]
    return np.array(rows), np.array([label for _, _, label in pairs], dtype=np.float64)


def fit_logistic(
    features: NDArray[np.float64], labels: NDArray[Any], withheld: frozenset[str] = frozenset()
) -> tuple[list[float], float]:
    """Fit weights and bias by Newton's method with a ridge; withheld features get weight 0."""
    kept = [number for number, name in enumerate(FEATURES) if name not in withheld]
    rows = np.column_stack([features[:, kept], np.ones(len(features))])
    weights = np.zeros(rows.shape[1])
    ridge = np.diag([_RIDGE] * len(kept) + [1e-6])
    for _ in range(_STEPS):
        chances = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (chances - labels) + ridge @ weights
        curve = (rows * (chances * (1 - chances))[:, None]).T @ rows + ridge
        weights -= np.linalg.solve(curve, slope)
    full = np.zeros(len(FEATURES))
    full[kept] = weights[:-1]
    return [round(float(weight), 4) for weight in full], round(float(weights[-1]), 4)


def main() -> None:
    """Read the command line; fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    given = parser.parse_args()
    comparer = Comparer()
    stored = {}
    for name, pairs, withheld in (
        ("same", list(same_pairs(given.data)), WITHHELD),
        ("event", list(event_pairs(given.data)), frozenset[str]()),
    ):
        features, labels = matrix(comparer, pairs)
        weights, bias = fit_logistic(features, labels, withheld)
        right = np.mean((features @ weights + bias > 0) == labels)
        print(f"{name}: {len(pairs)} pairs, {np.mean(labels):.1%} joined, {right:.1%} right")
        stored[name] = {"weights": weights, "bias": bias}
    path = MODELS / "comparison.json"
    path.write_text(json.dumps({"features": list(FEATURES), **stored}, indent=1) + "\n", "utf8")
    print(path)


if __name__ == "__main__":
    main()
