"""How well mentions of one event are grouped (ECB+), for `bench/tracking.py`.

Mentions are given; what is measured is which of them tracking takes for one event, beside the same
head lemma and tf-idf of the sentences.
"""

import math
from collections import defaultdict
from pathlib import Path

import numpy as np
from baselines import Scores, tf_idf
from event_learning import Topic, fit, read_topics
from event_mentions import MENTION_FEATURES, EventModel

from claims.inference.embedding import Embedder
from claims.tracking.clustering import cluster
from claims.tracking.values import Link

FOLDS = 7
HEAD = MENTION_FEATURES.index("same head")


def b_cubed(given: list[str], right: list[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 (Bagga and Baldwin 1998)."""
    ours, theirs = defaultdict(set), defaultdict(set)
    for number, (one, other) in enumerate(zip(given, right, strict=True)):
        ours[one].add(number)
        theirs[other].add(number)
    pairs = list(zip(given, right, strict=True))
    precision = np.mean([len(ours[a] & theirs[b]) / len(ours[a]) for a, b in pairs])
    recall = np.mean([len(ours[a] & theirs[b]) / len(theirs[b]) for a, b in pairs])
    f1 = 2 * precision * recall / (precision + recall)
    return 100 * float(precision), 100 * float(recall), 100 * float(f1)


def joined_by(topic: Topic, likeness: Scores, least: float) -> list[str]:
    """Average linkage of a topic's mentions by a likeness of all pairs."""
    count = len(topic.mentions)
    # The clustering stops at a mean of a half; the likeness is bent so that `least` lies there.
    bent = likeness ** (math.log(0.5) / math.log(least))
    links = [
        Link(f"{n:04d}", f"{m:04d}", "same", float(one))
        for n, m, one in zip(*np.triu_indices(count, 1), bent, strict=True)
        if one > 0.01
    ]
    found: dict[int, str] = {}
    for group in cluster([f"{n:04d}" for n in range(count)], links):
        found |= {int(key): group[0] for key in group}
    return [f"{topic.name} {found[n]}" for n in range(count)]


def likenesses(topics: list[Topic]) -> list[Scores]:
    """Return for each topic the cosines of all pairs of its mentions' sentences."""
    matrix = tf_idf([one.sentence for topic in topics for one in topic.mentions])
    start = 0
    found: list[Scores] = []
    for topic in topics:
        part = matrix[start : start + len(topic.mentions)]
        start += len(topic.mentions)
        pairs = np.triu_indices(len(topic.mentions), 1)
        found.append(np.clip((part @ part.T)[pairs], 1e-9, 1.0))
    return found


def tracked(topics: list[Topic]) -> list[str]:
    """Return the group of each mention as tracking finds it, fitted on other folds' topics."""
    ours: dict[str, list[str]] = {}
    for fold in range(FOLDS):
        seen = [topic for number, topic in enumerate(topics) if number % FOLDS != fold]
        model = EventModel(fit(seen))
        for topic in topics[fold::FOLDS]:
            home: dict[int, int] = {}
            for group in model.group(topic.features, len(topic.mentions)):
                home |= dict.fromkeys(group, group[0])
            ours[topic.name] = [f"{topic.name} {home[n]}" for n in range(len(topic.mentions))]
    return [key for topic in topics for key in ours[topic.name]]


def ecbplus(data: Path) -> None:
    topics = read_topics(data, Embedder())
    right = [f"{topic.name} {chain}" for topic in topics for chain in topic.chains]
    print(f"ecbplus, {len(right)} mentions of events in validated sentences, {len(topics)} topics")

    def told(name: str, given: list[str]) -> None:
        print("  {}: B-cubed P {:.1f}, R {:.1f}, F1 {:.1f}".format(name, *b_cubed(given, right)))

    def joined(likeness: list[Scores], least: float) -> list[str]:
        parts = zip(topics, likeness, strict=True)
        return [key for topic, one in parts for key in joined_by(topic, one, least)]

    told("same head lemma", [f"{t.name} {one.words[-1:]}" for t in topics for one in t.mentions])
    cosines = likenesses(topics)
    for least in (0.2, 0.4):
        told(f"tf-idf of the sentences, from {least}", joined(cosines, least))
    heads = [topic.features[:, HEAD] for topic in topics]
    both = [one * np.maximum(head, 1e-9) for one, head in zip(cosines, heads, strict=True)]
    told("same head lemma and tf-idf, from 0.1", joined(both, 0.1))
    told(f"tracking, {FOLDS} folds by topic", tracked(topics))
