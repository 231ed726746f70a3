"""Find the desk that runs on a file, and get a new link into it.

A desk that its owner opened leaves a small file beside the database, which only its owner may read:
its address and a secret. Who can read it may ask the desk for a new link, as the one does who sees
the terminal in which it runs. The file goes when the desk stops; one that a killed desk left behind
is recognised by nobody answering, and taken away.
"""

from __future__ import annotations

import contextlib
import hmac
import json
import os
import secrets
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from datasette import Request, Response

from claims.review.access.sessions import sessions_of

if TYPE_CHECKING:
    from datasette.app import Datasette

__all__ = ["LINK_PATH", "SECRET_HEADER", "Running", "link_into", "link_page", "told_where"]

LINK_PATH = "/-/claims/link"
SECRET_HEADER = "x-claims-desk"
SECONDS = 5.0

_OF: WeakKeyDictionary[Datasette, tuple[str, str]] = WeakKeyDictionary()
"""The secret of each desk that can be joined, and who its owner is."""


@dataclass(frozen=True, slots=True)
class Running:
    """A desk that runs already: its address, and a link that signs its owner in once."""

    page: str
    sign_in: str


def word_beside(db_path: str | Path) -> Path:
    """Return where a desk leaves word of itself."""
    path = Path(db_path).resolve()
    return path.with_name(f"{path.name}-desk")


@contextlib.contextmanager
def told_where(
    datasette: Datasette, db_path: str | Path, base: str, owner: str | None
) -> Iterator[None]:
    """Leave word of a desk at `base` while it runs; nothing for one without a sole owner.

    Where the folder cannot be written, the desk runs all the same and cannot be joined.
    """
    if owner is None:
        yield
        return
    secret = secrets.token_urlsafe(32)
    place = word_beside(db_path)
    _OF[datasette] = (secret, owner)
    with contextlib.suppress(OSError):
        place.unlink(missing_ok=True)
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf8") as file:
            json.dump({"page": base, "secret": secret}, file)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            if _word(place).get("secret") == secret:  # and not that of a desk that came after
                place.unlink()


def link_into(db_path: str | Path, page: str = "/") -> Running | None:
    """Return the desk that runs on a file with a new link into it, at `page`, or None."""
    place = word_beside(db_path)
    word = _word(place)
    base, secret = word.get("page"), word.get("secret")
    if not (isinstance(base, str) and isinstance(secret, str) and base.startswith("http://")):
        return None
    asked = urllib.request.Request(
        f"{base}{LINK_PATH}?{urllib.parse.urlencode({'next': page})}",
        data=b"",
        headers={SECRET_HEADER: secret},
        method="POST",
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(asked, timeout=SECONDS) as answer:
            found = json.loads(answer.read(10_000))
    except urllib.error.HTTPError:
        return None  # somebody else answers there now
    except (OSError, ValueError):
        with contextlib.suppress(OSError):
            place.unlink()
        return None
    return Running(base + page, base + str(found["path"]))


async def link_page(datasette: Datasette, request: Request) -> Response:
    """Answer POST `/-/claims/link` with the path of a new link, for who knows the secret."""
    secret, owner = _OF.get(datasette, ("", ""))
    given = request.headers.get(SECRET_HEADER, "")
    if request.method != "POST" or not secret or not hmac.compare_digest(secret, given):
        return Response.json({"ok": False, "error": "Not allowed"}, status=403)
    token = sessions_of(datasette).new_link({"id": owner, "role": "admin"})
    onward = request.args.get("next") or "/"
    query = urllib.parse.urlencode({"token": token, **({"next": onward} if onward != "/" else {})})
    return Response.json(
        {"path": f"/-/claims/sign-in?{query}"}, headers={"cache-control": "no-store"}
    )


def _word(place: Path) -> dict[str, object]:
    """Return what a desk left beside its file; empty where there is nothing that can be read."""
    try:
        found = json.loads(place.read_text(encoding="utf8")[:10_000])
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
