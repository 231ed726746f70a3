"""Fixtures shared by test files, each part in a module of its own; how cases are named."""

from hypothesis import settings

pytest_plugins = ["review_fixtures", "story_fixtures", "tracked_stores"]

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
