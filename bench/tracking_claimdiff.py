"""Do two claims of different outlets on one event strengthen or weaken each other? (claimdiff)

`python bench/tracking_claimdiff.py DATA` cross-validates by topic, five folds, in three shuffles.
Each model is a ridge regression with balanced classes; its ridge and the share of pairs that it
calls weakening are chosen inside the training folds, for the baselines as for ours. Ours sees the
embeddings of the two claims and of their articles' headlines, each summed over the two sides, since
a pair and its reverse always bear the same label.
"""

import argparse
import gzip
import json
import math
import random
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.inference.embedding import Embedder
from claims.tracking.stems import stem
from claims.tracking.wording import FUNCTION_WORDS

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
FOLDS = 5
SHUFFLES = 3
RIDGES = (0.3, 1.0, 3.0, 10.0)
SHARES = np.linspace(0.02, 0.5, 49)


def read_pairs(data: Path) -> list[dict[str, Any]]:
    """Read the pairs that strengthen or weaken."""
    with gzip.open(data / "claimdiff.jsonl.gz", "rt", encoding="utf8") as lines:
        rows = [json.loads(line) for line in lines]
    return [row for row in rows if row["strengthens"] or row["weakens"]]


def macro_f1(right: Ints, given: Ints) -> float:
    """Return the mean of the two classes' F1, in percent."""
    found = []
    for label in (0, 1):
        hits = int(((right == label) & (given == label)).sum())
        found.append(2 * hits / max(1, int((right == label).sum() + (given == label).sum())))
    return 100 * float(np.mean(found))


def scores(train: Floats, labels: Ints, test: Floats, ridge: float) -> Floats:
    """Fit a ridge regression to balanced labels of 1 and -1 (dual form) and score `test`."""
    target = np.where(labels == 1, 1.0, -1.0)
    weights = len(labels) / (2 * np.bincount(labels, minlength=2))[labels]
    mean = np.average(train, axis=0, weights=weights)
    train, test = train - mean, test - mean
    kernel = train @ train.T
    # So that one ridge means the same for any number and scale of features.
    scale = float(np.trace(kernel)) / len(labels)
    dual = np.linalg.solve(kernel / scale + ridge * np.diag(1.0 / weights), target)
    return np.asarray(test @ (train.T @ dual) / scale)


def inner_scores(matrix: Floats, labels: Ints, folds: Ints, ridge: float) -> Floats:
    """Score each pair by a model that has not seen its fold."""
    found = np.zeros(len(labels))
    for fold in set(folds.tolist()):
        kept = folds != fold
        found[~kept] = scores(matrix[kept], labels[kept], matrix[~kept], ridge)
    return found


def choose(matrix: Floats, labels: Ints, folds: Ints) -> tuple[float, float]:
    """Choose the ridge and the threshold that do best inside the training folds."""
    best = (-1.0, 0.0, 0.0)
    for ridge in RIDGES:
        found = inner_scores(matrix, labels, folds, ridge)
        thresholds = np.quantile(found, 1.0 - SHARES)
        f1 = np.array([macro_f1(labels, (found >= one).astype(int)) for one in thresholds])
        # The mean over five neighbours: the best of 49 alone would be luck.
        smooth = np.convolve(np.pad(f1, 2, mode="edge"), np.ones(5) / 5, "valid")
        place = int(smooth.argmax())
        best = max(best, (float(smooth[place]), ridge, float(thresholds[place])))
    return best[1], best[2]


def cross_validate(matrix: Floats, labels: Ints, folds: Ints) -> Ints:
    """Predict each fold by a model of the others, chosen inside the others."""
    given = np.zeros(len(labels), dtype=int)
    for fold in range(FOLDS):
        kept = folds != fold
        ridge, threshold = choose(matrix[kept], labels[kept], folds[kept])
        found = scores(matrix[kept], labels[kept], matrix[~kept], ridge)
        given[~kept] = found >= threshold
    return given


def fold_topics(pairs: Sequence[dict[str, Any]], seed: int) -> Ints:
    """Give each pair the number of its topic's fold."""
    topics = sorted({row["topic"] for row in pairs})
    random.Random(seed).shuffle(topics)
    fold = {topic: number % FOLDS for number, topic in enumerate(topics)}
    return np.array([fold[row["topic"]] for row in pairs])


def tf_idf(texts: Sequence[str]) -> Floats:
    """Return unit vectors over the stems of content words that at least two texts have."""
    pieces = [
        [stem(word) for word in re.findall(r"\w+", text.lower()) if word not in FUNCTION_WORDS]
        for text in texts
    ]
    frequency = Counter(word for words in pieces for word in set(words))
    place = {word: n for n, word in enumerate(w for w, c in frequency.items() if c > 1)}
    matrix = np.zeros((len(pieces), len(place)))
    for number, words in enumerate(pieces):
        for word in words:
            if word in place:
                matrix[number, place[word]] += math.log(len(pieces) / frequency[word])
    return matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)


def summed(embedder: Embedder, pairs: Sequence[dict[str, Any]], *sides: str) -> Floats:
    """Return the sum of the embeddings of the sides of each pair, each feature at one scale."""
    texts = list(dict.fromkeys(row[side] for row in pairs for side in sides))
    known = dict(zip(texts, embedder.embed(texts), strict=True))
    matrix = np.array([sum(known[row[side]] for side in sides) for row in pairs], dtype=np.float64)
    return (matrix - matrix.mean(axis=0)) / matrix.std(axis=0)


def main() -> None:
    """Read the command line and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    pairs = read_pairs(parser.parse_args().data)
    labels = np.array([int(bool(row["weakens"])) for row in pairs])
    embedder = Embedder()
    claims = summed(embedder, pairs, "claim_a", "claim_b")
    headlines = summed(embedder, pairs, "article_a", "article_b")
    compared = {
        "tf-idf of the claims": tf_idf([f"{r['claim_a']} {r['claim_b']}" for r in pairs]),
        "tf-idf of claims and headlines": tf_idf(
            [f"{r['claim_a']} {r['claim_b']} {r['article_a']} {r['article_b']}" for r in pairs]
        ),
        "embeddings of the claims": claims,
        "embeddings of the headlines": headlines,
        "embeddings of claims and headlines": np.hstack([claims, headlines]),
    }
    print(f"claimdiff, {len(pairs)} pairs, {labels.sum()} weaken; five folds by topic: macro F1")
    print(f"  majority: {macro_f1(labels, np.zeros_like(labels)):.1f}")
    for name, matrix in compared.items():
        found = [
            macro_f1(labels, cross_validate(matrix, labels, fold_topics(pairs, seed)))
            for seed in range(SHUFFLES)
        ]
        each = ", ".join(f"{one:.1f}" for one in found)
        print(f"  {name}: {np.mean(found):.1f} ({each})", flush=True)


if __name__ == "__main__":
    main()
