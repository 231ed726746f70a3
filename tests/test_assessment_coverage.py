"""What attributions cover of a sentence, and what is left to the writer."""

import pytest

from claims.assessment.coverage import Marked, measure_coverage, naming_part
from claims.values import Span


def marked(text: str) -> tuple[str, list[Marked]]:
    """Read ‹source›, {cue} and [content] out of a marked text."""
    plain, spans, opened = "", [], {}
    roles = {"‹": "source", "{": "cue", "[": "content"}
    closing = {"›": "‹", "}": "{", "]": "["}
    for character in text:
        if character in roles:
            opened[character] = len(plain)
        elif character in closing:
            spans.append((Span(opened[closing[character]], len(plain)), roles[closing[character]]))
        else:
            plain += character
    return plain, spans


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("‹Ann Lee› {said} on Tuesday [that it rained].", ["on Tuesday"]),
        ("But ‹Ann Lee› also {said} [that it rained].", ["But", "also"]),
        ("‹Ann Lee›, who won in May, {said} [it rained].", ["who won in May"]),
        ("[It rained].", []),
        ("It rained.", ["It rained"]),
    ],
)
def test_stretches(sentence: str, left: list[str]) -> None:
    text, spans = marked(sentence)
    coverage = measure_coverage(text, Span(0, len(text)), spans)
    assert [stretch.span.of(text) for stretch in coverage.stretches] == left
    assert coverage.covered + sum(len(s.words) for s in coverage.stretches) == len(coverage.words)


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("Ann Lee, the mayor", "Ann Lee, the mayor"),
        ("Ann Lee, who took office in May", "Ann Lee"),
        ("Ann Lee, the first woman in the office", "Ann Lee"),
        ("Kataib Hezbollah, the largest of the factions", "Kataib Hezbollah"),
        ("a smaller but very active faction, Harakat al-Nujaba", "Harakat al-Nujaba"),
        ("the first lady, Ann Lee", "the first lady, Ann Lee"),
    ],
)
def test_naming_part(source: str, named: str) -> None:
    assert naming_part(source, Span(0, len(source))).of(source) == named
