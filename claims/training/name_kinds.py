"""Trains the model that tells kinds of names apart (`claims.sources.naming.model`).

    python -m claims.training.name_kinds DATA claims/models/name_kinds.json

DATA is a folder with `ner_en.jsonl.gz`. Prints the share right of people against organisations by
five-fold cross-validation (CoNLL-2003 by its own dev part), then trains on all and writes.
"""

import base64
import json
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]  # it ships no types
from sklearn.linear_model import (  # type: ignore[import-untyped]  # it ships no types
    LogisticRegression,
)

from claims.english.lexicons import titles
from claims.sources.naming.model import KINDS, SIZE, name_features
from claims.training.data.sets import read_rows
from claims.values import Span

LABELS = {
    "PER": 0,
    "person": 0,
    "politician": 0,
    "ORG": 1,
    "organisation": 1,
    "politicalparty": 1,
    "LOC": 2,
    "location": 2,
    "country": 2,
}
STEPS = 16  # a weight of 1 is stored as 16


@dataclass(frozen=True, slots=True)
class Example:
    """A name in a sentence; `fold` is 0 to 4, or -1 where it is never held out."""

    features: frozenset[int]
    label: int
    fold: int


def examples(path: Path) -> Iterator[Example]:
    """Yield the names of `ner_en`; names of other kinds are left out."""
    for row in read_rows(path):
        yield from _of_sentence(row)


def _of_sentence(row: dict[str, object]) -> Iterator[Example]:
    tokens: list[str] = row["tokens"]  # type: ignore[assignment]  # read from JSON
    spans: list[tuple[int, int, str]] = row["spans"]  # type: ignore[assignment]  # the same
    text = " ".join(tokens)
    starts = np.cumsum([0, *(len(token) + 1 for token in tokens)]).tolist()
    fold = zlib.crc32(str(row["id"]).encode()) % 5
    if row["set"] == "conll2003":
        fold = 0 if row["split"] == "dev" else -1
    for first, last, kind in spans:
        if kind not in LABELS:
            continue
        while last - first > 1 and tokens[first].lower().rstrip(".") in titles() | {"the": ""}:
            first += 1
        span = Span(starts[first], starts[last] - 1)
        yield Example(name_features(tuple(tokens[first:last]), text, span), LABELS[kind], fold)


def table(rows: list[Example]) -> csr_matrix:
    """Return a matrix (names, SIZE) of zeros and ones."""
    columns = [sorted(row.features) for row in rows]
    ends = np.cumsum([0, *(len(column) for column in columns)])
    return csr_matrix((np.ones(ends[-1]), np.concatenate(columns), ends), (len(rows), SIZE))


def fitted(features: csr_matrix, labels: np.ndarray) -> LogisticRegression:
    """Return a multinomial logistic regression; 2 was the best of 0.5, 2 and 6 for its `C`."""
    return LogisticRegression(C=2, max_iter=100, tol=1e-3).fit(features, labels)


def main(data: str, out: str) -> None:
    """Cross-validate, train on all, write the weights."""
    rows = list(examples(Path(data) / "ner_en.jsonl.gz"))
    features, folds = table(rows), np.array([row.fold for row in rows])
    labels = np.array([row.label for row in rows])
    right = np.zeros(len(rows), bool)
    for fold in range(5):
        model = fitted(features[folds != fold], labels[folds != fold])
        guessed = model.predict(features[folds == fold])
        right[folds == fold] = (guessed == 0) == (labels[folds == fold] == 0)
    kept = (folds >= 0) & (labels < 2)
    print(f"person or organisation, held out: {100 * right[kept].mean():.1f} of {kept.sum()}")
    model = fitted(features, labels)
    weights = np.clip(np.round(model.coef_ * STEPS), -127, 127).astype(np.int8)
    stored = {
        "weights": {
            k: base64.b64encode(w.tobytes()).decode() for k, w in zip(KINDS, weights, strict=True)
        },
        "intercepts": {
            k: round(STEPS * b, 2) for k, b in zip(KINDS, model.intercept_.tolist(), strict=True)
        },
    }
    Path(out).write_text(json.dumps(stored), "utf8")


if __name__ == "__main__":
    main(*sys.argv[1:])
