"""What a desk asks of the process that adds articles for it, and what that process tells: as JSON.

Each is one line. An order says what to read; a report says how far the order is, one for each
article as soon as it is stored, and a last one with the counts.
"""

import json
from dataclasses import asdict, dataclass
from typing import Any

from claims.errors import InputError

__all__ = ["Order", "Piece", "Report", "order_of", "report_of", "to_line"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One thing to be read: a file that was handed over, or else an address to be fetched.

    `name` is what its owner calls it, and is told to people; `file` is where its bytes lie; `url`
    is the address to be fetched, or the one of the page that the file holds.
    """

    name: str
    file: str | None = None
    url: str | None = None
    media_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Add all `pieces`; what is known of the article beside it wins over what it states.

    With `decided`, articles about which somebody decided as a whole are extracted again instead;
    with `stories`, only the stories of articles are found that wait for it.
    `folder` holds the files that were handed over, and is removed when all are read.
    """

    id: int = 0
    pieces: tuple[Piece, ...] = ()
    decided: bool = False
    stories: bool = False
    folder: str | None = None
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """How far an order is: what is being read, what became of it, or that all is done.

    `name` is what is spoken of. `document` is the id of an article that is stored, `known` tells
    that it was so before, and `reason` why something could not be read. With `finished` the order
    is done; `reason` then says why it ended early.
    """

    order: int
    name: str = ""
    title: str | None = None
    document: str | None = None
    known: bool = False
    reason: str | None = None
    finished: bool = False


def to_line(value: Order | Report) -> str:
    """Return an order or a report as one line."""
    return json.dumps(asdict(value)) + "\n"


def order_of(line: str) -> Order:
    """Return the order that a line holds; raises InputError where it holds none."""
    fields = _fields(line)
    try:
        pieces = tuple(Piece(**piece) for piece in fields.pop("pieces"))
        return Order(pieces=pieces, **fields)
    except (KeyError, TypeError) as error:
        raise InputError(f"the line is no order ({error})") from error


def report_of(line: str) -> Report:
    """Return the report that a line holds; raises InputError where it holds none."""
    try:
        return Report(**_fields(line))
    except TypeError as error:
        raise InputError(f"the line is no report ({error})") from error


def _fields(line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError as error:
        raise InputError("the line is no JSON") from error
    if not isinstance(found, dict):
        raise InputError("the line is no JSON object")
    return found
