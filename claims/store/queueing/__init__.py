"""The queue of claims to look at, the filters of it, and what changed meanwhile."""

from claims.store.queueing.agreement import (
    Agreement,
    Disputed,
    agreement,
    disputed_claims,
    disputed_ids,
)
from claims.store.queueing.changes import Changes, changes_since
from claims.store.queueing.filters import Filters, forget_filters, save_filters, saved_filters
from claims.store.queueing.queue import (
    TO_REVIEW,
    WAITING,
    Place,
    Progress,
    Remaining,
    claim_beside,
    count_matching,
    count_remaining,
    next_article,
    next_claim,
    place_of_claim,
    progress_in,
    queued_claims,
)

__all__ = [
    "TO_REVIEW",
    "WAITING",
    "Agreement",
    "Changes",
    "Disputed",
    "Filters",
    "Place",
    "Progress",
    "Remaining",
    "agreement",
    "changes_since",
    "claim_beside",
    "count_matching",
    "count_remaining",
    "disputed_claims",
    "disputed_ids",
    "forget_filters",
    "next_article",
    "next_claim",
    "place_of_claim",
    "progress_in",
    "queued_claims",
    "save_filters",
    "saved_filters",
]
