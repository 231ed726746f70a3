"""Measure the queue and the saving of decisions on a database of bench/make_database.py.

usage: bench/queueing.py DATABASE [--times 20]

The database is changed: decisions are recorded in it. Medians and the slowest, in milliseconds.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from claims.store import Store, add_reviewer, open_store, transaction
from claims.store.decisions import Confirm, CorrectKind, Flag, Undo, decide
from claims.store.queueing import Filters, changes_since, count_remaining, next_claim

PERSON = "bench"


def chosen_filters(store: Store) -> dict[str, Filters]:
    """Return filters that many claims meet, that few do, and that none does."""

    def first(statement: str) -> str:
        return str(store.connection.execute(statement).fetchone()[0])

    sources = "SELECT source FROM claims WHERE source IS NOT NULL GROUP BY source ORDER BY count(*)"
    outlets = "SELECT publisher FROM documents GROUP BY publisher ORDER BY count(*)"
    return {
        "all": Filters(),
        "unsourced": Filters(unsourced=True),
        "anonymous": Filters(anonymous=True),
        "with figures": Filters(figures=True),
        "opinions, unsure": Filters(kind="opinion", confidence_to=0.5),
        "none": Filters(unsourced=True, kind="intention"),
        "common source": Filters(source=first(f"{sources} DESC LIMIT 1")),
        "rare source": Filters(source=first(f"{sources} LIMIT 1")),
        "large outlet": Filters(outlet=first(f"{outlets} DESC LIMIT 1")),
        "small outlet": Filters(outlet=first(f"{outlets} LIMIT 1")),
        "outlet, none": Filters(outlet=first(f"{outlets} DESC LIMIT 1"), kind="rumour"),
        "assigned": Filters(assigned=True),
        "flagged": Filters(flagged=True),
        "disputed": Filters(disputed=True),
    }


def measure(what: str, act: Callable[[], object], times: int) -> None:
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        act()
        taken.append(1000 * (time.perf_counter() - started))
    print(f"{what:32} {statistics.median(taken):9.1f} {max(taken):9.1f}")


def save(store: Store) -> None:
    """Look up a claim, and record, correct and undo: four decisions, each a transaction."""
    claim = next_claim(store.connection, reviewer=PERSON, filters=Filters())
    assert claim is not None
    for action in (Flag("misquoted"), CorrectKind("opinion"), None, Confirm()):
        with transaction(store) as connection:
            if action is None:
                [last] = connection.execute("SELECT max(id) FROM reviews").fetchone()
            decide(
                connection,
                reviewer=PERSON,
                target_kind="claim",
                target=claim,
                action=action or Undo(last),
            )


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the queue and saving decisions.")
    parser.add_argument("database", type=Path)
    parser.add_argument("--times", type=int, default=20)
    arguments = parser.parse_args()
    with open_store(arguments.database) as store:
        add_reviewer(store, PERSON, role="editor")
        print(f"{'':32} {'median':>9} {'slowest':>9}")
        for name, filters in chosen_filters(store).items():
            measure(
                f"next: {name}",
                lambda f=filters: next_claim(store.connection, reviewer=PERSON, filters=f),
                arguments.times,
            )
            measure(
                f"count: {name}",
                lambda f=filters: count_remaining(store.connection, reviewer=PERSON, filters=f),
                arguments.times,
            )
        measure("four decisions", lambda: save(store), arguments.times)
        measure("changes", lambda: changes_since(store.connection, "[1, 1, 1]"), arguments.times)
    return 0


if __name__ == "__main__":
    sys.exit(main())
