"""The pages of further readers: an article's readings, where they differ, what they may be sent."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from datasette import Request, Response

from claims.errors import ClaimsError, DecisionError
from claims.review.access.permissions import EDIT, READ, REVIEW, needs
from claims.review.decisions.recording import change, record_with
from claims.review.frame.domain_errors import line_of, refuse, status_of
from claims.review.frame.fields import inner_path
from claims.review.frame.page import must, read, show
from claims.review.frame.posted_form import last_fields, named, number_of, posted
from claims.review.readings.rows import (
    read_article_readings,
    read_differing,
    read_reader_settings,
)
from claims.review.readings.worker import has_worker, start_worker
from claims.review.tables.cells import path_to
from claims.store.decisions import Decided, standing_batch, undo_all
from claims.store.readings import (
    Side,
    ask_for_reading,
    mark_confidential,
    set_confidential_outlets,
    set_readers,
    take,
)

if TYPE_CHECKING:
    from datasette.app import Datasette

__all__ = ["ROUTES"]


# Read what the forms of further readers ask for. Pure: fields in, a value out.

_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Taking:
    """A point and whose words are taken; or a decision (`undo`) that is taken back."""

    difference: str = ""
    side: Side = "first"
    undo: int | None = None


@dataclass(frozen=True, slots=True)
class AskedFor:
    """An article and the reader that is to read it; `agree`: the person agrees to the place."""

    document: str
    reader: str
    agree: bool


def taking_of(fields: Mapping[str, str]) -> Taking:
    """Return what a form decides; raises DecisionError where it makes no sense."""
    action = fields.get("action", "")
    if action.startswith("undo:"):
        return Taking(undo=number_of(action.removeprefix("undo:")))
    if action not in ("first", "second"):
        raise DecisionError("the form says nothing of what is to be done; load the page again")
    return Taking(named(fields.get("difference", ""), "point"), cast(Side, action))


def asked_for(fields: Mapping[str, str]) -> AskedFor:
    """Return what a form asks to be read; raises DecisionError where it makes no sense."""
    reader = fields.get("reader", "").strip()
    if not reader or len(reader) > _LONGEST_NAME:
        raise DecisionError("choose a reader")
    document = named(fields.get("document", ""), "article")
    return AskedFor(document, reader, fields.get("agree") == "1")


_MARKS = {"mark": True, "unmark": False}


@needs(READ)
async def article_readings_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/article/<id>/readings`: who read it, and all points of difference."""
    name = request.url_vars["id"]
    found = must(
        await read(datasette, lambda connection: read_article_readings(connection, name)), "article"
    )
    return await show(
        datasette,
        request,
        "readings",
        found=found,
        row=found.row,
        worker=has_worker(datasette),
    )


@needs(REVIEW)
async def differing_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/readings`: one open point after the other.

    `article` narrows them to one article, `at` names the point in hand, `done` the last decision.
    """
    document, point = request.args.get("article") or "", request.args.get("at") or ""
    done = request.args.get("done") or ""
    found = await read(datasette, lambda connection: read_differing(connection, document, point))
    return await show(
        datasette,
        request,
        "readings_queue",
        found=found,
        done=done if done.isascii() and done.isdigit() else "",
    )


@needs(REVIEW)
@posted
async def take_page(datasette: Datasette, request: Request) -> Response:
    """Answer POST `/-/claims/readings/take`: 303 to the next point, or 4xx with a reason."""
    here = "/-/claims/readings"
    try:
        fields = await last_fields(request)
        here = inner_path(fields.get("here", here))
        asked = taking_of(fields)
        undo = asked.undo

        def work(connection: sqlite3.Connection, person: str) -> Decided:
            if undo is not None:
                return undo_all(connection, reviewer=person, first=undo)
            return take(connection, asked.difference, asked.side, reviewer=person)

        def undone(connection: sqlite3.Connection) -> list[int]:
            rows = [] if undo is None else standing_batch(connection, undo)
            return [int(row["id"]) for row in rows]

        decided = await record_with(datasette, request, work, undone=undone)
    except ClaimsError as error:
        return await refuse(datasette, request, error, here=here, next=here, kept={}, note="")
    joint = "&" if "?" in here else "?"
    told = "" if undo is not None else f"{joint}done={decided.review}"
    return Response("", status=303, headers={"location": f"{here}{told}"})


@needs(EDIT)
@posted
async def ask_page(datasette: Datasette, request: Request) -> Response:
    """Answer POST `/-/claims/readings/ask`: have an article read, or mark it as confidential."""
    here = "/"
    try:
        fields = await last_fields(request)
        here = inner_path(fields.get("here", "/"))
        action = fields.get("action", "read")
        if action in _MARKS:
            document = asked_for({**fields, "reader": "-"}).document
            here = f"{path_to('article', document)}/readings"
            await change(
                datasette,
                request,
                lambda connection, person: mark_confidential(
                    connection, document, _MARKS[action], reviewer=person
                ),
            )
        else:
            asked = asked_for(fields)
            here = f"{path_to('article', asked.document)}/readings"
            await change(
                datasette,
                request,
                lambda connection, person: ask_for_reading(
                    connection, asked.document, asked.reader, reviewer=person, agree=asked.agree
                ),
            )
            start_worker(datasette)
    except ClaimsError as error:
        return await refuse(datasette, request, error, here=here, next=here, kept={}, note="")
    return Response("", status=303, headers={"location": here})


@needs(EDIT)
async def readers_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/readers`: which readers may be used, what is confidential, what they cost.

    POST sets what its `action` names: readers or outlets.
    """
    message, status = "", 200
    if request.method == "POST":
        try:
            message = await _set(datasette, request)
        except ClaimsError as error:
            message, status = f"Not changed: {line_of(error)}.", status_of(error)
    found = await read(datasette, read_reader_settings)
    return await show(datasette, request, "readers", status=status, found=found, message=message)


async def _set(datasette: Datasette, request: Request) -> str:
    """Set what a form asks for; return in words what was done."""
    fields = await last_fields(request)
    names = fields.get("names", "")
    if fields.get("action") == "readers":
        await change(
            datasette,
            request,
            lambda connection, person: set_readers(connection, names, reviewer=person),
        )
        return "The list of readers is changed."
    if fields.get("action") == "outlets":
        await change(
            datasette,
            request,
            lambda connection, person: set_confidential_outlets(connection, names, reviewer=person),
        )
        return "The list of confidential outlets is changed."
    raise DecisionError("the form says nothing of what is to be done; load the page again")


ROUTES = (
    (r"^/-/claims/article/(?P<id>[^/]+)/readings$", article_readings_page),
    (r"^/-/claims/readings$", differing_page),
    (r"^/-/claims/readings/take$", take_page),
    (r"^/-/claims/readings/ask$", ask_page),
    (r"^/-/claims/readers$", readers_page),
)
