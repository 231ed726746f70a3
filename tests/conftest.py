"""Fixtures shared by test files; each part keeps its own in a module named here."""

from hypothesis import settings

pytest_plugins = ["review_fixtures", "story_fixtures", "tracked_stores"]

# A loaded machine is slow, not wrong.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
