"""How sure a claim sounds, and whether it is put in the negative."""

import pytest

from claims.assessment.certainty import assess_certainty, is_negated
from claims.english.tokens import find_words
from claims.values import Span


@pytest.mark.parametrize(
    ("cue", "content", "certainty", "words"),
    [
        ("said", "the bridge was closed", "asserted", []),
        ("said", "the bridge may have been closed", "hedged", ["may"]),
        ("said", "he was probably there in May 2016", "hedged", ["probably"]),
        ("said", "they left on May 4", "asserted", []),
        ("believes", "the bridge was closed", "hedged", ["believes"]),
        ("claimed", "the bridge was closed", "doubted", ["claimed"]),
        ("said", "he allegedly took the money", "doubted", ["allegedly"]),
        ("reported", "the company reported a profit", "asserted", []),
        ("denied", "he took the money", "denied", ["denied"]),
        ("said", "the story is false", "denied", ["false"]),
        ("said", "the report is false and has no author", "denied", ["false"]),
        ("said", "the plan makes untrue charges", "asserted", []),
        ("said", "false alarms were common", "asserted", []),
        ("suggested", "he is unlikely to run", "doubted", ["unlikely"]),
        ("said", "it is unclear who paid", "hedged", ["is unclear"]),
        ("said", "how violence can be reduced", "asserted", []),
        ("", "the plan is considered risky", "hedged", ["is considered"]),
    ],
)
def test_certainty(cue: str, content: str, certainty: str, words: list[str]) -> None:
    text = f"{cue} {content}"
    start = len(cue) + 1
    found, spans = assess_certainty(
        text, [Span(start, len(text))], find_words(text, Span(0, len(cue)))
    )
    assert (found, [span.of(text) for span in spans]) == (certainty, words)


@pytest.mark.parametrize(
    ("content", "negated"),
    [
        ("that the general did not leave the airport", True),
        ("there was no evidence of it", True),
        ("they didn’t see any near the mosque", True),
        ("the court refused to hear the case", True),
        ("it was not only large but new", False),
        ("the government will spare no effort", False),
        ("no fewer than 20 people came", False),
        ("the general left the airport", False),
        ("the general left the airport because he did not feel safe", False),
        ("", False),
    ],
)
def test_negated(content: str, negated: bool) -> None:
    assert is_negated(content, [Span(0, len(content))]) is negated


def test_no_content_is_not_negated() -> None:
    assert not is_negated("not", [])
