"""Fits the models by which claims are compared.

`python -m claims.training.comparison DATA --db DB` reads, in the folder DATA,

- same_claim.jsonl (events, each told by several outlets, with the facts that they share), whose
  articles stand in the database DB (`claims add`): two claims of two outlets are the same where
  they tell a common fact; claims that tell different facts of one event are the hard negatives;
- sts_benchmark (pairs scored 3.8 and more are the same, 3.2 and less are not);
- ecbplus (sentences of one topic that share an event that is no act of reporting)

and writes `comparison.json` among the models; with --in-context, the models that are fitted on the
last two stay as they are. Articles of few claims have a model of their own, fitted on the first
claims of the same articles. Features that tell a denial or a changed figure from
the claim itself are withheld from "same" and "same in context": these are held against each other
afterwards (`claims.tracking.comparison`). The settings stand in `comparison.toml`. It prints what
tracking gives with models that were fitted without the events of a fold.
"""

import argparse
import itertools
import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from claims.inference.embedding import MODELS
from claims.store import open_store
from claims.tracking.comparison import IN_CONTEXT, MODEL_NAMES, Comparer
from claims.tracking.contexts import Article, Context
from claims.tracking.features import (
    PAIR_FEATURES,
    Read,
    compute_pair_features,
    compute_telling_features,
)
from claims.tracking.pair_model import Curve, PairModel, read_models
from claims.tracking.tracker import track
from claims.tracking.values import Telling
from claims.training.data.same_claim import (
    Event,
    describe,
    fold_events,
    measure_stories,
    read_events,
)
from claims.training.data.sets import read_rows

WITHHELD: Final = frozenset(
    (
        "figures differ",
        "figures on one side only",
        "dates differ",
        "negation differs",
        "opposites",
        "hedges differ",
        "claims of both",
        "names in common",
        "names in common, share",
    )
)
_STRAIGHT: Final = 3
"""A feature of so few values has no knots."""

Floats = NDArray[np.float64]
Labelled = tuple[str, str, bool]
"""Two statements, and whether the model shall join them."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The values of `comparison.toml`."""

    seed: int
    folds: int
    least_cosine: float
    unlabelled_cosine: float
    doubtful_cosine: float
    unlabelled_weight: float
    ridge: float
    steps: int
    knots: tuple[float, ...]
    short: tuple[int, ...]


def read_settings(path: Path) -> Settings:
    """Read the settings."""
    values = tomllib.loads(path.read_text("utf8"))
    return Settings(**{**values, "knots": tuple(values["knots"]), "short": tuple(values["short"])})


@dataclass(frozen=True, eq=False)
class Pairs:
    """Pairs of claims: features (pairs, features), labels and weights (pairs), events and keys."""

    features: Floats
    labels: Floats
    weights: Floats
    events: tuple[str, ...]
    keys: tuple[tuple[str, str], ...]


def claim_pairs(events: Sequence[Event], comparer: Comparer, settings: Settings) -> Pairs:
    """Return the pairs of claims of two outlets on one event, with the features of IN_CONTEXT."""
    rows: list[list[float]] = []
    labels, weights, names, keys = [], [], [], []
    for event in events:
        read = {document: comparer.read(tellings) for document, tellings in event.documents.items()}
        for one, other in itertools.combinations(sorted(event.documents), 2):
            left, right = event.documents[one], event.documents[other]
            if not left or not right:
                continue
            context = Context(_article(left, read[one]), _article(right, read[other]))
            for (a, words), (b, others) in itertools.product(
                zip(left, read[one], strict=True), zip(right, read[other], strict=True)
            ):
                cosine = float(words.embedded.vector @ others.embedded.vector)
                told, also = event.told[a.key], event.told[b.key]
                weight = _weight(cosine, bool(told and also), settings)
                if weight:
                    pair = compute_pair_features(words, others)
                    told_by = compute_telling_features(a, b)
                    rows.append([*pair, *told_by, *context.features(a.key, b.key)])
                    labels.append(float(bool(told & also)))
                    weights.append(weight)
                    names.append(event.name)
                    keys.append((a.key, b.key))
    return Pairs(np.array(rows), np.array(labels), np.array(weights), tuple(names), tuple(keys))


def shortened(events: Sequence[Event], most: int) -> list[Event]:
    """Return the events as told by the first `most` claims of each article."""
    found = []
    for event in events:
        kept = {name: told[:most] for name, told in event.documents.items()}
        keys = {one.key for told in kept.values() for one in told}
        facts = {key: told for key, told in event.told.items() if key in keys}
        found.append(replace(event, documents=kept, told=facts))
    return found


def short_pairs(events: Sequence[Event], comparer: Comparer, settings: Settings) -> Pairs:
    """Return the pairs of the beginnings of articles, of each of the lengths of the settings."""
    every = [claim_pairs(shortened(events, most), comparer, settings) for most in settings.short]
    return Pairs(
        np.concatenate([one.features for one in every]),
        np.concatenate([one.labels for one in every]),
        np.concatenate([one.weights for one in every]),
        tuple(name for one in every for name in one.events),
        tuple(key for one in every for key in one.keys),
    )


def _article(tellings: Sequence[Telling], read: Sequence[Read]) -> Article:
    vectors = np.stack([one.embedded.vector for one in read])
    texts = tuple(one.text for one in tellings)
    return Article(tuple(one.key for one in tellings), vectors, texts)


def _weight(cosine: float, labelled: bool, settings: Settings) -> float:
    """Return what a pair counts; 0 for those that are left out."""
    if labelled:
        return float(cosine >= settings.least_cosine)
    within = settings.unlabelled_cosine <= cosine < settings.doubtful_cosine
    return settings.unlabelled_weight if within else 0.0


def same_pairs(data: Path, *, split: str = "train") -> Iterator[Labelled]:
    """Give pairs of STS that say the same, and pairs that do not."""
    for row in read_rows(data / "sts_benchmark.jsonl.gz"):
        clear = row["score"] >= 3.8 or row["score"] <= 3.2
        if row["split"] == split and clear and "forum" not in row["genre"]:
            yield row["a"], row["b"], row["score"] >= 3.8


def event_pairs(data: Path, topics: frozenset[str] | None = None) -> Iterator[Labelled]:
    """Give pairs of sentences of two articles on one topic, and whether they share an event."""
    by_topic: dict[str, list[tuple[str, str, frozenset[str]]]] = {}
    for row in read_rows(data / "ecbplus.jsonl.gz"):
        for sentence in row["sentences"]:
            if sentence["n"] in row["validated_sentences"]:
                text = row["text"][slice(*sentence["span"])]
                chains = _events(row["mentions"], sentence["n"])
                by_topic.setdefault(row["topic"], []).append((row["doc_id"], text, chains))
    for topic, sentences in sorted(by_topic.items()):
        if topics is None or topic in topics:
            for one, other in itertools.combinations(sentences, 2):
                if one[0] != other[0]:
                    yield one[1], other[1], bool(one[2] & other[2])


def _events(mentions: Iterable[dict[str, Any]], sentence: int) -> frozenset[str]:
    """Return the events that a sentence mentions, acts of reporting left out."""
    return frozenset(
        mention["chain"]
        for mention in mentions
        if mention["sent"] == sentence
        and mention["chain"]
        and "ACTION" in mention["type"]
        and "REPORTING" not in mention["type"]
    )


def matrix(comparer: Comparer, pairs: Sequence[Labelled]) -> tuple[Floats, Floats]:
    """Compute the features (pairs, PAIR_FEATURES) and labels (pairs) of labelled pairs."""
    texts = list(dict.fromkeys(text for one, other, _ in pairs for text in (one, other)))
    tellings = [Telling(text, "", 0, text) for text in texts]
    read: dict[str, Read] = {}
    for start in range(0, len(tellings), 1000):
        part = tellings[start : start + 1000]
        read.update(zip((one.text for one in part), comparer.read(part), strict=True))
    rows = [compute_pair_features(read[one], read[other]) for one, other, _ in pairs]
    return np.array(rows), np.array([label for _, _, label in pairs], dtype=np.float64)


def fit(
    names: Sequence[str],
    features: Floats,
    labels: Floats,
    weights: Floats,
    settings: Settings,
    withheld: frozenset[str] = frozenset(),
) -> PairModel:
    """Fit curves by Newton's method with a ridge on the standardised terms."""
    terms: list[tuple[str, float | None]] = []
    columns: list[Floats] = []
    for place, name in enumerate(names):
        if name in withheld:
            continue
        column = features[:, place]
        terms.append((name, None))
        columns.append(column)
        if len(np.unique(column)) > _STRAIGHT:
            for knot in np.unique(np.quantile(column, settings.knots)):
                terms.append((name, float(knot)))
                columns.append(np.maximum(0.0, column - knot))
    rows = np.column_stack(columns)
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    rows = np.column_stack([(rows - mean) / spread, np.ones(len(rows))])
    ridge = np.diag([settings.ridge] * len(terms) + [1e-6])
    found = np.zeros(len(terms) + 1)
    for _ in range(settings.steps):
        chances = 1 / (1 + np.exp(-np.clip(rows @ found, -30, 30)))
        slope = rows.T @ (weights * (chances - labels)) + ridge @ found
        bent = weights * chances * (1 - chances) + 1e-9
        found -= np.linalg.solve((rows * bent[:, None]).T @ rows + ridge, slope)
    slopes = found[:-1] / spread
    bias = round(float(found[-1] - slopes @ mean), 4)
    curves: dict[str, Curve] = {}
    for (name, at), height in zip(terms, slopes.tolist(), strict=True):
        known = curves.get(name, Curve(0.0))
        if at is None:
            curves[name] = Curve(round(height, 4), known.knots)
        else:
            curves[name] = Curve(known.slope, (*known.knots, (round(at, 4), round(height, 4))))
    return PairModel(bias, curves)


def fit_in_context(
    pairs: Pairs, settings: Settings, inside: NDArray[np.bool_] | None = None
) -> PairModel:
    """Fit a model of claims in their articles on all pairs, or on those that are `inside`."""
    some = np.ones(len(pairs.labels), dtype=np.bool_) if inside is None else inside
    return fit(
        IN_CONTEXT,
        pairs.features[some],
        pairs.labels[some],
        pairs.weights[some],
        settings,
        WITHHELD,
    )


def measure_folds(
    events: Sequence[Event],
    pairs: Mapping[str, Pairs],
    others: Mapping[str, PairModel],
    settings: Settings,
) -> Counter[str]:
    """Track the events of each fold with models that were fitted without them; count the outcome.

    `pairs` are those that each model is fitted on, by its name; `others` are the other models.
    """
    fold = fold_events((event.name for event in events), settings.folds, settings.seed)
    counts: Counter[str] = Counter()
    for number in range(settings.folds):
        models = dict(others)
        for name, given in pairs.items():
            outside = np.array([fold[event] != number for event in given.events])
            models[name] = fit_in_context(given, settings, outside)
        held = [event for event in events if fold[event.name] == number]
        tellings = [one for event in held for told in event.documents.values() for one in told]
        tracked = track(tellings, comparer=Comparer(models=models))
        home = {one.key: story.key for story in tracked.stories for one in story.tellings}
        counts += measure_stories(held, home, tracked.relations)
    return counts


def pairs_of(
    events: Sequence[Event], comparer: Comparer, settings: Settings
) -> Mapping[str, Pairs]:
    """Return the pairs on which each model of claims in their articles is fitted, by its name."""
    return {
        "same in context": claim_pairs(events, comparer, settings),
        "same in short articles": short_pairs(events, comparer, settings),
    }


def stored(model: PairModel) -> dict[str, Any]:
    """Return a model as `comparison.json` has it."""
    curves = {
        name: {"slope": one.slope, "knots": [list(knot) for knot in one.knots]}
        for name, one in model.curves.items()
    }
    return {"bias": model.bias, "curves": curves}


def fit_statements(data: Path, comparer: Comparer, settings: Settings) -> dict[str, PairModel]:
    """Fit the models that see two statements alone: straight lines."""
    straight = replace(settings, knots=())
    same, labels = matrix(comparer, list(same_pairs(data)))
    event, shared = matrix(comparer, list(event_pairs(data)))
    return {
        "same": fit(PAIR_FEATURES, same, labels, np.ones(len(labels)), straight, WITHHELD),
        "event": fit(PAIR_FEATURES, event, shared, np.ones(len(shared)), straight),
    }


def train(
    data: Path, database: Path, settings: Settings, alone: Mapping[str, PairModel] | None = None
) -> dict[str, PairModel]:
    """Fit all models; print what they give on events that they were not fitted on.

    `alone` are the models of statements alone, where these are not to be fitted.
    """
    comparer = Comparer()
    with open_store(database, read_only=True) as store:
        events = read_events(data / "same_claim.jsonl", store.connection)
    others = alone or fit_statements(data, comparer, settings)
    pairs = pairs_of(events, comparer, settings)
    for name, given in pairs.items():
        print(f"{name}: {len(given.labels)} pairs, {given.labels.mean():.1%} the same")
    print(describe(measure_folds(events, pairs, others, settings)), flush=True)
    return {**others, **{name: fit_in_context(given, settings) for name, given in pairs.items()}}


def main() -> None:
    """Read the command line; fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--db", type=Path, required=True)
    parser.add_argument("--settings", type=Path, default=Path(__file__).with_suffix(".toml"))
    parser.add_argument("--in-context", action="store_true", help="fit those of articles alone")
    given = parser.parse_args()
    path = MODELS / "comparison.json"
    alone = read_models(path, ("same", "event")) if given.in_context else None
    models = train(given.data, given.db, read_settings(given.settings), alone)
    path.write_text(
        json.dumps({name: stored(models[name]) for name in MODEL_NAMES}, indent=1) + "\n", "utf8"
    )
    print(path)


if __name__ == "__main__":
    main()
