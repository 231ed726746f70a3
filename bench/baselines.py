"""What tracking is measured beside: words, their stems, tf-idf and BM25."""

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from claims.english.statement_words import FUNCTION_WORDS
from claims.english.stems import stem

Scores = NDArray[np.float64]


def words(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return re.findall(r"\w+", text.lower())


def stems(text: str) -> list[str]:
    """Return the stems of its content words."""
    return [stem(word) for word in words(text) if word not in FUNCTION_WORDS]


def tf_idf(texts: Sequence[str]) -> Scores:
    """Return unit vectors over the stems of content words that at least two texts have."""
    pieces = [stems(text) for text in texts]
    frequency = Counter(word for one in pieces for word in set(one))
    place = {word: n for n, word in enumerate(w for w, c in frequency.items() if c > 1)}
    matrix = np.zeros((len(pieces), len(place)))
    for number, one in enumerate(pieces):
        for word in one:
            if word in place:
                matrix[number, place[word]] += math.log(len(pieces) / frequency[word])
    return np.asarray(matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9))


class Okapi:
    """BM25 over a few documents (Robertson and Zaragoza 2009; k1 1.2, b 0.75)."""

    def __init__(self, texts: list[str], cut: Callable[[str], list[str]]) -> None:
        self.cut = cut
        self.counts = [Counter(cut(text)) for text in texts]
        self.frequency = Counter(word for counts in self.counts for word in counts)
        self.lengths = np.array([sum(counts.values()) for counts in self.counts])

    def scores(self, query: str) -> Scores:
        found = np.zeros(len(self.counts))
        norm = 1.2 * (0.25 + 0.75 * self.lengths / self.lengths.mean())
        for word in set(self.cut(query)) & self.frequency.keys():
            n = self.frequency[word]
            rarity = math.log(1 + (len(self.counts) - n + 0.5) / (n + 0.5))
            times = np.array([counts[word] for counts in self.counts])
            found += rarity * times * 2.2 / (times + norm)
        return found
