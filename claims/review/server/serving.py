"""Serve a file on this machine: bind the port, sign its owner in, open the browser, stop."""

import asyncio
import contextlib
import getpass
import socket
import webbrowser
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from datasette.app import Datasette

from claims.errors import SettingsError
from claims.review.access.accounts import (
    accounts,
    find_account,
    invite,
    new_link,
    set_admin,
    set_enabled,
)
from claims.review.access.sessions import sessions_of
from claims.review.decisions.recording import Recheck, recheck_with
from claims.review.extracting import Extract, extract_with, warm_up
from claims.review.frame.export_formats import Offered, offer
from claims.review.readings.worker import Start, start_workers_with
from claims.review.rules.rulebook import Rulebook, keep_rulebook
from claims.review.server.desk import make_datasette
from claims.review.server.joining import told_where

LOOPBACK = "127.0.0.1"
PORT = 8010

_WARMING_AFTER = 20.0
"""Seconds from the opening until the models are loaded: whatever somebody pastes at once comes
before."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the desk answers: `page` for everybody, `sign_in` works once, for `person`."""

    page: str
    sign_in: str | None
    person: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """To whom a desk opens, and where it listens.

    Without `accounts` a link is made that signs the owner of this machine in, unless
    `one_time_sign_in` is false. `accounts` is the file in which accounts of a team are kept; then
    `admin` gets a link by which they set a password, and so does the owner of this machine where
    nobody is an admin yet. `public` and `public_names`: see `make_datasette`. `port` 0 takes a free
    one. `hosts` are names under which the desk may be asked for; `proxy` is the address of a proxy
    in front of it, which says who asks, and whether by https.
    """

    host: str = LOOPBACK
    port: int = PORT
    accounts: Path | None = None
    admin: str | None = None
    public: bool = False
    public_names: bool = False
    one_time_sign_in: bool = True
    hosts: tuple[str, ...] = ()
    proxy: str = LOOPBACK


def serve(
    db_path: str | Path,
    *,
    port: int = PORT,
    opening: Opening | None = None,
    open_browser: bool = False,
    page: str = "/",
    announce: Callable[[Address], None] | None = None,
    recheck: Recheck | None = None,
    offers: Offered | None = None,
    readers: Start | None = None,
    rules: Rulebook | None = None,
    extract: Extract | None = None,
) -> None:
    """Serve the database at `db_path` until interrupted.

    It opens to the owner of this machine, at `port`, or as `opening` says. `announce` gets the
    addresses once the server answers, and `open_browser` opens the link that signs in, at `page`.
    `recheck` runs after each decision over the articles that it changed, as the house rules do.
    `offers` are the formats in which claims can be exported, `rules` the house rules; `readers`
    starts the process in which a further reader reads what was asked for; `extract` answers
    programs that send an article.
    Raises `SettingsError` where the address can't be bound, and for accounts that can't be kept.
    """
    opening = opening or Opening(port=port)
    alone = opening.accounts is None and opening.one_time_sign_in
    owner = _person() if alone else None
    listening = _listen(opening.host, opening.port)
    with contextlib.closing(listening), contextlib.suppress(KeyboardInterrupt):
        datasette = make_datasette(
            db_path,
            owner=owner,
            accounts=opening.accounts,
            public=opening.public,
            public_names=opening.public_names,
            hosts=opening.hosts,
        )
        if recheck is not None:
            recheck_with(datasette, recheck)
        if offers is not None:
            offer(datasette, offers)
        if readers is not None:
            start_workers_with(datasette, readers)
        if rules is not None:
            keep_rulebook(datasette, rules)
        if extract is not None:
            extract_with(datasette, extract)

        async def signed_in_at(base: str) -> Address:
            if opening.accounts is not None:
                first = await first_admin(datasette, opening.admin)
                return Address(f"{base}/", base + first[1] if first else None, first and first[0])
            return address_of(datasette, base, owner=owner, page=page)

        asyncio.run(
            _run(
                datasette,
                listening,
                signed_in_at,
                proxy=opening.proxy,
                open_browser=open_browser,
                announce=announce,
                told=lambda base: told_where(datasette, db_path, base, owner),
            )
        )


def address_of(datasette: Datasette, base: str, *, owner: str | None, page: str = "/") -> Address:
    """Return the addresses under `base` ("http://127.0.0.1:8010"); the link works once."""
    if owner is None:
        return Address(page=base + page, sign_in=None)
    token = sessions_of(datasette).new_link({"id": owner, "role": "admin"})
    query = f"?token={token}" + (f"&next={page}" if page != "/" else "")
    return Address(page=base + page, sign_in=f"{base}/-/claims/sign-in{query}", person=owner)


async def first_admin(datasette: Datasette, admin: str | None = None) -> tuple[str, str] | None:
    """Make `admin` an admin of a team's desk; return their name, and where they set a password.

    Without a name, the owner of this machine is meant, and None comes back where somebody is an
    admin already who has signed in. Raises SettingsError for a name that makes no sense.
    """
    known = [one for one in await accounts(datasette) if one.is_admin and one.enabled]
    if admin is None and any(one.last_signed_in for one in known):
        return None
    name = admin or (known[0].name if known else _person())
    name = "admin" if name == "root" else name
    found, by = await find_account(datasette, name), "claims serve"
    if found is None:
        return name, await invite(datasette, by=by, name=name, admin=True)
    await set_enabled(datasette, by=by, account=found, enabled=True)
    await set_admin(datasette, by=by, account=found, admin=True)
    return name, await new_link(datasette, by=by, account=found)


def _person() -> str:
    """Return the name of whoever runs the desk, for the trail of decisions."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container without a user entry
        return "owner"


def _listen(host: str, port: int) -> socket.socket:
    """Bind the address; raises `SettingsError` in words that say what to do."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        reason = error.strerror or str(error)
        raise SettingsError(
            f"cannot serve on {host}:{port}: {reason}; try another --port, or 0 for a free one"
        ) from error


async def _run(
    datasette: Datasette,
    listening: socket.socket,
    signed_in_at: Callable[[str], Awaitable[Address]],
    *,
    proxy: str,
    open_browser: bool,
    announce: Callable[[Address], None] | None,
    told: Callable[[str], AbstractContextManager[None]],
) -> None:
    """Run the server on the bound socket, and tell its address once it answers.

    `told` leaves word of the desk for other commands, for as long as it runs.
    """
    await datasette.refresh_schemas()
    config = uvicorn.Config(
        datasette.app(),
        log_level="warning",
        lifespan="on",
        timeout_graceful_shutdown=3,
        forwarded_allow_ips=proxy,
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started and not serving.done():
        await asyncio.sleep(0.02)
    with contextlib.ExitStack() as stack:
        if server.started:
            await _announced(
                listening, signed_in_at, stack, told, announce=announce, open_browser=open_browser
            )
        warming = asyncio.create_task(_warmed_later(datasette))
        await serving
        warming.cancel()


async def _warmed_later(datasette: Datasette) -> None:
    """Load the models for requests of programs, once those who opened the desk have begun."""
    await asyncio.sleep(_WARMING_AFTER)
    await warm_up(datasette)


async def _announced(
    listening: socket.socket,
    signed_in_at: Callable[[str], Awaitable[Address]],
    stack: contextlib.ExitStack,
    told: Callable[[str], AbstractContextManager[None]],
    *,
    announce: Callable[[Address], None] | None,
    open_browser: bool,
) -> None:
    """Tell the address of a server that answers."""
    host, port = listening.getsockname()[:2]
    shown = LOOPBACK if host in ("0.0.0.0", "::") else host
    base = f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"
    stack.enter_context(told(base))
    address = await signed_in_at(base)
    if announce is not None:
        announce(address)
    if open_browser:
        await asyncio.to_thread(webbrowser.open, address.sign_in or address.page)
