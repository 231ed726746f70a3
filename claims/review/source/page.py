"""One source: what it is called, what it is quoted with, how that fared, and what people decide."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from datasette import Request, Response

from claims.reading.layout.titles import title_of
from claims.review.access.permissions import EDIT, READ, needs
from claims.review.frame.page import must, read, show
from claims.review.source.claims import (
    ClaimPage,
    claim_filter_of,
    read_claims,
    read_relayed,
)
from claims.review.source.plots import HEIGHT, WIDTH, columns_of
from claims.review.source.record import SourceRecord, read_record
from claims.review.source.rows import SourceDetails, read_source
from claims.review.tables.cells import path_to
from claims.values import SourceKind

if TYPE_CHECKING:
    from datasette.app import Datasette


@dataclass(frozen=True, slots=True)
class _Page:
    """What one look at the file brings."""

    source: SourceDetails
    record: SourceRecord
    claims: ClaimPage
    relayed: tuple[sqlite3.Row, ...]
    through: str | None


@needs(READ)
async def source_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/source/<id>`; the address may narrow its claims, see `ClaimFilter`."""
    name = request.url_vars["id"]
    asked = claim_filter_of(request.args)

    def reader(connection: sqlite3.Connection) -> _Page | None:
        source = read_source(connection, name)
        if source is None:
            return None
        named = "SELECT name FROM sources WHERE id = ?"
        through = connection.execute(named, [asked.through]).fetchone()
        return _Page(
            source,
            read_record(connection, name),
            read_claims(connection, name, asked),
            read_relayed(connection, name),
            through[0] if through else None,
        )

    found = must(await read(datasette, reader), "source")
    page = path_to("source", name)
    columns = columns_of(found.record.months)

    def narrowed(**more: str) -> str:
        query = asked.query(**{"after": "", **more})
        return f"{page}?{query}#said" if query else f"{page}#said"

    return await show(
        datasette,
        request,
        "source",
        found=found.source,
        record=found.record,
        claims=found.claims,
        relayed=found.relayed,
        narrowings={**asked.set(), **({"through": found.through} if found.through else {})},
        columns=columns,
        most=max((column.claims for column in columns), default=0),
        width=WIDTH,
        height=HEIGHT,
        narrowed=narrowed,
        here=page,
        back=request.path if not request.query_string else f"{request.path}?{request.query_string}",
        kinds=get_args(SourceKind),
        title_of=title_of,
        may_edit=await datasette.allowed(action=EDIT, actor=request.actor),
        person=str((request.actor or {}).get("id") or ""),
    )
