"""Edits that are made past the desk, through Datasette's own row API, go on record too.

The desk's pages write decisions; an admin may also change a row by hand. Such an edit is recorded
in the same trail, with the person, the table, the row, and what it held before and after. It is not
a decision: it changes nothing that corrections derive, and the next extraction of the article makes
the derived rows again.
"""

import json
from collections.abc import Mapping
from sqlite3 import Connection

from claims.errors import DecisionError
from claims.store.record.reviews import Review, write_review

__all__ = ["ROW", "record_row_edit"]

ROW = "row"
"""The kind of target of an edit by hand; its id is the table's name and the row's key."""

_REFUSED = ("reviews", "attachments")
LONGEST = 2_000


def record_row_edit(
    connection: Connection,
    *,
    reviewer: str,
    table: str,
    row: str,
    before: Mapping[str, object] | None,
    after: Mapping[str, object] | None,
) -> int:
    """Record that a person changed a row by hand, in the transaction that changes it.

    `row` is its primary key, as Datasette writes it in addresses; `before` is None where it was
    entered, `after` where it was removed. Returns the number of the record. Raises DecisionError,
    so that the edit is rolled back, for the trail itself and for what is derived from it;
    StoreError where the reviewer is not known.
    """
    if table in _REFUSED:
        raise DecisionError(f"{table} is written by the desk only: decide there, or undo")
    columns = sorted({*(before or {}), *(after or {})})
    changed = {
        column: [_plain((before or {}).get(column)), _plain((after or {}).get(column))]
        for column in columns
        if (before or {}).get(column) != (after or {}).get(column)
    }
    action = "enter" if before is None else "remove" if after is None else "edit"
    return write_review(
        connection,
        Review(
            target_kind=ROW,
            target=f"{table}/{row}",
            action=action,
            reviewer=reviewer,
            field=", ".join(changed) or None,
            value=json.dumps(changed, ensure_ascii=False, sort_keys=True),
        ),
    )


def _plain(value: object) -> object:
    """Return a value as JSON can hold it; long text and bytes only by their size."""
    if isinstance(value, bytes):
        return f"({len(value):,} bytes)"
    if isinstance(value, str) and len(value) > LONGEST:
        return f"{value[:LONGEST]}… ({len(value):,} characters)"
    return value
