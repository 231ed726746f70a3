"""What somebody in a report is said to have said, and what only looks so."""

import pytest

from claims.attributions.saying import is_of_saying
from claims.values import Attribution, Span


def read(row: str) -> tuple[str, Attribution]:
    """Read an attribution out of "sentence\\nsource | cue | content"."""
    sentence, marks = row.split("\n")
    parts = [part.strip() for part in marks.split("|")]
    spans = [
        (Span(sentence.index(part), sentence.index(part) + len(part)),) if part else ()
        for part in parts
    ]
    return sentence, Attribution(spans[0], spans[1], spans[2], "indirect")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("The aide said Bo has told her he fell.\nBo | has told | he fell", True),
        ("The aide said the office denied the charge.\nthe office | denied | the charge", True),
        ("She said guards accused him of theft.\nguards | accused | him of theft", True),
        ("She said the group learned its lesson.\nthe group | learned | its lesson", False),
        ("She said he would tell them all of it.\nhe | would tell | them all of it", False),
        ("He said it was reported to be late.\nit | was reported | to be late", False),
        ("He asked if Bo said it was late.\nBo | said | it was late", False),
        ("He said nobody said it was late.\nnobody | said | it was late", False),
        ("He said so, and denied the charge.\n | denied | the charge", False),
        ("He said Bo asked twice.\nBo | asked | twice", False),
    ],
)
def test_of_saying(row: str, expected: bool) -> None:
    text, item = read(row)
    assert is_of_saying(text, item) is expected
