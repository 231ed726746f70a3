"""Articles about which somebody decided, and that have yet to be extracted again."""

from sqlite3 import Connection

from claims.store.extractions.stored import document_of
from claims.store.ids import document_id
from claims.store.opening import Store, transaction
from claims.store.storing.writing import put_article
from claims.store.whole_articles.details import corrections, with_details
from claims.store.whole_articles.removal import kept_document, put_back
from claims.values import Document, Extraction

__all__ = ["put_decided", "waiting", "waiting_document"]

_CORRECTED = """
SELECT DISTINCT reviews.document FROM reviews JOIN documents ON documents.id = reviews.document
WHERE reviews.target_kind = 'document' AND reviews.action = 'correct'
"""
_RESTORED = """
SELECT removed_documents.id FROM removed_documents
WHERE EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = removed_documents.review)
"""


def waiting(connection: Connection) -> list[str]:
    """Return the ids of the articles whose details, or whose absence, are not what was decided."""
    found = [row[0] for row in connection.execute(_RESTORED)]
    for (document,) in connection.execute(_CORRECTED).fetchall():
        stored = document_of(connection, document)
        wanted = corrections(connection, document)
        if stored and any(getattr(stored, name) != value for name, value in wanted.items()):
            found.append(document)
    return found


def waiting_document(store: Store, document: str) -> Document | None:
    """Return an article as it is to be extracted again, None where nothing waits."""
    connection = store.connection
    if document not in waiting(connection):
        return None
    found = document_of(connection, document) or kept_document(connection, document)
    return None if found is None else with_details(connection, document, found)


def put_decided(store: Store, extraction: Extraction, *, run: int) -> bool:
    """Store an extraction as its article is to be now; a removed one is there again.

    Return whether that was done: where somebody decided otherwise meanwhile, nothing changes.
    """
    document = document_id(extraction.document)
    with transaction(store) as connection:
        wanted = waiting_document(store, document)
        if wanted is None or wanted != extraction.document:
            return False
        put_article(connection, extraction, run)
        put_back(connection, document)
    return True
