"""Check one article without a database on disk: what `claims check PATH` does."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from claims.checks.catalogue import Check
from claims.checks.finding import Finding
from claims.checks.running import find
from claims.errors import StoreError
from claims.store import Store, add_extractions, begin_run
from claims.store.migrations import migrations
from claims.values import Extraction

__all__ = ["check_extraction"]


def check_extraction(
    extraction: Extraction, *, checks: Iterable[Check] | None = None
) -> tuple[Finding, ...]:
    """Return what the rules find in one article, in the order of its text.

    The article is put into a database in memory and nowhere else. Raises SettingsError as `find`
    does, StoreError where the extraction is one that no database can hold.
    """
    connection = sqlite3.connect(":memory:", isolation_level=None)
    with Store(Path(":memory:"), connection, wait=0, read_only=False) as store:
        migrations().apply(store.database)
        added = add_extractions(store, [extraction], run=begin_run(store, "check"))
        if not added.added:
            reasons = store.connection.execute("SELECT reason FROM problems").fetchone()
            raise StoreError(f"The article cannot be checked: it {reasons[0]}.")
        return tuple(find(connection, checks=checks))
