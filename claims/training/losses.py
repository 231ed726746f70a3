"""What the network is punished for: wrong cues, wrong roles, wrong boundaries."""

from dataclasses import dataclass

from torch import Tensor
from torch.nn import functional

from claims.inference.shapes import ROLE_LABELS
from claims.training.batches import Batch
from claims.training.examples import IGNORED
from claims.training.network import Encoder, RoleHead, cue_means
from claims.training.settings import Settings


@dataclass(frozen=True, slots=True)
class Losses:
    """The weighted sum, and its parts before weighting."""

    total: Tensor
    cue: Tensor
    nested_cue: Tensor
    role: Tensor
    boundary: Tensor


def losses(encoder: Encoder, head: RoleHead, batch: Batch, settings: Settings) -> Losses:
    """Run the network on a batch and compare.

    Cue losses are means over pieces; role and boundary losses are sums over a window, means over
    cues.
    """
    hidden, cues = encoder(batch.ids, batch.features, batch.mask)
    flat, nested = (_cross_entropy(cues[:, :, level], batch.cues[:, level]) for level in (0, 1))
    means = cue_means(hidden, batch.rows, batch.cue_mask)
    scores = head(hidden, batch.rows, means, batch.distances, batch.paragraphs).float()
    size = len(ROLE_LABELS)
    known = (batch.roles != IGNORED).float()
    count = known.amax(dim=1).sum().clamp(min=1.0)
    role = functional.cross_entropy(
        scores[..., :size].reshape(-1, size),
        batch.roles.reshape(-1),
        ignore_index=IGNORED,
        reduction="sum",
    )
    boundary = functional.binary_cross_entropy_with_logits(
        scores[..., size:],
        batch.boundaries,
        weight=known[..., None].expand_as(batch.boundaries),
        reduction="sum",
    )
    role, boundary = role / count, boundary / count
    total = settings.cue_weight * (flat + 0.5 * nested)
    total = total + settings.role_weight * role + settings.boundary_weight * boundary
    return Losses(total, flat, nested, role, boundary)


def _cross_entropy(scores: Tensor, labels: Tensor) -> Tensor:
    """Mean cross-entropy of cue labels over the pieces whose label is known."""
    return functional.cross_entropy(
        scores.reshape(-1, scores.shape[-1]).float(), labels.reshape(-1), ignore_index=IGNORED
    )
