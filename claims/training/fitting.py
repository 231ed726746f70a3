"""Fits what is decided after the network: weights of decoding, the confidence, the thresholds.

All on annotated articles that the network was not trained on (dev). The confidence is a logistic
model of a few figures; thresholds and weights are tried one after the other, and kept where link F1
(with a little of exact F1) rises.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from claims.attributions.candidates import find_candidates
from claims.attributions.confidence import design
from claims.attributions.decoding import Decoded, Scored, decode, score
from claims.attributions.finding import Decoding, assemble
from claims.attributions.segments import Weights
from claims.attributions.words import Words, group_words
from claims.inference import AttributionModel
from claims.training.documents import Article, Marked
from claims.training.scoring import ROLES, Marks, Tally, overlap, words
from claims.values import Attribution

# Tried in this order, each over its values, the others held.
TRIED: dict[str, tuple[float, ...]] = {
    "content_boundary": (0.7, 1.0, 1.4, 2.0, 2.8),
    "content_role": (0.25, 0.35, 0.5, 0.7, 1.0),
    "source_boundary": (1.0, 2.0, 3.0),
    "source_role": (0.25, 0.5, 1.0),
    "source_least": (-10.0, -7.0, -4.0, -2.0, 0.0),
    "odds_limit": (2.5, 4.0, 6.0),
    "boundary_limit": (4.0, 6.0, 9.0),
}
# Dev marks no nested attributions: the threshold of these, 0.75, is the lowest at which they cost
# less than half a point of link F1 there.
START = Decoding(0.3, 0.5, 0.4, 0.75, (), Weights())
NEVER = 2.0


@dataclass(frozen=True, slots=True)
class Read:
    """An article with its candidates scored: all that decoding needs."""

    article: Article
    words: Words
    scored: Scored


def read_all(
    model: AttributionModel, articles: Sequence[Article], settings: Decoding = START
) -> list[Read]:
    """Encode articles and score the candidates, once, before anything is tried."""
    found = []
    for article in articles:
        encoded = model.encode(article.text)
        grouped = group_words(encoded.pieces)
        candidates = find_candidates(encoded.cues, grouped, settings.flat_cue, settings.deep_cue)
        found.append(Read(article, grouped, score(model, encoded, grouped, candidates)))
    return found


def fit(read: Sequence[Read], start: Decoding = START) -> Decoding:
    """Return the settings of decoding that suit annotated articles best."""
    settings = replace(start, segments=_best_weights(read, start))
    decoded = [decode(item.scored, settings.segments) for item in read]
    figures, right = _labelled(read, decoded)
    settings = replace(settings, confidence_weights=tuple(logistic(design(figures), right)))

    tried = np.arange(0.30, 0.62, 0.02)
    outer = replace(settings, deep_confidence=NEVER)
    values = [_value(read, decoded, replace(outer, flat_confidence=float(t))) for t in tried]
    # The curve is flat, and its highest point a matter of chance: neighbours count as well.
    smooth = np.convolve(values, np.ones(5) / 5, mode="valid")
    return replace(settings, flat_confidence=round(float(tried[2 + smooth.argmax()]), 2))


def evaluate(read: Sequence[Read], settings: Decoding, *, nested: bool = True) -> dict[str, float]:
    """Return the measures of `scoring` for articles under given settings.

    Nested attributions count as wrong where the annotation knows one level only; `nested` false
    leaves them out.
    """
    if not nested:
        settings = replace(settings, deep_confidence=NEVER)
    decoded = [decode(item.scored, settings.segments) for item in read]
    return _tally(read, decoded, settings).figures()


def _best_weights(read: Sequence[Read], start: Decoding) -> Weights:
    """Try the weights of decoding one after the other, judged on candidates that are surely
    cues."""
    weights = start.segments
    for name, values in TRIED.items():

        def value(tried: float, name: str = name, weights: Weights = weights) -> float:
            return _agreement(read, replace(weights, **{name: tried}))

        weights = replace(weights, **{name: _best(value, values)})
    return weights


def _agreement(read: Sequence[Read], weights: Weights) -> float:
    """How well sources and contents agree with gold, over the candidates whose cue is in gold."""
    total = 0.0
    for item in read:
        places, gold = _gold(item.article)
        for found in decode(item.scored, weights):
            marks = _marks(item.words, found)
            cue = words(marks["cue"], places)
            best = max(
                (g for g in gold if g["cue"] & cue), key=lambda g: len(g["cue"] & cue), default=None
            )
            if best is not None:
                content = overlap(best["content"], words(marks["content"], places))
                source = overlap(best["source"], words(marks["source"], places))
                total += (content >= 0.5 and source >= 0.5) + 0.5 * (content == 1 and source == 1)
    return total


def _gold(article: Article) -> tuple[list[tuple[int, int]], list[dict[str, frozenset[int]]]]:
    """The places of an article's words, and its annotated attributions as sets of words."""
    places = Tally.places(article.text)
    return places, [{r: words(getattr(m, r), places) for r in ROLES} for m in article.versions[0]]


def _labelled(
    read: Sequence[Read], decoded: Sequence[Sequence[Decoded]]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Figures of all decoded attributions, and whether each links a source and content as
    annotated."""
    figures, right = [], []
    for item, found in zip(read, decoded, strict=True):
        places, gold = _gold(item.article)
        for one in found:
            marks = _marks(item.words, one)
            content, source = words(marks["content"], places), words(marks["source"], places)
            figures.append(one.figures)
            right.append(
                any(
                    overlap(g["content"], content) >= 0.5 and overlap(g["source"], source) >= 0.5
                    for g in gold
                )
            )
    return np.array(figures), np.array(right, np.float64)


def logistic(
    values: NDArray[np.float64],
    right: NDArray[np.float64],
    penalty: float = 1.0,
    counts: NDArray[np.float64] | float = 1.0,
) -> NDArray[np.float64]:
    """Fit a logistic model with Newton's method; `penalty` draws all weights but the last (a
    constant) to 0, `counts` says how much each row weighs."""
    weights = np.zeros(values.shape[1])
    ridge = np.full(values.shape[1], penalty)
    ridge[-1] = 1e-6
    for _ in range(25):
        chance = 1.0 / (1.0 + np.exp(-values @ weights))
        slope = values.T @ (counts * (right - chance)) - ridge * weights
        bend = (values * (counts * chance * (1.0 - chance))[:, None]).T @ values + np.diag(ridge)
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def _value(read: Sequence[Read], decoded: Sequence[Sequence[Decoded]], settings: Decoding) -> float:
    """What is to be as high as possible."""
    figures = _tally(read, decoded, settings).figures()
    return figures["link F1"] + 0.25 * figures["exact F1"]


def _tally(read: Sequence[Read], decoded: Sequence[Sequence[Decoded]], settings: Decoding) -> Tally:
    tally = Tally()
    for item, found in zip(read, decoded, strict=True):
        _add(tally, item, found, settings)
    return tally


def _add(tally: Tally, item: Read, found: Sequence[Decoded], settings: Decoding) -> None:
    """Assemble one article's attributions and count them."""
    kept = assemble(item.article.text, item.words, found, settings, "")
    tally.add(
        item.article.text,
        list(map(gold_marks, item.article.versions[0])),
        list(map(found_marks, kept)),
    )


def gold_marks(marked: Marked) -> Marks:
    """An annotated attribution as the scorer takes it."""
    return {role: getattr(marked, role) for role in ROLES}


def found_marks(attribution: Attribution) -> Marks:
    """A found attribution as the scorer takes it."""
    return {role: [(span.start, span.end) for span in getattr(attribution, role)] for role in ROLES}


def _marks(grouped: Words, found: Decoded) -> Marks:
    """A decoded attribution as the scorer takes it, before marks are added."""

    def spans(parts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        return [(int(grouped.starts[a]), int(grouped.ends[b - 1])) for a, b in parts]

    candidate = found.candidate
    return {
        "source": spans([found.source] if found.source else []),
        "cue": spans([(candidate.first, candidate.last)]),
        "content": spans(found.contents),
    }


def _best(value: Callable[[float], float], values: Sequence[float] | NDArray[np.float64]) -> float:
    """The value that does best."""
    return float(max(values, key=value))
