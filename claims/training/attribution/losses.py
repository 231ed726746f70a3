"""What the network is punished for: wrong cues, roles, boundaries, and wrong judgements."""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from claims.inference.shapes import ROLE_LABELS, SENTENCE_STATUSES, SOURCE_KINDS
from claims.training.attribution.batches import Batch
from claims.training.attribution.examples import IGNORED
from claims.training.attribution.network import (
    Encoder,
    Judges,
    RoleHead,
    cue_means,
    span_maxima,
    span_means,
)
from claims.training.attribution.settings import Settings

# A relay stands beside one cue in ten only; its words count for more.
_VIA = 4.0
_ROLE_WEIGHTS = [1.0, 1.0, 1.0, _VIA]
_BOUNDARY_WEIGHTS = [1.0, 1.0, 1.0, 1.0, _VIA / 2, _VIA / 2]


@dataclass(frozen=True, slots=True)
class Losses:
    """The weighted sum, and its parts before weighting."""

    total: Tensor
    cue: Tensor
    role: Tensor
    boundary: Tensor
    sentence: Tensor
    content: Tensor
    mention: Tensor


def losses(
    encoder: Encoder, head: RoleHead, judges: Judges, batch: Batch, settings: Settings
) -> Losses:
    """Run the network on a batch and compare.

    Cue losses are means over pieces; role and boundary losses are sums over a window, means over
    cues; the others are means over what is judged.
    """
    hidden, cues = encoder(batch.ids, batch.features, batch.mask)
    cue = sum(
        (_cross_entropy(cues[:, :, level], batch.cues[:, level]) for level in (0, 1)),
        torch.zeros(()),
    )
    means = cue_means(hidden, batch.rows, batch.cue_mask)
    scores = head(hidden, batch.rows, means, batch.distances, batch.paragraphs).float()
    size = len(ROLE_LABELS)
    known = (batch.roles != IGNORED).float()
    count = known.amax(dim=1).sum().clamp(min=1.0)
    role = functional.cross_entropy(
        scores[..., :size].reshape(-1, size),
        batch.roles.reshape(-1),
        ignore_index=IGNORED,
        weight=scores.new_tensor(_ROLE_WEIGHTS),
        reduction="sum",
    )
    boundary = functional.binary_cross_entropy_with_logits(
        scores[..., size:],
        batch.boundaries,
        weight=known[..., None] * scores.new_tensor(_BOUNDARY_WEIGHTS),
        reduction="sum",
    )
    role, boundary = role / count, boundary / count
    sentence = _of_sentences(hidden, judges, batch.sentences)
    content = _of_contents(hidden, judges, batch.contents)
    mention = _of_mentions(hidden, judges, batch.mentions)
    total = settings.cue_weight * cue + settings.judgement_weight * (sentence + content + mention)
    total = total + settings.role_weight * role + settings.boundary_weight * boundary
    return Losses(total, cue, role, boundary, sentence, content, mention)


def _of_sentences(hidden: Tensor, judges: Judges, rows: Tensor) -> Tensor:
    """Status of sentences, and whether an editor would ask, where the writer asserts something."""
    if not len(rows):
        return hidden.new_zeros(())
    states = torch.cat((span_means(hidden, rows[:, :3]), span_maxima(hidden, rows[:, :3])), dim=1)
    scores = judges.sentence(states).float()
    size = len(SENTENCE_STATUSES)
    status = functional.cross_entropy(scores[:, :size], rows[:, 3])
    asked = rows[:, 4] != IGNORED
    if not asked.any():
        return status
    return status + functional.binary_cross_entropy_with_logits(
        scores[asked, size], rows[asked, 4].float()
    )


def _of_contents(hidden: Tensor, judges: Judges, rows: Tensor) -> Tensor:
    """Kinds of claims."""
    if not len(rows):
        return hidden.new_zeros(())
    states = torch.cat(
        (span_means(hidden, rows[:, [0, 3, 4]]), span_means(hidden, rows[:, :3])), dim=1
    )
    return functional.cross_entropy(judges.content(states).float(), rows[:, 5])


def _of_mentions(hidden: Tensor, judges: Judges, rows: Tensor) -> Tensor:
    """Kind, anonymity and number of sources."""
    if not len(rows):
        return hidden.new_zeros(())
    scores = judges.mention(span_means(hidden, rows[:, :3])).float()
    size = len(SOURCE_KINDS)
    return (
        functional.cross_entropy(scores[:, :size], rows[:, 3])
        + functional.binary_cross_entropy_with_logits(scores[:, size], rows[:, 4].float())
        + functional.cross_entropy(scores[:, size + 1 :], rows[:, 5])
    )


def _cross_entropy(scores: Tensor, labels: Tensor) -> Tensor:
    """Mean cross-entropy of cue labels over the pieces whose label is known; 0 where none is."""
    if not (labels != IGNORED).any():
        return scores.new_zeros(())
    return functional.cross_entropy(
        scores.reshape(-1, scores.shape[-1]).float(), labels.reshape(-1), ignore_index=IGNORED
    )
