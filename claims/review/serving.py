"""Serve a file on this machine: bind the port, sign its owner in, open the browser, stop."""

import asyncio
import contextlib
import getpass
import socket
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from datasette.app import Datasette

from claims.errors import SettingsError
from claims.review.desk import make_datasette
from claims.review.recorded import Recheck, recheck_with
from claims.review.sessions import sessions_of

LOOPBACK = "127.0.0.1"
PORT = 8010


@dataclass(frozen=True, slots=True)
class Address:
    """Where the desk answers: `page` for everybody, `sign_in` works once, for the owner."""

    page: str
    sign_in: str | None


def serve(
    db_path: str | Path,
    *,
    host: str = LOOPBACK,
    port: int = PORT,
    public: bool = False,
    open_browser: bool = False,
    one_time_sign_in: bool = True,
    hosts: tuple[str, ...] = (),
    page: str = "/",
    announce: Callable[[Address], None] | None = None,
    recheck: Recheck | None = None,
) -> None:
    """Serve the database at `db_path` until interrupted.

    `port` 0 takes a free one. With `one_time_sign_in` a link is made that signs the owner of this
    machine in; `announce` gets it once the server answers, and `open_browser` opens it, at `page`.
    `recheck` runs after each decision over the articles that it changed, as the house rules do.
    Raises `SettingsError` where the address can't be bound.
    """
    owner = _person() if one_time_sign_in else None
    listening = _listen(host, port)
    with contextlib.closing(listening), contextlib.suppress(KeyboardInterrupt):
        datasette = make_datasette(db_path, owner=owner, public=public, hosts=hosts)
        if recheck is not None:
            recheck_with(datasette, recheck)
        asyncio.run(
            _run(
                datasette,
                listening,
                owner=owner,
                page=page,
                open_browser=open_browser,
                announce=announce,
            )
        )


def address_of(datasette: Datasette, base: str, *, owner: str | None, page: str = "/") -> Address:
    """Return the addresses under `base` ("http://127.0.0.1:8010"); the link works once."""
    if owner is None:
        return Address(page=base + page, sign_in=None)
    token = sessions_of(datasette).new_link({"id": owner, "role": "admin"})
    query = f"?token={token}" + (f"&next={page}" if page != "/" else "")
    return Address(page=base + page, sign_in=f"{base}/-/claims/sign-in{query}")


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
    *,
    owner: str | None,
    page: str,
    open_browser: bool,
    announce: Callable[[Address], None] | None,
) -> None:
    """Run the server on the bound socket, and tell its address once it answers."""
    await datasette.refresh_schemas()
    config = uvicorn.Config(
        datasette.app(), log_level="warning", lifespan="on", timeout_graceful_shutdown=3
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started and not serving.done():
        await asyncio.sleep(0.02)
    if server.started:
        host, port = listening.getsockname()[:2]
        shown = LOOPBACK if host in ("0.0.0.0", "::") else host
        base = f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"
        address = address_of(datasette, base, owner=owner, page=page)
        if announce is not None:
            announce(address)
        if open_browser:
            await asyncio.to_thread(webbrowser.open, address.sign_in or address.page)
    await serving
