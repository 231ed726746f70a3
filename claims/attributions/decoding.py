"""From candidates and the role head's scores to whole attributions, in words, with figures to judge
each by."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from claims.attributions.candidates import Candidate
from claims.attributions.segments import (
    BARRED,
    Floats,
    Scores,
    Weights,
    best_segments,
    weighed,
)
from claims.attributions.words import Words
from claims.inference import find_quotations
from claims.inference.model import AttributionModel, Encoded
from claims.inference.shapes import GUIDE, ROLE_LABELS
from claims.values import Span

Range = tuple[int, int]
ROLES = ROLE_LABELS[1:]
"""The roles in the order in which they are decided: the words of one are barred from the next."""
_WIDEST = 30.0
_QUOTED = re.compile(r"[“”\"«»„‘]|''|``|(?<!\w)'")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A candidate with what it governs, as half-open ranges of words; figures, see `_describe`."""

    candidate: Candidate
    source: tuple[Range, ...]
    content: tuple[Range, ...]
    via: tuple[Range, ...]
    figures: NDArray[np.float64] = field(compare=False)


@dataclass(frozen=True, slots=True)
class _Place:
    """The words of the window in which a candidate is judged."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Scored:
    """Candidates with what the role head says of the words around each, by role; `places` are
    half-open ranges of words."""

    candidates: tuple[Candidate, ...]
    places: tuple[_Place, ...]
    scores: Mapping[str, Scores]


def decode(scored: Scored, weights: Mapping[str, Weights]) -> tuple[Decoded, ...]:
    """Find the segments of every role for every candidate; those without any content are left
    out."""
    candidates, places = scored.candidates, scored.places
    if not candidates:
        return ()
    chosen: dict[str, list[list[Range]]] = {}
    weighted: dict[str, Scores] = {}
    for role in ROLES:
        scores = weighted[role] = weighed(scored.scores[role], weights[role])
        for row, parts in _taken(chosen, len(candidates)):
            for first, last in parts:
                scores.bar(row, first, last)
        inside, begins = best_segments(scores)
        chosen[role] = [_runs(*pair) for pair in zip(inside, begins, strict=True)]
    found = []
    for row, (candidate, place) in enumerate(zip(candidates, places, strict=True)):
        if not chosen["content"][row]:
            continue
        own = {role: chosen[role][row] for role in ROLES}
        figures = _describe(candidate, weighted, row, own, place)
        moved = {
            role: tuple((a + place.first, b + place.first) for a, b in parts)
            for role, parts in own.items()
        }
        found.append(Decoded(candidate, **moved, figures=figures))
    return tuple(_with_holders(found))


def _with_holders(found: Sequence[Decoded]) -> Iterator[Decoded]:
    """Add to the figures of each whether its cue lies in another one's content."""
    for item in found:
        first, last = item.candidate.first, item.candidate.last
        odds = [
            _log_odds(other.candidate.probability)
            for other in found
            if any(a <= first and last <= b for a, b in other.content)
        ]
        cue = _log_odds(item.candidate.probability)
        held = [float(bool(odds)), max(odds, default=0.0), cue if odds else 0.0, 1.0]
        yield replace(item, figures=np.concatenate((item.figures, held)))


def _taken(chosen: Mapping[str, list[list[Range]]], count: int) -> list[tuple[int, list[Range]]]:
    """What earlier roles have taken, by candidate."""
    return [(row, [part for rows in chosen.values() for part in rows[row]]) for row in range(count)]


def score(
    model: AttributionModel,
    encoded: Encoded,
    words: Words,
    candidates: Sequence[Candidate],
    convention: int = GUIDE,
    sentences: Sequence[Span] = (),
) -> Scored:
    """Run the role head window by window, and bring its scores from pieces to words.

    `sentences`, where they are known, bar contents that run back over a sentence outside of
    quotation marks: of 5,689 annotated claims one has its cue in a later sentence and no marks.
    """
    homes = [int(encoded.homes[words.first[candidate.first]]) for candidate in candidates]
    spans = {number: _place(encoded, words, number) for number in set(homes)}
    width = max((place.last - place.first for place in spans.values()), default=0)
    filled = np.full((len(ROLES), 3, len(candidates), width), BARRED)
    for number, place in spans.items():
        rows = [row for row, home in enumerate(homes) if home == number]
        cues = [_pieces(words, candidates[row]) for row in rows]
        by_piece = model.roles(encoded, number, cues, convention).astype(np.float64)
        by_word = _by_word(by_piece, encoded.windows[number].first, words, place)
        filled[:, :, np.array(rows)[:, None], np.arange(by_word.shape[-1])] = by_word
    places = tuple(spans[home] for home in homes)
    scores = {role: Scores(*filled[number]) for number, role in enumerate(ROLES)}
    for row, (candidate, place) in enumerate(zip(candidates, places, strict=True)):
        for of_role in scores.values():  # a cue's own words have no other role
            of_role.bar(row, candidate.first - place.first, candidate.last - place.first)
    found = Scored(tuple(candidates), places, scores)
    _bar_before(found, encoded.text, words, sentences)
    return found


def _bar_before(scored: Scored, text: str, words: Words, sentences: Sequence[Span]) -> None:
    """Bar the words of the sentences before each cue's own that are in no quotation marks."""
    starts = [sentence.start for sentence in sentences]
    first = np.searchsorted(words.starts, starts)
    quoted = {at for q in find_quotations(text) for at in _touched(starts, q)}
    plain = [
        number not in quoted and _QUOTED.search(text, span.start, span.end) is None
        for number, span in enumerate(sentences)
    ]
    content = scored.scores["content"]
    for row, (candidate, place) in enumerate(zip(scored.candidates, scored.places, strict=True)):
        own = bisect_right(starts, int(words.starts[candidate.first])) - 1
        for number in range(own - 1, -1, -1):
            if first[number + 1] <= place.first:
                break
            if plain[number]:
                begin, end = int(first[number]), int(first[number + 1])
                content.bar(row, begin - place.first, end - place.first)


def _touched(starts: Sequence[int], span: Span) -> range:
    """The numbers of the sentences, by their `starts`, that a span touches."""
    return range(bisect_right(starts, span.start) - 1, bisect_left(starts, span.end))


def _pieces(words: Words, candidate: Candidate) -> Range:
    return int(words.first[candidate.first]), int(words.last[candidate.last - 1])


def _place(encoded: Encoded, words: Words, number: int) -> _Place:
    """The words that lie wholly in a window."""
    window = encoded.windows[number]
    first = int(np.searchsorted(words.first, window.first, side="left"))
    last = int(np.searchsorted(words.last, window.last, side="right"))
    return _Place(first, last)


def _by_word(scores: Floats, offset: int, words: Words, place: _Place) -> Floats:
    """Scores of words, (roles, 3, cues, words): log-odds are means over the word's pieces,
    boundaries those of its outer pieces."""
    first = words.first[place.first : place.last] - offset
    last = words.last[place.first : place.last] - offset - 1
    solid = words.solid[place.first : place.last]
    size = len(ROLE_LABELS)
    roles = scores[:, :, :size]
    powers = np.exp(roles - roles.max(axis=2, keepdims=True))
    shares = powers / powers.sum(axis=2, keepdims=True)
    odds = np.log(shares + 1e-9) - np.log(1.0 - shares + 1e-9)
    edges = np.clip(scores[:, :, size:], -_WIDEST, _WIDEST)
    sizes = (last - first + 1)[None, :, None]
    # reduceat sums up to the next word's beginning; what follows the last word is cut off first
    means = np.add.reduceat(odds[:, : last[-1] + 1], first, axis=1) / sizes
    starts = np.where(solid[None, :, None], edges[:, first], BARRED)
    ends = np.where(solid[None, :, None], edges[:, last], BARRED)
    return np.stack(
        [
            np.stack((means[:, :, n + 1], starts[:, :, 2 * n], ends[:, :, 2 * n + 1]))
            for n in range(len(ROLES))
        ]
    )


def _runs(inside: NDArray[np.bool_], begins: NDArray[np.bool_]) -> list[Range]:
    """Half-open runs of words inside a segment, cut where another one begins."""
    found: list[Range] = []
    for at in np.flatnonzero(inside):
        if found and found[-1][1] == at and not begins[at]:
            found[-1] = (found[-1][0], int(at) + 1)
        else:
            found.append((int(at), int(at) + 1))
    return found


def _describe(
    candidate: Candidate,
    scores: Mapping[str, Scores],
    row: int,
    own: Mapping[str, Sequence[Range]],
    place: _Place,
) -> NDArray[np.float64]:
    """Figures from which the confidence is computed; their order, with those of `_with_holders`,
    is that of the weights in decoding.json."""
    content, source = own["content"], own["source"]
    inside = np.concatenate([scores["content"].odds[row, a:b] for a, b in content])
    start = [scores["content"].start[row, a] for a, _ in content]
    end = [scores["content"].end[row, b - 1] for _, b in content]
    cue_first, cue_last = candidate.first - place.first, candidate.last - place.first
    gap = min(max(a - cue_last, cue_first - b, 0) for a, b in content)
    said = [scores["source"].odds[row, a:b].mean() for a, b in source]
    far = min((max(a - cue_last, cue_first - b, 0) for a, b in source), default=0)
    return np.array(
        [
            _log_odds(candidate.probability),
            _log_odds(candidate.probability) ** 2 / 10.0,
            max(said, default=0.0),
            float(not source),
            float(len(source) > 1),
            float(inside.mean()),
            min(start) / 6.0,
            min(end) / 6.0,
            float(len(content) > 1),
            float(len(content) > 2),
            np.log(len(inside)),
            np.log1p(gap),
            np.log1p(far),
            float(candidate.last - candidate.first > 1),
            float(inside.min() < 0.0),
            float(len(own["via"]) > 0),
        ]
    )


def _log_odds(probability: float) -> float:
    """Log-odds of a probability, kept within bounds."""
    kept = min(max(probability, 1e-4), 1.0 - 1e-4)
    return float(np.log(kept / (1.0 - kept)))
