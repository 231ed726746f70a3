"""One-time sign-in links and the sessions they begin, for a desk on one's own machine.

Both live in the memory of the server: a link works once and for some minutes, a session ends after
some hours, at signing out, or when the server stops. Only digests are kept. The cookie that
carries a session is HttpOnly and SameSite, and its name is ours alone, for cookies of 127.0.0.1 are
shared by all ports.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from datasette.app import Datasette


COOKIE = "claims_session"
LINK_SECONDS = 30 * 60
SESSION_SECONDS = 16 * 60 * 60

Actor = dict[str, str]


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(slots=True)
class Sessions:
    """The links that may still be used and the sessions that have begun."""

    clock: Callable[[], float] = time.monotonic
    _links: dict[str, tuple[float, Actor]] = field(default_factory=dict)
    _open: dict[str, tuple[float, Actor]] = field(default_factory=dict)

    def new_link(self, actor: Actor) -> str:
        """Return a token that signs `actor` in once, within half an hour."""
        token = secrets.token_urlsafe(32)
        self._links[_digest(token)] = (self.clock() + LINK_SECONDS, actor)
        return token

    def sign_in(self, token: str) -> str | None:
        """Use up a link's token; return a new session's token, None where the link is no good."""
        until, actor = self._links.pop(_digest(token), (0.0, {}))
        if self.clock() >= until:
            return None
        session = secrets.token_urlsafe(32)
        self._open[_digest(session)] = (self.clock() + SESSION_SECONDS, actor)
        return session

    def actor(self, session: str) -> Actor | None:
        """Return who is signed in by the session's token, None where it is unknown or over."""
        until, actor = self._open.get(_digest(session), (0.0, {}))
        if self.clock() < until:
            return actor
        self._open.pop(_digest(session), None)
        return None

    def sign_out(self, session: str) -> None:
        """End the session."""
        self._open.pop(_digest(session), None)


_OF: WeakKeyDictionary[Datasette, Sessions] = WeakKeyDictionary()


def sessions_of(datasette: Datasette) -> Sessions:
    """Return the sessions of one server."""
    return _OF.setdefault(datasette, Sessions())
