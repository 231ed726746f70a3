"""Fits what is decided last: which attributions are kept, and the statuses of sentences.

On annotated articles that the network was not trained on: the whole extraction runs on them, and
each sentence that stands in both is an example.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from claims.assessment import assess
from claims.assessment.coverage import measure_coverage
from claims.assessment.stage import marked_by_sentence
from claims.assessment.statuses import TOLD, asking, judgement_figures
from claims.attributions import attributions_of
from claims.evaluation import score
from claims.exports.guide import guide_form
from claims.inference import AttributionModel, Encoded
from claims.inference.shapes import SENTENCE_STATUSES
from claims.sentences import split_sentences
from claims.sources import resolve_sources, with_layout
from claims.training.data.guide import Row
from claims.values import Document, Extraction, Span

_BARS = np.arange(0.2, 0.81, 0.02)
_CONFIDENCES = np.arange(0.25, 0.676, 0.05)
_OWN = ("mixed", "unsourced")


def fit_judgement(model: AttributionModel, rows: Sequence[Row]) -> dict[str, object]:
    """Return the settings of judgement, as `claims.assessment.statuses` reads them."""
    figures, statuses, claimed, disputable, asked = map(
        np.array, zip(*_examples(model, rows), strict=True)
    )
    fitted = LogisticRegression(C=1.0, max_iter=2000, fit_intercept=False).fit(figures, statuses)
    weights = np.zeros((figures.shape[1], len(SENTENCE_STATUSES)))
    weights[:, fitted.classes_] = fitted.coef_.T
    told = np.exp(figures[:, SENTENCE_STATUSES.index("attributed")]) >= TOLD
    own = _owned(figures @ weights, claimed) & (claimed | ~told)
    scores = [_f1(own & (disputable >= bar), asked) for bar in _BARS]
    smooth = np.convolve(scores, np.ones(3) / 3, mode="valid")
    return {
        "statuses": np.round(weights, 4).tolist(),
        "disputable": round(float(_BARS[1 + smooth.argmax()]), 2),
    }


def fit_confidence(model: AttributionModel, rows: Sequence[Row]) -> float:
    """Return the confidence from which attributions are kept: where the F1 of claims and that of
    whole chains, added, are highest (the curve is smoothed over three values)."""
    decoding = model.decoding["guide"]
    encoded = {row["id"]: model.encode(row["text"]) for row in rows}
    values = []
    for bar in _CONFIDENCES:
        decoding["confidence"] = float(bar)
        forms = [_form(row, encoded[row["id"]], model) for row in rows]
        scores = score(rows, forms)
        values.append(scores.claims.f1 + scores.chain.f1)
    smooth = np.convolve(values, np.ones(3) / 3, mode="valid")
    return round(float(_CONFIDENCES[1 + smooth.argmax()]), 3)


def _form(row: Row, encoded: Encoded, model: AttributionModel) -> dict[str, Any]:
    """Extract an article that is encoded already."""
    document = Document(row["text"], publisher=row.get("publisher"))
    sentences = split_sentences(document.text, ())
    stated = attributions_of(encoded, model, sentences=sentences)
    attributions = with_layout(document.text, stated, sentences)
    resolved = resolve_sources(document, sentences, attributions, encoded, model)
    assessed = assess(
        document, sentences, attributions, resolved.chains, resolved.sources, encoded, model
    )
    found = Extraction(
        document,
        sentences,
        attributions,
        resolved.sources,
        claims=assessed.claims,
        assessments=assessed.assessments,
    )
    return guide_form(found, identifier=row["id"])


def _owned(scores: NDArray[np.float64], claimed: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where the writer asserts something, by the statuses that a sentence can have."""
    attributed, mixed, unsourced, none = scores.T
    return np.where(claimed, mixed > attributed, unsourced > none)


def _f1(found: NDArray[np.bool_], right: NDArray[np.bool_]) -> float:
    return float(2 * (found & right).sum() / max(1, found.sum() + right.sum()))


Example = tuple[NDArray[np.float64], int, bool, float, bool]


def _examples(model: AttributionModel, rows: Sequence[Row]) -> Iterator[Example]:
    """Yield figures, the annotated status, whether a claim was found, the probability that an
    editor would ask, and whether one would."""
    for row in rows:
        document = Document(row["text"], publisher=row.get("publisher"))
        sentences = [s for s in split_sentences(document.text, ()) if not s.headline]
        encoded = model.encode(document.text)
        stated = attributions_of(encoded, model, sentences=sentences)
        attributions = with_layout(document.text, stated, sentences)
        chains = resolve_sources(document, sentences, attributions, encoded, model).chains
        counted = {index: chain for index, chain in enumerate(chains) if chain}
        marked = marked_by_sentence(sentences, attributions, counted, document.text)
        annotated = {_trimmed(document.text, *s["span"]): s for s in row["sentences"]}
        for place, sentence in enumerate(sentences):
            span = sentence.span
            gold = annotated.get(_trimmed(document.text, span.start, span.end))
            if gold is None:
                continue
            judged = model.judges.sentence(encoded.states(span.start, span.end))
            coverage = measure_coverage(document.text, span, marked[place])
            yield (
                judgement_figures(judged, coverage),
                SENTENCE_STATUSES.index(gold["status"]),
                any(role == "content" for _, role in marked[place]),
                asking(judged),
                gold["status"] in _OWN and bool(gold["disputable"]),
            )


def _trimmed(text: str, start: int, end: int) -> Span:
    """A span without what is no letter or digit at its ends."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return Span(start, end)
