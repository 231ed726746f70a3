"""Wishes, fears and beliefs in what somebody reports of others."""

import pytest

from claims.attributions.minds import is_of_mind, with_shared_subjects
from claims.values import Attribution, Span


def marked(text: str) -> tuple[str, list[Attribution]]:
    """Read attributions out of lines "source | cue | content" after a sentence."""
    sentence, *rows = text.split("\n")
    found = []
    for row in rows:
        parts = [part.strip() for part in row.split("|")]
        spans = [
            (Span(at, at + len(part)),) if part and (at := sentence.index(part)) >= 0 else ()
            for part in parts
        ]
        found.append(Attribution(spans[0], spans[1], spans[2], "indirect"))
    return sentence, found


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Ann stayed, fearing it would rain.\nAnn | fearing | it would rain", True),
        ("Ann did not want it.\nAnn | did not want | it", True),
        ("They go if Ann does want it.\nAnn | does want | it", False),
        ("Ann convinced them to go.\nAnn | convinced | them to go", False),
        ("Rain is expected to fall.\nRain | is expected | to fall", False),
        ("Nobody knew; wanting it, they left.\n | wanting | it", False),
    ],
)
def test_of_the_mind(row: str, expected: bool) -> None:
    text, found = marked(row)
    assert is_of_mind(text, found[0]) is expected


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "The club learned much and did not want it again.\n"
            "The club | learned | much and did not want it again\n | did not want | it again",
            "The club",
        ),
        (
            "The club learned much, while nobody did want it.\n"
            "The club | learned | much, while nobody did want it\n | did want | it",
            None,
        ),
        (
            "The club learned much and did sell it.\n"
            "The club | learned | much and did sell it\n | did sell | it",
            None,
        ),
    ],
)
def test_two_verbs_share_a_subject(text: str, source: str | None) -> None:
    sentence, found = marked(text)
    last = with_shared_subjects(sentence, found)[-1]
    assert [span.of(sentence) for span in last.source] == ([source] if source else [])
