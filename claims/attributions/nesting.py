"""Which attributions are kept, and which lies in whose content."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from claims.values import Attribution, Span

# Contents are looked up by the stretches of text that they touch, so that long texts stay quick.
_STRETCH = 1_000


def lies_in(spans: Sequence[Span], content: Sequence[Span]) -> bool:
    """Tell whether each of the spans lies in one of the content's spans."""
    return all(any(outer.contains(span) for outer in content) for span in spans)


class _Contents:
    """Finds the attributions whose content holds a cue."""

    def __init__(self) -> None:
        """Begin with none."""
        self.stretches: dict[int, list[tuple[int, Attribution]]] = defaultdict(list)

    def add(self, index: int, item: Attribution) -> None:
        """Take in an attribution under an index of the caller's."""
        stretches = {
            number
            for span in item.content
            for number in range(span.start // _STRETCH, span.end // _STRETCH + 1)
        }
        for number in stretches:
            self.stretches[number].append((index, item))

    def holders(self, cue: Sequence[Span]) -> list[int]:
        """Return the indices of those whose content holds all spans of a cue."""
        near = self.stretches.get(cue[0].start // _STRETCH, ())
        return [index for index, item in near if lies_in(cue, item.content)]


def choose(
    flat: Sequence[Attribution],
    deep: Sequence[float],
    flat_threshold: float,
    deep_thresholds: Sequence[float],
) -> tuple[Attribution, ...]:
    """Keep what is sure enough, the surest first.

    `flat` carries each attribution's confidence as one that lies in nobody's content, `deep` its
    confidence wherever it lies. One whose cue lies in the content of a kept one is judged by the
    second, with a bar of its own, mostly higher: it comes on top of what the outer one says.
    """
    order = sorted(range(len(flat)), key=lambda index: -flat[index].confidence)
    contents = _Contents()
    kept: list[Attribution] = []
    inner: list[int] = []
    for index in order:
        item = flat[index]
        if item.confidence >= flat_threshold and not contents.holders(item.cue):
            kept.append(item)
            contents.add(index, item)
        else:
            inner.append(index)
    for index in inner:
        item = flat[index]
        if deep[index] >= deep_thresholds[index] and contents.holders(item.cue):
            found = replace(item, confidence=round(deep[index], 4))
            kept.append(found)
            contents.add(index, found)
    return tuple(sorted(kept, key=_order))


def with_parents(attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Set each one's parent: the attribution with the shortest content that holds its cue.

    A parent's content is always longer than the child's, so that no chain of parents returns to its
    beginning. A parent that is set already stays.
    """
    sizes = [sum(span.end - span.start for span in item.content) for item in attributions]
    contents = _Contents()
    for index, item in enumerate(attributions):
        contents.add(index, item)
    found = []
    for index, item in enumerate(attributions):
        holders = [
            (sizes[other], other)
            for other in contents.holders(item.cue)
            if sizes[other] > sizes[index]
        ]
        free = item.parent is None and holders
        found.append(replace(item, parent=min(holders)[1]) if free else item)
    return tuple(found)


def _order(item: Attribution) -> tuple[Span, ...]:
    """The order of the text: by cue, then by content."""
    return (*item.cue, *item.content)
