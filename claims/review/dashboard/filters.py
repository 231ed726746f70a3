"""What the dashboard is narrowed to, and where the claims behind one of its numbers are listed.

Every number leads to a page of Datasette's that filters by the same conditions: on the table of
claims, or, where the outlet or the day matters, on the view that joins them to their articles.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from claims.review.dashboard.periods import day_after

__all__ = ["Asked", "Behind", "asked_of"]

LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Behind:
    """A page of Datasette's: a table or view, and the query that narrows it."""

    table: str
    query: str

    @property
    def address(self) -> str:
        """The page under the address of the database."""
        return f"{self.table}?{self.query}" if self.query else self.table


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader wants to see: one outlet or, with "", all; published from `start` to `end`.

    Both days are included, ISO 8601, "" for no limit. `spellings` has, for each name of an outlet
    that is written in several ways, all of them.
    """

    outlet: str = ""
    start: str = ""
    end: str = ""
    spellings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def spelled(self, outlet: str) -> tuple[str, ...]:
        """Return all ways in which an outlet's name is written, the commonest first."""
        return self.spellings.get(outlet, (outlet,))

    @property
    def until(self) -> str:
        """The day behind the last one, "" for no limit: moments of the last day sort before it."""
        return day_after(date.fromisoformat(self.end)) if self.end else ""

    @property
    def narrowed(self) -> bool:
        """Return whether anything is left out."""
        return bool(self.outlet or self.start or self.end)

    def condition(self, *, outlet: bool = True, moment: str = "published") -> str:
        """Return the condition of SQL, on `publisher` and the column `moment`; see `values`."""
        named = "publisher IN (SELECT value FROM json_each(:outlets))"
        parts = [named] if outlet and self.outlet else []
        parts += [f"{moment} >= :start"] if self.start else []
        parts += [f"{moment} < :until"] if self.end else []
        return " AND ".join(parts) or "1"

    def values(self) -> dict[str, str]:
        """Return what is bound to the condition."""
        outlets = json.dumps(self.spelled(self.outlet))
        return {"outlets": outlets, "start": self.start, "until": self.until}

    def query(self, **other: str) -> str:
        """Return the query of the dashboard's address, with `other` in place of what is asked."""
        given = {"outlet": self.outlet, "from": self.start, "to": self.end, **other}
        return urlencode({name: value for name, value in given.items() if value})

    def claims(
        self,
        *,
        outlet: str | tuple[str, ...] | None = "",
        start: str = "",
        until: str = "",
        undated: bool = False,
        columns: tuple[tuple[str, str], ...] = (),
    ) -> Behind:
        """Return where the claims are listed that are asked for and meet more conditions.

        `outlet` is one, None for articles that state none, or a tuple for all but those; `start`
        and `until` narrow the days further; `columns` are filters of Datasette's, such as
        ("sourcing", "named").
        """
        given = dict(columns)
        self._put_outlet(given, self.outlet if outlet == "" else outlet)
        first = max(start, self.start)
        last = min(filter(None, (until, self.until)), default="")
        if first:
            given["published__gte"] = first
        if last:
            given["published__lt"] = last
        if undated:
            given["published__isnull"] = "1"
        table = "claims" if len(given) == len(columns) else "claims_with_articles"
        return Behind(table, urlencode(given))

    def _put_outlet(self, given: dict[str, str], outlet: str | tuple[str, ...] | None) -> None:
        """Add the filter for an outlet, in all its spellings."""
        if outlet is None:
            given["publisher__isnull"] = "1"
        elif isinstance(outlet, tuple):
            others = [name for one in outlet for name in self.spelled(one)]
            given["publisher__notin"] = json.dumps(others, ensure_ascii=False)
        elif len(spelled := self.spelled(outlet)) > 1:
            given["publisher__in"] = json.dumps(spelled, ensure_ascii=False)
        elif outlet:
            given["publisher__exact"] = outlet


def asked_of(args: Mapping[str, str]) -> Asked:
    """Return what an address asks for; a day that is none is passed over."""
    outlet = (args.get("outlet") or "").strip()[:LONGEST_NAME]
    return Asked(outlet, _day(args.get("from")), _day(args.get("to")))


def _day(text: str | None) -> str:
    try:
        return date.fromisoformat((text or "").strip()).isoformat()
    except ValueError:
        return ""
