"""Replace what is stored of one article, inside a transaction that the caller holds."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claims.store.effects.chains import show_sources
from claims.store.effects.claim_states import refresh_states
from claims.store.effects.corrections import correct_article, forget_extracted
from claims.store.effects.reader_differences import refresh_agreement, refresh_differences
from claims.store.effects.sources import correct_sources
from claims.store.extractions.article import Row
from claims.store.extractions.digests import record_extraction
from claims.store.extractions.inserting import insert_rows
from claims.store.extractions.rows import COLUMNS, Rows, rows_of
from claims.store.extractions.source_rows import row_name
from claims.store.ids import document_digest, document_id
from claims.store.record.attaching import attach_again, attach_reviews
from claims.store.runs import now, storable
from claims.store.storing.namesakes import find_namesakes
from claims.store.storing.source_pairs import find_pairs
from claims.values import Extraction, Problem

__all__ = [
    "Prepared",
    "add_prepared",
    "document_row",
    "forget_article",
    "refresh_sources",
    "replace_article",
    "replace_prepared",
]

_UPSERT = """
INSERT INTO documents (
    id, url, title, publisher, author, published, language, format, path, words,
    added, changed, extracted, reason, run, digest, text
) VALUES (
    :id, :url, :title, :publisher, :author, :published, :language, :format, :path, :words,
    :now, :now, :extracted, :reason, :run, :digest, :text
) ON CONFLICT (id) DO UPDATE SET
    url = excluded.url, title = excluded.title, publisher = excluded.publisher,
    author = excluded.author, published = excluded.published, language = excluded.language,
    format = excluded.format, path = excluded.path, words = excluded.words,
    changed = iif(digest = excluded.digest, changed, excluded.changed),
    version = version + (text <> excluded.text),
    extracted = excluded.extracted, reason = excluded.reason, run = excluded.run,
    digest = excluded.digest, text = excluded.text
"""

_KEEP_VERSION = """
INSERT INTO document_versions (document, version, title, published, read, replaced, text)
SELECT id, version, title, published, changed, :now, text
FROM documents WHERE id = :id AND text <> :text
"""

_FORGET = (
    # Spans, hops, figures and findings of a claim or attribution go with it.
    "DELETE FROM claims WHERE document = ?",
    "DELETE FROM attributions WHERE document = ?",
    "DELETE FROM mentions WHERE document = ?",
    "DELETE FROM sentences WHERE document = ?",
    "DELETE FROM findings WHERE document = ?",
    "DELETE FROM source_names WHERE document = ?",
    "DELETE FROM appearances WHERE document = ?",
    "DELETE FROM sources WHERE document = ?",
    "DELETE FROM regions WHERE document = ?",
    "DELETE FROM problems WHERE document = ? AND stage <> 'second reader'",
    "DELETE FROM checked_documents WHERE document = ?",
)

_PROBLEM = (
    "INSERT INTO problems (run, document, path, stage, reason, made) VALUES (?, ?, ?, ?, ?, ?)"
)

_COMPARED = ("sources", "appearances")
"""By these tables an article's sources are compared with those of the articles before it."""

_FORGET_UNUSED = """
DELETE FROM sources WHERE id = :source AND document IS NULL
AND NOT EXISTS (SELECT 1 FROM appearances WHERE appearances.source = sources.id)
"""

_DETACH = """
DELETE FROM attachments WHERE target_kind = 'source' AND target = :source
AND NOT EXISTS (SELECT 1 FROM sources WHERE id = :source)
"""

# The article that was stored first speaks for a named source, as it did when it was added; where a
# person renamed it, that name is beside.
_REFRESH = """
WITH first AS (
    SELECT appearances.number, appearances.reason, appearances.description,
        row_name(coalesce(extracted_kind, kind), appearances.name) AS name
    FROM appearances JOIN documents ON documents.id = appearances.document
    JOIN sources AS shared ON shared.id = appearances.source
    WHERE appearances.source = :source ORDER BY documents.rowid LIMIT 1
)
UPDATE sources SET (number, reason, description) =
        (SELECT number, reason, description FROM first),
    name = iif(extracted_name IS NULL, (SELECT first.name FROM first), name),
    extracted_name = iif(extracted_name IS NULL, NULL, (SELECT first.name FROM first))
WHERE id = :source
"""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article with all of its rows, ready to be stored.

    `document` is what `document_row` gives; `digests` are those of `packed_digests`, and None where
    they are still to be taken.
    """

    document: Mapping[str, str | int | None]
    rows: Rows
    problems: tuple[Problem, ...] = ()
    digests: str | None = None


def replace_article(connection: sqlite3.Connection, extraction: Extraction, run: int) -> None:
    """Store an article and all that was found in it, in place of what was stored of it.

    See `replace_prepared`.
    """
    prepared = Prepared(document_row(extraction), rows_of(extraction), extraction.problems)
    replace_prepared(connection, prepared, run)


def replace_prepared(connection: sqlite3.Connection, prepared: Prepared, run: int) -> None:
    """Store an article and its rows, in place of what was stored of it.

    Another text under the same id keeps the earlier one in `document_versions`. Decisions are not
    touched, but attached again to what is there now.
    """
    document = {**prepared.document, "now": now(), "run": run}
    identity = str(document["id"])
    known = connection.execute("SELECT 1 FROM documents WHERE id = ?", (identity,)).fetchone()
    before: list[str] = []
    local: list[str] = []
    if known:
        connection.execute(_KEEP_VERSION, document)
        before = _shared_sources(connection, identity)
        local = _local_sources(connection, identity)
        forget_extracted(connection, identity)
        for statement in _FORGET:
            connection.execute(statement, (identity,))
    connection.execute(_UPSERT, document)
    for table, rows in prepared.rows.items():
        insert_rows(connection, table, rows)
    connection.executemany(_PROBLEM, _problem_rows(prepared, run, str(document["now"])))
    record_extraction(connection, identity, prepared.digests)
    if known:
        refresh_sources(connection, before)
    attach_reviews(connection, identity)
    apply_decisions(connection, identity, sources=(*before, *local))
    find_pairs(connection, identity)
    find_namesakes(connection, identity)
    if known:
        refresh_differences(connection, identity)
        refresh_agreement(connection, identity)


def add_prepared(connection: sqlite3.Connection, articles: Sequence[Prepared], run: int) -> None:
    """Store articles of which none is there yet: the rows of all of them in few statements.

    What is stored is what `replace_prepared` stores of one after the other.
    """
    if connection.execute("SELECT 1 FROM reviews LIMIT 1").fetchone() is not None:
        # A decision on a source looks at all articles that there are: one must follow the other.
        for article in articles:
            replace_prepared(connection, article, run)
        return
    made = now()
    for article in articles:
        connection.execute(_UPSERT, {**article.document, "now": made, "run": run})
    # What is spoken of comes before what speaks of it, or SQLite looks for the waiting rows.
    for article in articles:
        _add_sources(connection, article)
    for table in [one for one in COLUMNS if one not in _COMPARED]:
        rows = [row for article in articles for row in article.rows.get(table, ())]
        insert_rows(connection, table, rows)
    connection.executemany(
        _PROBLEM, [row for one in articles for row in _problem_rows(one, run, made)]
    )
    for article in articles:
        record_extraction(connection, str(article.document["id"]), article.digests)


def _add_sources(connection: sqlite3.Connection, article: Prepared) -> None:
    """Store the sources of an article, and compare them with those of the articles before it."""
    identity = str(article.document["id"])
    for table in _COMPARED:
        insert_rows(connection, table, article.rows.get(table, ()))
    find_pairs(connection, identity)
    find_namesakes(connection, identity)


def forget_article(connection: sqlite3.Connection, document: str) -> None:
    """Delete an article with all that was found in it, inside the caller's transaction.

    Decisions stay; those on its claims are for the caller to attach again.
    """
    shared = _shared_sources(connection, document)
    forget_extracted(connection, document)
    for statement in _FORGET:
        connection.execute(statement, (document,))
    connection.execute("DELETE FROM documents WHERE id = ?", (document,))
    refresh_sources(connection, shared)


def apply_decisions(
    connection: sqlite3.Connection, document: str, *, sources: Iterable[str] = ()
) -> None:
    """Let people's decisions take effect in an article that was just extracted.

    `sources` are those that it had before, which decisions on other articles' sources may name.
    """
    if connection.execute("SELECT 1 FROM reviews LIMIT 1").fetchone() is None:
        return
    today = connection.execute("SELECT source FROM appearances WHERE document = ?", (document,))
    correct_sources(connection, {*sources, *(row[0] for row in today)})
    show_sources(connection, document)
    correct_article(connection, document)
    attach_again(connection, document)  # decisions on claims that a person added
    correct_article(connection, document)
    decided = connection.execute(_DECIDED, (document,)).fetchall()
    refresh_states(connection, [row[0] for row in decided])


_DECIDED = """
SELECT DISTINCT claims.id FROM claims
CROSS JOIN attachments ON attachments.target = claims.id AND attachments.target_kind = 'claim'
WHERE claims.document = ?
"""


def document_row(extraction: Extraction) -> dict[str, str | int | None]:
    """Return what an extraction gives to the row of `documents`: all but when, and in which run.

    An article is not extracted where something went wrong and no sentence was assessed.
    """
    document = extraction.document
    failed = extraction.problems if not extraction.assessments else ()
    return {
        "id": document_id(document),
        "url": document.url,
        "title": document.title,
        "publisher": document.publisher,
        "author": document.author,
        "published": document.published,
        "language": document.language,
        "format": document.format,
        "path": None if document.path is None else storable(document.path),
        "words": len(document.text.split()),
        "extracted": int(not failed),
        "reason": storable(failed[0].reason) if failed else None,
        "digest": document_digest(document),
        "text": document.text,
    }


def _problem_rows(prepared: Prepared, run: int, made: str) -> list[Row]:
    """Return the rows of an article's problems."""
    return [
        (run, prepared.document["id"], storable(p.path), p.stage, storable(p.reason), made)
        for p in prepared.problems
    ]


def _shared_sources(connection: sqlite3.Connection, document: str) -> list[str]:
    """Return the ids of the sources that the article shares with others."""
    rows = connection.execute(
        "SELECT sources.id FROM appearances JOIN sources ON sources.id = appearances.source"
        " WHERE appearances.document = ? AND sources.document IS NULL",
        (document,),
    )
    return [identity for (identity,) in rows]


def _local_sources(connection: sqlite3.Connection, document: str) -> list[str]:
    """Return the ids of the sources that only this article has."""
    rows = connection.execute("SELECT id FROM sources WHERE document = ?", (document,))
    return [identity for (identity,) in rows]


def refresh_sources(connection: sqlite3.Connection, sources: list[str]) -> None:
    """Bring named sources up to date after an article that spoke of them was replaced."""
    rows = [{"source": source} for source in sources]
    connection.executemany(_FORGET_UNUSED, rows)
    connection.executemany(_DETACH, rows)
    connection.create_function("row_name", 2, row_name, deterministic=True)
    connection.executemany(_REFRESH, rows)
