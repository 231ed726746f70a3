"""What changed on the way of a story: each change once, with all the tellings that made it.

Pure. Where forty papers lose the same source in the same words, that is one change of forty
tellings, and not forty changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.english.figures import find_figures
from claims.review.story.rows import Told
from claims.review.story.word_differences import likeness
from claims.tracking.values import DriftKind
from claims.values import Span

__all__ = ["Changed", "Count", "changes_of", "series_of"]


@dataclass(frozen=True, slots=True)
class Changed:
    """One change: how the telling `earlier` had it, and the `later` ones, earliest first.

    `edited` is true where an article changed its own text; `words` are those of before.
    """

    kind: DriftKind
    before: str
    after: str
    earlier: Told
    later: tuple[Told, ...]

    @property
    def edited(self) -> bool:
        """Whether it is one article's earlier and later text."""
        return self.earlier is self.later[0]

    @property
    def words(self) -> str:
        """The wording that was changed."""
        before = self.earlier.telling.before
        return before if self.edited and before is not None else self.earlier.text


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


@dataclass(frozen=True, slots=True)
class Count:
    """A figure as it was told at one time; `edited` where an earlier text of the article had it."""

    words: str
    told: Told
    edited: bool = False


def series_of(changes: Sequence[Changed]) -> tuple[tuple[Count, ...], ...]:
    """Return the figures that changed, each quantity as one line in the order of time."""
    lines: list[list[Count]] = []
    for change in changes:
        if change.kind != "figure changed":
            continue
        after = Count(change.after, change.later[0])
        line = next((one for one in lines if _goes_on(one[-1], change)), None)
        if line is None:
            lines.append([Count(change.before, change.earlier, change.edited), after])
        else:
            line.append(after)
    return tuple(tuple(line) for line in lines)


def _goes_on(last: Count, change: Changed) -> bool:
    """Return whether a change begins at the figure with which a line ends so far."""
    return not change.edited and _figure(last.words) == _figure(change.before)


def _figure(words: str) -> tuple[object, ...]:
    """Return value and unit of a figure's words: "7 people" and "seven people" are one."""
    found = find_figures(words, [Span(0, len(words))])
    return tuple((one.value, one.unit) for one in found) or (words,)
