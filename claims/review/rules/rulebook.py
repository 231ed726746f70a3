"""What the desk asks of the house rules: it knows none itself, and gets them as it is served."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from claims.store import Store

if TYPE_CHECKING:
    from datasette.app import Datasette

__all__ = ["Rule", "Rulebook", "keep_rulebook", "rulebook_of"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A house rule as an editor reads it; `own` rules were written on this desk.

    `failed` says why it could not be run, None where it could.
    """

    code: str
    title: str
    severity: str
    why: str
    example: str
    instead: str
    query: str
    active: bool
    own: bool
    failed: str | None = None


@dataclass(frozen=True, slots=True)
class Rulebook:
    """How the desk comes by the rules: `read` lists them, `tried` runs one over a few articles.

    `run` runs one over all articles and keeps what it finds. `tried` returns how much it found;
    both raise SettingsError where the query of the rule is wrong.
    """

    read: Callable[[sqlite3.Connection], tuple[Rule, ...]]
    tried: Callable[[sqlite3.Connection, Rule], int]
    run: Callable[[Store, str], int]


_OF: WeakKeyDictionary[Datasette, Rulebook] = WeakKeyDictionary()


def keep_rulebook(datasette: Datasette, rulebook: Rulebook) -> None:
    """Give a desk its rules."""
    _OF[datasette] = rulebook


def rulebook_of(datasette: Datasette) -> Rulebook | None:
    """Return the rules of a desk, None where it was given none."""
    return _OF.get(datasette)
