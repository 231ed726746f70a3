"""Take a decision from a form, record it, and go on; or say who was here first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from datasette import Request, Response

from claims.errors import BusyError, ConflictError, DecisionError, StoreError
from claims.review.acting import action_of, claim_of, seen_of, stays
from claims.review.forms import inner_path
from claims.review.history import said
from claims.review.page import show
from claims.review.permissions import REVIEW, needs
from claims.review.recorded import record
from claims.store.decisions import Undo

if TYPE_CHECKING:
    from datasette.app import Datasette

_REFUSED = ((ConflictError, 409), (DecisionError, 400), (BusyError, 503), (StoreError, 404))
_KEPT = ("claim", "action", "kind", "certainty", "flag", "assign", "evidence", "note")


@needs(REVIEW)
async def decide_page(datasette: Datasette, request: Request) -> Response:
    """Answer POST `/-/claims/decide`: 303 to the claim or the next one, or 4xx with a reason."""
    if request.method != "POST":
        return Response.text("Post a form here", status=405, headers={"allow": "POST"})
    fields: Mapping[str, str] = {}
    try:
        fields = await _fields(request)
        action = action_of(fields)
        # Taking back one's own decision comes too late for nobody.
        seen = None if isinstance(action, Undo) else seen_of(fields)
        await record(datasette, request, claim_of(fields), action, seen=seen)
    except (DecisionError, StoreError) as error:
        return await _refuse(datasette, request, error, fields)
    onward = fields.get("here") if stays(action) else fields.get("next")
    return Response("", status=303, headers={"location": inner_path(onward)})


async def _fields(request: Request) -> Mapping[str, str]:
    """Return the fields of the form; raises DecisionError where it is none."""
    try:
        fields: Mapping[str, str] = await request.post_vars()
    except ValueError as error:
        raise DecisionError("the form cannot be read: it is not UTF-8") from error
    return fields


async def _refuse(
    datasette: Datasette,
    request: Request,
    error: DecisionError | StoreError,
    fields: Mapping[str, str],
) -> Response:
    """Say why nothing was recorded; after a conflict, show both versions and offer both ways."""
    status = next(status for kind, status in _REFUSED if isinstance(error, kind))
    conflict = error if isinstance(error, ConflictError) else None
    return await show(
        datasette,
        request,
        "refused",
        status=status,
        message=str(error),
        conflict=conflict,
        said=said,
        kept={name: fields[name] for name in _KEPT if name in fields},
        note=fields.get("note", ""),
        here=inner_path(fields.get("here")),
        next=inner_path(fields.get("next")),
    )
