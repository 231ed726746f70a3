"""How the desk answers what it does not do: a status, a sentence, and nothing lost of the form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette import Request, Response

from claims.errors import BusyError, ClaimsError, ConflictError, StoreError
from claims.review.frame.page import show

if TYPE_CHECKING:
    from datasette.app import Datasette

__all__ = ["line_of", "refuse", "status_of", "told"]

_BUSY = "another program is writing to this file and did not finish in time; try again in a moment"
_STATUSES = ((ConflictError, 409), (BusyError, 503), (StoreError, 404))


async def refuse(
    datasette: Datasette,
    request: Request,
    error: ClaimsError,
    *,
    page: str = "refused",
    **more: Any,
) -> Response:
    """Answer with a page that says why nothing was recorded.

    `more` is what the page needs besides: the fields to be kept, where to go back to. After a
    conflict of two decisions `page` shows both.
    """
    conflict = error if isinstance(error, ConflictError) and error.ours else None
    return await show(
        datasette,
        request,
        page,
        status=status_of(error),
        message=told(error),
        conflict=conflict,
        **more,
    )


def status_of(error: ClaimsError) -> int:
    """Return the status that answers what could not be done: 400, or what fits it better."""
    return next((status for kind, status in _STATUSES if isinstance(error, kind)), 400)


def line_of(error: ClaimsError) -> str:
    """Return the line of an error for a page; that of a busy file names a path and a command."""
    return _BUSY if isinstance(error, BusyError) else str(error)


def told(error: ClaimsError) -> str:
    """Return the line of an error as a sentence of a page; a conflict begins with who was first."""
    line = line_of(error)
    start = line[:1] if isinstance(error, ConflictError) else line[:1].upper()
    return f"{start}{line[1:]}{'' if line.endswith(('.', '?', '!')) else '.'}"
