"""Which of two tellings came first, as far as that is known.

An instant is known where an article states the hour; where it states the day alone, two articles of
one day are in no order, unless one cites the outlet of the other.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from claims.tracking.relays import outlet_node
from claims.tracking.values import Telling

__all__ = ["in_order", "is_before", "tied_with_first"]

_DAY: Final = 10
"""Characters of an ISO 8601 day, "2024-03-05"; the hour stands behind it."""


def is_before(one: Telling, other: Telling) -> bool:
    """Return whether `one` was surely published before `other`."""
    if one.seen is None or other.seen is None:
        return False
    if one.seen[:_DAY] != other.seen[:_DAY]:
        return one.seen[:_DAY] < other.seen[:_DAY]
    both = min(len(one.seen), len(other.seen)) > _DAY
    return (both and one.seen < other.seen) or (not both and cites(other, one))


def cites(telling: Telling, other: Telling) -> bool:
    """Return whether a telling names the outlet of another one as where it has it from."""
    if other.publisher is None or telling.publisher == other.publisher:
        return False
    outlet = outlet_node(other.publisher)
    return any(outlet_node(one.name) == outlet for one in telling.chain)


def in_order(tellings: Sequence[Telling]) -> tuple[Telling, ...]:
    """Sort tellings by time; who is cited comes before who cites where only the day is known.

    What remains in no order goes by article and place, so that the result depends on the set alone.
    """
    ordered: list[Telling] = []
    for day, group in groupby(
        sorted(tellings, key=lambda one: one.order), key=lambda one: (one.seen or "")[:_DAY]
    ):
        told = list(group)
        if day and any(len(one.seen or "") == _DAY for one in told):
            told = _cited_first(told)
        ordered += told
    return tuple(ordered)


def _cited_first(told: list[Telling]) -> list[Telling]:
    """Order the tellings of one day, some of which state no hour."""
    left, ordered = list(told), list[Telling]()
    while left:
        free = [one for one in left if not any(is_before(other, one) for other in left)]
        # Outlets that cite each other leave nobody free: the order of articles decides.
        chosen = (free or left)[0]
        left.remove(chosen)
        ordered.append(chosen)
    return ordered


def tied_with_first(ordered: Sequence[Telling]) -> tuple[str, ...]:
    """Return the articles that may have told it before the first one: of its day, in no order."""
    first = ordered[0]
    if first.seen is None:
        return ()
    tied = [
        one.document
        for one in ordered[1:]
        if one.seen is not None
        and one.document != first.document
        and one.seen[:_DAY] == first.seen[:_DAY]
        and not is_before(first, one)
    ]
    return tuple(dict.fromkeys(tied))
