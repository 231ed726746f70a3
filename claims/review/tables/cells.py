"""Links in the cells of Datasette's own tables and query results, to the desk's pages.

An id leads to the page about it, and so do the words that belong to it in the same row: a title to
the article, a claim's text to the claim, a name to the source. One exception here would turn the
whole table into an error page, so values are taken as they come: None, a number, bytes, or, where
Datasette expanded a foreign key, a dict of value and label.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from claims.reading.layout.titles import title_of

_ID_COLUMNS = {
    "document": "article",
    "first_document": "article",
    "claim": "claim",
    "source": "source",
    "merged_into": "source",
    "story": "story",
    "other_story": "story",
}
_TABLE_PAGES = {
    "documents": "article",
    "claims": "claim",
    "sources": "source",
    "stories": "story",
}
_WORDS = {
    ("documents", "title"): ("article", "id"),
    ("claims", "text"): ("claim", "id"),
    ("sources", "name"): ("source", "id"),
    ("stories", "text"): ("story", "id"),
    (None, "title"): ("article", "document"),
    (None, "text"): ("claim", "claim"),
    (None, "name"): ("source", "source"),
    (None, "statement"): ("story", "story"),
    (None, "contrary"): ("story", "other_story"),
}
_SHORT, _LONG = 10, 300


def path_to(page: str, name: str) -> str:
    """Return the path of the desk's page ("article", "claim", "source", "story") about an id."""
    return f"/-/claims/{page}/{quote(name, safe='')}"


def cell(value: Any, column: str, table: str | None, row: Any) -> Markup | None:
    """Return a link for one cell, or None to let Datasette show it its own way."""
    words = _WORDS.get((table, column)) or _WORDS.get((None, column))
    if words is not None:
        page, key = words
        name = _plain(_value(row, key))
        text = value if isinstance(value, str) and value.strip() else _called(column, row)
        return _link(page, name, text[:_LONG], text) if name and text else None
    page_of_id = _TABLE_PAGES.get(table or "") if column == "id" else _ID_COLUMNS.get(column)
    name = _plain(value)
    if page_of_id is None or not name:
        return None
    label = value.get("label") if isinstance(value, dict) else None
    shown = label if isinstance(label, str) and label.strip() else name
    return _link(page_of_id, name, shown[: _LONG if shown is label else _SHORT], shown)


def _called(column: str, row: Any) -> str | None:
    """Return what the desk calls an article without a headline, as far as the row tells it."""
    if column != "title":
        return None
    text = _value(row, "text")
    return title_of(None, text) if isinstance(text, str) and text.strip() else "(no headline)"


def _link(page: str, name: str, shown: str, full: str) -> Markup:
    short = shown if len(full) <= len(shown) else f"{shown}…"
    return Markup('<a href="{}">{}</a>').format(path_to(page, name), short)


def _value(row: Any, key: str) -> Any:
    """Return what a row (a mapping or a sqlite3.Row) holds under a key, None where nothing."""
    if isinstance(row, Mapping) or hasattr(row, "keys"):
        return row[key] if key in row.keys() else None  # noqa: SIM118 (a Row's iterator gives values)
    return None


def _plain(value: Any) -> str | None:
    """Return an id, also out of a foreign key that Datasette expanded."""
    if isinstance(value, dict):
        value = value.get("value")
    return value if isinstance(value, str) and value else None
