"""What people say of sources takes effect: names, kinds, whether they are named, who is the same.

A source is shared by many articles, and so it is not worked out article by article: its row in
`sources` is changed (what extraction said is beside, in `extracted_name` and so on), and the
chains of all claims in which it stands are written again by one statement. `hops` and `mentions`
keep the source that the article speaks of; `claims.source` and `claims.chain` show the one into
which it was merged. Everything is worked out again from the decisions that stand, and so undoing
one is the same as making one.
"""

import json
from collections.abc import Iterable
from sqlite3 import Connection
from typing import Any

from claims.store.effects.chains import write_all
from claims.store.effects.in_force import standing
from claims.store.record.attaching import attach_review
from claims.store.records import Records, query

__all__ = ["correct_sources", "root_of"]

_MERGES = """
SELECT reviews.id, coalesce(attachments.target, reviews.target) AS source,
    json_extract(reviews.value, '$.source') AS survivor,
    attachments.target IS NOT NULL AS attached
FROM reviews LEFT JOIN attachments ON attachments.review = reviews.id
WHERE reviews.action = 'merge'
    AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = reviews.id)
ORDER BY reviews.id
"""
_RESTORE = """
UPDATE sources SET name = coalesce(extracted_name, name), kind = coalesce(extracted_kind, kind),
    anonymous = coalesce(extracted_anonymous, anonymous),
    description =
        iif(extracted_description IS NULL, description, nullif(extracted_description, '')),
    extracted_name = NULL, extracted_kind = NULL, extracted_anonymous = NULL,
    extracted_description = NULL, merged_into = NULL, corrected_by = NULL
WHERE id IN (SELECT value FROM json_each(?))
    AND (corrected_by IS NOT NULL OR merged_into IS NOT NULL)
"""
_CHANGE = {
    "name": "UPDATE sources SET extracted_name = coalesce(extracted_name, name), name = :value,"
    " corrected_by = :review WHERE id = :source",
    "kind": "UPDATE sources SET extracted_kind = coalesce(extracted_kind, kind), kind = :value,"
    " corrected_by = :review WHERE id = :source",
    "anonymous": "UPDATE sources SET corrected_by = :review,"
    " extracted_anonymous = coalesce(extracted_anonymous, anonymous), anonymous = :value"
    " WHERE id = :source",
    # An empty text stands for none: NULL says that nobody changed it.
    "description": "UPDATE sources SET corrected_by = :review, extracted_description ="
    " coalesce(extracted_description, description, ''), description = nullif(:value, '')"
    " WHERE id = :source",
}
_LOOKS = """
SELECT named.id, shown.id, shown.name, shown.extracted_name IS NULL, shown.kind, shown.anonymous,
    -- Where the source vanished into which it was merged, nothing else tells of it.
    coalesce((SELECT action = 'merge' FROM reviews WHERE id = named.corrected_by), 0)
FROM sources AS named JOIN sources AS shown ON shown.id = coalesce(named.merged_into, named.id)
WHERE named.id IN (SELECT value FROM json_each(?))
"""


def correct_sources(
    connection: Connection, sources: Iterable[str], *, later: bool = False
) -> tuple[str, ...]:
    """Bring sources, and the chains in which they are, to what people say of them.

    Sources that are merged with one of `sources` are brought up to date too; ids that are no
    longer there are passed over, and merges into them lose their attachment. With `later`, chains
    that are many wait for `write_chains`. Return the articles whose claims changed.
    """
    merges = query(connection, _MERGES)
    affected = _together(set(sources), merges)
    if not affected:
        return ()
    before = _looks(connection, affected)
    connection.execute(_RESTORE, (json.dumps(sorted(affected)),))
    for source in sorted(affected):
        _apply(connection, source)
    _apply_merges(connection, [merge for merge in merges if merge["source"] in affected])
    after = _looks(connection, affected)
    changed = [source for source, look in after.items() if before.get(source) != look]
    if not changed:
        return ()
    roots = {looks[source][0] for looks in (before, after) for source in changed if source in looks}
    return write_all(connection, changed, shown=sorted({*changed, *roots}), later=later)


def root_of(connection: Connection, source: str) -> str:
    """Return the id of the source into which that one is merged, else its own id."""
    row = connection.execute("SELECT merged_into FROM sources WHERE id = ?", (source,)).fetchone()
    return str(row[0]) if row and row[0] else source


def _together(sources: set[str], merges: Records) -> set[str]:
    """Return the sources with all that merges join to them."""
    grown = True
    while grown:
        before = len(sources)
        for merge in merges:
            if merge["source"] in sources or merge["survivor"] in sources:
                sources |= {merge["source"], merge["survivor"]}
        grown = len(sources) > before
    return sources


def _looks(connection: Connection, sources: set[str]) -> dict[str, tuple[Any, ...]]:
    """Return the source as which each is shown, its look in chains, by their ids."""
    rows = connection.execute(_LOOKS, (json.dumps(sorted(sources)),))
    return {row[0]: tuple(row)[1:] for row in rows}


def _apply(connection: Connection, source: str) -> None:
    """Apply what people said of one source, merges aside."""
    for row in standing(connection, "source", source):
        name, value = _change(row)
        if name is not None:
            connection.execute(
                _CHANGE[name], {"source": source, "value": value, "review": row["id"]}
            )


def _change(row: dict[str, Any]) -> tuple[str | None, str | int | None]:
    """Return the column that a decision changes, and its value."""
    if row["action"] == "rename":
        return "name", row["value"]
    if row["action"] == "correct" and row["field"] == "kind":
        return "kind", row["value"]
    if row["action"] == "correct" and row["field"] == "anonymous":
        return "anonymous", int(row["value"])
    if row["action"] == "correct" and row["field"] == "description":
        return "description", row["value"]
    return None, None


def _apply_merges(connection: Connection, merges: Records) -> None:
    """Point every merged source at the one that is left of them all."""
    into: dict[str, str] = {}
    by: dict[str, int] = {}
    for merge in merges:
        source, survivor = merge["source"], merge["survivor"]
        if not (_exists(connection, source) and _exists(connection, survivor)):
            connection.execute("DELETE FROM attachments WHERE review = ?", (merge["id"],))
            continue
        if not merge["attached"]:
            attach_review(connection, merge["id"])
        if _root(into, survivor) != source:  # else the two would be merged into each other
            into[source], by[source] = survivor, merge["id"]
    connection.executemany(
        "UPDATE sources SET merged_into = ?, corrected_by = ? WHERE id = ?",
        [(_root(into, source), by[source], source) for source in into],
    )


def _root(into: dict[str, str], source: str) -> str:
    """Return where a chain of merges ends."""
    while source in into:
        source = into[source]
    return source


def _exists(connection: Connection, source: str) -> bool:
    found = connection.execute("SELECT 1 FROM sources WHERE id = ?", (source,))
    return found.fetchone() is not None
