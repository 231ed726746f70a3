"""The filters of the queue, as its address carries them.

The order is that of the column `attention`, from high to low, and then of the ids, so that it is
the same for everybody, and a place in it ("641.9f3c…") is where it was though claims come and go.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from urllib.parse import urlencode

from claims.store import queueing
from claims.store.queueing import Place

__all__ = [
    "MOST_COUNTED",
    "ONLY",
    "SWITCHES",
    "Filters",
    "filters_from",
    "filters_of",
    "place_of",
    "written",
]

MOST_COUNTED = 10_000
"""How far the claims that remain are counted: at a million, nobody needs the last digit."""

ONLY = {
    "differing": "read differently",
    "review": "to review",
    "unsourced": "without a source",
    "figures": "with figures",
    "accusing": "accusations",
    "unnamed": "unnamed sources only",
    "unsure": "program unsure",
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
    "accusing": "accusing",
    "flagged": "flagged",
    "waiting": "waiting",
    "disputed": "disputed",
    "mine": "assigned",
}
"""Those of them that are on or off, and what the store calls them; two more are in addresses."""

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
    accusing: str = ""
    waiting: str = ""
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

    def without(self, field: str) -> Filters:
        """Return the others; `field` is one of those by id or word, or "sure" for the per cent."""
        if field == "sure":
            return replace(self, low="", high="")
        return replace(self, **{field: ""}) if field in _BY else self

    def is_on(self, name: str) -> bool:
        """Return whether one of ONLY is set, alone or among others."""
        return self.only == name or (name in SWITCHES and getattr(self, name) == "1")

    def __bool__(self) -> bool:
        """Return whether the queue is narrowed at all."""
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


def filters_of(args: Mapping[str, str]) -> Filters:
    """Return the filters that an address or form carries; what is unknown is left out."""
    given = {field.name: args.get(field.name) or "" for field in fields(Filters)}
    if given["only"] not in (*ONLY, *SWITCHES):
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


def place_of(text: str) -> Place | None:
    """Return the place of the queue that an address names, None where it names none."""
    found = _PLACE.fullmatch(text)
    return Place(int(found["attention"]), found["claim"]) if found else None


def written(place: Place | None) -> str:
    """Return a place as an address holds it."""
    return f"{place.attention}.{place.claim}" if place is not None else ""


def _share(percent: str) -> float | None:
    """Return per cent as a share of one, None where it is none."""
    found = _PERCENT.fullmatch(percent)
    return min(int(percent), 100) / 100 if found and percent.isascii() else None
