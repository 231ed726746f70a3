"""Makes the weights of the assessment stage.

`python -m claims.training.assessment DATA LABELS OUT`: DATA is the folder of data sets
(newsdiscourse, polnear-train, gum_news and re3d, each .jsonl.gz); LABELS the file of our own
judgements: for sentences and contents of those articles, named by article and offsets, their
status, whether an editor would ask, and the kind of claim. The text of the sets is not ours and is
in neither file. OUT is the JSON file that `claims.assessment.models` reads.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-untyped]  # no types
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]  # no types

from claims.assessment.coverage import Coverage, Marked, measure_coverage, naming_part
from claims.assessment.features import lexical_features, shape_features
from claims.assessment.judging import checkable_features, dispute_features
from claims.assessment.kinds import kind_features
from claims.assessment.linear import ALWAYS, LinearModel
from claims.assessment.statuses import describe_leftover
from claims.assessment.words import Word, find_words
from claims.training.sets import read_rows
from claims.values import Span

Features = dict[str, float]
Row = tuple[Features, str]

ROLES: Final = {
    "Main": "Main",
    "Main_Consequence": "Main",
    "Cause_Specific": "Cause",
    "Cause_General": "Context",
    "Distant_Historical": "History",
    "Distant_Anecdotal": "Anecdote",
    "Distant_Evaluation": "Evaluation",
    "Distant_Expectations_Consequences": "Expectation",
    "NA": "Nothing",
}
"""The roles of sentences in newsdiscourse (Choubey et al. 2020), and what they are called here."""


def fit(rows: Sequence[Row], *, strength: float, least: int = 1, digits: int = 3) -> LinearModel:
    """Fit a logistic regression; `strength` is scikit-learn's C, features seen in fewer than
    `least` rows are left out."""
    seen = Counter(name for features, _ in rows for name in features)
    kept = [{n: v for n, v in features.items() if seen[n] >= least} for features, _ in rows]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(kept)
    model = LogisticRegression(C=strength, max_iter=1000).fit(matrix, [label for _, label in rows])
    labels = tuple(str(label) for label in model.classes_)
    coefficients, intercepts = model.coef_, model.intercept_
    if len(labels) == 2:  # scikit-learn keeps one row of weights, for the second label
        coefficients = [[-weight for weight in coefficients[0]], coefficients[0]]
        intercepts = [-intercepts[0], intercepts[0]]
        coefficients = [[weight / 2 for weight in row] for row in coefficients]
        intercepts = [value / 2 for value in intercepts]
    weights = {ALWAYS: tuple(round(float(value), digits) for value in intercepts)}
    for place, name in enumerate(vectorizer.feature_names_):
        row = tuple(round(float(column[place]), digits) for column in coefficients)
        if any(abs(weight) > _LEAST_WEIGHT for weight in row):
            weights[name] = row
    return LinearModel(labels, weights)


_LEAST_WEIGHT: Final = 0.01


def role_rows(articles: Iterable[dict[str, Any]]) -> list[Row]:
    """Return the sentences of newsdiscourse's training part with their roles."""
    rows = []
    for article in articles:
        if article["split"] == "train":
            for sentence in article["sentences"]:
                words = find_words(sentence["text"], Span(0, len(sentence["text"])))
                rows.append(
                    ({**lexical_features(words), **shape_features(words)}, ROLES[sentence["label"]])
                )
    return rows


def role_probabilities(roles: LinearModel, words: Sequence[Word]) -> Features:
    """Return the features that the role model adds to the others."""
    return roles.probabilities({**lexical_features(words), **shape_features(words)})


class Examples:
    """The judged sentences and contents, found again in the texts of the data sets."""

    def __init__(self, data: Path, labels: dict[str, Any]) -> None:
        """Read the articles that `labels` names.

        Those whose attributions the set does not give have them in `labels`, as the attribution
        model found them, or not at all.
        """
        self.labels = labels
        wanted = {judged["article"] for judged in labels["sentences"] + labels["contents"]}
        self.texts: dict[str, str] = {}
        self.marked: dict[str, list[Marked]] = {}
        for name, text, attributions in _articles(data):
            if name in wanted:
                self.texts[name] = text
                if attributions:
                    self.marked[name] = list(_marked(text, attributions))
        for name, triples in labels["marked"].items():
            self.marked[name] = [
                _mark(self.texts[name], start, end, role) for start, end, role in triples
            ]

    def sentences(self) -> Iterator[tuple[str, Coverage, str, bool]]:
        """Give for each judged sentence its article's text, its coverage, its label, and whether
        attributions are known."""
        for judged in self.labels["sentences"]:
            text = self.texts[judged["article"]]
            marked = self.marked.get(judged["article"])
            span = Span(*judged["span"])
            yield (
                text,
                measure_coverage(text, span, marked or ()),
                judged["label"],
                marked is not None,
            )

    def contents(self) -> Iterator[tuple[str, Sequence[Word], Sequence[Word], str]]:
        """Give for each judged content its text, its words, its cue's words and its kind."""
        for judged in self.labels["contents"]:
            text = self.texts[judged["article"]]
            spans = [Span(*pair) for pair in judged["content"]]
            words = [word for span in spans for word in find_words(text, span)]
            cue = [word for pair in judged["cue"] for word in find_words(text, Span(*pair))]
            yield " … ".join(span.of(text) for span in spans), words, cue, judged["kind"]


def leftover_rows(examples: Examples) -> list[Row]:
    """Return partly attributed sentences: does the writer assert something in them?"""
    rows = []
    for text, coverage, label, known in examples.sentences():
        if known and label in "amM" and coverage.covered:
            left = describe_leftover(text, coverage)
            if left.spans:
                rows.append((left.features, "attributed" if label == "a" else "mixed"))
    return rows


def checkable_rows(examples: Examples, roles: LinearModel) -> list[Row]:
    """Return unattributed sentences: do they assert anything?"""
    rows = []
    for text, coverage, label, _ in examples.sentences():
        if label in "uUn" and not coverage.covered:
            features = checkable_features(
                _text(text, coverage), coverage.words, role_probabilities(roles, coverage.words)
            )
            rows.append((features, "nothing" if label == "n" else "asserts"))
    return rows


def dispute_rows(examples: Examples, roles: LinearModel) -> list[Row]:
    """Return what writers assert: would an editor ask who says so?"""
    rows = []
    for text, coverage, label, known in examples.sentences():
        if label in "uUmM":
            own, words = _text(text, coverage), coverage.words
            left = describe_leftover(text, coverage) if known and coverage.covered else None
            if left is not None and left.spans:
                own = " ".join(span.of(text) for span in left.spans)
                words = tuple(
                    w for w in words if any(s.start <= w.start < s.end for s in left.spans)
                )
            features = dispute_features(own, words, role_probabilities(roles, words))
            rows.append((features, "ask" if label in "UM" else "record"))
    return rows


def kind_rows(examples: Examples, roles: LinearModel) -> list[Row]:
    """Return contents with their kinds."""
    return [
        (kind_features(text, words, cue, role_probabilities(roles, words)), kind)
        for text, words, cue, kind in examples.contents()
    ]


def train(data: Path, labels: dict[str, Any]) -> dict[str, LinearModel]:
    """Fit all models; the strengths were chosen by cross-validation over articles."""
    roles = fit(
        role_rows(read_rows(data / "newsdiscourse.jsonl.gz")), strength=0.1, least=8, digits=2
    )
    examples = Examples(data, labels)
    return {
        "roles": roles,
        "leftover": fit(leftover_rows(examples), strength=3.0),
        "checkable": fit(checkable_rows(examples, roles), strength=1.0),
        "disputable": fit(dispute_rows(examples, roles), strength=1.0),
        "kinds": fit(kind_rows(examples, roles), strength=0.4, least=2),
    }


def newsdiscourse_text(sentences: Iterable[dict[str, Any]]) -> str:
    """Put an article together again: a line break before each paragraph, a space before other
    sentences."""
    return "".join(("\n" if sentence["par"] else " ") + sentence["text"] for sentence in sentences)


def _articles(data: Path) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Give the name, the text and the attributions, if any, of the articles of all four sets."""
    for article in read_rows(data / "polnear-train.jsonl.gz"):
        yield article["id"], article["text"], article["attributions"]
    for article in read_rows(data / "newsdiscourse.jsonl.gz"):
        yield article["doc_id"], newsdiscourse_text(article["sentences"]), []
    for name in ("gum_news", "re3d"):
        for article in read_rows(data / f"{name}.jsonl.gz"):
            yield article["doc_id"], article["text"], []


def _marked(text: str, attributions: Iterable[dict[str, Any]]) -> Iterator[Marked]:
    for attribution in attributions:
        if attribution["source"]:
            for role in ("content", "cue", "source"):
                for start, end in attribution[role]:
                    yield _mark(text, start, end, role)


def _mark(text: str, start: int, end: int, role: str) -> Marked:
    span = Span(start, end)
    return (naming_part(text, span) if role == "source" else span), role


def _text(text: str, coverage: Coverage) -> str:
    """Return the sentence's text, from its first word to its last, with the mark that ends it."""
    if not coverage.words:
        return ""
    return text[coverage.words[0].start : coverage.words[-1].end + 1]


def main(data: str, labels: str, out: str) -> None:
    """Train and write the weights."""
    models = train(Path(data), json.loads(Path(labels).read_text("utf8")))
    tables = {name: model.to_table() for name, model in models.items()}
    Path(out).write_text(json.dumps(tables, separators=(",", ":"), ensure_ascii=False), "utf8")


if __name__ == "__main__":
    main(*sys.argv[1:])
