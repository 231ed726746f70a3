"""Trains the network that tells whether two mentions are of one event.

It reads ecbplus.jsonl.gz. Training is plain numpy (Adam on a network of one hidden layer), so that
the benchmark can train anew for each fold of topics.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from event_mentions import Floats, Mention, pair_features

from claims.inference.embedding import Embedder
from claims.training.data.sets import read_rows

HIDDEN = 48
EPOCHS = 10
BATCH = 4096
RATE = 3e-3
DECAY = 0.01
DROPPED = 0.2
WEIGHT_OF_ONE_EVENT = 2.0


@dataclass(frozen=True, slots=True)
class Topic:
    """The mentions of one topic and of its sibling subtopic, their chains, all pairs' features."""

    name: str
    mentions: list[Mention]
    chains: list[str]
    features: Floats

    @property
    def labels(self) -> Floats:
        """1 for each pair of one chain, in the order of the features."""
        pairs = zip(*np.triu_indices(len(self.chains), 1), strict=True)
        return np.array([self.chains[n] == self.chains[m] for n, m in pairs], dtype=np.float32)


def read_topics(data: Path, embedder: Embedder) -> list[Topic]:
    """Read the mentions of events in validated sentences, topic by topic."""
    rows = read_rows(data / "ecbplus.jsonl.gz")
    topics = []
    for name in sorted({row["topic"] for row in rows}):
        mentions, chains = [], []
        articles = {row["doc_id"]: row["text"] for row in rows if row["topic"] == name}
        for row in rows:
            if row["topic"] != name:
                continue
            spans = {one["n"]: one["span"] for one in row["sentences"]}
            for number, one in enumerate(row["mentions"]):
                if one["sent"] in row["validated_sentences"] and "ACTION" in one["type"]:
                    start, end = spans[one["sent"]]
                    place = one["span"][0] - start, one["span"][1] - start
                    mentions.append(Mention(row["doc_id"], row["text"][start:end], *place))
                    chains.append(one["chain"] or f"{row['doc_id']} {number}")
        features = pair_features(mentions, articles, embedder)
        topics.append(Topic(name, mentions, chains, features))
    return topics


def fit(topics: list[Topic], *, seed: int = 0) -> dict[str, Floats]:
    """Train on all pairs of the topics and return the weights."""
    chance = np.random.default_rng(seed)
    rows = np.concatenate([topic.features for topic in topics])
    labels = np.concatenate([topic.labels for topic in topics])
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    rows = (rows - mean) / spread
    width = rows.shape[1]
    weights: dict[str, Floats] = {
        "first": (chance.standard_normal((width, HIDDEN)) / np.sqrt(width)).astype(np.float32),
        "first_bias": np.zeros(HIDDEN, dtype=np.float32),
        "last": (chance.standard_normal(HIDDEN) / np.sqrt(HIDDEN)).astype(np.float32),
        "last_bias": np.zeros(1, dtype=np.float32),
    }
    moments = {name: (np.zeros_like(one), np.zeros_like(one)) for name, one in weights.items()}
    step = 0
    for _ in range(EPOCHS):
        order = chance.permutation(len(rows))
        for start in range(0, len(rows), BATCH):
            part = order[start : start + BATCH]
            step += 1
            slopes = _slopes(weights, rows[part], labels[part], chance)
            for name, slope in slopes.items():
                _adam(weights[name], moments[name], slope, step)
    return {**weights, "mean": mean, "spread": spread}


def _slopes(
    weights: dict[str, Floats], rows: Floats, labels: Floats, chance: np.random.Generator
) -> dict[str, Floats]:
    """Return the gradient of the mean weighted cross-entropy."""
    raw = rows @ weights["first"] + weights["first_bias"]
    kept = (chance.random(raw.shape, dtype=np.float32) >= DROPPED) / np.float32(1 - DROPPED)
    hidden = np.maximum(raw, 0.0) * kept
    scores = hidden @ weights["last"] + weights["last_bias"]
    weight = np.where(labels > 0, WEIGHT_OF_ONE_EVENT, 1.0)
    error = (1.0 / (1.0 + np.exp(-scores)) - labels) * weight / len(rows)
    back = np.outer(error, weights["last"]) * kept * (raw > 0)
    return {
        "last": hidden.T @ error,
        "last_bias": np.array([error.sum()], dtype=np.float32),
        "first": rows.T @ back,
        "first_bias": back.sum(axis=0),
    }


def _adam(weight: Floats, moments: tuple[Floats, Floats], slope: Floats, step: int) -> None:
    """One step of Adam with decoupled decay (Loshchilov and Hutter, ICLR 2019)."""
    first, second = moments
    first += 0.1 * (slope - first)
    second += 0.001 * (slope**2 - second)
    unbiased = first / (1 - 0.9**step)
    scale = np.sqrt(second / (1 - 0.999**step)) + 1e-8
    weight -= np.asarray(RATE * (unbiased / scale + DECAY * weight), dtype=np.float32)
