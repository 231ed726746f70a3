"""Who works at this desk: an admin invites them, gives them roles, and closes their accounts."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from datasette import Request, Response

from claims.errors import ClaimsError, DecisionError, SettingsError
from claims.review.access.accounts import (
    INVITATION_HOURS,
    Account,
    accounts,
    find_account,
    invite,
    new_link,
    set_admin,
    set_enabled,
    sign_out_everywhere,
)
from claims.review.access.permissions import ADMIN, needs
from claims.review.access.settings import settings_of
from claims.review.decisions.recording import change
from claims.review.frame.domain_errors import line_of, status_of
from claims.review.frame.page import read, show
from claims.review.frame.posted_form import last_fields
from claims.store.people import ROLE_NAMES, change_person, people
from claims.store.records import Records

if TYPE_CHECKING:
    from datasette.app import Datasette

PATH = "/-/claims/people"


@dataclass(frozen=True, slots=True)
class _Done:
    """What was done, in words, and a link that the admin passes on, once."""

    words: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody with an account, with decisions, or both."""

    name: str
    row: Mapping[str, Any] | None
    account: Account | None

    @property
    def can_sign_in(self) -> bool:
        """Return whether they have an account that is open."""
        return self.account is not None and self.account.enabled

    @property
    def role(self) -> str:
        """The role that they have now."""
        if self.account is not None and self.account.is_admin:
            return "admin"
        stored = str(self.row["role"]) if self.row is not None else "reader"
        return "reader" if self.account is not None and stored == "admin" else stored


@needs(ADMIN)
async def people_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/people`: GET lists everybody; POST does what its `action` names."""
    if request.method != "POST":
        return await _show(datasette, request)
    try:
        if not settings_of(datasette).team:
            raise SettingsError("this desk is one person’s; start it with claims serve --team")
        done = await _do(datasette, request, await last_fields(request))
    except ClaimsError as error:
        done = _Done(f"Not done: {line_of(error)}.")
        return await _show(datasette, request, done, status=status_of(error))
    return await _show(datasette, request, done)


async def _do(datasette: Datasette, request: Request, fields: Mapping[str, str]) -> _Done:
    """Do what the form asks for; raises in a line for the admin where it makes no sense."""
    action, name = fields.get("action", ""), fields.get("person", "").strip()
    by = str((request.actor or {}).get("id") or "")
    if action == "invite":
        role = _role(fields)
        path = await invite(datasette, by=by, name=name, admin=role == "admin")
        await _change(datasette, request, name, role=role, active=True)
        return _Done(f"{name} is invited as {role}.", _absolute(request, path))
    account = await find_account(datasette, name)
    if account is None:
        raise DecisionError(f"there is no account {name}")
    if action == "role":
        role = _role(fields)
        await set_admin(datasette, by=by, account=account, admin=role == "admin")
        await _change(datasette, request, name, role=role)
        return _Done(f"{name} is {role} now.")
    if action == "link":
        path = await new_link(datasette, by=by, account=account)
        return _Done(f"{name} can set a new password.", _absolute(request, path))
    if action == "sign-out":
        await sign_out_everywhere(datasette, by=by, account=account)
        return _Done(f"{name} is signed out everywhere.")
    if action in ("close", "open"):
        await set_enabled(datasette, by=by, account=account, enabled=action == "open")
        await _change(datasette, request, name, active=action == "open")
        return _Done(f"The account of {name} is {'open again' if action == 'open' else 'closed'}.")
    raise DecisionError("the form says nothing of what is to be done; load the page again")


def _role(fields: Mapping[str, str]) -> str:
    role = fields.get("role", "")
    if role not in ROLE_NAMES:
        raise DecisionError(f"there is no role {role}; there are {', '.join(ROLE_NAMES)}")
    return role


async def _change(datasette: Datasette, request: Request, name: str, **changes: Any) -> None:
    """Change the person among the reviewers, on record."""

    def changing(connection: sqlite3.Connection, by: str) -> None:
        change_person(connection, name, by=by, **changes)

    await change(datasette, request, changing)


def _absolute(request: Request, path: str) -> str:
    return f"{request.scheme}://{request.host}{path}"


async def _show(
    datasette: Datasette, request: Request, done: _Done | None = None, *, status: int = 200
) -> Response:
    """Print everybody, and what was just done."""
    team = settings_of(datasette).team
    rows: Records = await read(datasette, people)
    known = {str(row["id"]): row for row in rows}
    held = {one.name: one for one in await accounts(datasette)} if team else {}
    listed = [_Person(name, known.get(name), held.get(name)) for name in {**known, **held}]
    listed.sort(
        key=lambda one: (team and (one.account is None or not one.account.enabled), one.name)
    )
    answer = await show(
        datasette,
        request,
        "people",
        status=status,
        done=done,
        team_desk=team,
        people=listed,
        roles=ROLE_NAMES,
        hours=INVITATION_HOURS,
        path=PATH,
    )
    answer.headers["cache-control"] = "no-store"
    return answer
