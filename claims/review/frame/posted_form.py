"""Read a form that was posted as fields; what is none is refused.

Two views of one form: `all_fields` keeps each value of a field that comes several times (claims
that were chosen), `last_fields` the last one of each.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import wraps
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from datasette import Request, Response

from claims.errors import DecisionError
from claims.store.decisions import MOST_AT_ONCE

if TYPE_CHECKING:
    from datasette.app import Datasette

__all__ = [
    "Fields",
    "all_fields",
    "fields_of",
    "last_fields",
    "last_of",
    "named",
    "number_of",
    "posted",
]

Fields = Mapping[str, Sequence[str]]
"""The fields of a form, each with all its values in their order."""

Page = Callable[["Datasette", Request], Awaitable[Response]]

_MOST_FIELDS = MOST_AT_ONCE + 50
_ID = re.compile(r"[0-9a-f]{4,64}")
_NUMBER = re.compile(r"[0-9]{1,18}")


def posted(page: Page) -> Page:
    """Let a page answer forms that are posted only; another method gets 405."""

    @wraps(page)
    async def guarded(datasette: Datasette, request: Request) -> Response:
        if request.method != "POST":
            return Response.text("Post a form here", status=405, headers={"allow": "POST"})
        return await page(datasette, request)

    return guarded


async def all_fields(request: Request) -> Fields:
    """Return the fields of the form that was posted; raises DecisionError where it is none."""
    return fields_of(await request.post_body())


async def last_fields(request: Request) -> dict[str, str]:
    """Return the last value of each field; raises DecisionError where it is not a form."""
    return last_of(await all_fields(request))


def fields_of(body: bytes) -> Fields:
    """Return the fields of a form as it was posted; raises DecisionError where it is none."""
    try:
        return parse_qs(
            body.decode("utf8"),
            keep_blank_values=True,
            max_num_fields=_MOST_FIELDS,
            errors="strict",
        )
    except ValueError as error:
        raise DecisionError(
            f"the form cannot be read: it is not UTF-8, or has more than {_MOST_FIELDS} fields"
        ) from error


def last_of(fields: Fields) -> dict[str, str]:
    """Return the last value of each field."""
    return {name: values[-1] for name, values in fields.items()}


def named(text: str, what: str) -> str:
    """Return the id in a field; raises DecisionError where `text` is none, and says of `what`."""
    if not _ID.fullmatch(text):
        raise DecisionError(f"the form names no {what}; load the page again")
    return text


def number_of(text: str) -> int:
    """Return the number of a decision in a field; raises DecisionError where `text` is none."""
    if not _NUMBER.fullmatch(text):
        raise DecisionError("the form names no decision; load the page again")
    return int(text)
