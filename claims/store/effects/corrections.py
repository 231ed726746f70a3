"""Corrections take effect: an article's rows become what people say they are.

Corrections change the derived tables themselves, so that pages, queries and exports all show them
without asking for anything special: a row that a person corrected carries the decision's number in
`corrected_by`. What extraction had found is kept in `extracted` for as long as a correction stands;
all corrections are applied to that, in their order, whenever one is made or undone and whenever the
article is extracted again. Undoing therefore needs no memory of its own, and `verify` can derive
every row again. Only the rows that differ are written.
"""

import json
from collections.abc import Mapping
from sqlite3 import Connection

from claims.store.effects.applying import Corrected, apply_corrections
from claims.store.effects.in_force import corrections_of
from claims.store.extractions.article import Identities
from claims.store.extractions.changing import change_rows
from claims.store.extractions.rows import Rows, rows_of
from claims.store.extractions.stored import document_of, extraction_of, shown_sources
from claims.store.record.json_values import extraction_from_json, extraction_to_json
from claims.values import Extraction

__all__ = ["correct_article", "derived_rows", "extracted", "forget_extracted"]

_FORGET_UNUSED = """
DELETE FROM sources WHERE (document = ? OR document IS NULL) AND id IN (
    SELECT value FROM json_each(?)
) AND NOT EXISTS (SELECT 1 FROM appearances WHERE appearances.source = sources.id)
"""


def extracted(connection: Connection, document: str) -> Extraction | None:
    """Return what extraction found in an article, without corrections.

    Raises KeyError, TypeError or ValueError where the rows do not fit together.
    """
    kept = connection.execute(
        "SELECT extraction FROM extracted WHERE document = ?", (document,)
    ).fetchone()
    if kept is None:
        return extraction_of(connection, document)
    article = document_of(connection, document)
    return None if article is None else extraction_from_json(kept[0], article)


def forget_extracted(connection: Connection, document: str) -> None:
    """Forget what was kept of an article, which is now extracted again."""
    connection.execute("DELETE FROM extracted WHERE document = ?", (document,))
    connection.execute("DELETE FROM dismissed_claims WHERE document = ?", (document,))


def derived_rows(connection: Connection, document: str) -> tuple[Rows, Corrected] | None:
    """Return the rows that an article should have, with all corrections; None where it has none."""
    found = extracted(connection, document)
    if found is None:
        return None
    corrections = corrections_of(connection, document)
    named = [
        link["source"]
        for correction in corrections
        if correction.field in ("chain", "claim")
        for link in correction.value.get("hops", correction.value.get("chain", ()))
        if link["source"]
    ]
    shown = shown_sources(connection, document, others=named)
    if not corrections:
        corrected = Corrected(found, Identities(shown=shown), {}, {}, (), ())
    else:
        corrected = apply_corrections(found, corrections, shown=shown)
    return rows_of(corrected.extraction, corrected.identities), corrected


def correct_article(connection: Connection, document: str) -> None:
    """Bring the rows of an article to what extraction and people say, in the caller's transaction.

    Corrections whose words are gone lose their attachment, and so are listed as detached.
    """
    kept = connection.execute("SELECT 1 FROM extracted WHERE document = ?", (document,)).fetchone()
    changing = corrections_of(connection, document)
    if not kept and not changing:
        return
    if not kept:
        found = extraction_of(connection, document)
        if found is None:
            return
        connection.execute(
            "INSERT INTO extracted (document, extraction) VALUES (?, ?)",
            (document, extraction_to_json(found)),
        )
    derived = derived_rows(connection, document)
    if derived is None:
        return
    rows, corrected = derived
    before = connection.execute(
        "SELECT source FROM appearances WHERE document = ?", (document,)
    ).fetchall()
    change_rows(connection, document, rows)
    connection.execute(_FORGET_UNUSED, (document, json.dumps([row[0] for row in before])))
    _mark(connection, "claims", document, corrected.claims)
    _mark(connection, "sentences", document, corrected.sentences)
    _keep_dismissed(connection, document, corrected)
    connection.executemany(
        "DELETE FROM attachments WHERE review = ?", [(review,) for review in corrected.failed]
    )
    if not changing:
        connection.execute("DELETE FROM extracted WHERE document = ?", (document,))


def _mark(connection: Connection, table: str, document: str, marks: Mapping[str, int]) -> None:
    """Put the numbers of the decisions beside the rows that they changed, and nowhere else."""
    connection.execute(
        f"UPDATE {table} SET corrected_by = NULL"  # noqa: S608 - a constant name
        " WHERE document = ? AND corrected_by IS NOT NULL",
        (document,),
    )
    connection.executemany(
        f"UPDATE {table} SET corrected_by = ? WHERE id = ?",  # noqa: S608 - a constant name
        [(review, identity) for identity, review in marks.items()],
    )


def _keep_dismissed(connection: Connection, document: str, corrected: Corrected) -> None:
    """List the claims that were dismissed."""
    connection.execute("DELETE FROM dismissed_claims WHERE document = ?", (document,))
    connection.executemany(
        "INSERT INTO dismissed_claims (id, document, sentence, text, chain, start, end, review)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (d.claim, document, d.sentence, d.text, d.chain, d.place.start, d.place.end, d.review)
            for d in corrected.dismissed
        ],
    )
