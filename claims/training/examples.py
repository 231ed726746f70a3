"""Turns annotated articles into windows of word pieces with what the network shall say of them."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from claims.inference.pieces import Pieces, cut_pieces
from claims.inference.roles import relative_places
from claims.inference.shapes import BOUNDARY_NAMES, WINDOW_PIECES
from claims.inference.windows import Window, cut_windows
from claims.training.composition import compose
from claims.training.documents import Article, Marked, Spans

IGNORED = -100
# Gaps of up to this many pieces between two spans of one role (a comma, a mark) do not make a
# boundary.
SMALL_GAP = 2
CLASSIFIER, SEPARATOR, MASK = 101, 102, 103


@dataclass(frozen=True, slots=True)
class CueExample:
    """One cue in a window: its pieces, and role and boundaries of every piece of the window."""

    first: int
    last: int
    roles: NDArray[np.int64]
    boundaries: NDArray[np.float32]
    distances: NDArray[np.int64]
    paragraphs: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Example:
    """A window with [CLS] and [SEP]: what goes in, and what shall come out.

    `cues` is (2, pieces): labels of the flat cue tagger and of the one for any depth, IGNORED where
    unknown.
    """

    ids: NDArray[np.int64]
    features: NDArray[np.float32]
    cues: NDArray[np.int64]
    attributions: tuple[CueExample, ...]

    def __len__(self) -> int:
        """Return the number of pieces."""
        return len(self.ids)


def epoch_examples(
    articles: Sequence[Article], tokenizer: Tokenizer, share: float, chance: random.Random
) -> list[Example]:
    """Make the windows of one epoch: versions, cuts and compositions are drawn anew.

    `share` is the share of articles in which up to two sentences are put into a further source's
    mouth.
    """
    examples: list[Example] = []
    for article in articles:
        version = chance.choice(article.versions)
        chosen = Article(article.identity, article.text, (version,), article.complete)
        if chance.random() < share:
            chosen = compose(article, version, 2, chance)
        first = chance.randint(WINDOW_PIECES // 2, WINDOW_PIECES)
        examples.extend(article_examples(chosen, tokenizer, first))
    return examples


def article_examples(
    article: Article, tokenizer: Tokenizer, first_size: int | None = None
) -> Iterable[Example]:
    """Yield the windows of an article's first version."""
    pieces = cut_pieces(article.text, tokenizer)
    marks = [_ranges(pieces, marked) for marked in article.versions[0]]
    nested = [marked.nested for marked in article.versions[0]]
    cues = _cue_labels(pieces, marks, nested, article)
    for window in cut_windows(pieces.paragraphs, first_size=first_size):
        yield _example(pieces, window, cues, marks)


Ranges = tuple[Spans, Spans, Spans]


def _ranges(pieces: Pieces, marked: Marked) -> Ranges:
    """Turn character spans into half-open ranges of pieces."""
    return (
        _range(pieces, marked.source),
        _range(pieces, marked.cue),
        _range(pieces, marked.content),
    )


def _range(pieces: Pieces, spans: Spans) -> Spans:
    found = []
    for start, end in spans:
        first = int(np.searchsorted(pieces.ends, start, side="right"))
        last = int(np.searchsorted(pieces.starts, end, side="left"))
        if last > first:
            found.append((first, last))
    return tuple(found)


def _cue_labels(
    pieces: Pieces, marks: Sequence[Ranges], nested: Sequence[bool], article: Article
) -> NDArray[np.int64]:
    """Labels of both cue taggers, (2, pieces)."""
    labels = np.zeros((2, len(pieces)), dtype=np.int64)
    # Inside contents nothing is known of nested cues, but where a sentence was put into a mouth:
    # there they are known, and inside the contents of the nested ones nothing is known again.
    outer = [
        span for mark, inner in zip(marks, nested, strict=True) if not inner for span in mark[2]
    ]
    deeper = [span for mark, inner in zip(marks, nested, strict=True) if inner for span in mark[2]]
    composed = _range(pieces, article.complete)
    for spans, label in ((outer, IGNORED), (composed, 0), (deeper, IGNORED)):
        for first, last in spans:
            labels[1, first:last] = label
    for (_, cue, _), inner in zip(marks, nested, strict=True):
        for first, last in cue:
            rows = slice(1, 2) if inner else slice(0, 2)
            labels[rows, first] = 1
            labels[rows, first + 1 : last] = 2
    return labels


def _example(
    pieces: Pieces, window: Window, cues: NDArray[np.int64], marks: Sequence[Ranges]
) -> Example:
    """Cut one window out of an article."""
    span = slice(window.first, window.last)
    padding = ((1, 1), (0, 0))
    attributions = []
    for source, cue, content in marks:
        if cue and window.first <= cue[0][0] and cue[0][1] <= window.last:
            attributions.append(_cue_example(pieces, window, source, cue[0], content))
    return Example(
        ids=np.concatenate(([CLASSIFIER], pieces.ids[span], [SEPARATOR])),
        features=np.pad(pieces.features[span], padding),
        cues=np.pad(cues[:, span], ((0, 0), (1, 1)), constant_values=IGNORED),
        attributions=tuple(attributions),
    )


def _cue_example(
    pieces: Pieces, window: Window, source: Spans, cue: tuple[int, int], content: Spans
) -> CueExample:
    """Roles and boundaries for one cue, over the window with its two marks."""
    size = len(window) + 2
    roles = np.zeros(size, dtype=np.int64)
    boundaries = np.zeros((size, len(BOUNDARY_NAMES)), dtype=np.float32)
    for role, spans in ((1, source), (2, content)):
        for first, last in _trimmed(pieces, spans):
            low, high = max(first, window.first), min(last, window.last)
            if low >= high:
                continue
            roles[low - window.first + 1 : high - window.first + 1] = role
            if first >= window.first:
                boundaries[first - window.first + 1, 2 * role - 2] = 1.0
            if last <= window.last:
                boundaries[last - window.first, 2 * role - 1] = 1.0
    roles[0] = roles[-1] = IGNORED
    distances, paragraphs = relative_places(pieces, window, [cue])
    return CueExample(
        cue[0] - window.first + 1,
        cue[1] - window.first + 1,
        roles,
        boundaries,
        distances[0],
        paragraphs[0],
    )


def _trimmed(pieces: Pieces, spans: Spans) -> list[tuple[int, int]]:
    """Join spans over small gaps, and trim marks off their ends: where these belong is decided in
    code."""
    joined: list[list[int]] = []
    for first, last in spans:
        if (
            joined
            and first - joined[-1][1] <= SMALL_GAP
            and not pieces.solid[joined[-1][1] : first].any()
        ):
            joined[-1][1] = last
        else:
            joined.append([first, last])
    trimmed = []
    for first, last in joined:
        solid = np.flatnonzero(pieces.solid[first:last])
        if len(solid):
            trimmed.append((first + int(solid[0]), first + int(solid[-1]) + 1))
    return trimmed
