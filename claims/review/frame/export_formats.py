"""What a claim or article can be taken away as: formats that whoever serves the desk hands in.

The desk knows no format. `offer` tells it, for one Datasette, what there is; without it, pages show
no links and the addresses answer 404.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from weakref import WeakKeyDictionary

from markupsafe import Markup

from claims.store import Store

if TYPE_CHECKING:
    from datasette.app import Datasette

__all__ = ["Export", "Feed", "Kind", "Offered", "ReportPage", "Wanted", "offer", "offered"]

Kind = Literal["claim", "article", "story", "queue", "desk"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be taken away: one claim or article by its id, some claims, or all of the desk.

    `claims` are those of a story or a queue; `title` is what a report on them is called; `base` is
    the desk's own address. `decisions` tells whether what people decided may be told, and `names`
    by whom.
    """

    kind: Kind
    id: str = ""
    claims: tuple[str, ...] | None = None
    title: str | None = None
    base: str | None = None
    names: bool = True
    decisions: bool = True


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report as a piece of HTML that is safe to print, its title, and its style sheet."""

    title: str
    body: Markup
    style: str


@dataclass(frozen=True, slots=True)
class Export:
    """One format. `write` yields the file piece by piece, nothing where there is nothing to say;
    `kinds` are those of what it can be written.
    """

    name: str
    title: str
    media_type: str
    suffix: str
    kinds: tuple[Kind, ...]
    write: Callable[[Store, Wanted], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed of what is new; `write` gets the desk's own address."""

    name: str
    title: str
    write: Callable[[Store, str], str]


@dataclass(frozen=True, slots=True)
class Offered:
    """All that a desk offers. `report` makes a report to be looked at, None where nothing is."""

    exports: tuple[Export, ...] = ()
    feeds: tuple[Feed, ...] = ()
    report: Callable[[Store, Wanted], ReportPage | None] | None = None

    def of(self, kind: Kind) -> tuple[Export, ...]:
        """Return the formats in which something can be had."""
        return tuple(one for one in self.exports if kind in one.kinds)


_OFFERED: WeakKeyDictionary[Datasette, Offered] = WeakKeyDictionary()


def offer(datasette: Datasette, what: Offered) -> None:
    """Let the desk offer these formats and feeds."""
    _OFFERED[datasette] = what


def offered(datasette: Datasette) -> Offered:
    """Return what the desk offers."""
    return _OFFERED.get(datasette, Offered())
