"""Who answers for a claim, in one word: what the column `claims.sourcing` holds."""

from collections.abc import Sequence
from typing import Literal

from claims.values import Source

__all__ = ["ClaimSourcing", "sourcing"]

ClaimSourcing = Literal["named", "group", "anonymous", "outlet", "unstated", "unsourced"]
"""Somebody named; people taken together; somebody unnamed; nobody but outlets that relay it;
attributed to nobody in particular ("reportedly"); the writer."""


def sourcing(chain: Sequence[Source], *, attributed: bool) -> ClaimSourcing:
    """Return who answers for a claim: the one nearest to the writer who is no relaying outlet.

    `chain` holds the sources of its hops, the one nearest to the writer first; `attributed` tells
    a claim that the text attributes, with or without a source, from one of the writer's own.
    """
    if not chain:
        return "unstated" if attributed else "unsourced"
    for source in chain:
        if source.kind == "outlet" and not source.anonymous:
            continue
        if source.anonymous:
            return "anonymous"
        return "group" if source.kind == "group" else "named"
    return "outlet"
