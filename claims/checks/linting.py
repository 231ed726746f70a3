"""Check one article without a database on disk: what `claims check PATH` does."""

from collections.abc import Iterable

from claims.checks.catalogue import Check
from claims.checks.finding import Finding
from claims.checks.running import find
from claims.errors import StoreError
from claims.store import add_extractions, begin_run, memory_store
from claims.values import Extraction

__all__ = ["check_extraction"]


def check_extraction(
    extraction: Extraction, *, checks: Iterable[Check] | None = None
) -> tuple[Finding, ...]:
    """Return what the rules find in one article, in the order of its text.

    The article is put into a database in memory and nowhere else. Raises SettingsError as `find`
    does, StoreError where the extraction is one that no database can hold.
    """
    with memory_store() as store:
        added = add_extractions(store, [extraction], run=begin_run(store, "check"))
        if not added.added:
            reasons = store.connection.execute("SELECT reason FROM problems").fetchone()
            raise StoreError(f"The article cannot be checked: it {reasons[0]}.")
        return tuple(find(store.connection, checks=checks))
