"""Fits what is decided after the network: weights of decoding, the confidence, the thresholds.

All on annotated articles that the network was not trained on. The confidence is a logistic model of
a few figures; thresholds and weights are tried one after the other, and kept where the measure of
their convention rises.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from claims.attributions.candidates import find_candidates
from claims.attributions.decoding import ROLES, Decoded, Scored, decode, score
from claims.attributions.finding import Decoding, assemble
from claims.attributions.segments import Scores, Weights, best_segments, weighed
from claims.attributions.words import Words, group_words
from claims.inference import AttributionModel
from claims.training.attribution.scoring import Marks, Tally, overlap, words
from claims.training.data.documents import Article, Marked
from claims.values import Attribution

# Tried in this order for each role, each over its values, the others held; of values that do as
# well as each other the first is taken.
TRIED: dict[str, tuple[float, ...]] = {
    "boundary": (1.0, 0.75, 1.5, 0.5, 2.0),
    "role": (0.5, 0.35, 0.75, 0.25, 1.0, 0.15),
    "cost": (0.0, -1.5, 1.5, -3.0, 3.0),
    "odds_limit": (4.0, 2.5, 6.0),
    "boundary_limit": (6.0, 4.5, 9.0, 3.0),
}
START = Decoding(0.15, 0.4, (), {role: Weights() for role in ROLES})
_BARS = np.arange(0.2, 0.71, 0.02)


@dataclass(frozen=True, slots=True)
class Read:
    """An article with its candidates scored: all that decoding needs."""

    article: Article
    words: Words
    scored: Scored


def read_all(
    model: AttributionModel,
    articles: Sequence[Article],
    convention: int,
    settings: Decoding = START,
) -> list[Read]:
    """Encode articles and score the candidates, once, before anything is tried."""
    found = []
    for article in articles:
        encoded = model.encode(article.text)
        grouped = group_words(encoded.pieces)
        candidates = find_candidates(encoded.cues[:, convention], grouped, settings.cue)
        found.append(Read(article, grouped, score(model, encoded, grouped, candidates, convention)))
    return found


def fit(read: Sequence[Read], start: Decoding = START) -> Decoding:
    """Return the settings of decoding that suit annotated articles best."""
    settings = replace(start, segments=_best_weights(read, start))
    decoded = [decode(item.scored, settings.segments) for item in read]
    settings = replace(settings, confidence_weights=tuple(logistic(*_labelled(read, decoded))))
    values = [_value(read, decoded, replace(settings, confidence=float(bar))) for bar in _BARS]
    # The curve is flat, and its highest point a matter of chance: neighbours count as well.
    smooth = np.convolve(values, np.ones(5) / 5, mode="valid")
    return replace(settings, confidence=round(float(_BARS[2 + smooth.argmax()]), 2))


def evaluate(read: Sequence[Read], settings: Decoding) -> dict[str, float]:
    """Return the measures of `scoring` for articles under given settings, in percent."""
    decoded = [decode(item.scored, settings.segments) for item in read]
    return _tally(read, decoded, settings).figures()


def _best_weights(read: Sequence[Read], start: Decoding) -> dict[str, Weights]:
    """Try the weights of decoding role by role, one after the other, on the candidates that are
    surely cues."""
    chosen = dict(start.segments)
    pairs = [pair for item in read for pair in _paired(item)]
    for role in ROLES:
        scores = [item.scored.scores[role] for item in read]
        for name, values in TRIED.items():
            tried = [replace(chosen[role], **{name: value}) for value in values]
            chosen[role] = _best_of(tried, role, pairs, scores)
    return chosen


def _best_of(
    tried: Sequence[Weights], role: str, pairs: "Sequence[_Pair]", scores: Sequence[Scores]
) -> Weights:
    """The weights under which a role agrees best."""
    return max(tried, key=lambda one: _agreement(pairs, role, _rows(scores, one)))


def _rows(scores: Sequence[Scores], weights: Weights) -> list[NDArray[np.bool_]]:
    """Which words of its window each candidate's segments hold, under some weights."""
    return [row for each in scores for row in best_segments(weighed(each, weights))[0]]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A candidate, by the words of its window, and the annotated attribution of its cue, if any:
    which of these words have which role, and which words count."""

    wanted: dict[str, NDArray[np.bool_]] | None
    counts: NDArray[np.bool_]


def _paired(item: Read) -> list[_Pair]:
    """Pair each candidate with the annotated attribution whose cue shares most words with it."""
    grouped = item.words
    pairs = []
    for candidate, place in zip(item.scored.candidates, item.scored.places, strict=True):
        cue = (int(grouped.starts[candidate.first]), int(grouped.ends[candidate.last - 1]))
        gold = max(item.article.versions[0], key=lambda m: _shared(m.cue, cue), default=None)
        span = slice(place.first, place.last)
        starts, ends = grouped.starts[span], grouped.ends[span]
        wanted = None
        if gold is not None and _shared(gold.cue, cue):
            wanted = {
                role: np.any([(starts < b) & (ends > a) for a, b in getattr(gold, role)], axis=0)
                & np.ones(len(starts), np.bool_)
                for role in ROLES
            }
        pairs.append(_Pair(wanted, grouped.solid[span]))
    return pairs


def _shared(spans: Sequence[tuple[int, int]], other: tuple[int, int]) -> int:
    """Characters that spans share with another one."""
    return sum(max(0, min(b, other[1]) - max(a, other[0])) for a, b in spans)


def _agreement(pairs: Sequence[_Pair], role: str, rows: Sequence[NDArray[np.bool_]]) -> float:
    """How well a role's words agree with those annotated: overlap of a half, and exact."""
    total = 0.0
    for pair, row in zip(pairs, rows, strict=True):
        if pair.wanted is None:
            continue
        wanted = pair.wanted[role] & pair.counts
        found = row[: len(wanted)] & pair.counts
        either = int((wanted | found).sum())
        share = int((wanted & found).sum()) / either if either else 1.0
        total += (share >= 0.5) + 0.5 * (share == 1.0)
    return total


def _gold(article: Article) -> tuple[list[tuple[int, int]], list[dict[str, frozenset[int]]]]:
    """The places of an article's words, and its annotated attributions as sets of words."""
    places = Tally.places(article.text)
    names = ("cue", *ROLES)
    return places, [{r: words(getattr(m, r), places) for r in names} for m in article.versions[0]]


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
        kept = assemble(item.article.text, item.words, found, settings, "")
        tally.add(
            item.article.text,
            [marks for marked in item.article.versions[0] for marks in gold_marks(marked)],
            list(map(found_marks, kept)),
        )
    return tally


def gold_marks(marked: Marked) -> list[Marks]:
    """An annotated attribution as the scorer takes it: our guide's joint sources are several."""
    joint = len(marked.source) > 1 and bool(marked.kinds)
    each = [(span,) for span in marked.source] if joint else [marked.source]
    return [{"source": one, "cue": marked.cue, "content": marked.content} for one in each]


def found_marks(attribution: Attribution) -> Marks:
    """A found attribution as the scorer takes it."""
    return {
        role: [(span.start, span.end) for span in getattr(attribution, role)]
        for role in ("source", "cue", "content")
    }


def _marks(grouped: Words, found: Decoded) -> Marks:
    """A decoded attribution as the scorer takes it, before marks are added."""

    def spans(parts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        return [(int(grouped.starts[a]), int(grouped.ends[b - 1])) for a, b in parts]

    candidate = found.candidate
    made = {role: spans(getattr(found, role)) for role in ROLES}
    return {**made, "cue": spans([(candidate.first, candidate.last)])}
