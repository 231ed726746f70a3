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
from claims.store.queueing.queue import Remaining, count_remaining, next_claim

__all__ = [
    "Agreement",
    "Changes",
    "Disputed",
    "Filters",
    "Remaining",
    "agreement",
    "changes_since",
    "count_remaining",
    "disputed_claims",
    "disputed_ids",
    "forget_filters",
    "next_claim",
    "save_filters",
    "saved_filters",
]
