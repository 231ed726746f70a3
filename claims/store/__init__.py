"""The one SQLite file: schema and migrations, values to rows and back, ids, checks of integrity."""

from claims.store.backing_up import backup
from claims.store.descriptions import TableDescription, descriptions
from claims.store.ids import claim_id, document_id, sentence_id
from claims.store.opening import Store, open_store, transaction
from claims.store.rebuilding import rebuild, replace_extractions
from claims.store.reviews import Review, add_review, add_reviewer, record_review, review_hash
from claims.store.runs import AddSummary, add_problems, begin_run, finish_run
from claims.store.stored import document_ids, documents, read_document, read_extraction
from claims.store.verifying import Damage, verify
from claims.store.writing import add_extractions, pending

__all__ = [
    "AddSummary",
    "Damage",
    "Review",
    "Store",
    "TableDescription",
    "add_extractions",
    "add_problems",
    "add_review",
    "add_reviewer",
    "backup",
    "begin_run",
    "claim_id",
    "descriptions",
    "document_id",
    "document_ids",
    "documents",
    "finish_run",
    "open_store",
    "pending",
    "read_document",
    "read_extraction",
    "rebuild",
    "record_review",
    "replace_extractions",
    "review_hash",
    "sentence_id",
    "transaction",
    "verify",
]
