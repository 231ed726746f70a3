"""What a claim or article can be taken away as: formats that whoever serves the desk hands in.

The desk knows no format. `offer` tells it, for one Datasette, what there is; without it, pages show
no links and the addresses answer 404.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from weakref import WeakKeyDictionary

from claims.store import Store

if TYPE_CHECKING:
    from datasette.app import Datasette

__all__ = ["Export", "Feed", "Kind", "Offered", "offer", "offered"]

Kind = Literal["claim", "article"]


@dataclass(frozen=True, slots=True)
class Export:
    """One format. `write` gets what it is about, its id and the desk's own address, and yields the
    file piece by piece, nothing where there is nothing to say; `claims`: of single claims too.
    """

    name: str
    title: str
    media_type: str
    suffix: str
    claims: bool
    write: Callable[[Store, Kind, str, str], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed of what is new; `write` gets the desk's own address."""

    name: str
    title: str
    write: Callable[[Store, str], str]


@dataclass(frozen=True, slots=True)
class Offered:
    """All that a desk offers."""

    exports: tuple[Export, ...] = ()
    feeds: tuple[Feed, ...] = ()

    def of(self, kind: Kind) -> tuple[Export, ...]:
        """Return the formats in which one claim, or one article, can be had."""
        return tuple(one for one in self.exports if one.claims or kind == "article")


_OFFERED: WeakKeyDictionary[Datasette, Offered] = WeakKeyDictionary()


def offer(datasette: Datasette, what: Offered) -> None:
    """Let the desk offer these formats and feeds."""
    _OFFERED[datasette] = what


def offered(datasette: Datasette) -> Offered:
    """Return what the desk offers."""
    return _OFFERED.get(datasette, Offered())
