"""Which rules are in effect on a file: the package's and the desk's own, less what is switched off.

An editor's own rule is tried before it is kept: its query has to run over the newest articles, only
read, and within seconds.
"""

import sqlite3
import time
from collections.abc import Iterable
from typing import cast

from claims.checks.catalogue import Check, house_rules
from claims.errors import SettingsError
from claims.store.house_rules import OwnRule, own_rules, switched_off
from claims.values import Severity

__all__ = ["check_of", "in_effect", "known_rules", "reading_only"]

SECONDS = 5.0
STEPS = 10_000
"""Of SQLite's machine, between two looks at the clock."""

_READING = frozenset(
    {
        sqlite3.SQLITE_SELECT,
        sqlite3.SQLITE_READ,
        sqlite3.SQLITE_FUNCTION,
        sqlite3.SQLITE_RECURSIVE,
    }
)


def known_rules(
    connection: sqlite3.Connection, given: Iterable[Check] | None = None
) -> tuple[tuple[Check, bool, bool], ...]:
    """Return all rules of a file, by code: the rule, whether it is in effect, whether its own.

    `given` are those that are not in the file: the package's and those of plugins, where
    nothing else is said.
    """
    off = switched_off(connection)
    known = house_rules() if given is None else given
    rules = {check.code: (check, check.code not in off, False) for check in known}
    for rule in own_rules(connection):
        rules[rule.code] = (check_of(rule), rule.active, True)
    return tuple(rules[code] for code in sorted(rules))


def in_effect(
    connection: sqlite3.Connection, given: Iterable[Check] | None = None
) -> tuple[Check, ...]:
    """Return the rules that are to be run over a file; `given` as for `known_rules`."""
    return tuple(check for check, active, _ in known_rules(connection, given) if active)


def check_of(rule: OwnRule) -> Check:
    """Return a desk's own rule as the rules of the package are."""
    return Check(
        rule.code,
        rule.title,
        cast(Severity, rule.severity),
        rule.why,
        rule.example,
        "",
        rule.query,
    )


class reading_only:  # noqa: N801 - used as `with reading_only(connection):`
    """Let a connection only read for a while, and no longer than SECONDS.

    Raises SettingsError where more was asked of it.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Keep the connection that is to be held back."""
        self.connection = connection

    def __enter__(self) -> None:
        """Hold it back."""
        until = time.monotonic() + SECONDS
        self.connection.set_authorizer(
            lambda action, *_: sqlite3.SQLITE_OK if action in _READING else sqlite3.SQLITE_DENY
        )
        self.connection.set_progress_handler(lambda: time.monotonic() > until, STEPS)

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        """Let it go again."""
        self.connection.set_progress_handler(None, STEPS)
        self.connection.set_authorizer(None)
        if isinstance(error, sqlite3.OperationalError) and "interrupted" in str(error):
            raise SettingsError(f"the query takes longer than {SECONDS:.0f} seconds") from error
        if isinstance(error, sqlite3.DatabaseError) and "authorized" in str(error):
            raise SettingsError("a rule may only read: write one SELECT") from error
