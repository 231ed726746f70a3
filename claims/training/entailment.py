"""Trains the entailment network on the kept states of the embedding model.

`python -m claims.training.entailment DATA OUT` reads nli.jsonl.gz in the folder DATA and writes
OUT/entailment.npz. Pairs whose premise hashes into the held-out seventh are never trained on, and
nothing is chosen by them: the number of epochs is fixed beforehand, and what is written is the
moving average of the weights at the end. `--cache FOLDER` keeps the states between runs.
"""

import argparse
import gzip
import json
import pickle
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from claims.inference.embedding import WIDTH, Embedded, Embedder
from claims.tracking.entailment import LABELS
from claims.tracking.features import FEATURES, Read, compute_features
from claims.tracking.statements import read_statement
from claims.training.held_out import GIVEN, held_out

CONTRADICTS, DECAY = LABELS.index("contradicts"), 0.998
PIECE_WIDTH, ATTEND_WIDTH, COMPARE_WIDTH, VECTOR_WIDTH, HEAD_WIDTH = 192, 96, 192, 64, 192


@dataclass(frozen=True, slots=True)
class Pair:
    """A premise, a hypothesis and the index of their label in LABELS."""

    left: str
    right: str
    label: int
    origin: str


class Network(nn.Module):
    """The same computation as `claims.tracking.entailment`, in batches."""

    def __init__(self, dropout: float = 0.25) -> None:
        """Make the layers; their names are those of the stored weights."""
        super().__init__()
        self.project = nn.Linear(WIDTH, PIECE_WIDTH)
        self.attend = nn.Linear(PIECE_WIDTH, ATTEND_WIDTH)
        self.compare = nn.Linear(4 * PIECE_WIDTH, COMPARE_WIDTH)
        self.apart = nn.Linear(WIDTH, VECTOR_WIDTH)
        self.product = nn.Linear(WIDTH, VECTOR_WIDTH)
        pooled = 4 * COMPARE_WIDTH + 2 * VECTOR_WIDTH + len(FEATURES)
        self.first = nn.Linear(pooled, HEAD_WIDTH)
        self.last = nn.Linear(HEAD_WIDTH, len(LABELS))
        self.dropout = nn.Dropout(dropout)

    def forward(self, left: "Side", right: "Side", features: Tensor) -> Tensor:
        """Return scores (pairs, 3)."""
        one = functional.relu(self.project(self.dropout(left.states)))
        other = functional.relu(self.project(self.dropout(right.states)))
        scores = self.attend(one) @ self.attend(other).transpose(1, 2)
        forward = scores.masked_fill(right.mask[:, None, :] == 0, -1e4).softmax(-1) @ other
        backward = scores.transpose(1, 2)
        backward = backward.masked_fill(left.mask[:, None, :] == 0, -1e4).softmax(-1) @ one
        pooled = [
            *self._compared(one, forward, left.mask),
            *self._compared(other, backward, right.mask),
            self.apart((left.vectors - right.vectors).abs()),
            self.product(left.vectors * right.vectors),
            features,
        ]
        hidden = functional.relu(self.first(self.dropout(torch.cat(pooled, dim=-1))))
        scored: Tensor = self.last(self.dropout(hidden))
        return scored

    def _compared(
        self, pieces: Tensor, counterparts: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor]:
        joined = [pieces, counterparts, pieces - counterparts, pieces * counterparts]
        found = functional.relu(self.compare(self.dropout(torch.cat(joined, dim=-1))))
        found = found * mask[..., None]
        mean = found.sum(1) / mask.sum(1, keepdim=True).clamp(min=1.0)
        return mean, found.max(dim=1).values


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a batch: states (pairs, pieces, 384), mask (pairs, pieces), vectors."""

    states: Tensor
    mask: Tensor
    vectors: Tensor


def read_pairs(data: Path) -> list[Pair]:
    """Read the pairs of SICK, SNLI and MNLI."""
    with gzip.open(data / "nli.jsonl.gz", "rt", encoding="utf8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        Pair(row["premise"], row["hypothesis"], LABELS.index(GIVEN[row["label"]]), row["set"])
        for row in rows
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
        self, rng: random.Random, *, turning: bool = False, size: int = 64
    ) -> Iterator[tuple[Side, Side, Tensor, Tensor]]:
        """Yield left, right, features and labels of pairs of like length, in a new order.

        With `turning`, half of the contradictions change sides.
        """
        lengths = [len(self.known[pair.left].pieces) for pair in self.pairs]
        order = sorted(range(len(self.pairs)), key=lambda n: lengths[n] + rng.uniform(-3, 3))
        parts = [order[start : start + size] for start in range(0, len(order), size)]
        rng.shuffle(parts)
        for part in parts:
            pairs = [self.pairs[number] for number in part]
            sides = [(pair.left, pair.right) for pair in pairs]
            if turning:
                # What contradicts is contradicted by it; the features are nearly symmetric.
                sides = [
                    (right, left) if label == CONTRADICTS and rng.random() < 0.5 else (left, right)
                    for (left, right), label in zip(
                        sides, (pair.label for pair in pairs), strict=True
                    )
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


def train(
    data: Path, out: Path, *, epochs: int, seed: int, turning: bool, cache: Path | None = None
) -> None:
    """Train for a fixed number of epochs and write the moving average of the weights."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    rng = random.Random(seed)
    pairs = read_pairs(data)
    known = read_states(pairs, cache)
    training = Examples([pair for pair in pairs if not held_out(pair.left)], known)
    testing = Examples([pair for pair in pairs if held_out(pair.left)], known)
    network = Network()
    average = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(DECAY))
    optimiser = torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=0.01)
    steps = epochs * (len(training.pairs) // 64 + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 1.2e-3, total_steps=steps + 1)
    began = time.monotonic()
    print(f"{len(training.pairs)} pairs to train on, {len(testing.pairs)} to measure on")
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
    accuracy, contradictions = measure(average.module, testing)
    print(f"accuracy {accuracy:.1f}, F1 of contradictions {contradictions:.1f}")
    out.mkdir(parents=True, exist_ok=True)
    stored = average.module.state_dict().items()
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
