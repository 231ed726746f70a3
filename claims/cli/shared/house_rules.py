"""The house rules as the desk gets them."""

import sqlite3

from claims.checks import find, run_checks
from claims.checks.catalogue import Check
from claims.checks.rules_folder import remembered_in, remembered_rules
from claims.checks.rules_in_effect import check_of, known_rules
from claims.errors import SettingsError
from claims.review.rules.rulebook import Rule, Rulebook
from claims.store import Store
from claims.store.house_rules import OwnRule, own_rules

__all__ = ["rulebook"]

TRIED = 50
"""So many of the newest articles a rule is tried over before it is kept."""

_NEWEST = "SELECT id FROM documents WHERE extracted = 1 ORDER BY added DESC LIMIT ?"


def rulebook() -> Rulebook:
    """Return the package's rules and the desk's own, for its page of rules."""
    return Rulebook(read=_read, tried=_tried, run=_run)


def _read(connection: sqlite3.Connection) -> tuple[Rule, ...]:
    failed = {rule.code: rule.failed for rule in own_rules(connection)}
    return tuple(
        _rule(check, active=active, own=own, failed=failed.get(check.code))
        for check, active, own in known_rules(connection, remembered_in(connection))
    )


def _rule(check: Check, *, active: bool, own: bool, failed: str | None) -> Rule:
    return Rule(
        code=check.code,
        title=check.title,
        severity=check.severity,
        why=check.why,
        example=check.example,
        instead=check.instead,
        query=check.query,
        active=active,
        own=own,
        failed=failed,
    )


def _tried(connection: sqlite3.Connection, rule: Rule) -> int:
    """Run a rule over the newest articles; nothing is kept."""
    check = check_of(
        OwnRule(rule.code, rule.title, rule.severity, rule.why, rule.example, rule.query)
    )
    newest = [row[0] for row in connection.execute(_NEWEST, (TRIED,))]
    try:
        return sum(1 for _ in find(connection, checks=[check], documents=newest, guarded=True))
    except sqlite3.DatabaseError as error:
        raise SettingsError(f"the rule cannot be run: {error}") from error


def _run(store: Store, code: str) -> int:
    """Run one rule over all articles."""
    known = known_rules(store.connection, remembered_rules(store))
    checks = [check for check, _, _ in known if check.code == code]
    return run_checks(store, checks=checks).get(code, 0)
