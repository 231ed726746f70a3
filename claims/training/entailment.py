"""Trains the entailment network on the kept states of the embedding model.

`python -m claims.training.entailment DATA OUT` reads nli.jsonl.gz in the folder DATA and writes
OUT/entailment.npz. Pairs whose premise hashes into the held-out seventh are never trained on, and
nothing is chosen by them: the number of epochs is fixed beforehand, and what is written is the
moving average of the weights at the end. `--cache FOLDER` keeps the states between runs.
"""

import argparse
import pickle
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from claims.inference.embedding import WIDTH, Embedded, Embedder
from claims.tracking.entailment import LABELS
from claims.tracking.features import Read, compute_features
from claims.tracking.statements import read_statement
from claims.training.data.sets import GIVEN, held_out, read_rows
from claims.training.entailment_network import Network, Side

CONTRADICTS = LABELS.index("contradicts")
DECAY = 0.998
"""Of the moving average of the weights, a step."""

BATCH = 64


@dataclass(frozen=True, slots=True)
class Pair:
    """A premise, a hypothesis and the index of their label in LABELS."""

    left: str
    right: str
    label: int


def read_pairs(data: Path) -> list[Pair]:
    """Read the pairs of SICK, SNLI and MNLI."""
    return [
        Pair(row["premise"], row["hypothesis"], LABELS.index(GIVEN[row["label"]]))
        for row in read_rows(data / "nli.jsonl.gz")
    ]


def read_states(pairs: list[Pair], cache: Path | None) -> dict[str, Embedded]:
    """Give states and vectors of every sentence; with a `cache`, keep and reuse them in parts."""
    texts = list(dict.fromkeys(text for pair in pairs for text in (pair.left, pair.right)))
    known: dict[str, Embedded] = {}
    for path in sorted(cache.glob("*.pkl")) if cache else ():
        known |= pickle.loads(path.read_bytes())
    embedder = Embedder()
    missing = [text for text in texts if text not in known]
    for start in range(0, len(missing), 2000):
        part = missing[start : start + 2000]
        fresh = dict(zip(part, embedder.read(part), strict=True))
        known |= fresh
        if cache:
            number = len(list(cache.glob("*.pkl")))
            (cache / f"{number:04d}.pkl").write_bytes(pickle.dumps(fresh, protocol=5))
    return known


def side(found: list[Embedded]) -> Side:
    """Pad one side of a batch."""
    longest = max(1, *(len(one.pieces) for one in found))
    states = torch.zeros(len(found), longest, WIDTH)
    mask = torch.zeros(len(found), longest)
    for number, one in enumerate(found):
        states[number, : len(one.pieces)] = torch.from_numpy(one.states)
        mask[number, : len(one.pieces)] = 1.0
    return Side(states, mask, torch.from_numpy(np.stack([one.vector for one in found])))


class Examples:
    """Pairs with their states and features, in batches."""

    def __init__(self, pairs: list[Pair], known: dict[str, Embedded]) -> None:
        """Compute the features of each pair once."""
        self.pairs, self.known = pairs, known
        read = {
            text: Read(read_statement(text), known[text])
            for pair in pairs
            for text in (pair.left, pair.right)
        }
        rows = [compute_features(read[pair.left], read[pair.right]) for pair in pairs]
        self.features = torch.tensor(rows, dtype=torch.float32)

    def batches(
        self, rng: random.Random, *, turning: bool = False
    ) -> Iterator[tuple[Side, Side, Tensor, Tensor]]:
        """Yield left, right, features and labels of pairs of like length, in a new order.

        With `turning`, half of the contradictions change sides.
        """
        lengths = [len(self.known[pair.left].pieces) for pair in self.pairs]
        order = sorted(range(len(self.pairs)), key=lambda n: lengths[n] + rng.uniform(-3, 3))
        parts = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
        rng.shuffle(parts)
        for part in parts:
            pairs = [self.pairs[number] for number in part]
            # What contradicts is contradicted by it; the features are nearly symmetric.
            sides = [
                (pair.right, pair.left)
                if turning and pair.label == CONTRADICTS and rng.random() < 0.5
                else (pair.left, pair.right)
                for pair in pairs
            ]
            yield (
                side([self.known[left] for left, _ in sides]),
                side([self.known[right] for _, right in sides]),
                self.features[part],
                torch.tensor([pair.label for pair in pairs]),
            )


def measure(network: Network, examples: Examples) -> tuple[float, float]:
    """Return accuracy and the F1 of contradictions, in percent."""
    network.eval()
    matrix = np.zeros((3, 3))
    with torch.no_grad():
        for left, right, features, labels in examples.batches(random.Random(0)):
            best = network(left, right, features).argmax(dim=-1)
            np.add.at(matrix, (labels.numpy(), best.numpy()), 1)
    network.train()
    hit = matrix[2, 2]
    return (
        100 * float(np.trace(matrix) / matrix.sum()),
        100 * float(2 * hit / max(1.0, matrix[2].sum() + matrix[:, 2].sum())),
    )


def fit(training: Examples, *, epochs: int, rng: random.Random, turning: bool) -> Network:
    """Train for a fixed number of epochs; return the moving average of the weights."""
    network = Network()
    average = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(DECAY))
    optimiser = torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=0.01)
    steps = epochs * (len(training.pairs) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 1.2e-3, total_steps=steps + 1)
    began = time.monotonic()
    for epoch in range(epochs):
        for left, right, features, labels in training.batches(rng, turning=turning):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                found = network(left, right, features)
            loss = functional.cross_entropy(found.float(), labels, label_smoothing=0.05)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]  # torch declares no types here
            optimiser.step()
            schedule.step()
            average.update_parameters(network)
        print(f"{epoch + 1}: after {time.monotonic() - began:.0f} s", flush=True)
    averaged: Network = average.module
    return averaged


def train(
    data: Path, out: Path, *, epochs: int, seed: int, turning: bool, cache: Path | None = None
) -> None:
    """Train on the pairs in `data`, print what the held-out ones give, and write the weights."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    pairs = read_pairs(data)
    known = read_states(pairs, cache)
    training = Examples([pair for pair in pairs if not held_out(pair.left)], known)
    testing = Examples([pair for pair in pairs if held_out(pair.left)], known)
    print(f"{len(training.pairs)} pairs to train on, {len(testing.pairs)} to measure on")
    network = fit(training, epochs=epochs, rng=random.Random(seed), turning=turning)
    accuracy, contradictions = measure(network, testing)
    print(f"accuracy {accuracy:.1f}, F1 of contradictions {contradictions:.1f}")
    out.mkdir(parents=True, exist_ok=True)
    stored = network.state_dict().items()
    weights = {name: one.numpy().astype(np.float16) for name, one in stored}
    np.savez_compressed(out / "entailment.npz", **weights)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--as-they-are", action="store_true", help="never change a pair's sides")
    parser.add_argument("--cache", type=Path)
    given = parser.parse_args()
    options = {"epochs": given.epochs, "seed": given.seed, "turning": not given.as_they_are}
    train(given.data, given.out, cache=given.cache, **options)


if __name__ == "__main__":
    main()
