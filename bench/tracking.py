"""How good tracking is, on public sets, beside simple baselines in the same run.

`python bench/tracking.py DATA [MEASURE ...]` measures what is named (ecbplus, sts, matching, nli,
duplicates), or all. DATA is the folder of the data sets; nothing of it is kept. What one claim does
to another (claimdiff) is measured by `bench/tracking_claimdiff.py`.
"""

import argparse
import random
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from baselines import Okapi, Scores, stems, words
from numpy.typing import NDArray
from tracking_events import ecbplus

from claims.inference.embedding import Embedder
from claims.store.stories.searching import WORD_SHARE
from claims.tracking import Comparer, NearDuplicates, Telling, sign
from claims.tracking.entailment import LABELS, Entailment
from claims.tracking.features import Read, compute_features
from claims.training.data.sets import GIVEN, held_out, read_rows


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
