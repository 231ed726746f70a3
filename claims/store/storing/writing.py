"""Write extractions: whole articles, in small transactions, and nothing twice.

Extraction is slow and writing is fast, so articles are gathered first and the one writer's place
is held only while a batch is written, and never for long. A kill at any moment leaves whole
articles only, and the same call again carries on where it stopped, since what is stored already
counts as unchanged.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from itertools import chain
from time import monotonic, sleep
from typing import TypeVar

from claims.store.extractions.soundness import document_fault, extraction_fault
from claims.store.extractions.stored import read_document
from claims.store.ids import document_digest, document_id
from claims.store.opening import Store, transaction
from claims.store.runs import AddSummary, now, storable
from claims.store.storing.replacing import replace_article
from claims.store.whole_articles.details import as_decided
from claims.store.whole_articles.removal import why_removed
from claims.values import Document, Extraction, Problem

__all__ = [
    "FILLED",
    "PATIENCE",
    "add_extractions",
    "pending",
    "put_article",
    "refuse",
    "without_claims",
    "write_batches",
]

PATIENCE = 2.0
"""Seconds after which a batch is written though it is not full, so that readers see it."""

HELD = 0.2
"""Seconds after which the writer's place is given up in the middle of a batch: on a large file and
a slow disk twenty articles can take ten times as long, and a reviewer's decision waits for 5 s.
"""
TURN = 0.15
"""Seconds that others then have: SQLite asks again every tenth of a second."""

Written = TypeVar("Written")
"""What is written: an extraction, or an article with its rows."""

FILLED = ("title", "publisher", "author", "published", "language")


def pending(store: Store, document: Document) -> Document | None:
    """Return the article as it is to be extracted, None where it is stored just so already.

    When the same text comes again, details that this reading lacks are taken from the stored one,
    so that a title or date given by hand is not lost. What people corrected stays as corrected.
    """
    document = as_decided(store.connection, document)
    identity = document_id(document)
    stored = read_document(store, identity)
    if stored is None:
        return document
    if stored.text == document.text:
        known = {name: getattr(stored, name) for name in FILLED if getattr(document, name) is None}
        given = {one.name: getattr(document, one.name) for one in fields(document)}
        document = Document.unchecked(**{**given, **known})
    return None if document_digest(document) == document_digest(stored) else document


def add_extractions(
    store: Store,
    extractions: Iterable[Extraction],
    *,
    run: int,
    batch: int = 50,
    patience: float = PATIENCE,
) -> AddSummary:
    """Store extractions, and return how many articles were new, changed or known.

    A batch is written when it holds `batch` articles or has waited for `patience` seconds, all in
    one transaction, which also brings the run's counts up to date. An article that cannot be
    stored becomes a problem and does not stop the others. Raises BusyError when another writer
    does not finish in time, StoreError when the disk is full; what was written before stays.
    """
    return write_batches(store, extractions, _add, run=run, batch=batch, patience=patience)


def write_batches(
    store: Store,
    articles: Iterable[Written],
    write: Callable[[sqlite3.Connection, Written, int], AddSummary],
    *,
    run: int,
    batch: int,
    patience: float,
    held: float = HELD,
) -> AddSummary:
    """Gather articles and write each by `write`, which gets the connection and the run.

    The writer's place is given up after `held` seconds.
    """
    summary = AddSummary()
    for gathered in _batches(articles, batch, patience):
        while gathered:
            with transaction(store) as connection:
                counts, until = AddSummary(), monotonic() + held
                while gathered and (monotonic() < until or counts == AddSummary()):
                    counts += write(connection, gathered.pop(0), run)
                _count(connection, counts, run)
            summary += counts
            if gathered:
                sleep(TURN)
    return summary


def _batches(articles: Iterable[Written], batch: int, patience: float) -> Iterator[list[Written]]:
    """Gather articles until there are enough of them or the first has waited long enough."""
    gathered: list[Written] = []
    since = monotonic()
    for article in articles:
        gathered.append(article)
        if len(gathered) >= batch or monotonic() - since >= patience:
            yield gathered
            gathered, since = [], monotonic()
    if gathered:
        yield gathered


def _count(connection: sqlite3.Connection, counts: AddSummary, run: int) -> None:
    """Add to the run's counts, in the same transaction as what they count."""
    connection.execute(
        "UPDATE runs SET added = added + ?, updated = updated + ?,"
        " unchanged = unchanged + ?, problems = problems + ? WHERE id = ?",
        (counts.added, counts.updated, counts.unchanged, counts.problems, run),
    )


def _add(connection: sqlite3.Connection, extraction: Extraction, run: int) -> AddSummary:
    """Write one article, or else the problem with it."""
    fault = document_fault(extraction.document)
    if fault is not None:
        return refuse(connection, _path(extraction), fault, run)
    identity = document_id(extraction.document)
    removal = why_removed(connection, identity)
    if removal is not None:
        return refuse(connection, _path(extraction), removal, run)
    stored = connection.execute("SELECT digest FROM documents WHERE id = ?", (identity,)).fetchone()
    if stored == (document_digest(extraction.document),):
        return AddSummary(unchanged=1)
    problems = put_article(connection, extraction, run)
    return AddSummary(added=int(not stored), updated=int(bool(stored)), problems=problems)


def put_article(connection: sqlite3.Connection, extraction: Extraction, run: int) -> int:
    """Store one article in place of what was stored of it, and return how many problems it has.

    What cannot be stored (a stage gave something unsound) leaves the article without claims, with
    the reason.
    """
    fault = extraction_fault(extraction)
    if fault is None:
        connection.execute("SAVEPOINT article")
        try:
            replace_article(connection, extraction, run)
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError, ValueError) as error:
            connection.execute("ROLLBACK TO article")
            fault = f"{error}"
        finally:
            # Gone already where a full disk made SQLite roll back everything.
            if connection.in_transaction:
                connection.execute("RELEASE article")
    if fault is not None:
        extraction = without_claims(extraction, fault)
        replace_article(connection, extraction, run)
    return len(extraction.problems)


def without_claims(extraction: Extraction, fault: str) -> Extraction:
    """Return the article alone, with the problem that kept its claims out."""
    problem = Problem(_path(extraction), "store", f"the extraction is not sound: {fault}")
    bare = Extraction(extraction.document, sentences=extraction.sentences)
    return Extraction(
        extraction.document,
        sentences=bare.sentences if extraction_fault(bare) is None else (),
        problems=tuple(chain(extraction.problems, (problem,))),
        models=extraction.models,
    )


def _path(extraction: Extraction) -> str:
    """Return what an article is called in a problem."""
    return extraction.document.path or extraction.document.url or "-"


def refuse(connection: sqlite3.Connection, path: str, fault: str, run: int) -> AddSummary:
    """Record a document that cannot be stored at all."""
    connection.execute(
        "INSERT INTO problems (run, path, stage, reason, made) VALUES (?, ?, ?, ?, ?)",
        (run, storable(path), "store", fault, now()),
    )
    return AddSummary(problems=1)
