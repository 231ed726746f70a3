"""Which attributions are kept, and which lies in whose content."""

from collections.abc import Sequence
from dataclasses import replace

from claims.values import Attribution, Span


def lies_in(spans: Sequence[Span], content: Sequence[Span]) -> bool:
    """Tell whether each of the spans lies in one of the content's spans."""
    return all(any(outer.contains(span) for outer in content) for span in spans)


def choose(
    flat: Sequence[Attribution],
    deep: Sequence[float],
    flat_threshold: float,
    deep_threshold: float,
) -> tuple[Attribution, ...]:
    """Keep what is sure enough, the surest first.

    `flat` carries each attribution's confidence as one that lies in nobody's content, `deep` its
    confidence wherever it lies. One whose cue lies in the content of a kept one is judged by the
    second, with the higher bar: it comes on top of what the outer one already says.
    """
    order = sorted(range(len(flat)), key=lambda index: -flat[index].confidence)
    kept: list[Attribution] = []
    inner: list[int] = []
    for index in order:
        item = flat[index]
        if any(lies_in(item.cue, other.content) for other in kept):
            inner.append(index)
        elif item.confidence >= flat_threshold:
            kept.append(item)
        else:
            inner.append(index)
    for index in inner:
        item = flat[index]
        held = any(lies_in(item.cue, other.content) for other in kept)
        if held and deep[index] >= deep_threshold:
            kept.append(replace(item, confidence=round(deep[index], 4)))
    return tuple(sorted(kept, key=_order))


def with_parents(attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Set each one's parent: the attribution with the shortest content that holds its cue.

    A parent's content is always longer than the child's, so that no chain of parents returns to its
    beginning.
    """
    sizes = [sum(span.end - span.start for span in item.content) for item in attributions]
    found = []
    for index, item in enumerate(attributions):
        if item.parent is not None:
            found.append(item)
            continue
        holders = [
            (sizes[other], other)
            for other, outer in enumerate(attributions)
            if other != index and sizes[other] > sizes[index] and lies_in(item.cue, outer.content)
        ]
        found.append(replace(item, parent=min(holders)[1]) if holders else item)
    return tuple(found)


def _order(item: Attribution) -> tuple[Span, ...]:
    """The order of the text: by cue, then by content."""
    return (*item.cue, *item.content)
