"""The one SQLite file: schema and migrations, values to rows and back, ids, checks of integrity.

The names are those of the modules below it, each of which is imported when one of its names is
first asked for (PEP 562): to look something up takes a tenth of what it takes to import all that
writes, corrects and verifies.
"""

from typing import TYPE_CHECKING, Final

from claims.late import late_names

# At once: its module bears the name of its function, and would otherwise be in its place.
from claims.store.descriptions import TableDescription, descriptions

if TYPE_CHECKING:
    from claims.store.backing_up import backup
    from claims.store.edits import StoredEdit, read_silent_edits
    from claims.store.ids import claim_id, document_id, sentence_id
    from claims.store.opening import Store, memory_store, open_store, transaction
    from claims.store.owing import Owed, owed
    from claims.store.rebuilding import rebuild, replace_extractions
    from claims.store.retelling import retell_claims
    from claims.store.reviewing import add_review, record_review
    from claims.store.reviews import Review, add_reviewer, review_hash
    from claims.store.runs import AddSummary, add_problems, begin_run, finish_run
    from claims.store.searching import Match, find_claims
    from claims.store.stored import document_ids, documents, read_document, read_extraction
    from claims.store.story_decisions import decide_together
    from claims.store.story_reading import read_relations, read_story, story_of
    from claims.store.tracking import track_documents
    from claims.store.vectors import open_neighbours
    from claims.store.verifying import Damage, head_of, verify
    from claims.store.writing import add_extractions, pending

__all__ = [
    "AddSummary",
    "Damage",
    "Match",
    "Owed",
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
    "head_of",
    "memory_store",
    "open_neighbours",
    "open_store",
    "owed",
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

_HOMES: Final = {
    "AddSummary": "runs",
    "Damage": "verifying",
    "Match": "searching",
    "Owed": "owing",
    "Review": "reviews",
    "Store": "opening",
    "StoredEdit": "edits",
    "add_extractions": "writing",
    "add_problems": "runs",
    "add_review": "reviewing",
    "add_reviewer": "reviews",
    "backup": "backing_up",
    "begin_run": "runs",
    "claim_id": "ids",
    "decide_together": "story_decisions",
    "document_id": "ids",
    "document_ids": "stored",
    "documents": "stored",
    "find_claims": "searching",
    "finish_run": "runs",
    "head_of": "verifying",
    "open_neighbours": "vectors",
    "memory_store": "opening",
    "open_store": "opening",
    "owed": "owing",
    "pending": "writing",
    "read_document": "stored",
    "read_extraction": "stored",
    "read_relations": "story_reading",
    "read_silent_edits": "edits",
    "read_story": "story_reading",
    "rebuild": "rebuilding",
    "record_review": "reviewing",
    "replace_extractions": "rebuilding",
    "retell_claims": "retelling",
    "review_hash": "reviews",
    "sentence_id": "ids",
    "story_of": "story_reading",
    "track_documents": "tracking",
    "transaction": "opening",
    "verify": "verifying",
}


__getattr__ = late_names(__name__, _HOMES)
