"""What an editor sets for the whole desk: the list of verdicts, and what is decided blindly."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from datasette import Request, Response

from claims.errors import ClaimsError, DecisionError
from claims.review.access.permissions import EDIT, needs
from claims.review.decisions.recording import change
from claims.review.frame.domain_errors import line_of, status_of
from claims.review.frame.page import read, show
from claims.review.frame.posted_form import last_fields
from claims.review.team.settings_form import people_of, share_of, targets_of, verdicts_of
from claims.store.decisions import (
    Assign,
    VerdictChoice,
    blind_share,
    decide,
    refresh_states,
    set_blind_share,
    set_verdicts,
    verdicts,
)
from claims.store.records import Records, query

if TYPE_CHECKING:
    from datasette.app import Datasette

PATH = "/-/claims/settings"
EMPTY_ROWS = 2
_PEOPLE = "SELECT id, name FROM reviewers WHERE active AND role <> 'reader' ORDER BY name"
_NAMED = """
    SELECT assignments.target AS claim, claims.text, claims.state,
        group_concat(assignments.reviewer, ', ') AS people
    FROM assignments JOIN claims ON claims.id = assignments.target
    WHERE assignments.target_kind = 'claim' AND assignments.blind AND claims.state = 'open'
    GROUP BY assignments.target ORDER BY max(assignments.review) DESC LIMIT 100
"""
_CLAIMS = "SELECT id FROM claims WHERE document = ? ORDER BY id"
Changing = Callable[[sqlite3.Connection, str], str]


@needs(EDIT)
async def settings_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/settings`: GET shows the forms; POST sets what its `action` names."""
    if request.method != "POST":
        return await _show(datasette, request)
    try:
        fields = await last_fields(request)
        done = await change(datasette, request, _asked(fields))
    except ClaimsError as error:
        message, status = f"Not changed: {line_of(error)}.", status_of(error)
        return await _show(datasette, request, message=message, status=status)
    return await _show(datasette, request, message=done)


def _asked(fields: Mapping[str, str]) -> Changing:
    """Return what a form asks for; it returns in words what was done. Raises where it is wrong."""
    action = fields.get("action", "")
    if action == "verdicts":
        return _verdicts(verdicts_of(fields))
    if action == "share":
        return _share(share_of(fields))
    if action == "name":
        return _name(targets_of(fields), people_of(fields))
    raise DecisionError("the form says nothing of what is to be done; load the page again")


def _verdicts(choices: list[VerdictChoice]) -> Changing:
    def changing(connection: sqlite3.Connection, person: str) -> str:
        set_verdicts(connection, choices, reviewer=person)
        return "The list of verdicts is changed; verdicts that were given stay as they are."

    return changing


def _share(share: float) -> Changing:
    def changing(connection: sqlite3.Connection, person: str) -> str:
        set_blind_share(connection, share, reviewer=person)
        refresh_states(connection)
        return f"Two people now decide {100 * share:g} % of the claims blindly."

    return changing


def _name(targets: list[tuple[str, str]], people: list[str]) -> Changing:
    def changing(connection: sqlite3.Connection, person: str) -> str:
        claims: dict[str, None] = {}
        for kind, name in targets:
            found = query(connection, _CLAIMS, name) if kind == "article" else [{"id": name}]
            if not found:
                raise DecisionError(f"there is no article {name}, or it has no claims")
            claims |= dict.fromkeys(row["id"] for row in found)
        for claim in claims:
            for who in people:
                decide(
                    connection,
                    reviewer=person,
                    target_kind="claim",
                    target=claim,
                    action=Assign(who, blind=True),
                )
        refresh_states(connection, claims)
        count = f"{len(claims)} claim{'s' if len(claims) != 1 else ''}"
        return f"{' and '.join(people)} decide {count} without seeing each other."

    return changing


async def _show(
    datasette: Datasette, request: Request, *, message: str = "", status: int = 200
) -> Response:
    """Print the forms with what holds now."""

    def reader(connection: sqlite3.Connection) -> dict[str, Any]:
        named: Records = query(connection, _NAMED)
        return {
            "choices": [*verdicts(connection), *[VerdictChoice("")] * EMPTY_ROWS],
            "share": blind_share(connection),
            "people": query(connection, _PEOPLE),
            "named": named,
        }

    found = await read(datasette, reader)
    return await show(
        datasette, request, "settings", status=status, message=message, path=PATH, **found
    )
