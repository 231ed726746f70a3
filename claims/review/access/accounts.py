"""Accounts of a team: the one place that knows datasette-accounts, which the extra `team` installs.

That plugin keeps passwords, sessions, lockouts and their audit in Datasette's internal database, a
file of its own beside the one with the claims. A person is known there by a random id; on the desk
by the name they sign in with, which is what decisions carry. So its own pages see its actor, and
all others see ours: `{"id": name, "name": .., "role": ..}`. Who is an admin is said by the account;
reader, reviewer and editor by the table `reviewers`.

It is imported when a team is first served: at import time this module is itself being loaded by
Datasette, as a plugin, and the extra may be missing.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from datasette import Request

from claims.errors import SettingsError
from claims.review.access.settings import DATABASE

if TYPE_CHECKING:
    from datasette.app import Datasette

__all__ = [
    "ADMIN_ACTION",
    "CONFIG",
    "INVITATION_HOURS",
    "OWN_PATHS",
    "PACKAGES",
    "UNUSED_PATHS",
    "Account",
    "accounts",
    "end_session",
    "find_account",
    "invite",
    "is_own_path",
    "new_link",
    "require_installed",
    "role_of_account",
    "set_admin",
    "set_enabled",
    "sign_out_everywhere",
    "signed_in",
]

PACKAGES = ("datasette_accounts", "datasette_user_profiles")
ADMIN_ACTION = "datasette-accounts-admin"
OWN_PATHS = (
    "/-/login",
    "/-/logout",
    "/-/account",
    "/-/admin",
    "/-/register",
    "/-/set-password",
)
"""The pages of accounts."""

UNUSED_PATHS = ("/-/profile", "/-/profiles", "/-/user-profile", "/-/api/user-profile")
"""Pages of a plugin that comes with it, for pictures and the like; they are closed."""

CONFIG = {
    "session_ttl_days": 7,
    "password_min_length": 12,
    "lockout_threshold": 5,
    "lockout_minutes": 15,
    "audit_retention_days": 365,
    # Roles say what one may do here; the plugin's own grants would be a second, hidden way.
    "grantable_actions": [],
}
INVITATION_HOURS = 72
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_RESERVED = ("root",)  # Datasette's and the plugin's own name for one who may do anything


@dataclass(frozen=True, slots=True)
class Account:
    """An account: `enabled` is false once an admin closed it; `used` once its owner signed in."""

    id: str
    name: str
    is_admin: bool
    enabled: bool
    last_signed_in: str | None
    locked: bool


def require_installed() -> None:
    """Raise SettingsError, in words that say what to do, where the extra `team` is missing."""
    if importlib.util.find_spec(PACKAGES[0]) is None:
        raise SettingsError("accounts need more: pip install 'claims-desk[team]'")


def is_own_path(path: str) -> bool:
    """Return whether an address belongs to the pages of accounts."""
    return any(path == own or path.startswith(f"{own}/") for own in OWN_PATHS)


async def signed_in(datasette: Datasette, request: Request) -> dict[str, Any] | None:
    """Return who is signed in by the account's session, None for nobody."""
    actor: dict[str, Any] | None = await _plugin().resolve_actor(datasette, request)
    if actor is None or actor["username"] in _RESERVED:
        return None
    role = await role_of_account(datasette, actor["username"])
    if role is None:
        return None
    if is_own_path(request.path):
        return {**actor, "role": role}
    return {"id": actor["username"], "role": role}


async def role_of_account(datasette: Datasette, name: str) -> str | None:
    """Return the role of the account with that name, None where there is none or it is closed."""
    found = await find_account(datasette, name)
    if found is None or not found.enabled:
        return None
    if found.is_admin:
        return "admin"
    rows = await datasette.get_database(DATABASE).execute(
        "SELECT role, active FROM reviewers WHERE id = ?", [name]
    )
    stored = rows.first()
    if stored is None:
        return "reader"
    if not stored["active"]:
        return None
    # An admin of the file who is none of the accounts was demoted there.
    return str(stored["role"]) if stored["role"] in ("reviewer", "editor") else "reader"


async def find_account(datasette: Datasette, name: str) -> Account | None:
    """Return the account with that name."""
    user = await _db().get_user_by_username(datasette.get_internal_database(), name)
    return _account(user) if user is not None else None


async def accounts(datasette: Datasette) -> list[Account]:
    """Return all accounts, by name."""
    users = await _db().list_users(datasette.get_internal_database())
    return sorted((_account(dict(user)) for user in users), key=lambda one: one.name.casefold())


async def invite(datasette: Datasette, *, by: str, name: str, admin: bool) -> str:
    """Enter an account and return the path at which its owner sets the password, once.

    Raises SettingsError for a name that makes no sense or is taken.
    """
    if not _NAME.fullmatch(name) or name.lower() in _RESERVED:
        raise SettingsError(
            "a name has 1 to 64 letters, figures, dots, hyphens or underscores, and begins with a"
            " letter or figure; root is taken"
        )
    if any(one.name.casefold() == name.casefold() for one in await accounts(datasette)):
        raise SettingsError(f"there is an account {name} already")
    token, digest = _new_token()
    internal = datasette.get_internal_database()
    await _db().create_invited_user(internal, by, name, admin, digest, INVITATION_HOURS)
    return f"/-/set-password?token={token}"


async def new_link(datasette: Datasette, *, by: str, account: Account) -> str:
    """Return a path at which the account's owner sets a new password, once; older links end."""
    token, digest = _new_token()
    purpose = "reset" if account.last_signed_in else "invite"
    await _db().mint_password_token(
        datasette.get_internal_database(), by, account.id, purpose, digest, INVITATION_HOURS
    )
    return f"/-/set-password?token={token}"


async def set_admin(datasette: Datasette, *, by: str, account: Account, admin: bool) -> None:
    """Make the account an admin's, or no longer; raises SettingsError for the last admin."""
    if account.is_admin != admin:
        await _guarded(_db().toggle_admin(datasette.get_internal_database(), by, account.id))


async def set_enabled(datasette: Datasette, *, by: str, account: Account, enabled: bool) -> None:
    """Close an account, which ends its sessions, or open it again; SettingsError as above."""
    change = _db().enable_user if enabled else _db().disable_user
    await _guarded(change(datasette.get_internal_database(), by, account.id))


async def sign_out_everywhere(datasette: Datasette, *, by: str, account: Account) -> None:
    """End all sessions of an account, and let it try its password again if it was locked."""
    internal = datasette.get_internal_database()
    await _db().logout_everywhere(internal, by, account.id)
    await _db().unlock_user(internal, by, account.id)


async def end_session(datasette: Datasette, request: Request) -> str:
    """End the session of this request; return the name of its cookie, which may go."""
    token = importlib.import_module(f"{PACKAGES[0]}.sessions").current_token_sha(datasette, request)
    if token:
        await _db().delete_session(datasette.get_internal_database(), token)
    return str(importlib.import_module(f"{PACKAGES[0]}.security").COOKIE_NAME)


def _plugin() -> Any:
    return importlib.import_module(PACKAGES[0])


def _db() -> Any:
    return importlib.import_module(f"{PACKAGES[0]}.db")


def _new_token() -> tuple[str, str]:
    """Return a token for an address, and its digest, which is what is stored."""
    sessions = importlib.import_module(f"{PACKAGES[0]}.sessions")
    token = str(sessions.mint_token())
    return token, str(sessions.token_sha256(token))


async def _guarded(change: Any) -> None:
    try:
        await change
    except _db().LastAdminError as error:
        raise SettingsError("this is the last admin; make somebody else one first") from error


def _account(user: dict[str, Any]) -> Account:
    now = _db().now_iso()
    expired = bool(user["expires_at"] and user["expires_at"] <= now)
    return Account(
        id=user["id"],
        name=user["username"],
        is_admin=bool(user["is_admin"]),
        enabled=not (user["disabled"] or user["pending_approval"] or expired),
        last_signed_in=user["last_login_at"],
        locked=bool(user["locked_until"] and user["locked_until"] > now),
    )
