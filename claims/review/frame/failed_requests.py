"""What a request that fails is answered with: a page in the desk's frame, or JSON for programs.

Datasette's own answer prints every failure, a wrong address too, with all local variables: that is
slow, and puts what people typed into the log. Here a failure of ours is logged as a traceback
alone, and whoever asked learns what to do.
"""

from __future__ import annotations

import logging
import sqlite3
from typing import TYPE_CHECKING

from datasette import Request, Response
from datasette.utils import error_body
from datasette.utils.asgi import Base400

from claims.review.access.settings import DATABASE
from claims.review.frame.page import show
from claims.review.tables.saved_queries import saved_queries

if TYPE_CHECKING:
    from datasette.app import Datasette

__all__ = ["answer_failure"]

OURS = "Something went wrong here. The log of `claims serve` says what it was."
TOO_LONG = "SQL query took too long"
NO_COLUMN = "no such column: "
TITLES = {400: "That does not work", 404: "Not found", 500: "Something went wrong"}
log = logging.getLogger(__name__)


async def answer_failure(datasette: Datasette, request: Request, failure: Exception) -> Response:
    """Answer the request that ended with `failure`: 400 and above, never the failure itself."""
    status, message, details = _mistyped(request, failure) or _told(failure)
    if status >= 500 and message == OURS:
        log.error("%s %s failed", request.method, request.path, exc_info=failure)
    if request.path.endswith(".json"):
        return Response.json({**details, **error_body(message, status)}, status=status)
    if request.path.endswith(".csv"):
        return Response.text(message, status=status)
    title = TITLES.get(status, TITLES[400])
    try:
        return await show(
            datasette,
            request,
            "failed",
            status,
            title=title,
            message=_for_people(message, datasette.setting("sql_time_limit_ms")),
            asked=_asked(request),
        )
    except Exception:  # a page about a failure must not fail, whatever is broken
        log.exception("the page about a failure failed")
        return Response.text(f"{title}. {message}", status=status)


def _for_people(message: str, limit: int) -> str:
    """Return a message as a sentence; that of a query without end says what to do about it."""
    if message.startswith(TOO_LONG):
        return (
            f"The query took longer than {limit / 1000:g} seconds and was stopped. Ask for less: "
            "fewer rows, fewer joins, or a condition on a column that has an index."
        )
    return message if not message or message.endswith((".", "?", "!")) else f"{message}."


def _asked(request: Request) -> list[tuple[str, str]]:
    """Return the fields of a query that somebody wrote, or of a question that was saved with its
    parameters, so that it can be changed; else none."""
    given = [(name, request.args.get(name) or "") for name in request.args]
    if request.path.endswith("/-/query") and request.args.get("sql"):
        return given
    saved = {f"/{DATABASE}/{query.name}": query.sql for query in saved_queries()}
    sql = saved.get(request.path)
    return [] if sql is None else [("sql", sql), *(one for one in given if one[0] != "sql")]


def _mistyped(request: Request, failure: Exception) -> tuple[int, str, dict[str, object]] | None:
    """Tell of a column that is not there, which Datasette's pages of tables ask for as a facet."""
    words = str(failure)
    asked = isinstance(failure, sqlite3.OperationalError) and words.startswith(NO_COLUMN)
    return (400, words, {}) if asked and request.path.startswith(f"/{DATABASE}/") else None


def _told(failure: Exception) -> tuple[int, str, dict[str, object]]:
    """Return the status, what to tell people, and what more to tell programs."""
    if isinstance(failure, Base400):
        return failure.status, str(failure.args[0]) if failure.args else "", {}
    # Datasette's DatasetteError, which lives in a module that a plugin cannot import in time.
    status, details = getattr(failure, "status", None), getattr(failure, "error_dict", None)
    if isinstance(status, int) and isinstance(details, dict):
        plain = getattr(failure, "plain_message", None) or getattr(failure, "message", None)
        return status, str(plain or failure), details
    return 500, OURS, {}
