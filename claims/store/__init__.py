"""The one SQLite file: schema and migrations, values to rows and back, ids, checks of integrity."""

from claims.store.backing_up import backup
from claims.store.descriptions import TableDescription, descriptions
from claims.store.ids import claim_id, document_id, sentence_id
from claims.store.opening import Store, open_store, transaction
from claims.store.rebuilding import rebuild, replace_extractions
from claims.store.reviews import Review, add_review, add_reviewer, record_review, review_hash
from claims.store.runs import AddSummary, add_problems, begin_run, finish_run
from claims.store.searching import Match, find_claims
from claims.store.stored import document_ids, documents, read_document, read_extraction
from claims.store.story_decisions import decide_together
from claims.store.story_reading import (
    StoredEdit,
    read_relations,
    read_silent_edits,
    read_story,
    story_of,
)
from claims.store.tracking import retell_claims, track_documents
from claims.store.vectors import open_neighbours
from claims.store.verifying import Damage, verify
from claims.store.writing import add_extractions, pending

__all__ = [
    "AddSummary",
    "Damage",
    "Match",
    "Review",
    "Store",
    "StoredEdit",
    "TableDescription",
    "add_extractions",
    "add_problems",
    "add_review",
    "add_reviewer",
    "backup",
    "begin_run",
    "claim_id",
    "decide_together",
    "descriptions",
    "document_id",
    "document_ids",
    "documents",
    "find_claims",
    "finish_run",
    "open_neighbours",
    "open_store",
    "pending",
    "read_document",
    "read_extraction",
    "read_relations",
    "read_silent_edits",
    "read_story",
    "rebuild",
    "record_review",
    "replace_extractions",
    "retell_claims",
    "review_hash",
    "sentence_id",
    "story_of",
    "track_documents",
    "transaction",
    "verify",
]
