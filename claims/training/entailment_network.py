"""The entailment network in torch: what `claims.tracking.entailment` computes, in batches.

Each piece of one side attends to the pieces of the other and is compared with what it finds there;
means and maxima of that, the two vectors and the features of the pair go into one hidden layer.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from claims.inference.embedding import WIDTH
from claims.tracking.entailment import LABELS
from claims.tracking.features import FEATURES

__all__ = ["Network", "Side"]

PIECE_WIDTH = 192
ATTEND_WIDTH = 96
COMPARE_WIDTH = 192
VECTOR_WIDTH = 64
HEAD_WIDTH = 192


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a batch: states (pairs, pieces, 384), mask (pairs, pieces), vectors."""

    states: Tensor
    mask: Tensor
    vectors: Tensor


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

    def forward(self, left: Side, right: Side, features: Tensor) -> Tensor:
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
