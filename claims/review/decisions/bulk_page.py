"""Decide on several claims by one action: all of them are recorded, or none."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

from datasette import Request, Response

from claims.errors import ConflictError, DecisionError, StoreError
from claims.review.access.permissions import REVIEW, needs
from claims.review.decisions.bulk_form import AnotherSource, Asked, UndoAll, asked_of
from claims.review.decisions.decision_words import said
from claims.review.decisions.deferred_writes import catch_up
from claims.review.decisions.recording import record_with
from claims.review.frame.domain_errors import refuse
from claims.review.frame.fields import inner_path
from claims.review.frame.page import read
from claims.review.frame.posted_form import Fields, all_fields, posted
from claims.store.decisions import (
    Action,
    Decided,
    another_source,
    decide_all,
    standing_batch,
    undo_all,
)

if TYPE_CHECKING:
    from datasette.app import Datasette

_KEPT = ("action", "flag", "assign", "source", "source_kind", "note")
_KNOWN = """
    SELECT DISTINCT sources.name, sources.id FROM claims
    JOIN hops ON hops.claim = claims.id
    JOIN sources ON sources.id = hops.source
    WHERE claims.document = (SELECT document FROM claims WHERE id = ?)
"""
_WORDS = "SELECT id, text FROM claims WHERE id IN (SELECT value FROM json_each(?))"


@needs(REVIEW)
@posted
async def together_page(datasette: Datasette, request: Request) -> Response:
    """Answer POST `/-/claims/decide-all`: 303 to where one was, or 4xx with a reason."""
    fields: Fields = {}
    try:
        fields = await all_fields(request)
        await _record(datasette, request, asked_of(fields))
    except (DecisionError, StoreError) as error:
        return await _refuse(datasette, request, error, fields)
    catch_up(datasette)
    here = fields.get("here", [""])[-1]
    return Response("", status=303, headers={"location": inner_path(here)})


async def _record(datasette: Datasette, request: Request, asked: Asked) -> Decided:
    action = asked.action
    if isinstance(action, UndoAll):
        return await record_with(
            datasette,
            request,
            lambda connection, person: undo_all(connection, reviewer=person, first=action.first),
            undone=lambda connection: [
                row["id"] for row in standing_batch(connection, action.first)
            ],
        )

    def work(connection: sqlite3.Connection, person: str) -> Decided:
        actions = _actions(connection, asked.claims, action)
        return decide_all(connection, reviewer=person, actions=actions, seen=asked.seen)

    return await record_with(datasette, request, work)


def _actions(
    connection: sqlite3.Connection, claims: tuple[str, ...], action: Action | AnotherSource
) -> dict[str, Action]:
    """Return the action for each claim; another source makes another chain of each."""
    if not isinstance(action, AnotherSource):
        return dict.fromkeys(claims, action)
    link = action.link(dict(tuple(row) for row in connection.execute(_KNOWN, [claims[0]])))
    return {claim: another_source(connection, claim, link, note=action.note) for claim in claims}


async def _refuse(
    datasette: Datasette,
    request: Request,
    error: DecisionError | StoreError,
    fields: Fields,
) -> Response:
    """Say why nothing was recorded; after a conflict, which claims a colleague touched."""
    conflict = error if isinstance(error, ConflictError) else None
    theirs = conflict.theirs if conflict else ()
    touched = {str(row["target"]): row for row in theirs}
    words = await read(datasette, lambda connection: _words(connection, list(touched)))
    return await refuse(
        datasette,
        request,
        error,
        page="refused_all",
        said=said,
        touched=[(name, words.get(name), row) for name, row in touched.items()],
        others=[name for name in dict.fromkeys(fields.get("claims", [])) if name not in touched],
        claims=list(dict.fromkeys(fields.get("claims", []))),
        seen=fields.get("seen", ["0"])[-1],
        kept={name: fields[name][-1] for name in _KEPT if name in fields},
        here=inner_path(fields.get("here", [""])[-1]),
    )


def _words(connection: sqlite3.Connection, claims: list[str]) -> dict[str, str]:
    """Return the words of claims by their ids; one that was dismissed meanwhile has none."""
    return dict(tuple(row) for row in connection.execute(_WORDS, [json.dumps(claims)]))
