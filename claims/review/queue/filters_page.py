"""Save the filters of the queue under a name, and forget them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING

from datasette import NotFound, Request, Response

from claims.errors import BusyError, DecisionError
from claims.review.access.permissions import REVIEW, needs
from claims.review.decisions.recording import change
from claims.review.frame.domain_errors import refuse
from claims.review.frame.fields import inner_path
from claims.review.frame.page import read
from claims.review.frame.posted_form import last_fields, posted
from claims.review.queue.filter_names import FIELDS, choices_for, resolved
from claims.review.queue.filters import filters_of
from claims.store.queueing import forget_filters, save_filters

if TYPE_CHECKING:
    from datasette.app import Datasette


# What a field of the filters can hold, while somebody types: names, as JSON.


@needs(REVIEW)
async def filter_choices_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/filter-choices?field=outlet&q=...` with ids and names."""
    field, words = request.args.get("field") or "", (request.args.get("q") or "").strip()
    if field not in FIELDS:
        raise NotFound(f"There is no filter {field}")
    found = (
        await read(datasette, lambda connection: choices_for(connection, field, words))
        if words
        else ()
    )
    return Response.json({"choices": [{"id": one, "name": name} for one, name in found]})


QUEUE = "/-/claims/queue"


@needs(REVIEW)
@posted
async def filters_page(datasette: Datasette, request: Request) -> Response:
    """Answer POST `/-/claims/filters`: 303 to the queue so narrowed, or 4xx with a reason."""
    try:
        fields = await last_fields(request)
        onward = await change(
            datasette,
            request,
            lambda connection, person: _changed(connection, person, fields),
        )
    except (DecisionError, BusyError) as error:
        return await refuse(
            datasette,
            request,
            error,
            note="",
            here=QUEUE,
            next=QUEUE,
        )
    return Response("", status=303, headers={"location": onward})


def _changed(connection: sqlite3.Connection, person: str, fields: Mapping[str, str]) -> str:
    """Save or forget what the form says, and return the address to go on to."""
    action, _, name = fields.get("action", "").partition(":")
    if action == "forget":
        forget_filters(connection, person, name)
        return inner_path(fields.get("here") or QUEUE)
    if action != "save":
        raise DecisionError("the form says nothing of what is to be done; go back")
    meant = resolved(connection, filters_of(fields))
    if not meant.certain:
        field, words = next(iter({**meant.unknown, **dict.fromkeys(meant.choices, "")}.items()))
        raise DecisionError(
            f"no {field} of this file matches “{words}”"
            if words
            else f"several match the {field}: choose one of them first"
        )
    filters = meant.filters
    save_filters(connection, person, fields.get("name", ""), filters.stored())
    query = filters.query()
    return f"{QUEUE}?{query}" if query else QUEUE
