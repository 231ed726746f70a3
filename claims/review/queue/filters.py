"""The claim that most needs a look, within filters, as the address of the queue carries them.

The order is that of the column `attention`, from high to low, and then of the ids, so that it is
the same for everybody, and a place in it ("641.9f3c…") is where it was though claims come and go.
"""

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from urllib.parse import urlencode

from claims.store import queueing
from claims.store.queueing import TO_REVIEW, Place, claim_beside, count_remaining, place_of_claim

__all__ = ["MOST_COUNTED", "ONLY", "SWITCHES", "TO_REVIEW", "Filters", "Found", "find_next"]

MOST_COUNTED = 10_000
"""How far the claims that remain are counted: at a million, nobody needs the last digit."""

ONLY = {
    "differing": "read differently",
    "review": "to review",
    "unsourced": "unsourced and disputable",
    "unnamed": "unnamed sources only",
    "figures": "with figures",
    "unsure": "extraction unsure",
    "flagged": "flagged",
    "disputed": "disputed",
    "mine": "assigned to me",
}
"""The filters that a click sets, in their order: name and words."""

SWITCHES = {
    "differing": "differing",
    "review": "review",
    "unsourced": "unsourced",
    "unnamed": "anonymous",
    "figures": "figures",
    "flagged": "flagged",
    "disputed": "disputed",
    "mine": "assigned",
}
"""Those of them that are on or off, and what the store calls them."""

UNSURE = 0.6
"""At most so sure is extraction of what counts as unsure."""

_BY = ("kind", "source", "article", "outlet", "story")
_PLACE = re.compile(r"(?P<attention>\d{1,5})\.(?P<claim>[0-9A-Za-z_-]{1,80})")
_PERCENT = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the queue is narrowed to: each field as a parameter of the address, empty where unset.

    `only` is one of ONLY; each of SWITCHES may be "1" besides; `low` and `high` are the least and
    the most per cent that extraction may be sure; the others are ids and words.
    """

    only: str = ""
    kind: str = ""
    source: str = ""
    article: str = ""
    outlet: str = ""
    story: str = ""
    low: str = ""
    high: str = ""
    differing: str = ""
    review: str = ""
    unsourced: str = ""
    unnamed: str = ""
    figures: str = ""
    flagged: str = ""
    disputed: str = ""
    mine: str = ""

    def query(self, **more: str) -> str:
        """Return them, and more, as the query of an address."""
        given = {**asdict(self), **more}
        return urlencode({name: value for name, value in given.items() if value})

    def named(self) -> dict[str, str]:
        """Return those by id or word that are set."""
        return {name: value for name, value in asdict(self).items() if value and name in _BY}

    def is_on(self, name: str) -> bool:
        """Tell whether one of ONLY is set, alone or among others."""
        return self.only == name or (name in SWITCHES and getattr(self, name) == "1")

    def __bool__(self) -> bool:
        """Tell whether the queue is narrowed at all."""
        return self.stored() != queueing.Filters()

    def stored(self) -> queueing.Filters:
        """Return the same filters as the store has them."""
        low, high = _share(self.low), _share(self.high)
        if self.only == "unsure":
            high = UNSURE if high is None else min(high, UNSURE)
        return queueing.Filters(
            **{name: self.is_on(switch) for switch, name in SWITCHES.items()},
            source=self.source or None,
            outlet=self.outlet or None,
            document=self.article or None,
            story=self.story or None,
            kind=self.kind or None,
            confidence_from=low,
            confidence_to=high,
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A claim of the queue, the one before it, and how many there are that nobody decided.

    `claim` is None at the end. `place` is where the queue goes on behind it. `remaining` stops at
    MOST_COUNTED.
    """

    claim: str | None
    place: str
    before: str | None
    remaining: int


def filters_of(args: Mapping[str, str]) -> Filters:
    """Return the filters that an address or form carries; what is unknown is left out."""
    given = {field.name: args.get(field.name) or "" for field in fields(Filters)}
    if given["only"] not in ONLY:
        given["only"] = ""
    return Filters(**given)


def filters_from(stored: queueing.Filters) -> Filters:
    """Return filters that were saved as an address carries them."""

    def percent(share: float | None) -> str:
        return "" if share is None else str(round(100 * share))

    return Filters(
        **{switch: "1" if getattr(stored, name) else "" for switch, name in SWITCHES.items()},
        kind=stored.kind or "",
        source=stored.source or "",
        article=stored.document or "",
        outlet=stored.outlet or "",
        story=stored.story or "",
        low=percent(stored.confidence_from),
        high=percent(stored.confidence_to),
    )


def find_next(
    connection: sqlite3.Connection,
    filters: Filters,
    person: str,
    *,
    after: str = "",
    claim: str = "",
) -> Found:
    """Return the claim with the id `claim`, decided or not; else the first one behind `after`."""
    stored, left = filters.stored(), _place_of(after)
    here = place_of_claim(connection, claim) if claim else None
    asked = here is not None
    if here is None:
        here = claim_beside(connection, reviewer=person, filters=stored, place=left)
    at = here or left
    before = None
    # Nothing stands before the first of all, and nothing at all where there is no first.
    if at is not None and (asked or left is not None):
        # At the end nothing follows, so the last claim of all is the one before.
        behind = at if here is not None else Place(at.attention - 1, "")
        before = claim_beside(
            connection, reviewer=person, filters=stored, place=behind, forward=False
        )
    remaining = 0
    if at is not None:
        remaining = count_remaining(
            connection, reviewer=person, filters=stored, limit=MOST_COUNTED
        ).count
    return Found(
        claim=here.claim if here is not None else None,
        place=f"{at.attention}.{at.claim}" if at is not None else "",
        before=before.claim if before is not None else None,
        remaining=remaining,
    )


def _place_of(text: str) -> Place | None:
    found = _PLACE.fullmatch(text)
    return Place(int(found["attention"]), found["claim"]) if found else None


def _share(percent: str) -> float | None:
    """Return per cent as a share of one, None where it is none."""
    found = _PERCENT.fullmatch(percent)
    return min(int(percent), 100) / 100 if found and percent.isascii() else None
