"""Cuts a text into word pieces, each with its place in the text and the six features the encoder is
given."""

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from claims.inference.quotations import find_quotations
from claims.inference.shapes import FEATURE_NAMES
from claims.inference.wordpieces import WordPieces

# Half a character, which no encoding can hold; a text read from JSON may have one.
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_BREAK = re.compile(r"[\r\n\u2028\u2029]+")
_QUOTATION_MARKS = frozenset("“”„‟«»\"＂'`‘’")
# Texts are tokenised in stretches of whole lines, because one long call holds all its strings at
# once.
_STRETCH = 20_000


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a text, one array element each.

    `ids` are the tokenizer's; `starts` and `ends` are half-open offsets into the text; `paragraphs`
    number the lines of the text that are not empty; `features` is (pieces, 6), 0 or 1, in the order
    of FEATURE_NAMES; `solid` is true where the piece holds a letter or digit.
    """

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    paragraphs: NDArray[np.int64]
    features: NDArray[np.float32]
    solid: NDArray[np.bool_]

    def __len__(self) -> int:
        """Return the number of pieces."""
        return len(self.ids)


def cut_pieces(text: str, tokenizer: WordPieces) -> Pieces:
    """Cut `text` into word pieces; without [CLS] and [SEP], which windows add."""
    identifiers: list[int] = []
    offsets: list[tuple[int, int]] = []
    for start, end in _stretches(text):
        readable = _SURROGATE.sub("\ufffd", text[start:end])
        ids, within = tokenizer.encode(readable)
        identifiers.extend(ids)
        offsets.extend((start + a, start + b) for a, b in within)
    places = np.array(offsets, dtype=np.int64).reshape(-1, 2)
    starts, ends = places[:, 0], places[:, 1]
    breaks = np.array([match.start() for match in _LINE_BREAK.finditer(text)], dtype=np.int64)
    paragraphs = np.searchsorted(breaks, starts, side="right")
    looks = np.array([_looks_of(text[a:b]) for a, b in offsets], np.bool_).reshape(-1, 6)
    return Pieces(
        ids=np.array(identifiers, dtype=np.int64),
        starts=starts,
        ends=ends,
        paragraphs=paragraphs,
        features=_features(text, looks, starts, ends, paragraphs),
        solid=looks[:, _SOLID],
    )


@lru_cache(maxsize=50_000)
def _looks_of(word: str) -> tuple[bool, bool, bool, bool, bool, bool]:
    """Look at a piece once: capital first, all capitals, a quotation mark; whether it begins with,
    ends with, or holds a letter or digit."""
    return (
        word[:1].isupper(),
        len(word) > 1 and word.isupper(),
        word in _QUOTATION_MARKS,
        word[:1].isalnum(),
        word[-1:].isalnum(),
        any(map(str.isalnum, word)),
    )


_MARKS, _BEGINS, _ENDS, _SOLID = slice(0, 3), 3, 4, 5


def _stretches(text: str) -> list[tuple[int, int]]:
    """Cut a text at line breaks (or, without any, at white space) into stretches of bounded
    length."""
    cuts = [0]
    while len(text) - cuts[-1] > _STRETCH:
        low, high = cuts[-1] + _STRETCH // 2, cuts[-1] + _STRETCH
        at = max(text.rfind("\n", low, high), -1)
        at = at if at > 0 else text.rfind(" ", low, high)
        cuts.append(at if at > 0 else high)
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


def _features(
    text: str,
    looks: NDArray[np.bool_],
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    paragraphs: NDArray[np.int64],
) -> NDArray[np.float32]:
    """Return the six features of each piece, (pieces, 6)."""
    features = np.zeros((len(looks), len(FEATURE_NAMES)), dtype=np.float32)
    if not len(looks):
        return features
    features[:, :3] = looks[:, _MARKS]
    for span in find_quotations(text):
        first, last = np.searchsorted(starts, (span.start, span.end))
        features[first:last, 3] = 1.0
    features[0, 4] = 1.0
    features[1:, 4] = paragraphs[1:] != paragraphs[:-1]
    touches = starts[1:] == ends[:-1]
    features[1:, 5] = touches & looks[:-1, _ENDS] & looks[1:, _BEGINS]
    return features
