"""Reports to be looked at, printed and taken away; and the list of all that can be taken away."""

from __future__ import annotations

import base64
import hashlib
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlencode

from datasette import Request, Response

from claims.review.access.guard import PAGE_POLICY
from claims.review.access.permissions import READ, needs, sees_names
from claims.review.access.settings import DATABASE
from claims.review.exports.requested import Asked, asked_of
from claims.review.frame.export_formats import ReportPage, offered
from claims.review.frame.page import must, read, show
from claims.store import Store

if TYPE_CHECKING:
    from datasette.app import Datasette

__all__ = ["ROUTES", "policy_with", "read_store"]

Found = TypeVar("Found")


@needs(READ)
async def report_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/report/<article, story or queue>/<id>`: the report, to look at and print.

    Of a queue the address carries the filters; `names=0` leaves out who decided.
    """
    asked = await asked_of(datasette, request)
    make = must(offered(datasette).report, "report")
    report = must(
        await read_store(datasette, lambda store: make(store, asked.wanted)),
        f"{asked.wanted.kind}, or nothing to report of it",
    )
    answer = await show(
        datasette,
        request,
        "report",
        report=report,
        back=asked.back,
        formats=offered(datasette).of(asked.wanted.kind),
        export=f"/-/claims/export/{asked.wanted.kind}/{request.url_vars['id']}",
        query=_query(asked, request, names=asked.wanted.names),
        named=asked.wanted.names,
        may_name=await sees_names(datasette, request.actor),
        other=f"{request.path}{_query(asked, request, names=not asked.wanted.names)}",
    )
    answer.headers["content-security-policy"] = policy_with(report)
    return answer


@needs(READ)
async def exports_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/exports`: all that is on the desk, in every format."""
    return await show(datasette, request, "all_exports", formats=offered(datasette).of("desk"))


def policy_with(report: ReportPage) -> str:
    """Return the policy of our pages that lets the style sheet of a report through, by its hash."""
    digest = base64.b64encode(hashlib.sha256(report.style.encode()).digest()).decode()
    return PAGE_POLICY.replace("style-src 'self'", f"style-src 'self' 'sha256-{digest}'")


async def read_store(datasette: Datasette, reader: Callable[[Store], Found]) -> Found:
    """Run `reader` on the served file, lent to the store for reading only."""
    path = Path(datasette.get_database(DATABASE).path)

    def lend(connection: sqlite3.Connection) -> Found:
        return reader(Store(path, connection, wait=0, read_only=True))

    return await read(datasette, lend)


def _query(asked: Asked, request: Request, *, names: bool) -> str:
    """Return the query of an address that asks for the same, with or without who decided."""
    kept = [(name, request.args.get(name)) for name in request.args if name != "names"]
    given = kept if asked.wanted.kind == "queue" else []
    given = given if names else [*given, ("names", "0")]
    return f"?{urlencode(given)}" if given else ""


ROUTES = (
    (r"^/-/claims/report/(?P<kind>article|story|queue)/(?P<id>[^/]+)$", report_page),
    (r"^/-/claims/exports$", exports_page),
)
