"""What every page of the desk has in common: reading the file, printing a template, the policy."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from datasette import NotFound, Request, Response

from claims.english.calendar import short_day
from claims.review.access.guard import PAGE_POLICY
from claims.review.access.permissions import ADMIN, EDIT, READ, REVIEW, ROLES, role_of, sees_names
from claims.review.access.settings import DATABASE, DISTRIBUTION, settings_of
from claims.review.frame.export_formats import offered
from claims.review.frame.glossary import MANNERS, meanings
from claims.review.tables.cells import path_to

if TYPE_CHECKING:
    from datasette.app import Datasette

Found = TypeVar("Found")

TEXT_COOKIE = "claims_text"
TEXT_SIZES = ("large", "larger", "largest")

TERMS = meanings()
_LONG_NUMBER = re.compile(r"(-?[1-9][0-9]{4,300})((?:\.[0-9]+)?)")
_LIKELIHOOD = re.compile(r"\((0\.[0-9]+|1\.0+)\)")
"""Four digits stay together: they may be a year."""
_ASSETS: WeakKeyDictionary[Datasette, dict[str, str]] = WeakKeyDictionary()


async def read(datasette: Datasette, reader: Callable[[sqlite3.Connection], Found]) -> Found:
    """Run `reader` on a read-only connection of the served file, in a thread."""
    found: Found = await datasette.get_database(DATABASE).execute_fn(reader)
    return found


def must(found: Found | None, what: str) -> Found:
    """Return `found`; where it is None the request ends as 404, saying `what` is not there."""
    if found is None:
        raise NotFound(f"There is no such {what} in this file")
    return found


async def show(
    datasette: Datasette, request: Request, template: str, status: int = 200, **context: Any
) -> Response:
    """Print the template `claims/<template>.html` as an answer under our strict policy."""
    names = await sees_names(datasette, request.actor)
    # What is shown goes by the role: asking Datasette for each takes a millisecond.
    may = ROLES.get(await role_of(datasette, request.actor) or "", frozenset())
    body = await datasette.render_template(
        f"claims/{template}.html",
        {
            "database": DATABASE,
            "offered": offered(datasette),
            "path_to": path_to,
            "day": short_day,
            "grouped": grouped,
            "reason_in_words": reason_in_words,
            "terms": TERMS,
            "text_size": text_size(request),
            "manners": MANNERS,
            "rules": {},
            "web_address": web_address,
            "may_review": REVIEW in may,
            "may_edit": EDIT in may,
            "may_admin": ADMIN in may,
            "team_desk": settings_of(datasette).team,
            # The public learns who decided only where the owner says so.
            "who": lambda person: person if names else "a reviewer",
            # Notes are written for colleagues, and an assignment names one.
            "names": names,
            "may_read": READ in may,
            "asset": lambda name: asset(datasette, name),
            # One address for each module, or a module that two others import would run twice.
            "module": lambda name: datasette.urls.static_plugins(DISTRIBUTION, name),
            **context,
        },
        request=request,
    )
    return Response.html(body, status=status, headers={"content-security-policy": PAGE_POLICY})


def asset(datasette: Datasette, name: str) -> str:
    """Return the address of a file of ours that a page loads; it changes with the file.

    Datasette reads the metadata of all its plugins each time that it is asked for one, which took
    most of the time of a page; so each address is kept, as Datasette keeps its hash.
    """
    if not datasette.cache_headers:  # files are being worked on
        return str(datasette.static(name, plugin=DISTRIBUTION))
    kept = _ASSETS.setdefault(datasette, {})
    if name not in kept:
        kept[name] = datasette.static(name, plugin=DISTRIBUTION)
    return kept[name]


def text_size(request: Request) -> str:
    """Return the size of text that the person chose in this browser, empty for the usual one."""
    chosen = request.cookies.get(TEXT_COOKIE, "")
    return chosen if chosen in TEXT_SIZES else ""


def grouped(value: str) -> str:
    """Return a number with its thousands apart, 4300000000 as 4,300,000,000; all else as it is."""
    found = _LONG_NUMBER.fullmatch(value)
    return f"{int(found[1]):,}{found[2]}" if found else value


def reason_in_words(reason: str) -> str:
    """Return why a sentence has its status, its likelihood in per cent: "(0.87)" as "(87 %)"."""
    return _LIKELIHOOD.sub(lambda found: f"({100 * float(found[1]):.0f}\u00a0%)", reason)


def web_address(url: str | None) -> str | None:
    """Return `url` where it is safe to link to: http or https with a host; else None."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None
