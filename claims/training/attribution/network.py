"""The network that is trained: a small BERT encoder with a cue head and a role head.

The encoder is all-MiniLM-L6-v2 (six layers, 384 wide) written out in plain torch, so that it
exports without tracing surprises. Six features of each word piece are added to its embedding. The
cue head tags each piece; the role head looks at the window once for each cue and gives, for each
piece, its role and four boundary numbers. Nothing at run time imports this file: the weights are
exported to ONNX.
"""

import math
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from claims.inference.shapes import (
    BOUNDARY_NAMES,
    CLAIM_KINDS,
    CONVENTIONS,
    CUE_LABELS,
    FEATURE_NAMES,
    MAXIMUM_DISTANCE,
    MAXIMUM_PARAGRAPHS,
    ROLE_LABELS,
    SENTENCE_STATUSES,
    SOURCE_KINDS,
    SOURCE_NUMBERS,
)

WIDTH = 384
HEADS = 12
LAYERS = 6
INNER_WIDTH = 1536
VOCABULARY = 30522
POSITIONS = 512
ROLE_WIDTH = 192
JUDGE_WIDTH = 128
NORM_EPSILON = 1e-12
SCALE = (WIDTH // HEADS) ** -0.5


class SharedDropout(nn.Module):
    """Dropout with one mask for all pieces of a window: a fraction of the random numbers, the same
    effect."""

    def __init__(self, probability: float) -> None:
        """Drop features with a probability, 0 to 1."""
        super().__init__()
        self.probability = probability

    def forward(self, hidden: Tensor) -> Tensor:
        """Drop features of `hidden`, (rows, pieces, width), in training only."""
        if not self.training or self.probability == 0.0:
            return hidden
        kept = 1.0 - self.probability
        mask = torch.empty(hidden.shape[0], 1, hidden.shape[2], dtype=hidden.dtype).bernoulli_(kept)
        return hidden * (mask / kept)


class Layer(nn.Module):
    """One transformer layer, post-norm, as in BERT."""

    def __init__(self, dropout: float) -> None:
        """Make a layer with weights at random."""
        super().__init__()
        self.joined = nn.Linear(WIDTH, 3 * WIDTH)
        self.output = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=NORM_EPSILON)
        self.widen = nn.Linear(WIDTH, INNER_WIDTH)
        self.narrow = nn.Linear(INNER_WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=NORM_EPSILON)
        self.dropout = SharedDropout(dropout)

    def forward(self, hidden: Tensor, mask: Tensor | None) -> Tensor:
        """Map (windows, pieces, width) to the same shape; `mask` is added to the attention
        scores."""
        windows, pieces, _ = hidden.shape
        joined = self.joined(hidden).view(windows, pieces, 3, HEADS, WIDTH // HEADS)
        query, key, value = joined.permute(2, 0, 3, 1, 4)
        # Written out: on two CPU cores in bfloat16 this is twice as fast, backwards, as the fused
        # kernel.
        scores = (query * SCALE) @ key.transpose(2, 3)
        mixed = (
            torch.softmax(scores if mask is None else scores + mask, dim=-1, dtype=scores.dtype)
            @ value
        )
        mixed = self.output(mixed.transpose(1, 2).reshape(windows, pieces, WIDTH))
        hidden = self.attention_norm(hidden + self.dropout(mixed))
        inner = self.narrow(functional.gelu(self.widen(hidden)))
        return cast(Tensor, self.norm(hidden + self.dropout(inner)))


class Encoder(nn.Module):
    """Word pieces and their features in, hidden states and cue scores out."""

    def __init__(self, dropout: float = 0.1) -> None:
        """Make an encoder with weights at random; `load_minilm` fills it."""
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.features = nn.Parameter(torch.zeros(len(FEATURE_NAMES), WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=NORM_EPSILON)
        self.layers = nn.ModuleList([Layer(dropout) for _ in range(LAYERS)])
        self.dropout = SharedDropout(dropout)
        self.cue = nn.Linear(WIDTH, 2 * len(CUE_LABELS))

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Encode a batch of windows.

        In: piece ids (windows, pieces); features (windows, pieces, 6), 0 or 1; mask (windows,
        pieces), 1 for a piece and 0 for padding. Out: hidden states (windows, pieces, 384); cue
        scores (windows, pieces, 2, 3), one for each convention.
        """
        places = self.positions.weight[: pieces.shape[1]]
        hidden = self.words(pieces) + places + features @ self.features
        hidden = self.dropout(self.norm(hidden))
        added = ((1.0 - mask) * -10000.0)[:, None, None, :].to(hidden.dtype)
        for layer in self.layers:
            hidden = layer(hidden, added)
        cues = self.cue(hidden).view(*pieces.shape, 2, len(CUE_LABELS))
        return hidden, cues


class RoleHead(nn.Module):
    """For each cue, the role of each piece of its window, and where roles start and end."""

    def __init__(self, dropout: float = 0.1) -> None:
        """Make a head with weights at random."""
        super().__init__()
        outputs = len(ROLE_LABELS) + len(BOUNDARY_NAMES)
        self.piece = nn.Linear(WIDTH, 2 * ROLE_WIDTH)
        self.cue = nn.Linear(WIDTH, 2 * ROLE_WIDTH)
        self.distance = nn.Parameter(torch.zeros(2 * MAXIMUM_DISTANCE + 1, ROLE_WIDTH))
        places = len(CONVENTIONS) * (2 * MAXIMUM_PARAGRAPHS + 1)
        self.paragraph = nn.Parameter(torch.zeros(places, ROLE_WIDTH))
        self.product = nn.Linear(ROLE_WIDTH, ROLE_WIDTH)
        self.middle = nn.Linear(ROLE_WIDTH, ROLE_WIDTH)
        self.norm = nn.LayerNorm(ROLE_WIDTH)
        self.output = nn.Linear(ROLE_WIDTH, outputs)
        self.dropout = SharedDropout(dropout)
        nn.init.normal_(self.distance, std=0.05)
        nn.init.normal_(self.paragraph, std=0.05)

    def forward(
        self, hidden: Tensor, rows: Tensor, means: Tensor, distances: Tensor, paragraphs: Tensor
    ) -> Tensor:
        """Score the pieces for each cue.

        In: hidden states (windows, pieces, 384); rows (cues), the window of each cue; means (cues,
        384), the mean hidden state of the cue's pieces; distances and paragraphs (cues, pieces),
        indices into their tables. Out: (cues, pieces, 10): none, source, content, via, then start
        and end of source, content and via.
        """
        pieces, piece_factors = self.piece(hidden).chunk(2, dim=-1)
        cues, cue_factors = self.cue(means).chunk(2, dim=-1)
        product = self.product(piece_factors[rows] * cue_factors[:, None, :])
        place = functional.embedding(distances, self.distance) + functional.embedding(
            paragraphs, self.paragraph
        )
        first = self.dropout(functional.gelu(pieces[rows] + cues[:, None, :] + product + place))
        second = first + functional.gelu(self.middle(first))
        return cast(Tensor, self.output(self.norm(second)))


class Judge(nn.Module):
    """A small classifier of what is known of a stretch of text: two layers over pooled states."""

    def __init__(self, inputs: int, outputs: int, dropout: float = 0.1) -> None:
        """Make a classifier with weights at random."""
        super().__init__()
        self.first = nn.Linear(inputs, JUDGE_WIDTH)
        self.second = nn.Linear(JUDGE_WIDTH, outputs)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor) -> Tensor:
        """Map (stretches, inputs) to scores (stretches, outputs)."""
        return cast(Tensor, self.second(self.dropout(functional.gelu(self.first(states)))))


class Judges(nn.Module):
    """What is asked of sentences, of contents and of mentions."""

    def __init__(self, dropout: float = 0.1) -> None:
        """Make the three with weights at random."""
        super().__init__()
        # Status, and whether an editor would ask; from the mean and the maximum of the states.
        self.sentence = Judge(2 * WIDTH, len(SENTENCE_STATUSES) + 1, dropout)
        # Kind of claim; from the means of content and cue.
        self.content = Judge(2 * WIDTH, len(CLAIM_KINDS), dropout)
        # Kind, anonymous, number of a source; from the mean of a mention.
        self.mention = Judge(WIDTH, len(SOURCE_KINDS) + 1 + len(SOURCE_NUMBERS), dropout)


def span_means(hidden: Tensor, places: Tensor) -> Tensor:
    """Mean hidden state of stretches: rows of window, first and last piece in, (rows, 384) out."""
    sums = functional.pad(hidden.float().cumsum(dim=1), (0, 0, 1, 0))
    row, first, last = places.unbind(dim=1)
    return (sums[row, last] - sums[row, first]) / (last - first).clamp(min=1)[:, None]


def span_maxima(hidden: Tensor, places: Tensor) -> Tensor:
    """Maximum of the hidden states of stretches, as `span_means`."""
    row, first, last = places.unbind(dim=1)
    at = torch.arange(hidden.shape[1])[None]
    outside = (at < first[:, None]) | (at >= last[:, None])
    return hidden.float()[row].masked_fill(outside[..., None], -1e4).amax(dim=1)


def cue_means(hidden: Tensor, rows: Tensor, cue_mask: Tensor) -> Tensor:
    """Mean hidden state of each cue's pieces: (cues, 384), from a 0/1 mask (cues, pieces)."""
    weights = cue_mask / cue_mask.sum(dim=1, keepdim=True).clamp(min=1.0)
    return torch.einsum("cp,cpw->cw", weights.to(hidden.dtype), hidden[rows])


def load_minilm(encoder: Encoder, tensors: dict[str, Tensor]) -> None:
    """Fill `encoder` from the tensors of all-MiniLM-L6-v2 as its package stores them (BERT's
    names)."""
    embeddings = "embeddings."
    token_type = tensors[embeddings + "token_type_embeddings.weight"][0]
    state = {
        "words.weight": tensors[embeddings + "word_embeddings.weight"],
        "positions.weight": tensors[embeddings + "position_embeddings.weight"] + token_type,
        "norm.weight": tensors[embeddings + "LayerNorm.weight"],
        "norm.bias": tensors[embeddings + "LayerNorm.bias"],
    }
    for number in range(LAYERS):
        state |= _layer_state(tensors, f"encoder.layer.{number}.", f"layers.{number}.")
    missing, unexpected = encoder.load_state_dict(state, strict=False)
    if unexpected or not set(missing) <= {"features", "cue.weight", "cue.bias"}:
        raise ValueError(
            f"weights do not fit the encoder: missing {missing}, unexpected {unexpected}"
        )
    nn.init.normal_(encoder.features, std=0.02)
    nn.init.normal_(encoder.cue.weight, std=1.0 / math.sqrt(WIDTH))


def _layer_state(tensors: dict[str, Tensor], old: str, new: str) -> dict[str, Tensor]:
    """The tensors of one layer under the names used here; query, key and value are joined."""
    names = {
        "output": "attention.output.dense",
        "attention_norm": "attention.output.LayerNorm",
        "widen": "intermediate.dense",
        "narrow": "output.dense",
        "norm": "output.LayerNorm",
    }
    state = {}
    for kind in ("weight", "bias"):
        parts = [
            tensors[f"{old}attention.self.{part}.{kind}"] for part in ("query", "key", "value")
        ]
        state[f"{new}joined.{kind}"] = torch.cat(parts)
        for mine, theirs in names.items():
            state[f"{new}{mine}.{kind}"] = tensors[f"{old}{theirs}.{kind}"]
    return state
