"""The family of tracking, stored and tracked once; each test gets a copy to write into."""

import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from tracking_family import FAMILY, Article, extraction_of

from claims.store import Store, add_extractions, add_reviewer, begin_run, open_store
from claims.store.stories.tracking import track_documents
from claims.tracking.comparison import Comparer

COMPARER = Comparer()


def add(store: Store, articles: Iterable[Article]) -> None:
    """Store articles and find their stories, one after the other."""
    run = begin_run(store, "add")
    for article in articles:
        add_extractions(store, [extraction_of(article)], run=run)
        track_documents(store, COMPARER)


def names(store: Store) -> dict[str, str]:
    """The ids of the stored claims, by the keys that the family gives them."""
    found = {}
    for article in FAMILY:
        rows = store.connection.execute(
            "SELECT claims.number, claims.id FROM claims JOIN documents"
            " ON documents.id = claims.document WHERE url = ?",
            (f"https://example.org/{article.key}",),
        )
        found |= {f"{article.key}.{number}": identity for number, identity in rows}
    return found


def stories(store: Store) -> set[tuple[str, ...]]:
    """The stored stories, as the family names their claims."""
    keys = {identity: key for key, identity in names(store).items()}
    found: dict[str, list[str]] = {}
    for story, claim in store.connection.execute(
        "SELECT story, claim FROM story_claims ORDER BY story, position"
    ):
        found.setdefault(story, []).append(keys[claim])
    return {tuple(claims) for claims in found.values()}


def dump(store: Store) -> list[list[tuple[object, ...]]]:
    """All that is stored of stories."""
    tables = ("stories", "story_claims", "story_links", "story_originators", "story_drifts")
    return [
        sorted(store.connection.execute(f"SELECT * FROM {table}").fetchall())  # noqa: S608  # names above
        for table in (*tables, "story_relays", "claim_links")
    ]


@pytest.fixture(scope="session")
def tracked_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database with all stories; nobody writes into it."""
    path = tmp_path_factory.mktemp("tracked") / "claims.db"
    with open_store(path) as store:
        add(store, FAMILY)
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture
def tracked_store(tracked_database: Path, tmp_path: Path) -> Iterable[Store]:
    """A copy of it, in which ada is an editor."""
    path = tmp_path / "claims.db"
    shutil.copy(tracked_database, path)
    with open_store(path) as opened:
        add_reviewer(opened, "ada", role="editor")
        yield opened
