"""What the forms hold that add articles: made into an order, its files put aside for the process.

A form says in `what` it hands over: `text` that was pasted, `files`, `addresses`, or the `page`
that a bookmarklet sent. What was handed over lies in a folder of its own until it is read.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datasette import Request
from datasette.utils.asgi import BadRequest

from claims.adding.orders import Order, Piece
from claims.errors import InputError, TooLargeError
from claims.reading import ReadingOptions, is_address

__all__ = ["DETAILS", "Given", "given_of", "order_of_form"]

DETAILS = ("title", "publisher", "published", "url", "author")
"""What a person may say of an article besides its text."""

PASTED = "pasted text"
MOST_FILES = 500
MOST_ADDRESSES = 500
_MEGABYTE = 1_000_000
_LONGEST_FIELD = 20 * _MEGABYTE
_LARGEST_REQUEST = 500 * _MEGABYTE
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Given:
    """A form as it was posted; `form` is Datasette's, with fields and files."""

    form: Any

    def text(self, name: str) -> str:
        """Return what a field holds, "" where it is not there or is a file."""
        value = self.form.get(name)
        return value if isinstance(value, str) else ""

    def kept(self) -> dict[str, str]:
        """Return the fields that a person filled in, to show them again after a refusal."""
        return {name: self.text(name) for name in ("what", "text", "addresses", *DETAILS)}


async def given_of(request: Request) -> Given:
    """Return the form that was posted; raises InputError where it is none, or too large."""
    try:
        form = await request.form(
            files=True,
            max_file_size=ReadingOptions().max_bytes,
            max_request_size=_LARGEST_REQUEST,
            max_files=MOST_FILES,
            max_field_size=_LONGEST_FIELD,
        )
    except BadRequest as error:
        raise TooLargeError(_refused(str(error))) from error
    return Given(form)


async def order_of_form(given: Given) -> Order:
    """Return what a form asks for as an order, yet without a number; its files are put aside.

    Raises InputError, or SettingsError for a date that is none, before anything is written.
    """
    what = given.text("what")
    makers = {"text": _text, "page": _page, "files": _files, "addresses": _addresses}
    if what not in makers:
        raise InputError("the form says nothing of what is to be added; load the page again")
    return await makers[what](given)


async def _text(given: Given) -> Order:
    """Return the order for a text that was pasted, with what is said of it."""
    text = given.text("text")
    if not any(map(str.isalnum, text)):
        raise InputError("paste the text of the article first")
    details = {name: " ".join(given.text(name).split()) or None for name in DETAILS}
    url = details["url"]
    if url is not None and not is_address(url):
        raise InputError(f"{url[:200]} is no address: begin it with https://, or leave it empty")
    ReadingOptions(published=details["published"])  # raises where it is not a date
    return _put_aside([(PASTED, "", None, text.encode())], details)


async def _page(given: Given) -> Order:
    """Return the order for the page that a bookmarklet sent: its own HTML, and its address."""
    url, source = given.text("page_url").strip(), given.text("page_html")
    if not is_address(url) or not source.strip():
        raise InputError("no page came along; use the bookmarklet on the page of an article")
    return _put_aside([(url, "text/html", url, source.encode())], {})


async def _files(given: Given) -> Order:
    """Return the order for files."""
    files = [one for one in given.form.getlist("files") if getattr(one, "filename", "")]
    if not files:
        raise InputError("choose at least one file, or drop it on the page")
    folder = Path(tempfile.mkdtemp(prefix="claims-added-"))
    try:
        pieces = []
        for place, one in enumerate(files):
            path = folder / str(place)
            with path.open("wb") as copy:
                while chunk := await one.read(_CHUNK):
                    copy.write(chunk)
            name = Path(one.filename.replace("\\", "/")).name or f"file {place + 1}"
            pieces.append(Piece(name=name, file=str(path)))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Order(pieces=tuple(pieces), folder=str(folder))


async def _addresses(given: Given) -> Order:
    """Return the order for addresses, one a line; what is none is told as any that fails."""
    lines = list(dict.fromkeys(given.text("addresses").split()))
    if not lines:
        raise InputError("give at least one address")
    if len(lines) > MOST_ADDRESSES:
        raise InputError(f"give at most {MOST_ADDRESSES} addresses at once")
    return Order(pieces=tuple(Piece(name=line, url=line) for line in lines))


def _put_aside(
    parts: Sequence[tuple[str, str, str | None, bytes]],
    details: dict[str, Any],
) -> Order:
    """Write what was handed over into a folder and return the order that names it."""
    folder = Path(tempfile.mkdtemp(prefix="claims-added-"))
    pieces = []
    for place, (name, media_type, url, data) in enumerate(parts):
        path = folder / str(place)
        path.write_bytes(data)
        pieces.append(Piece(name=name, file=str(path), url=url, media_type=media_type))
    return Order(pieces=tuple(pieces), folder=str(folder), **details)


def _refused(reason: str) -> str:
    """Return why a form was not taken, for people."""
    if "large" in reason.lower() or "many" in reason.lower() or "exceed" in reason.lower():
        return (
            f"that is too much at once: a file may have 50 MB, and all together"
            f" {_LARGEST_REQUEST // _MEGABYTE} MB in {MOST_FILES} files; add them in parts, or with"
            " claims add on the command line"
        )
    return f"the form cannot be read ({reason}); load the page again"
