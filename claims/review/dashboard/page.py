"""The dashboard: how claims are sourced, by outlet and over time; who is quoted; who reviewed."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from datasette import Request, Response

from claims.review.access.permissions import READ, needs, sees_names
from claims.review.dashboard import (
    HEIGHT,
    SOURCINGS,
    Agreements,
    Asked,
    Quoted,
    Tallies,
    Worked,
    agreements,
    asked_of,
    bars_by_outlet,
    columns_over_time,
    lines_over_time,
    quoted_most,
    read_tallies,
    worked,
)
from claims.review.frame.glossary import FIELDS
from claims.review.frame.page import read, show
from claims.sources import outlet_spellings

if TYPE_CHECKING:
    from datasette.app import Datasette


# Outlets that are written in several ways ("NYT", "nyt") are one on the dashboard.

MOST_SPELLINGS: Final = 1_000
"""So many names, the commonest, are compared: each with each takes half a second."""

_NAMES = """
    SELECT publisher FROM documents WHERE publisher IS NOT NULL
    GROUP BY publisher ORDER BY count(*) DESC, publisher LIMIT ?
"""


def spellings(connection: sqlite3.Connection) -> Mapping[str, tuple[str, ...]]:
    """Return, for each outlet's name that is written in several ways, all of them."""
    return outlet_spellings(tuple(row[0] for row in connection.execute(_NAMES, [MOST_SPELLINGS])))


PATH = "/-/claims/dashboard"
MOST_NAMES = 500
"""Outlets that the field for one offers; any other can be typed."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """What one look at the file brings; of reviewers nothing where their names are hidden.

    `empty` tells whether there is not even an article.
    """

    asked: Asked
    tallies: Tallies
    quoted: list[Quoted]
    worked: list[Worked]
    agreements: Agreements | None
    empty: bool


@needs(READ)
async def dashboard_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/dashboard`; `outlet`, `from` and `to` (days) narrow it."""
    given = asked_of(request.args)
    names = await sees_names(datasette, request.actor)

    def reader(connection: sqlite3.Connection) -> _Counted:
        asked = replace(given, spellings=spellings(connection))
        return _Counted(
            asked,
            read_tallies(connection, asked),
            quoted_most(connection, asked),
            worked(connection, asked) if names else [],
            agreements(connection) if names else None,
            connection.execute("SELECT 1 FROM documents LIMIT 1").fetchone() is None,
        )

    counted = await read(datasette, reader)
    return await show(datasette, request, "dashboard", **_context(counted))


def _context(counted: _Counted) -> dict[str, Any]:
    """Return what the template prints."""
    asked, tallies = counted.asked, counted.tallies

    def address(**other: str) -> str:
        query = asked.query(**other)
        return f"{PATH}?{query}" if query else PATH

    return {
        "page": "dashboard",
        "asked": asked,
        "address": address,
        "all": PATH,
        "total": tallies.total,
        "tallies": tallies,
        "sourcings": SOURCINGS,
        "height": HEIGHT,
        "bars": bars_by_outlet(tallies, asked),
        "columns": columns_over_time(tallies, asked),
        "lines": lines_over_time(tallies, asked),
        "names": [name for name in tallies.outlets if name][:MOST_NAMES],
        "quoted": counted.quoted,
        "worked": counted.worked,
        "agreements": counted.agreements,
        "fields": FIELDS,
        "empty": counted.empty,
    }
