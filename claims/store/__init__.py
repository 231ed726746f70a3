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
    from claims.store.decisions.reviewing import add_review, record_review
    from claims.store.extractions.silent_edits import StoredEdit, read_silent_edits
    from claims.store.extractions.stored import (
        document_ids,
        documents,
        read_document,
        read_extraction,
    )
    from claims.store.ids import claim_id, document_id, sentence_id
    from claims.store.integrity.backing_up import backup
    from claims.store.integrity.verifying import Damage, head_of, verify
    from claims.store.opening import Store, memory_store, open_store, transaction
    from claims.store.record.reviews import Review, add_reviewer, review_hash
    from claims.store.runs import AddSummary, add_problems, begin_run, finish_run
    from claims.store.stories.decisions import decide_together
    from claims.store.stories.reading import read_relations, read_story, story_of
    from claims.store.stories.recomputing import retell_claims
    from claims.store.stories.searching import Match, find_claims
    from claims.store.stories.tracking import track_documents
    from claims.store.stories.vectors import open_neighbours
    from claims.store.storing.rebuilding import rebuild, replace_extractions
    from claims.store.storing.writing import add_extractions, pending
    from claims.store.unfinished import Owed, owed

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
    "Damage": "integrity.verifying",
    "Match": "stories.searching",
    "Owed": "unfinished",
    "Review": "record.reviews",
    "Store": "opening",
    "StoredEdit": "extractions.silent_edits",
    "add_extractions": "storing.writing",
    "add_problems": "runs",
    "add_review": "decisions.reviewing",
    "add_reviewer": "record.reviews",
    "backup": "integrity.backing_up",
    "begin_run": "runs",
    "claim_id": "ids",
    "decide_together": "stories.decisions",
    "document_id": "ids",
    "document_ids": "extractions.stored",
    "documents": "extractions.stored",
    "find_claims": "stories.searching",
    "finish_run": "runs",
    "head_of": "integrity.verifying",
    "open_neighbours": "stories.vectors",
    "memory_store": "opening",
    "open_store": "opening",
    "owed": "unfinished",
    "pending": "storing.writing",
    "read_document": "extractions.stored",
    "read_extraction": "extractions.stored",
    "read_relations": "stories.reading",
    "read_silent_edits": "extractions.silent_edits",
    "read_story": "stories.reading",
    "rebuild": "storing.rebuilding",
    "record_review": "decisions.reviewing",
    "replace_extractions": "storing.rebuilding",
    "retell_claims": "stories.recomputing",
    "review_hash": "record.reviews",
    "sentence_id": "ids",
    "story_of": "stories.reading",
    "track_documents": "stories.tracking",
    "transaction": "opening",
    "verify": "integrity.verifying",
}


__getattr__ = late_names(__name__, _HOMES)
