"""The family of raw articles, stored and tracked once for all tests that look at its stories."""

from __future__ import annotations

from pathlib import Path

import pytest
from tracking_family_texts import RAW_FAMILY, write_articles

from claims.adding import add_articles
from claims.inference import AttributionModel
from claims.pipeline import extract_many
from claims.store import open_store
from claims.tracking import Comparer


@pytest.fixture(scope="session")
def family_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database; whoever writes into it takes a copy."""
    folder = tmp_path_factory.mktemp("family")
    model = AttributionModel()
    with open_store(folder / "claims.db") as store:
        summary = add_articles(
            store,
            [write_articles(folder / "family.jsonl", RAW_FAMILY)],
            extract_all=lambda documents: extract_many(documents, model=model),
            comparer=Comparer(),
        )
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert (summary.added, summary.problems) == (len(RAW_FAMILY), 0)
    return folder / "claims.db"
