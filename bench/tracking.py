"""How good tracking is, on public sets, beside simple baselines in the same run.

`python bench/tracking.py DATA [MEASURE ...]` measures what is named (ecbplus, sts, matching, nli,
duplicates), or all. DATA is the folder of the data sets; nothing of it is kept. What one claim does
to another (claimdiff) is measured by `bench/tracking_claimdiff.py`.
"""

import argparse
import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.inference.embedding import Embedder
from claims.tracking import Comparer, NearDuplicates, Telling, sign
from claims.tracking.clustering import cluster
from claims.tracking.entailment import LABELS, Entailment
from claims.tracking.events import MENTION_FEATURES, EventModel
from claims.tracking.features import Read, compute_features
from claims.tracking.searching import WORD_SHARE
from claims.tracking.stems import stem
from claims.tracking.values import Link
from claims.tracking.wording import FUNCTION_WORDS
from claims.training.events import Topic, fit, read_topics
from claims.training.held_out import GIVEN, held_out
from claims.training.sets import read_rows

Scores = NDArray[np.float64]
HEAD = MENTION_FEATURES.index("same head")


def rows(data: Path, name: str) -> list[dict[str, Any]]:
    return read_rows(data / f"{name}.jsonl.gz")


def ranks(values: list[float]) -> Scores:
    """Ranks, with the mean rank for ties."""
    _, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts - 1) / 2)[places]


def sts(data: Path) -> None:
    pairs = [row for row in rows(data, "sts_benchmark") if row["split"] == "dev"]
    embedder = Embedder()
    one = embedder.embed([row["a"] for row in pairs])
    other = embedder.embed([row["b"] for row in pairs])
    cosines = (one * other).sum(axis=1).tolist()
    found = np.corrcoef(ranks(cosines), ranks([row["score"] for row in pairs]))[0, 1]
    print(f"sts_benchmark dev, {len(pairs)} pairs: Spearman {100 * found:.1f}")


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


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def stems(text: str) -> list[str]:
    return [stem(word) for word in words(text) if word not in FUNCTION_WORDS]


def matching(data: Path) -> None:
    pairs = rows(data, "claim_matching_pairs")
    claims = {row["matched_id"]: row["matched"] for row in pairs}
    names = list(claims)
    plain, stemmed = Okapi(list(claims.values()), words), Okapi(list(claims.values()), stems)
    embedder = Embedder()
    vectors = embedder.embed(list(claims.values()))
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    queries: dict[str, str] = {}
    for row in pairs:
        if row["split"] == "dev":
            wanted[row["query_id"]].add(row["matched_id"])
            queries[row["query_id"]] = row["query"]
    asked = dict(zip(queries, embedder.embed(list(queries.values())), strict=True))

    def precision(name: str, score: Callable[[str], Scores]) -> None:
        found = []
        for query, right in wanted.items():
            best = [names[n] for n in np.argsort(-score(query), kind="stable")[:5]]
            hits = [n for n, claim in enumerate(best, 1) if claim in right]
            found.append(sum(i / n for i, n in enumerate(hits, 1)) / min(5, len(right)))
        print(f"  {name}: MAP@5 {100 * np.mean(found):.1f}")

    print(f"claim_matching_pairs dev, {len(wanted)} queries, {len(names)} claims")
    precision("BM25", lambda query: plain.scores(queries[query]))
    precision("BM25 of stems, no function words", lambda query: stemmed.scores(queries[query]))
    precision("cosine", lambda query: vectors @ asked[query])
    precision(
        "as `claims track` ranks",
        lambda query: vectors @ asked[query] + WORD_SHARE * stemmed.scores(queries[query]),
    )


def read_all(comparer: Comparer, texts: list[str]) -> dict[str, Read]:
    found: dict[str, Read] = {}
    unique = list(dict.fromkeys(texts))
    for start in range(0, len(unique), 1000):
        part = [Telling(text, "", 0, text) for text in unique[start : start + 1000]]
        found |= zip((one.text for one in part), comparer.read(part), strict=True)
    return found


def nli(data: Path) -> None:
    pairs = [row for row in rows(data, "nli") if held_out(row["premise"])]
    comparer, network = Comparer(), Entailment()
    read = read_all(comparer, [row[side] for row in pairs for side in ("premise", "hypothesis")])
    matrix: defaultdict[str, NDArray[np.int64]] = defaultdict(lambda: np.zeros((3, 3), np.int64))
    for row in pairs:
        one, other = read[row["premise"]], read[row["hypothesis"]]
        chances = network.chances(one.embedded, other.embedded, compute_features(one, other))
        place = LABELS.index(GIVEN[row["label"]]), int(chances.argmax())
        for name in (row["set"], "all"):
            matrix[name][place] += 1
    print(f"nli, {len(pairs)} pairs with premises that were not trained on")
    for name, counts in sorted(matrix.items()):
        hit = counts[2, 2]
        f1 = 200 * hit / max(1, counts[2].sum() + counts[:, 2].sum())
        accuracy = 100 * np.trace(counts) / counts.sum()
        print(f"  {name}: accuracy {accuracy:.1f}, F1 of contradictions {f1:.1f}")


def tf_idf(pieces: list[list[str]]) -> Scores:
    """Unit vectors over words that at least two pairs have."""
    frequency = Counter(word for words_ in pieces for word in set(words_))
    place = {word: n for n, word in enumerate(w for w, c in frequency.items() if c > 1)}
    matrix = np.zeros((len(pieces), len(place)))
    for number, words_ in enumerate(pieces):
        for word in words_:
            if word in place:
                matrix[number, place[word]] += math.log(len(pieces) / frequency[word])
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return 5 * matrix / np.maximum(lengths, 1e-9)


def articles(data: Path) -> list[tuple[str, list[str]]]:
    """The articles of newsdiscourse: headline and paragraphs."""
    found = []
    for row in rows(data, "newsdiscourse"):
        paragraphs: list[str] = []
        for sentence in row["sentences"]:
            if sentence["par"] or not paragraphs:
                paragraphs.append(sentence["text"])
            else:
                paragraphs[-1] += " " + sentence["text"]
        found.append((row["headline"] or "", paragraphs))
    return found


def duplicates(data: Path) -> None:
    known, chance = NearDuplicates(), random.Random(3)
    originals = articles(data)
    twins: defaultdict[str, set[str]] = defaultdict(set)
    for number, (headline, paragraphs) in enumerate(originals):
        for other in known.add(str(number), sign("\n".join([headline, *paragraphs]))):
            twins[str(number)].add(other)
            twins[other].add(str(number))
    print(f"near duplicates made of {len(originals)} articles of newsdiscourse")
    for name, kept, reordered, dropped in (
        ("another headline", 1.0, False, 0),
        ("headline, a paragraph dropped", 1.0, False, 1),
        ("headline, paragraphs reordered", 1.0, True, 0),
        ("headline, reordered, a paragraph dropped", 1.0, True, 1),
        ("headline, reordered, the last 30% cut", 0.7, True, 0),
        ("headline, the last 50% cut", 0.5, False, 0),
    ):
        right = wrong = 0
        for number, (_, paragraphs) in enumerate(originals):
            text = paragraphs[: max(1, round(kept * len(paragraphs)))]
            if dropped and len(text) > 1:
                del text[chance.randrange(len(text))]
            if reordered:
                chance.shuffle(text)
            found = set(known.find(sign("\n".join([chance.choice(originals)[0], *text]))))
            right += str(number) in found
            wrong += len(found - {str(number)} - twins[str(number)])
        precision, recall = right / max(1, right + wrong), right / len(originals)
        print(f"  {name}: precision {100 * precision:.2f}, recall {100 * recall:.2f}")


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
    found = {}
    for group in cluster([f"{n:04d}" for n in range(count)], links):
        found |= {int(key): group[0] for key in group}
    return [f"{topic.name} {found[n]}" for n in range(count)]


def ecbplus(data: Path) -> None:
    topics = read_topics(data, Embedder())
    right = [f"{topic.name} {chain}" for topic in topics for chain in topic.chains]
    print(f"ecbplus, {len(right)} mentions of events in validated sentences, {len(topics)} topics")

    def told(name: str, given: list[str]) -> None:
        print("  {}: B-cubed P {:.1f}, R {:.1f}, F1 {:.1f}".format(name, *b_cubed(given, right)))

    told("same head lemma", [f"{t.name} {one.words[-1:]}" for t in topics for one in t.mentions])
    pieces = [stems(one.sentence) for topic in topics for one in topic.mentions]
    matrix, start = tf_idf(pieces) / 5, 0
    cosines = []
    for topic in topics:
        part = matrix[start : start + len(topic.mentions)]
        start += len(topic.mentions)
        pairs = np.triu_indices(len(topic.mentions), 1)
        cosines.append(np.clip((part @ part.T)[pairs], 1e-9, 1.0))
    for least in (0.2, 0.4):
        grouped = [joined_by(t, one, least) for t, one in zip(topics, cosines, strict=True)]
        told(f"tf-idf of the sentences, from {least}", [k for part in grouped for k in part])
    grouped = [
        joined_by(t, one * np.maximum(t.features[:, HEAD], 1e-9), 0.1)
        for t, one in zip(topics, cosines, strict=True)
    ]
    told("same head lemma and tf-idf, from 0.1", [k for part in grouped for k in part])
    ours: dict[str, list[str]] = {}
    for fold in range(7):
        model = EventModel(weights=fit([t for n, t in enumerate(topics) if n % 7 != fold]))
        for topic in topics[fold::7]:
            home = {}
            for group in model.group(topic.features, len(topic.mentions)):
                home |= dict.fromkeys(group, group[0])
            ours[topic.name] = [f"{topic.name} {home[n]}" for n in range(len(topic.mentions))]
    told("tracking, seven folds by topic", [key for topic in topics for key in ours[topic.name]])


MEASURES = {
    "ecbplus": ecbplus,
    "sts": sts,
    "matching": matching,
    "nli": nli,
    "duplicates": duplicates,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("measures", nargs="*", choices=[*MEASURES, []])
    given = parser.parse_args()
    for name in given.measures or MEASURES:
        MEASURES[name](given.data)


if __name__ == "__main__":
    main()
