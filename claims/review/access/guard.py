"""What is between the network and every page: the host that was asked for, and safe headers.

A page of a hostile site may point a name of its own at 127.0.0.1 (DNS rebinding) and then read
whatever is served there; it can't do so when only known names are answered. Addresses in figures
cannot be rebound and are let through.
"""

import ipaddress
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""The Content-Security-Policy of our own pages: nothing inline, no other site."""

DATASETTE_POLICY = "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
"""That of Datasette's own pages, which need their inline scripts."""

_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
_UNKNOWN_HOST = b"This desk does not answer to that host name. See claims serve --help.\n"


def host_is_known(header: str, hosts: tuple[str, ...]) -> bool:
    """Return whether a Host header names this machine: localhost, an address, or one of `hosts`."""
    name = header.strip().lower()
    if name.startswith("["):
        name = name[1:].partition("]")[0]
    elif name.count(":") == 1:
        name = name.partition(":")[0]
    name = name.rstrip(".")
    if name == "localhost" or name in hosts:
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def guard(app: App, hosts: tuple[str, ...], *, closed: tuple[str, ...] = ()) -> App:
    """Wrap an ASGI application: refuse unknown hosts with 421, set headers on every answer.

    Addresses that begin with one of `closed` (whole parts of a path) are not there: 404.
    """

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        headers = dict(scope.get("headers") or [])
        if not host_is_known(headers.get(b"host", b"").decode("latin-1"), hosts):
            await _refuse(send, 421, _UNKNOWN_HOST)
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": _with_headers(list(message.get("headers", [])))}
            await send(message)

        if f"{scope['path']}/".startswith(tuple(f"{path}/" for path in closed)):
            await _refuse(send_safely, 404, b"There is no such page on this desk.\n")
            return
        await app(scope, receive, send_safely)

    return guarded


def _with_headers(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Return the headers of an answer with ours added; a policy that a page set stays."""
    present = {bytes(name).lower() for name, _ in headers}
    added = [*_HEADERS, (b"content-security-policy", DATASETTE_POLICY.encode())]
    return headers + [(name, value) for name, value in added if name not in present]


async def _refuse(send: Send, status: int, body: bytes) -> None:
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [(b"content-type", b"text/plain; charset=utf-8")],
        }
    )
    await send({"type": "http.response.body", "body": body})
