"""The house rules: what each finds and why; an editor switches them and writes their own."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from datasette import Forbidden, Request, Response

from claims.errors import ClaimsError, DecisionError
from claims.review.access.permissions import EDIT, READ, ROLES, needs, role_of
from claims.review.access.settings import DATABASE
from claims.review.decisions.recording import as_store, change
from claims.review.frame.domain_errors import line_of, status_of
from claims.review.frame.page import read, show
from claims.review.frame.posted_form import last_fields
from claims.review.rules.rulebook import Rule, Rulebook, rulebook_of
from claims.store.house_rules import OwnRule, drop_rule, keep_rule, switch_rule

if TYPE_CHECKING:
    from datasette.app import Datasette

PATH = "/-/claims/rules"
_COUNTS = 'SELECT "check", count(*) FROM findings GROUP BY "check"'
_FIELDS = ("code", "title", "severity", "why", "example", "query")
_ARTICLES = "SELECT count(*) FROM documents"
MOST = 5_000
"""Over so many articles a rule is run at once; over more it takes too long to wait for."""

KINDS = {
    "S": "Who says so",
    "A": "Unnamed sources",
    "Q": "Quotations",
    "B": "Both sides",
    "W": "Choice of words",
    "D": "Dates",
    "T": "Against other articles",
    "X": "Rules of your own",
}
"""What rules are about, by the first letter of their codes, in the order of the page."""

OTHERS = "More rules"
"""What the rules of plugins are called whose letter is none of these."""

_OWN = re.compile(r"X\d{3}")
Changing = Callable[[sqlite3.Connection, str], str]


@needs(READ)
async def rules_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/rules`: GET lists the rules; POST does what its `action` names."""
    rulebook = rulebook_of(datasette)
    if request.method != "POST":
        return await _show(datasette, request, rulebook)
    if EDIT not in ROLES.get(await role_of(datasette, request.actor) or "", frozenset()):
        raise Forbidden("That is for editors.")
    if rulebook is None:
        return await _show(datasette, request, rulebook)
    fields: Mapping[str, str] = {}
    try:
        fields = await last_fields(request)
        done = await change(datasette, request, _asked(rulebook, fields))
        done += await _run(datasette, rulebook, fields)
    except ClaimsError as error:
        return await _show(
            datasette,
            request,
            rulebook,
            message=f"Not changed: {line_of(error)}",
            status=status_of(error),
            given=fields,
        )
    return await _show(datasette, request, rulebook, message=done)


def _asked(rulebook: Rulebook, fields: Mapping[str, str]) -> Changing:
    """Return what a form asks for; it returns in words what was done."""
    action, _, code = fields.get("action", "").partition(":")

    def changing(connection: sqlite3.Connection, person: str) -> str:
        if action == "off":
            switch_rule(connection, code, active=False, person=person)
            return f"{code} is switched off; what it found is gone."
        if action == "on":
            switch_rule(connection, code, active=True, person=person)
            return f"{code} is switched on."
        if action == "drop":
            drop_rule(connection, code)
            return f"{code} is deleted."
        if action == "save":
            return _saved(connection, rulebook, fields, person)
        raise DecisionError("the form says nothing of what is to be done; load the page again")

    return changing


async def _run(datasette: Datasette, rulebook: Rulebook, fields: Mapping[str, str]) -> str:
    """Run a rule that was switched on or saved over all articles; return in words what came out."""
    action, _, code = fields.get("action", "").partition(":")
    if action not in ("on", "save"):
        return ""
    code = code or fields.get("code", "").strip()
    database = datasette.get_database(DATABASE)

    def running(connection: sqlite3.Connection) -> int | None:
        if connection.execute(_ARTICLES).fetchone()[0] > MOST:
            return None
        with as_store(connection, Path(database.path)) as store:
            return rulebook.run(store, code)

    found: int | None = await database.execute_write_fn(running, transaction=False)
    if found is None:
        return " It runs over each article that comes in, and over all with claims rebuild."
    return f" It finds {found:,}."


def _saved(
    connection: sqlite3.Connection, rulebook: Rulebook, fields: Mapping[str, str], person: str
) -> str:
    """Keep an editor's own rule, once it was tried."""
    given = {name: fields.get(name, "").replace("\r\n", "\n").strip() for name in _FIELDS}
    if not _OWN.fullmatch(given["code"]):
        raise DecisionError("give your rule a code of X and three digits, as X901")
    rule = OwnRule(
        given["code"],
        given["title"],
        given["severity"],
        given["why"],
        given["example"],
        given["query"],
    )
    keep_rule(connection, rule, person=person)
    tried = Rule(
        code=rule.code,
        title=rule.title,
        severity=rule.severity,
        why=rule.why,
        example=rule.example,
        instead="",
        query=rule.query.rstrip(";"),
        active=True,
        own=True,
    )
    rulebook.tried(connection, tried)
    return f"{rule.code} is saved."


@dataclass(frozen=True, slots=True)
class Group:
    """The rules of one kind: those to be read at once, and those that fold away.

    Folded are rules of the package that find nothing, or that are switched off.
    """

    name: str
    shown: tuple[Rule, ...]
    folded: tuple[Rule, ...]


def grouped(rules: Iterable[Rule], counts: Mapping[str, int]) -> tuple[Group, ...]:
    """Return the rules by kind; `counts` says how much each finds."""
    by_kind: dict[str, list[Rule]] = {kind: [] for kind in (*KINDS, "")}
    for rule in rules:
        by_kind[rule.code[:1] if rule.code[:1] in KINDS else ""].append(rule)
    found = []
    for kind, held in by_kind.items():
        shown = [rule for rule in held if rule.own or rule.failed or counts.get(rule.code)]
        folded = [rule for rule in held if rule not in shown]
        if held:
            found.append(Group(KINDS.get(kind, OTHERS), tuple(shown), tuple(folded)))
    return tuple(found)


async def _show(
    datasette: Datasette,
    request: Request,
    rulebook: Rulebook | None,
    *,
    message: str = "",
    status: int = 200,
    given: Mapping[str, str] | None = None,
) -> Response:
    """Print the rules with how much each finds."""

    def reader(connection: sqlite3.Connection) -> tuple[tuple[Rule, ...], dict[str, int]]:
        found = rulebook.read(connection) if rulebook is not None else ()
        return found, dict(connection.execute(_COUNTS).fetchall())

    rules, counts = await read(datasette, reader)
    return await show(
        datasette,
        request,
        "rules",
        status=status,
        groups=grouped(rules, counts),
        counts=counts,
        message=message,
        failed=status != 200,
        given=given or {},
        path=PATH,
    )
