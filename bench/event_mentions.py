"""Tells which mentions of events, across articles, are mentions of one event.

Two mentions are compared by the states of their words in their sentences, by their words, by their
sentences and by their articles; a small network gives the chance that they are one event, and
mentions are grouped as claims are (`claims.tracking.clustering`). `event_learning` trains it, fold
by fold; nothing of it is shipped. What holds of an article as a whole tells "the earthquake" of
one year from that of another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from claims.english.stems import stem
from claims.inference.embedding import Embedder
from claims.tracking.clustering import cluster
from claims.tracking.features import FEATURES, Read, compute_features, share
from claims.tracking.statements import read_statement
from claims.tracking.values import Link

Floats = NDArray[np.float32]

MENTION_FEATURES: Final = (
    *FEATURES,
    "state cosine",
    "same head",
    "words of the mentions shared",
    "state cosine, sentences' cosine",
    "same head, sentences' cosine",
    "state cosine, coverage",
    "one sentence",
    "one article",
    "articles' cosine",
    "articles' names shared",
    "articles' words shared",
    "same head, articles' cosine",
    "same head, articles' names",
    "same head, articles' words",
    "state cosine, articles' cosine",
    "state cosine, articles' names",
    "state cosine, articles' words",
)
_LEAST: Final = 0.05


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that mention an event: their sentence, and where in it they stand (offsets)."""

    document: str
    sentence: str
    start: int
    end: int

    @property
    def words(self) -> tuple[str, ...]:
        """The stems of its words; the last one is its head."""
        return tuple(stem(word) for word in self.sentence[self.start : self.end].split())


@dataclass(frozen=True, slots=True)
class _Article:
    vector: Floats
    names: frozenset[str]
    stems: frozenset[str]


class MentionReader:
    """Reads sentences and articles once, for the features of many pairs."""

    def __init__(
        self, mentions: Sequence[Mention], articles: dict[str, str], embedder: Embedder
    ) -> None:
        """Read all sentences of the mentions; `articles` gives each article's text."""
        sentences = list(dict.fromkeys(one.sentence for one in mentions))
        self._read = {
            text: Read(read_statement(text), found)
            for text, found in zip(sentences, embedder.read(sentences), strict=True)
        }
        self._offsets = dict(zip(sentences, embedder.offsets(sentences), strict=True))
        self._articles = {
            document: self._article(
                articles[document], [m for m in mentions if m.document == document]
            )
            for document in sorted({one.document for one in mentions})
        }
        self._pairs: dict[tuple[str, str], list[float]] = {}

    def state(self, mention: Mention) -> Floats:
        """Return the mean state of the mention's pieces, as a unit vector."""
        read = self._read[mention.sentence].embedded
        inside = [
            place
            for place, (start, end) in enumerate(self._offsets[mention.sentence])
            if start < mention.end and end > mention.start
        ]
        mean = read.states[inside].mean(axis=0) if inside else read.vector
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-6), dtype=np.float32)

    def features(self, one: Mention, other: Mention, alike: float) -> list[float]:
        """Return one number for each of MENTION_FEATURES; `alike` is the cosine of the states."""
        sentences = self._sentences(one.sentence, other.sentence)
        left, right = self._articles[one.document], self._articles[other.document]
        articles = [
            float(left.vector @ right.vector),
            _common(left.names, right.names),
            _common(left.stems, right.stems),
        ]
        head = float(one.words[-1:] == other.words[-1:])
        words = frozenset(one.words), frozenset(other.words)
        return [
            *sentences,
            alike,
            head,
            len(words[0] & words[1]) / max(1, len(words[0] | words[1])),
            alike * sentences[0],
            head * sentences[0],
            alike * sentences[2],
            float(one.sentence == other.sentence),
            float(one.document == other.document),
            *articles,
            *(head * number for number in articles),
            *(alike * number for number in articles),
        ]

    def _article(self, text: str, mentions: Sequence[Mention]) -> _Article:
        sentences = {one.sentence for one in mentions}
        mean = np.mean([self._read[one].embedded.vector for one in sorted(sentences)], axis=0)
        statement = read_statement(text)
        unit = np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)
        return _Article(unit, statement.names, statement.stems)

    def _sentences(self, one: str, other: str) -> list[float]:
        pair = (min(one, other), max(one, other))
        if pair not in self._pairs:
            self._pairs[pair] = compute_features(self._read[pair[0]], self._read[pair[1]])
        return self._pairs[pair]


def _common(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """The share of the smaller set that stands in the larger."""
    return max(share(ours, theirs), share(theirs, ours)) if ours and theirs else 0.0


def pair_features(
    mentions: Sequence[Mention], articles: dict[str, str], embedder: Embedder
) -> NDArray[np.float32]:
    """Return the features of all pairs (pairs, features), in the order of `np.triu_indices`."""
    reader = MentionReader(mentions, articles, embedder)
    states = np.array([reader.state(one) for one in mentions])
    alike = states @ states.T
    rows = [
        reader.features(one, other, float(alike[n, m]))
        for n, one in enumerate(mentions)
        for m, other in enumerate(mentions[n + 1 :], start=n + 1)
    ]
    return np.array(rows, dtype=np.float32).reshape(-1, len(MENTION_FEATURES))


class EventModel:
    """The network, with its weights."""

    def __init__(self, weights: dict[str, Floats]) -> None:
        """Give the weights that `event_learning.fit` returns."""
        self._weights = weights

    def chances(self, features: Floats) -> Floats:
        """Return the chance (pairs) that the mentions of each pair are of one event."""
        weights = self._weights
        rows = (features - weights["mean"]) / weights["spread"]
        hidden = np.maximum(rows @ weights["first"] + weights["first_bias"], 0.0)
        scores = hidden @ weights["last"] + weights["last_bias"]
        return np.asarray(1.0 / (1.0 + np.exp(-scores)), dtype=np.float32)

    def group(self, features: Floats, count: int) -> list[tuple[int, ...]]:
        """Group `count` mentions, given the features of all their pairs; groups hold numbers."""
        width = len(str(count))
        keys = [f"{number:0{width}d}" for number in range(count)]
        pairs = zip(*np.triu_indices(count, 1), self.chances(features), strict=True)
        links = [
            Link(keys[n], keys[m], "same", float(chance))
            for n, m, chance in pairs
            if chance >= _LEAST
        ]
        return [tuple(int(key) for key in group) for group in cluster(keys, links)]
