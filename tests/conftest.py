"""Fixtures shared by test files, each part in a module of its own; how cases are named."""

import pytest
from hypothesis import settings

pytest_plugins = ["review_fixtures", "story_fixtures", "tracked_stores"]

FIRST = (
    "test_quiet.py",
    "test_attributions_finding.py",
    "test_review_accessibility_browser.py",
    "test_patterns.py",
    "test_archive_kills.py",
    "test_review_hostile_browser.py",
    "test_docs.py",
)
"""Files with the longest tests. Three processes take one file after the other, in order: one that
waits for two minutes must not be the last."""

# A loaded machine is slow, not wrong.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a case of bytes that are not plain text by its argument.

    Compressed bytes hold the second of the day: named by them, cases differ from one process to
    the next and none of the tests run.
    """
    if isinstance(val, bytes) and any(not 32 <= byte < 127 for byte in val):
        return argname
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files with the longest tests first; the others keep their order."""
    places = {name: place for place, name in enumerate(FIRST)}
    items.sort(key=lambda item: places.get(item.path.name, len(FIRST)))
