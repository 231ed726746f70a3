"""What a description of a source adds to its name."""

import pytest

from claims.review.source.decision_words import beyond_the_name


@pytest.mark.parametrize(
    ("name", "description", "shown"),
    [
        ("A senior official", "senior official", None),
        ("Louisiana officials", "Louisiana officials", None),
        ("Marta Lind", "spokeswoman for the hospital", "spokeswoman for the hospital"),
        ("the source", "Iranian; close to the talks", "Iranian; close to the talks"),
        ("Marta Lind", None, None),
        ("Marta Lind", "", None),
    ],
)
def test_only_what_the_name_does_not_say(name, description, shown):
    assert beyond_the_name(name, description) == shown
