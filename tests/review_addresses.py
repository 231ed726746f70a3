"""An address of every page of the desk, from its list of routes, so that no page is forgotten."""

import re
import sqlite3
from pathlib import Path

from claims.review.routes import ROUTES

TABLES = {"article": "documents", "claim": "claims", "source": "sources", "story": "stories"}
"""Which table the id in an address is looked up in, by the part of the path before it."""

ANSWERS_ONLY = (
    "ask",
    "decide",
    "decide-all",
    "decide-source",
    "extract",
    "filter-choices",
    "filters",
    "link",
    "live",
    "openapi\\.json",
    "remove",
    "restore",
    "sign-in",
    "sign-out",
    "source-choices",
    "take",
)
"""What only takes what is posted, or answers a script: no page that a person looks at."""

FILES = ("/-/claims/export/", "/-/claims/feed/")
"""What is downloaded or read by a feed reader: no page either."""

SHARED = "/-/claims/shared/"
"""What somebody sees who has a link that was signed: the report, in the same way."""

REPORTS = {"article": "documents", "story": "stories"}
"""Which table the id of a report is looked up in, by what it is a report on."""

ID = re.compile(r"(?P<page>[a-z-]+)/\(\?P<id>[^)]*\)")


def addresses(database: Path, *, every: bool = False) -> list[str]:
    """Return one address for each page, or with `every` one for each article, claim and source.

    Raises LookupError for a route that holds an id of which it is not known what it names: add
    it to TABLES.
    """
    found = []
    with sqlite3.connect(database) as connection:
        for pattern, _ in ROUTES:
            path = pattern.removeprefix("^").removesuffix("$")
            if path.rpartition("/")[2] in ANSWERS_ONLY or path.startswith((*FILES, SHARED)):
                continue
            if path.startswith("/-/claims/report/"):
                found += _reports(connection)
                continue
            place = ID.search(path)
            if not place:
                found.append(path)
            elif place["page"] in TABLES:
                sql = f"SELECT id FROM {TABLES[place['page']]}"  # noqa: S608 (constants above)
                ids = [row[0] for row in connection.execute(sql)]
                found += [
                    ID.sub(f"{place['page']}/{id}", path) + _asked(path, id, ids)
                    for id in ids[: None if every else 1]
                ]
            else:
                raise LookupError(f"what does the id in {pattern} name? Say so in {__file__}")
    return found


def _reports(connection: sqlite3.Connection) -> list[str]:
    """Return a report on the queue, on an article and, where there is one, on a story."""
    found = ["/-/claims/report/queue/filtered"]
    for kind, table in REPORTS.items():
        row = connection.execute(f"SELECT max(id) FROM {table}").fetchone()  # noqa: S608 (constants above)
        found += [f"/-/claims/report/{kind}/{row[0]}"] if row[0] else []
    return found


def _asked(path: str, id: str, ids: list[str]) -> str:
    """Return what must be asked of a page besides its path: with whom a source is to be merged."""
    if not path.endswith("/merge"):
        return ""
    return f"?into={next(other for other in ids if other != id)}"
