"""All sources, and the pairs that may be one: browsed, searched, merged or kept apart."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from datasette import Request, Response

from claims.reading.layout.titles import title_of
from claims.review.access.permissions import EDIT, READ, needs
from claims.review.frame.page import must, read, show
from claims.review.source.decision_words import said_of_source
from claims.review.source.list_rows import (
    PAGE,
    Listed,
    Pair,
    list_filter_of,
    read_listed,
    read_namesakes,
    read_pair,
    read_pairs,
)
from claims.review.source.rows import SourceDetails, read_source
from claims.store.decisions import latest_review
from claims.values import SourceKind

if TYPE_CHECKING:
    from datasette.app import Datasette


# The latest decision of a person about a source, which `u` takes back.

_LATEST = """
    SELECT reviews.id, reviews.target, reviews.action, reviews.field, reviews.value, sources.name
    FROM reviews
    LEFT JOIN attachments ON attachments.review = reviews.id
    LEFT JOIN sources ON sources.id = coalesce(attachments.target, reviews.target)
    WHERE reviews.reviewer = ? AND reviews.target_kind = 'source' AND reviews.action <> 'undo'
        AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = reviews.id)
    ORDER BY reviews.id DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Latest:
    """A decision that stands: its number, its source's id and name, and what it says in words."""

    review: int
    source: str
    name: str
    said: str


def latest_of(connection: sqlite3.Connection, person: str) -> Latest | None:
    """Return the latest decision about a source that the person may take back, or None."""
    row = connection.execute(_LATEST, [person]).fetchone()
    if row is None:
        return None
    return Latest(row["id"], row["target"], row["name"] or "?", said_of_source(row))


PATH = "/-/claims/sources"


@dataclass(frozen=True, slots=True)
class _Sources:
    """What one look at the file brings; `pair` is the one to decide on now."""

    listed: tuple[Listed, ...]
    pairs: tuple[sqlite3.Row, ...]
    pair: Pair | None
    seen: int
    chosen: SourceDetails | None
    namesakes: tuple[sqlite3.Row, ...]
    latest: Latest | None


@dataclass(frozen=True, slots=True)
class _Merge:
    """What would be joined: `one` becomes a part of `other`."""

    pair: Pair
    one: SourceDetails
    other: SourceDetails
    seen: int


@needs(READ)
async def sources_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/sources`; `merge` seeks another name for one, `pair` passes over pairs."""
    asked = list_filter_of(request.args)
    person = str((request.actor or {}).get("id") or "")
    passed = request.args.get("pair", "")
    place = int(passed) if passed.isascii() and passed.isdigit() and len(passed) < len("100") else 0

    def reader(connection: sqlite3.Connection) -> _Sources:
        pairs = read_pairs(connection, asked.merge)
        chosen = pairs[place] if place < len(pairs) else None
        pair = read_pair(connection, chosen["one"], chosen["other"]) if chosen else None
        return _Sources(
            read_listed(connection, asked),
            pairs,
            pair,
            latest_review(connection, "source", pair.other.row["id"]) if pair else 0,
            read_source(connection, asked.merge) if asked.merge else None,
            () if asked.merge else read_namesakes(connection),
            latest_of(connection, person) if person else None,
        )

    found = await read(datasette, reader)
    page = int(asked.page or 1)
    return await show(
        datasette,
        request,
        "sources",
        listed=found.listed[:PAGE],
        more=f"{PATH}?{asked.query(page=str(page + 1))}" if len(found.listed) > PAGE else None,
        before=f"{PATH}?{asked.query(page=str(page - 1))}" if page > 1 else None,
        asked=asked,
        narrowed=lambda **more: f"{PATH}?{asked.query(**more)}",
        kinds=get_args(SourceKind),
        pairs=found.pairs,
        pair=found.pair,
        place=place,
        seen=found.seen,
        chosen=found.chosen,
        namesakes=found.namesakes,
        title_of=title_of,
        latest=found.latest,
        here=PATH if not asked.query() else f"{PATH}?{asked.query()}",
        may_edit=await datasette.allowed(action=EDIT, actor=request.actor),
    )


@needs(EDIT)
async def merge_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/source/<id>/merge?into=<id>`: what would be joined, before it is."""
    name, into = request.url_vars["id"], request.args.get("into", "")

    def reader(connection: sqlite3.Connection) -> _Merge | None:
        pair = read_pair(connection, name, into, as_given=True)
        one, other = read_source(connection, name), read_source(connection, into)
        if pair is None or one is None or other is None:
            return None
        return _Merge(pair, one, other, latest_review(connection, "source", name))

    found = must(await read(datasette, reader), "pair of sources")
    return await show(
        datasette,
        request,
        "source_merge",
        pair=found.pair,
        one=found.one,
        other=found.other,
        seen=found.seen,
    )
