"""Decide between people who differ: their versions side by side, one key for each answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from datasette import Request, Response

from claims.errors import DecisionError, StoreError
from claims.review.access.permissions import EDIT, needs
from claims.review.decisions.decision_form import claim_of, seen_of
from claims.review.decisions.deferred_writes import catch_up
from claims.review.decisions.recording import record
from claims.review.frame.domain_errors import status_of
from claims.review.frame.page import read, show
from claims.review.frame.posted_form import last_fields
from claims.review.team.adjudication import last_adjudicated, read_differing
from claims.store.decisions import Adjudicate

if TYPE_CHECKING:
    from datasette.app import Datasette

PATH = "/-/claims/adjudicate"


@needs(EDIT)
async def adjudicate_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/adjudicate`: GET shows a claim that waits; POST decides, and goes on."""
    if request.method == "POST":
        return await _decide(datasette, request)
    return await _show(datasette, request, claim=request.args.get("claim") or "")


async def _decide(datasette: Datasette, request: Request) -> Response:
    """Record what the editor chose; 303 to the same claim if more waits there, else to the next."""
    fields: dict[str, str] = {}
    try:
        fields = await last_fields(request)
        # Whether there is such a field is checked where the action is recorded.
        field: Any = fields.get("field", "")
        action = Adjudicate(field, fields.get("value", ""), fields.get("note", "").strip() or None)
        claim = claim_of(fields)
        await record(datasette, request, claim, action, seen=seen_of(fields))
    except (DecisionError, StoreError) as error:
        named = fields.get("claim", "")
        return await _show(
            datasette, request, claim=named, message=str(error), status=status_of(error)
        )
    catch_up(datasette)
    onward = fields.get("after", "") if fields.get("last") else claim
    where = f"{PATH}?{urlencode({'claim': onward})}" if onward else PATH
    return Response("", status=303, headers={"location": where})


async def _show(
    datasette: Datasette, request: Request, *, claim: str, message: str = "", status: int = 200
) -> Response:
    """Print the claim that is asked for, or the first that waits."""
    person = str(cast("dict[str, Any]", request.actor or {}).get("id") or "")
    differing, last = await read(
        datasette,
        lambda connection: (
            read_differing(connection, person, claim),
            last_adjudicated(connection, person),
        ),
    )
    return await show(
        datasette,
        request,
        "adjudicate",
        status=status,
        message=message,
        differing=differing,
        last=last,
        path=PATH,
    )
