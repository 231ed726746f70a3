"""The house rules that a desk switched off, and those it wrote itself, kept in its file.

What a rule finds is not worked out here: `claims.checks` runs the rules that are in effect.
"""

import re
from dataclasses import dataclass
from sqlite3 import Connection
from typing import get_args

from claims.errors import DecisionError
from claims.store.records import query
from claims.store.runs import now
from claims.values import Severity

__all__ = [
    "OwnRule",
    "drop_rule",
    "keep_rule",
    "note_failure",
    "own_rules",
    "switch_rule",
    "switched_off",
]

_CODE = re.compile(r"[A-Z]\d{3}")
LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class OwnRule:
    """A rule that an editor wrote: `query` is one SELECT over the file's tables."""

    code: str
    title: str
    severity: str
    why: str
    example: str
    query: str
    active: bool = True
    failed: str | None = None


def own_rules(connection: Connection) -> tuple[OwnRule, ...]:
    """Return the desk's own rules, switched off or not, in the order of their codes."""
    rows = query(connection, "SELECT * FROM house_rules WHERE query IS NOT NULL ORDER BY code")
    return tuple(
        OwnRule(
            row["code"],
            row["title"],
            row["severity"],
            row["why"],
            row["example"],
            row["query"],
            bool(row["active"]),
            row["failed"],
        )
        for row in rows
    )


def switched_off(connection: Connection) -> frozenset[str]:
    """Return the codes of the rules that are switched off."""
    rows = connection.execute("SELECT code FROM house_rules WHERE active = 0")
    return frozenset(row[0] for row in rows)


def switch_rule(connection: Connection, code: str, *, active: bool, person: str) -> None:
    """Switch a rule on or off; what it found before goes when it is switched off."""
    connection.execute(
        "INSERT INTO house_rules (code, active, changed_by, changed) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (code) DO UPDATE SET active = excluded.active,"
        " changed_by = excluded.changed_by, changed = excluded.changed",
        (code, int(active), person, now()),
    )
    if not active:
        connection.execute('DELETE FROM findings WHERE "check" = ?', (code,))


def keep_rule(connection: Connection, rule: OwnRule, *, person: str) -> None:
    """Keep a rule of the desk's own, in place of the one that had its code.

    Raises DecisionError where a part of it is missing or makes no sense; whether its query can be
    run is for the caller to find out.
    """
    if not _CODE.fullmatch(rule.code):
        raise DecisionError("give the rule a code of a capital letter and three digits, as X901")
    if rule.severity not in get_args(Severity):
        raise DecisionError(f"{rule.severity!r} is no severity: error, warning or note")
    for name in ("title", "why", "query"):
        text = getattr(rule, name).strip()
        if not text or len(text) > LONGEST:
            raise DecisionError(f"give the rule a {name} of 1 to {LONGEST:,} characters")
    connection.execute(
        "INSERT OR REPLACE INTO house_rules"
        " (code, active, title, severity, why, example, query, changed_by, changed)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            rule.code,
            int(rule.active),
            rule.title.strip(),
            rule.severity,
            rule.why.strip(),
            rule.example.strip(),
            rule.query.strip().rstrip(";"),
            person,
            now(),
        ),
    )


def note_failure(connection: Connection, code: str, reason: str | None) -> None:
    """Keep why a rule of the desk's own could not be run; None where it could."""
    connection.execute(
        "UPDATE house_rules SET failed = :reason WHERE code = :code AND failed IS NOT :reason",
        {"code": code, "reason": reason},
    )


def drop_rule(connection: Connection, code: str) -> None:
    """Take a rule of the desk's own out, with what it found."""
    connection.execute("DELETE FROM house_rules WHERE code = ? AND query IS NOT NULL", (code,))
    connection.execute('DELETE FROM findings WHERE "check" = ?', (code,))
