"""Make all derived rows again from the stored articles; decisions stay as they are."""

from collections.abc import Callable, Iterable
from sqlite3 import Connection

from claims.store.extractions.stored import documents
from claims.store.ids import document_digest, document_id
from claims.store.opening import Store
from claims.store.runs import AddSummary
from claims.store.storing.writing import PATIENCE, put_article, write_batches
from claims.values import Document, Extraction

__all__ = ["rebuild", "replace_extractions"]


def rebuild(store: Store, extract: Callable[[Document], Extraction], *, run: int) -> AddSummary:
    """Extract every stored article again, article by article, and return how many were replaced.

    A kill leaves some articles as they were and the others as they will be, each of them whole.
    """
    return replace_extractions(store, map(extract, documents(store)), run=run)


def replace_extractions(
    store: Store,
    extractions: Iterable[Extraction],
    *,
    run: int,
    batch: int = 50,
    patience: float = PATIENCE,
) -> AddSummary:
    """Put extractions of stored articles in place of the earlier ones.

    An article that changed since it was read (somebody added a newer text) is left alone and
    counts as unchanged: it was extracted when it was added.
    """
    return write_batches(store, extractions, _replace, run=run, batch=batch, patience=patience)


def _replace(connection: Connection, extraction: Extraction, run: int) -> AddSummary:
    """Replace one article, if it is still the one that was extracted."""
    stored = connection.execute(
        "SELECT digest FROM documents WHERE id = ?", (document_id(extraction.document),)
    ).fetchone()
    if stored != (document_digest(extraction.document),):
        return AddSummary(unchanged=1)
    return AddSummary(updated=1, problems=put_article(connection, extraction, run))
