"""Turns annotated articles into windows of word pieces with what the network shall say of them."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from claims.inference.pieces import Pieces, cut_pieces
from claims.inference.roles import relative_places
from claims.inference.shapes import BOUNDARY_NAMES, GUIDE, WINDOW_PIECES
from claims.inference.windows import Window, cut_windows
from claims.inference.wordpieces import WordPieces
from claims.training.data.documents import Article, Marked, Spans

IGNORED = -100
# Gaps of up to this many pieces between two spans of one role (a comma, a mark) do not make a
# boundary.
SMALL_GAP = 2
CLASSIFIER, SEPARATOR, MASK = 101, 102, 103


@dataclass(frozen=True, slots=True)
class CueExample:
    """One cue in a window: its pieces, and role and boundaries of every piece of the window.

    `contents` holds, for each of its contents, first and last piece and the kind of claim.
    """

    first: int
    last: int
    roles: NDArray[np.int64]
    boundaries: NDArray[np.float32]
    distances: NDArray[np.int64]
    paragraphs: NDArray[np.int64]
    contents: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A window with [CLS] and [SEP]: what goes in, and what shall come out.

    `cues` is (2, pieces): labels of the cue tagger of each convention, IGNORED where unknown.
    `sentences` are rows of first and last piece, status and disputable (IGNORED where not asked);
    `mentions` rows of first and last piece, kind, anonymous and number.
    """

    ids: NDArray[np.int64]
    features: NDArray[np.float32]
    cues: NDArray[np.int64]
    attributions: tuple[CueExample, ...]
    sentences: tuple[tuple[int, int, int, int], ...] = ()
    mentions: tuple[tuple[int, int, int, int, int], ...] = ()

    def __len__(self) -> int:
        """Return the number of pieces."""
        return len(self.ids)


def epoch_examples(
    articles: Sequence[Article], tokenizer: WordPieces, chance: random.Random
) -> list[Example]:
    """Make the windows of one epoch: annotators' versions and cuts are drawn anew."""
    examples: list[Example] = []
    for article in articles:
        chosen = replace(article, versions=(chance.choice(article.versions),))
        first = chance.randint(WINDOW_PIECES // 2, WINDOW_PIECES)
        examples.extend(article_examples(chosen, tokenizer, first))
    return examples


def article_examples(
    article: Article, tokenizer: WordPieces, first_size: int | None = None
) -> Iterable[Example]:
    """Yield the windows of an article's first version."""
    pieces = cut_pieces(article.text, tokenizer)
    marks = [_ranges(pieces, marked) for marked in article.versions[0]]
    cues = _cue_labels(pieces, marks, article.convention)
    for window in cut_windows(pieces.paragraphs, first_size=first_size):
        yield _example(pieces, window, cues, article)


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


def _cue_labels(pieces: Pieces, marks: Sequence[Ranges], convention: int) -> NDArray[np.int64]:
    """Labels of both cue taggers, (2, pieces): each article teaches that of its convention."""
    labels = np.full((2, len(pieces)), IGNORED, dtype=np.int64)
    row = labels[convention]
    row[:] = 0
    for _, cue, _ in marks:
        for first, last in cue:
            row[first] = 1
            row[first + 1 : last] = 2
    return labels


def _example(pieces: Pieces, window: Window, cues: NDArray[np.int64], article: Article) -> Example:
    """Cut one window out of an article."""
    span = slice(window.first, window.last)
    attributions = []
    for marked in article.versions[0]:
        cue = _range(pieces, marked.cue)
        # Of a cue in several parts ("quoted ... as saying") each part teaches the same roles.
        parts = cue if article.convention == GUIDE else cue[:1]
        attributions += [
            _cue_example(pieces, window, marked, part, article.convention)
            for part in parts
            if window.first <= part[0] and part[1] <= window.last
        ]
    return Example(
        ids=np.concatenate(([CLASSIFIER], pieces.ids[span], [SEPARATOR])),
        features=np.pad(pieces.features[span], ((1, 1), (0, 0))),
        cues=np.pad(cues[:, span], ((0, 0), (1, 1)), constant_values=IGNORED),
        attributions=tuple(attributions),
        sentences=tuple(
            (
                *place,
                judged.status,
                IGNORED if judged.disputable is None else int(judged.disputable),
            )
            for judged in article.sentences
            for place in _places(pieces, window, (judged.span,))
        ),
        mentions=tuple(
            (*place, mention.kind, int(mention.anonymous), mention.number)
            for mention in article.mentions
            for place in _places(pieces, window, (mention.span,))
        ),
    )


def _places(pieces: Pieces, window: Window, spans: Spans) -> list[tuple[int, int]]:
    """Spans of characters as ranges of the window's pieces ([CLS] is 0), where they lie within."""
    offset = window.first - 1
    return [
        (first - offset, last - offset)
        for first, last in _range(pieces, spans)
        if window.first <= first and last <= window.last
    ]


def _cue_example(
    pieces: Pieces, window: Window, marked: Marked, cue: tuple[int, int], convention: int
) -> CueExample:
    """Roles and boundaries for one cue, over the window with its two marks."""
    size = len(window) + 2
    roles = np.zeros(size, dtype=np.int64)
    boundaries = np.zeros((size, len(BOUNDARY_NAMES)), dtype=np.float32)
    for role, spans in ((3, marked.via), (1, marked.source), (2, marked.content)):
        parts = _range(pieces, spans)
        # Joint sources are told apart; contents are joined over marks.
        for first, last in _trimmed(pieces, parts, SMALL_GAP if role == 2 else 0):
            low, high = max(first, window.first), min(last, window.last)
            if low >= high:
                continue
            roles[low - window.first + 1 : high - window.first + 1] = role
            if first >= window.first:
                boundaries[first - window.first + 1, 2 * role - 2] = 1.0
            if last <= window.last:
                boundaries[last - window.first, 2 * role - 1] = 1.0
    roles[0] = roles[-1] = IGNORED
    distances, paragraphs = relative_places(pieces, window, [cue], convention)
    kinds = marked.kinds or (IGNORED,) * len(marked.content)
    return CueExample(
        cue[0] - window.first + 1,
        cue[1] - window.first + 1,
        roles,
        boundaries,
        distances[0],
        paragraphs[0],
        tuple(
            (*place, kind)
            for span, kind in zip(marked.content, kinds, strict=True)
            for place in _places(pieces, window, (span,))
            if kind != IGNORED
        ),
    )


def _trimmed(pieces: Pieces, spans: Spans, gap: int) -> list[tuple[int, int]]:
    """Join spans over gaps of up to `gap` pieces that are marks, and trim marks off their ends:
    where these belong is decided in code."""
    joined: list[list[int]] = []
    for first, last in spans:
        if (
            joined
            and first - joined[-1][1] <= gap
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
