"""Take a decision from a form, record it, and go on; or say who decided first."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING

from datasette import Request, Response

from claims.errors import DecisionError, StoreError
from claims.review.access.permissions import REVIEW, needs
from claims.review.decisions.correction_form import AskedCorrection, correction_asked, correction_of
from claims.review.decisions.decision_form import action_of, claim_of, seen_of, sentence_of, stays
from claims.review.decisions.decision_words import said
from claims.review.decisions.deferred_writes import catch_up
from claims.review.decisions.recording import record, record_with
from claims.review.frame.domain_errors import refuse
from claims.review.frame.fields import inner_path
from claims.review.frame.posted_form import last_fields, posted
from claims.store.decisions import Action, CorrectStatus, Decided, Undo, decide

if TYPE_CHECKING:
    from datasette.app import Datasette

_KEPT = (
    *("claim", "sentence", "action", "kind", "certainty", "flag", "assign", "evidence", "note"),
    *("status", "disputable", "chain", "content"),
    *("added", "added_chain", "added_kind", "added_certainty"),
)


@needs(REVIEW)
@posted
async def decide_page(datasette: Datasette, request: Request) -> Response:
    """Answer POST `/-/claims/decide`: 303 to the claim or the next one, or 4xx with a reason."""
    fields: Mapping[str, str] = {}
    try:
        fields = await last_fields(request)
        asked = correction_asked(fields) or action_of(fields)
        await _record(datasette, request, fields, asked)
    except (DecisionError, StoreError) as error:
        return await _refuse(datasette, request, error, fields)
    catch_up(datasette)
    here = isinstance(asked, AskedCorrection) or stays(asked)
    onward = fields.get("here") if here else fields.get("next")
    return Response("", status=303, headers={"location": inner_path(onward)})


async def _record(
    datasette: Datasette,
    request: Request,
    fields: Mapping[str, str],
    asked: Action | AskedCorrection,
) -> None:
    """Record what a form asks for, about its claim or its sentence."""
    # Taking back one's own decision comes too late for nobody; its number says what it was about.
    if isinstance(asked, Undo):
        await record(datasette, request, fields.get("claim", ""), asked, seen=None)
        return
    about = asked.target_kind if isinstance(asked, AskedCorrection) else "claim"
    if about == "sentence" or isinstance(asked, CorrectStatus):
        about, target, seen = "sentence", sentence_of(fields), seen_of(fields, "sentence_seen")
    else:
        target, seen = claim_of(fields), seen_of(fields)

    def work(connection: sqlite3.Connection, person: str) -> Decided:
        action = (
            correction_of(connection, target, asked)
            if isinstance(asked, AskedCorrection)
            else asked
        )
        return decide(
            connection,
            reviewer=person,
            target_kind=about,
            target=target,
            action=action,
            seen=seen,
        )

    await record_with(datasette, request, work)


async def _refuse(
    datasette: Datasette,
    request: Request,
    error: DecisionError | StoreError,
    fields: Mapping[str, str],
) -> Response:
    """Say why nothing was recorded; after a conflict, show both versions and offer both ways."""
    return await refuse(
        datasette,
        request,
        error,
        said=said,
        kept={name: fields[name] for name in _KEPT if name in fields},
        note=fields.get("note", ""),
        here=inner_path(fields.get("here")),
        next=inner_path(fields.get("next")),
    )
