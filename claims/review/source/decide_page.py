"""Take a decision about a source from a form, record it, and go back; or say why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datasette import Request, Response

from claims.errors import DecisionError, StoreError
from claims.review.access.permissions import REVIEW, needs
from claims.review.decisions.deferred_writes import catch_up
from claims.review.decisions.recording import record
from claims.review.frame.domain_errors import refuse
from claims.review.frame.fields import inner_path
from claims.review.frame.posted_form import Fields, all_fields, posted
from claims.review.source.decision_form import field, source_action_of, source_of
from claims.review.source.decision_words import said_of_source
from claims.review.tables.cells import path_to
from claims.store.decisions import Action, Decided, Merge, Undo

if TYPE_CHECKING:
    from datasette.app import Datasette

_NOT_KEPT = ("seen", "here")


@needs(REVIEW)
@posted
async def source_decide_page(datasette: Datasette, request: Request) -> Response:
    """Answer POST `/-/claims/decide-source`: 303 to where one was, or 4xx with a reason."""
    fields: Fields = {}
    try:
        fields = await all_fields(request)
        action = source_action_of(fields)
        await _record(datasette, request, source_of(fields), action, fields)
    except (DecisionError, StoreError) as error:
        return await _refuse(datasette, request, error, fields)
    catch_up(datasette)
    onward = field(fields, "here")
    if isinstance(action, Merge) and not onward:
        onward = path_to("source", action.into)
    return Response("", status=303, headers={"location": inner_path(onward)})


async def _record(
    datasette: Datasette, request: Request, source: str, action: Action, fields: Fields
) -> Decided:
    seen = field(fields, "seen")
    # Taking back one's own decision comes too late for nobody.
    known = int(seen) if seen.isascii() and seen.isdigit() else None
    return await record(
        datasette,
        request,
        source,
        action,
        seen=None if isinstance(action, Undo) else known,
        target_kind="source",
        later=True,
    )


async def _refuse(
    datasette: Datasette, request: Request, error: DecisionError | StoreError, fields: Fields
) -> Response:
    """Say why nothing was recorded; after a conflict, show both versions and offer both ways."""
    kept = [(name, value) for name in fields if name not in _NOT_KEPT for value in fields[name]]
    return await refuse(
        datasette,
        request,
        error,
        page="source_refused",
        said=said_of_source,
        kept=kept,
        note=field(fields, "note"),
        here=inner_path(field(fields, "here")),
    )
