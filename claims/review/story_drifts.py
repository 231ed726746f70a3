"""What changed on the way of a story: each change once, with all the tellings that made it.

Pure. Where forty papers lose the same source in the same words, that is one change of forty
tellings, and not forty changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.review.story_rows import Told
from claims.review.story_words import likeness
from claims.tracking.values import DriftKind

__all__ = ["Changed", "changes_of"]


@dataclass(frozen=True, slots=True)
class Changed:
    """One change: how the telling `earlier` had it, and the `later` ones, earliest first."""

    kind: DriftKind
    before: str
    after: str
    earlier: Told
    later: tuple[Told, ...]


def changes_of(tellings: Sequence[Told]) -> tuple[Changed, ...]:
    """Return the changes in the order in which they were first made."""
    by_key = {claim.key: one for one in tellings for claim in (one.telling, *one.others)}
    found: dict[tuple[object, ...], Changed] = {}
    for one in tellings:
        for drift in one.drifts:
            key = (drift.kind, drift.earlier, drift.before, drift.after, likeness(one.text))
            known = found.get(key)
            if known and known.later[-1] is one:  # two claims of one sentence changed the same
                continue
            later = (*known.later, one) if known else (one,)
            earlier = by_key[drift.earlier]
            found[key] = Changed(drift.kind, drift.before, drift.after, earlier, later)
    return tuple(found.values())
