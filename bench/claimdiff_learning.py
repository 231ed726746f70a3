"""The learners of `bench/tracking_claimdiff.py`: kernel ridges, and a plain logistic regression.

Models are fitted to distinct pairs, each weighing as often as it is there (a pair and its reverse
are one), and every measure counts it as often.
"""

import random
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.training.attribution.fitting import logistic

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
FOLDS, INNER_FOLDS, INNER_SHUFFLES = 5, 4, 3
RIDGES = (1.0, 10.0, 100.0)
SHARES = np.linspace(0.02, 0.5, 49)


class Task:
    """The pairs' labels, copies and topics; every measure counts a pair as often as it is there."""

    def __init__(self, pairs: Sequence[dict[str, Any]]) -> None:
        """Take what matters of the pairs."""
        self.labels = np.array([int(bool(row["weakens"])) for row in pairs])
        self.copies = np.array([row["copies"] for row in pairs])
        self.topics = [row["topic"] for row in pairs]

    def macro_f1(self, given: Ints, rows: Ints | slice = slice(None)) -> float:
        """Return the mean of the two classes' F1, in percent."""
        right, copies, found = self.labels[rows], self.copies[rows], []
        for label in (0, 1):
            hits = int(copies[(right == label) & (given == label)].sum())
            both = int(copies[right == label].sum() + copies[given == label].sum())
            found.append(2 * hits / max(1, both))
        return 100 * float(np.mean(found))

    def folds(self, rows: Ints, number: int, seed: int) -> Ints:
        """Give each row the number of its topic's fold."""
        topics = sorted({self.topics[row] for row in rows})
        random.Random(seed).shuffle(topics)
        fold = {topic: place % number for place, topic in enumerate(topics)}
        return np.array([fold[self.topics[row]] for row in rows])


def scores(task: Task, kernel: Floats, train: Ints, test: Ints) -> Floats:
    """Fit ridge regressions to balanced labels of 1 and -1 (dual form); give their mean score."""
    labels, copies = task.labels[train], task.copies[train]
    balanced = copies / np.bincount(labels, weights=copies, minlength=2)[labels]
    share = balanced / balanced.sum()
    weights = balanced * copies.sum() / 2
    inner = kernel[np.ix_(train, train)]
    mean = inner @ share
    whole = float(share @ mean)
    inner = inner - mean - mean[:, None] + whole
    seen = kernel[np.ix_(test, train)]
    across = seen - (seen @ share)[:, None] - mean + whole
    # So that one ridge means the same for any number and scale of features.
    scale = float(np.trace(inner)) / len(train)
    target = np.where(labels == 1, 1.0, -1.0)
    found = np.zeros(len(test))
    for ridge in RIDGES:
        dual = np.linalg.solve(inner / scale + ridge * np.diag(1.0 / weights), target) / scale
        found += (across @ dual) / (inner @ dual).std()
    return found / len(RIDGES)


def choose(task: Task, kernel: Floats, rows: Ints) -> float:
    """Choose the threshold, by the share of pairs that does best inside the training folds."""
    held_out = []
    for seed in range(INNER_SHUFFLES):
        folds = task.folds(rows, INNER_FOLDS, 100 + seed)
        found = np.zeros(len(rows))
        for fold in range(INNER_FOLDS):
            kept = folds != fold
            found[~kept] = scores(task, kernel, rows[kept], rows[~kept])
        held_out.append(found)
    thresholds = np.array([np.quantile(found, 1.0 - SHARES) for found in held_out])
    reached = [
        [task.macro_f1((found >= one).astype(int), rows) for one in each]
        for found, each in zip(held_out, thresholds, strict=True)
    ]
    # The mean over five neighbours: the best of 49 alone would be luck.
    smooth = np.convolve(np.pad(np.mean(reached, axis=0), 2, mode="edge"), np.ones(5) / 5, "valid")
    return float(thresholds[:, int(smooth.argmax())].mean())


def cross_validate(task: Task, kernel: Floats, seed: int) -> float:
    """Predict each fold by a model of the others, its threshold chosen there; give the F1."""
    rows = np.arange(len(task.labels))
    folds = task.folds(rows, FOLDS, seed)
    given = np.zeros(len(rows), dtype=int)
    for fold in range(FOLDS):
        train, test = rows[folds != fold], rows[folds == fold]
        given[test] = scores(task, kernel, train, test) >= choose(task, kernel, train)
    return task.macro_f1(given)


def plain(task: Task, kernel: Floats, seed: int, *, balanced: bool = False) -> float:
    """Logistic regression as libraries set it: an L2 penalty of a half, cut at a half."""
    values, vectors = np.linalg.eigh(kernel)
    kept = values > 1e-9 * values.max()
    # The same products as the table of words has, in fewer columns; the last is the intercept.
    table = np.hstack([vectors[:, kept] * np.sqrt(values[kept]), np.ones((len(kernel), 1))])
    folds = task.folds(np.arange(len(kernel)), FOLDS, seed)
    given = np.zeros(len(kernel), dtype=int)
    for fold in range(FOLDS):
        seen, labels = table[folds != fold], task.labels[folds != fold]
        counts = task.copies[folds != fold].astype(float)
        if balanced:
            counts *= counts.sum() / (2 * np.bincount(labels, weights=counts)[labels])
        weights = logistic(seen, labels, counts=counts)
        given[folds == fold] = table[folds == fold] @ weights > 0
    return task.macro_f1(given)
