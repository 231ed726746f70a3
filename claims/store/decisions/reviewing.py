"""Records a decision and lets it take effect at once, in one transaction."""

from sqlite3 import Connection

from claims.store.effects.taking_effect import take_effect
from claims.store.opening import Store, transaction
from claims.store.record.reviews import Review, write_review

__all__ = ["add_review", "record_review"]


def add_review(store: Store, review: Review) -> int:
    """Record a decision and return its number.

    Raises StoreError where what it is about, the reviewer or the review that it undoes is not in
    the database.
    """
    with transaction(store) as connection:
        return record_review(connection, review)


def record_review(connection: Connection, review: Review) -> int:
    """Record a decision inside a transaction that the caller holds, and let it take effect.

    See `add_review` and `write_review`.
    """
    number = write_review(connection, review)
    take_effect(connection, [number])
    return number
