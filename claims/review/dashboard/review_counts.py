"""What reviewers did, and how far they agree.

Counted are the rows of `reviews`, but for those that take another one back; how far people agree is
told by `claims.store.queueing.agreement`, of claims that two decided without seeing each other
where there are any.
"""

import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import urlencode

from claims.review.dashboard.filters import Asked, Behind
from claims.store.queueing import Agreement, agreement
from claims.store.record.actions import SETTLING

__all__ = ["WORK", "Agreements", "Worked", "agreements", "worked"]

WORK = {
    "decided": SETTLING,
    "corrected": ("correct", "add", "rename", "merge", "split"),
    "flagged": ("flag", "unflag"),
    "other": (),
}
"""Sorts of work by the actions of `reviews`; `other` is whatever is in none of them."""

_KNOWN = tuple(action for actions in WORK.values() for action in actions)
_NOT_COUNTED = ("undo",)


@dataclass(frozen=True, slots=True)
class Worked:
    """What one person recorded: how many decisions of each sort of work, and where they are.

    `width` is the length of a bar, per cent of that of whoever recorded most.
    """

    reviewer: str
    counts: dict[str, int]
    width: float
    behind: dict[str, Behind]
    all_behind: Behind

    @property
    def total(self) -> int:
        """All decisions."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Agreements:
    """How far people agree, all together and by pairs; `blind`: without seeing each other."""

    together: tuple[Agreement, ...]
    pairs: tuple[Agreement, ...]
    blind: bool

    def query(self, one: Agreement) -> str:
        """Return the query of the address where the claims behind a row are listed."""
        first, second = one.pair or ("", "")
        return urlencode(
            {
                "one": first,
                "other": second,
                "field": one.field,
                "blind": int(self.blind),
            }
        )


def worked(connection: sqlite3.Connection, asked: Asked) -> list[Worked]:
    """Return what each reviewer recorded from the first to the last day, the busiest first."""
    rows = connection.execute(
        "SELECT reviewer, action, count(*) FROM reviews WHERE "  # noqa: S608 (constants)
        f"{asked.condition(outlet=False, moment='made')} GROUP BY 1, 2",
        asked.values(),
    ).fetchall()
    counts: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(WORK, 0))
    for reviewer, action, count in rows:
        if action not in _NOT_COUNTED:
            sort = next((sort for sort, actions in WORK.items() if action in actions), "other")
            counts[reviewer][sort] += count
    most = max((sum(found.values()) for found in counts.values()), default=1)
    people = sorted(counts.items(), key=lambda one: (-sum(one[1].values()), one[0]))
    return [_worked(asked, reviewer, found, most) for reviewer, found in people]


def _worked(asked: Asked, reviewer: str, counts: dict[str, int], most: int) -> Worked:
    not_other = ",".join((*_KNOWN, *_NOT_COUNTED))
    return Worked(
        reviewer,
        counts,
        round(100 * sum(counts.values()) / most, 2),
        {
            sort: _reviews(asked, reviewer, action__in=",".join(actions))
            if actions
            else _reviews(asked, reviewer, action__notin=not_other)
            for sort, actions in WORK.items()
        },
        _reviews(asked, reviewer, action__notin=",".join(_NOT_COUNTED)),
    )


def _reviews(asked: Asked, reviewer: str, **columns: str) -> Behind:
    """Return where the decisions of a person are listed."""
    days = {"made__gte": asked.start, "made__lt": asked.until}
    given = {name: day for name, day in days.items() if day}
    return Behind("reviews", urlencode({"reviewer__exact": reviewer, **columns, **given}))


def agreements(connection: sqlite3.Connection) -> Agreements:
    """Return how far people agree; where nobody reviewed blindly, of claims they saw decided."""
    blind = True
    found = agreement(connection)
    if not found:
        blind, found = False, agreement(connection, blind_only=False)
    return Agreements(
        tuple(one for one in found if one.pair is None),
        tuple(one for one in found if one.pair is not None),
        blind,
    )
