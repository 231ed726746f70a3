"""Trains the model that chooses among people for "he" and "she"
(`claims.sources.references.coreference`).

    python -m claims.training.coreference DATA claims/models/coreference.json

DATA is a folder with `gap_coref.jsonl.gz`. Prints accuracy and F1 as GAP scores them, with the two
names given, by ten-fold cross-validation, then trains on all and writes the weights by name.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from claims.sources.mentions.passages import Passage
from claims.sources.naming.kinds import gender_of
from claims.sources.naming.names import find_names
from claims.sources.references.cast import gather
from claims.sources.references.coreference import Candidate, Features, Scene
from claims.training.data.sets import read_rows
from claims.values import Span

Matrix = NDArray[np.float64]
SCALE = 0.1  # added to each feature's deviation, so that rare features do not grow huge
THRESHOLD = 0.3  # below this chance of either, nobody is chosen


@dataclass(frozen=True, slots=True)
class Example:
    """A GAP passage: features of A and B, and who is meant."""

    a: Features
    b: Features
    a_is: bool
    b_is: bool


def examples(path: Path) -> Iterator[Example]:
    """Yield the passages of GAP with their features."""
    for row in read_rows(path):
        text, at = row["text"], row["pronoun_off"]
        a = candidate(text, row["A_off"], row["A"])
        b = candidate(text, row["B_off"], row["B"])
        people = [a, b, *bystanders(text, [*a.mentions, *b.mentions])]
        scene = Scene(Passage(text), Span(at, at + len(row["pronoun"])), people)
        yield Example(scene.features(a), scene.features(b), row["A_coref"], row["B_coref"])


def candidate(text: str, start: int, name: str) -> Candidate:
    """Return a given name with its other mentions: by the cast, and by its last word."""
    own = Span(start, start + len(name))
    spans, names, person = {own}, find_names(text), True
    cast = gather(text, names)
    for one in names:
        if one.span.overlaps(own):
            entity = cast.by_start[one.span.start]
            spans |= {other.span for other in entity.names if not other.span.overlaps(own)}
            person = entity.kind == "person"
    last = name.split()[-1]
    for match in re.finditer(rf"\b{re.escape(last)}\b", text) if len(last) > 2 else ():
        if not any(span.overlaps(Span(*match.span())) for span in spans):
            spans.add(Span(*match.span()))
    genders = {gender_of(tuple(span.of(text).split()) or ("x",), ()) for span in spans} - {None}
    return Candidate(tuple(sorted(spans)), genders.pop() if len(genders) == 1 else None, person)


def bystanders(text: str, taken: list[Span]) -> list[Candidate]:
    """Return the other people named in the text."""
    names = find_names(text)
    found = []
    for entity in gather(text, names).entities:
        spans = tuple(name.span for name in entity.names)
        if entity.kind == "person" and not any(s.overlaps(t) for s in spans for t in taken):
            found.append(Candidate(spans, entity.gender))
    return found


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights that rank two candidates, and those that tell whether one is meant at all."""

    choice: NDArray[np.float64]
    meant: LogisticRegression
    deviation: NDArray[np.float64]


def fit(a: Matrix, b: Matrix, a_is: NDArray[np.bool_], b_is: NDArray[np.bool_]) -> Fitted:
    """Fit both on passages (rows) by features (columns)."""
    deviation = np.vstack([a, b]).std(0) + SCALE
    a, b = a / deviation, b / deviation
    told = a_is != b_is
    gap = (a - b)[told]
    choice = LogisticRegression(C=0.003, max_iter=300, fit_intercept=False)
    choice.fit(np.vstack([gap, -gap]), np.r_[a_is[told], b_is[told]])
    meant = LogisticRegression(C=0.003, max_iter=300)
    meant.fit(np.vstack([a, b]), np.r_[a_is, b_is])
    return Fitted(choice.coef_[0], meant, deviation)


def chosen(model: Fitted, a: Matrix, b: Matrix) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return for each passage whether A, and whether B, is taken to be meant."""
    a, b = a / model.deviation, b / model.deviation
    first = (a - b) @ model.choice > 0
    chance = np.maximum(model.meant.predict_proba(a)[:, 1], model.meant.predict_proba(b)[:, 1])
    known = chance > THRESHOLD
    return first & known, ~first & known


def f1(guessed: NDArray[np.bool_], true: NDArray[np.bool_]) -> float:
    """Return F1 in percent."""
    return float(200 * (guessed & true).sum() / (guessed.sum() + true.sum()))


def cross_validate(a: Matrix, b: Matrix, a_is: NDArray[np.bool_], b_is: NDArray[np.bool_]) -> float:
    """Return F1 over both names of all passages, by ten folds."""
    a_got, b_got = np.zeros(len(a_is), bool), np.zeros(len(b_is), bool)
    for train, test in KFold(10, shuffle=True, random_state=0).split(a):
        model = fit(a[train], b[train], a_is[train], b_is[train])
        a_got[test], b_got[test] = chosen(model, a[test], b[test])
    told = a_is != b_is
    print(f"right where one of the two is meant: {100 * (a_got == a_is)[told].mean():.1f}")
    return f1(np.r_[a_got, b_got], np.r_[a_is, b_is])


def main(data: str, out: str = "") -> None:
    """Cross-validate, train on all, write the weights."""
    rows = list(examples(Path(data) / "gap_coref.jsonl.gz"))
    vectors = DictVectorizer(sparse=False)
    both = vectors.fit_transform([row.a for row in rows] + [row.b for row in rows])
    common = (both != 0).sum(0) >= 10
    a, b = both[: len(rows), common], both[len(rows) :, common]
    a_is, b_is = np.array([row.a_is for row in rows]), np.array([row.b_is for row in rows])
    print(f"{a.shape[1]} features of {len(rows)} passages")
    print(f"F1 by cross-validation: {cross_validate(a, b, a_is, b_is):.1f}")
    if not out:
        return
    model = fit(a, b, a_is, b_is)
    names = np.array(vectors.feature_names_)[common]
    weights = (model.choice / model.deviation).round(4)
    stored = {
        str(name): float(weight) for name, weight in zip(names, weights, strict=True) if weight
    }
    Path(out).write_text(json.dumps({"choice": stored}, indent=1, ensure_ascii=False), "utf8")


if __name__ == "__main__":
    main(*sys.argv[1:])
