"""From candidates and the role head's scores to whole attributions, in words, with figures to judge
each by."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from claims.attributions.candidates import Candidate
from claims.attributions.segments import (
    BARRED,
    Floats,
    Scores,
    Weights,
    best_contents,
    best_sources,
)
from claims.attributions.words import Words
from claims.inference.model import AttributionModel, Encoded

Range = tuple[int, int]
_NONE, _SOURCE, _CONTENT, _BOUNDARIES = 0, 1, 2, 3
_WIDEST = 30.0


@dataclass(frozen=True, slots=True)
class Decoded:
    """A candidate with its source and contents, as half-open ranges of words; figures, see
    `describe`."""

    candidate: Candidate
    source: Range | None
    contents: tuple[Range, ...]
    figures: NDArray[np.float64] = field(compare=False)


@dataclass(frozen=True, slots=True)
class _Place:
    """The words of the window in which a candidate is judged."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Scored:
    """Candidates with what the role head says of the words around each; `places` are half-open
    ranges of words."""

    candidates: tuple[Candidate, ...]
    places: tuple[_Place, ...]
    scores: Scores


def decode(scored: Scored, weights: Weights) -> tuple[Decoded, ...]:
    """Find source and contents of every candidate; those without any content are left out."""
    candidates, places = scored.candidates, scored.places
    if not candidates:
        return ()
    scores = _within_limits(scored.scores, weights)
    sources, values = best_sources(scores, weights)
    for row, (first, last) in enumerate(sources):
        if values[row] >= weights.source_least:
            scores.content[row, first:last] = BARRED
    chosen = best_contents(scores, weights)
    found = []
    for row, (candidate, place) in enumerate(zip(candidates, places, strict=True)):
        spans = _runs(chosen[row])
        stated = bool(values[row] >= weights.source_least)
        if not spans:
            continue
        figures = _describe(
            candidate, scores, row, sources[row] if stated else None, values[row], spans, place
        )
        source = (
            (int(sources[row, 0]) + place.first, int(sources[row, 1]) + place.first)
            if stated
            else None
        )
        contents = tuple((a + place.first, b + place.first) for a, b in spans)
        found.append(Decoded(candidate, source, contents, figures))
    return tuple(found)


def score(
    model: AttributionModel, encoded: Encoded, words: Words, candidates: Sequence[Candidate]
) -> Scored:
    """Run the role head window by window, and bring its scores from pieces to words."""
    if not candidates:
        return Scored((), (), Scores(*(np.zeros((0, 0)) for _ in Scores.__slots__)))
    homes = [int(encoded.homes[words.first[candidate.first]]) for candidate in candidates]
    spans = {number: _place(encoded, words, number) for number in set(homes)}
    width = max(place.last - place.first for place in spans.values())
    filled = {name: np.full((len(candidates), width), BARRED) for name in Scores.__slots__}
    for number, place in spans.items():
        rows = [row for row, home in enumerate(homes) if home == number]
        cues = [_pieces(words, candidates[row]) for row in rows]
        by_piece = model.roles(encoded, number, cues).astype(np.float64)
        by_word = _by_word(by_piece, encoded.windows[number].first, words, place)
        for name, values in by_word.items():
            filled[name][np.array(rows)[:, None], np.arange(values.shape[1])] = values
    places = tuple(spans[home] for home in homes)
    scores = Scores(**filled)
    _bar_cues(scores, places, candidates)
    return Scored(tuple(candidates), places, scores)


def _within_limits(scores: Scores, weights: Weights) -> Scores:
    """Limit what one word can say; what is barred stays barred."""

    def limited(values: Floats, limit: float) -> Floats:
        return np.where(values <= BARRED, BARRED, np.clip(values, -limit, limit))

    odds, edge = weights.odds_limit, weights.boundary_limit
    return Scores(
        source=limited(scores.source, odds),
        content=limited(scores.content, odds),
        source_start=limited(scores.source_start, edge),
        source_end=limited(scores.source_end, edge),
        content_start=limited(scores.content_start, edge),
        content_end=limited(scores.content_end, edge),
    )


def _pieces(words: Words, candidate: Candidate) -> Range:
    return int(words.first[candidate.first]), int(words.last[candidate.last - 1])


def _place(encoded: Encoded, words: Words, number: int) -> _Place:
    """The words that lie wholly in a window."""
    window = encoded.windows[number]
    first = int(np.searchsorted(words.first, window.first, side="left"))
    last = int(np.searchsorted(words.last, window.last, side="right"))
    return _Place(first, last)


def _by_word(scores: Floats, offset: int, words: Words, place: _Place) -> dict[str, Floats]:
    """Scores of words: log-odds are means over the word's pieces, boundaries those of its outer
    pieces."""
    first = words.first[place.first : place.last] - offset
    last = words.last[place.first : place.last] - offset - 1
    solid = words.solid[place.first : place.last]
    roles = scores[:, :, :_BOUNDARIES]
    powers = np.exp(roles - roles.max(axis=2, keepdims=True))
    shares = powers / powers.sum(axis=2, keepdims=True)
    odds = np.log(shares + 1e-9) - np.log(1.0 - shares + 1e-9)
    edges = np.clip(scores[:, :, _BOUNDARIES:], -_WIDEST, _WIDEST)
    sizes = (last - first + 1)[None, :, None]
    # reduceat sums up to the next word's beginning; what follows the last word is cut off first
    means = np.add.reduceat(odds[:, : last[-1] + 1], first, axis=1) / sizes
    starts = np.where(solid[None, :, None], edges[:, first], BARRED)
    ends = np.where(solid[None, :, None], edges[:, last], BARRED)
    return {
        "source": means[:, :, _SOURCE],
        "content": means[:, :, _CONTENT],
        "source_start": starts[:, :, 0],
        "source_end": ends[:, :, 1],
        "content_start": starts[:, :, 2],
        "content_end": ends[:, :, 3],
    }


def _bar_cues(scores: Scores, places: Sequence[_Place], candidates: Sequence[Candidate]) -> None:
    """A cue's own words are neither its source nor its content."""
    for row, (candidate, place) in enumerate(zip(candidates, places, strict=True)):
        span = slice(max(0, candidate.first - place.first), candidate.last - place.first)
        scores.source[row, span] = BARRED
        scores.content[row, span] = BARRED


def _runs(chosen: NDArray[np.bool_]) -> list[Range]:
    """Half-open runs of true values."""
    edges = np.flatnonzero(np.diff(chosen.astype(np.int8), prepend=0, append=0))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]


def _describe(
    candidate: Candidate,
    scores: Scores,
    row: int,
    source: NDArray[np.int64] | None,
    value: float,
    spans: Sequence[Range],
    place: _Place,
) -> NDArray[np.float64]:
    """Figures from which the confidence is computed; their order is that of the weights in
    decoding.json."""
    inside = np.concatenate([scores.content[row, a:b] for a, b in spans])
    start = [scores.content_start[row, a] for a, _ in spans]
    end = [scores.content_end[row, b - 1] for _, b in spans]
    cue_first, cue_last = candidate.first - place.first, candidate.last - place.first
    gap = min(max(a - cue_last, cue_first - b, 0) for a, b in spans)
    far = 0 if source is None else max(source[0] - cue_last, cue_first - source[1], 0)
    return np.array(
        [
            _log_odds(candidate.flat),
            _log_odds(candidate.deep),
            0.0 if source is None else min(float(value), 20.0) / 10.0,
            float(source is None),
            float(source is None) * max(-6.0, min(6.0, float(value))) / 6.0,
            float(inside.mean()) / 6.0,
            min(start) / 6.0,
            min(end) / 6.0,
            float(len(spans) > 1),
            float(len(spans) > 2),
            np.log(len(inside)),
            np.log1p(gap),
            np.log1p(far),
            float(candidate.last - candidate.first > 1),
            float(inside.min() < 0.0),
        ]
    )


def _log_odds(probability: float) -> float:
    """Log-odds of a probability, kept within bounds."""
    kept = min(max(probability, 1e-4), 1.0 - 1e-4)
    return float(np.log(kept / (1.0 - kept)))
