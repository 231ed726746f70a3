"""The one SQLite file: schema and migrations, values to rows and back, ids, checks of integrity."""

from claims.store.descriptions import TableDescription, descriptions
from claims.store.ids import claim_id, document_id, sentence_id
from claims.store.opening import Store, open_store, transaction
from claims.store.rebuilding import rebuild, replace_extractions
from claims.store.runs import AddSummary, add_problems, begin_run, finish_run
from claims.store.stored import document_ids, documents, read_document, read_extraction
from claims.store.writing import add_extractions, pending

__all__ = [
    "AddSummary",
    "Store",
    "TableDescription",
    "add_extractions",
    "add_problems",
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
    "replace_extractions",
    "sentence_id",
    "transaction",
]
