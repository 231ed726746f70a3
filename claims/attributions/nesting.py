"""Which attributions are one, and which lies in whose content."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from claims.values import Attribution, Span

# Contents are looked up by the stretches of text that they touch, so that long texts stay quick.
_STRETCH = 1_000


def lies_in(spans: Sequence[Span], content: Sequence[Span]) -> bool:
    """Return whether each of the spans lies in one of the content's spans."""
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


def joined(attributions: Sequence[Attribution]) -> list[Attribution]:
    """Join the parts of one cue, "quoted ... as saying": attributions of one source and the same
    content whose cues lie in nobody's content."""
    found: dict[tuple[tuple[Span, ...], tuple[Span, ...]], Attribution] = {}
    for item in attributions:
        key = (item.source, item.content)
        other = found.get(key)
        if other is None:
            found[key] = item
        else:
            surest = max(item, other, key=lambda one: one.confidence)
            cue = tuple(sorted({*item.cue, *other.cue}))
            via = tuple(sorted({*item.via, *other.via}))
            found[key] = replace(surest, cue=cue, via=via)
    return list(found.values())


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


def text_order(item: Attribution) -> tuple[tuple[Span, ...], ...]:
    """Return the key that puts attributions in the order of the text: cue, content, source."""
    return item.cue, item.content, item.source
