"""What one attribution's content may not take from another one."""

import re

import pytest

from claims.attributions.bounds import bounded
from claims.inference import find_quotations
from claims.values import Attribution, Span

_MARK = re.compile(r"\{([scq])(\d) |\}")


def read(marked: str) -> tuple[str, list[Attribution]]:
    """Return a text and the attributions that its marks say: {s1 source}, {q1 cue}, {c1 content}.

    Contents may hold the marks of other attributions.
    """
    text, last, opened = "", 0, []
    spans: dict[tuple[str, str], list[Span]] = {}
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        last = mark.end()
        if mark[1]:
            opened.append((mark[1], mark[2], len(text)))
        else:
            role, number, start = opened.pop()
            spans.setdefault((role, number), []).append(Span(start, len(text)))
    text += marked[last:]
    found = [
        Attribution(
            source=tuple(spans.get(("s", number), ())),
            cue=tuple(spans["q", number]),
            content=tuple(sorted(spans["c", number])),
            manner="indirect",
        )
        for number in sorted({number for _, number in spans})
    ]
    return text, found


def contents(marked: str) -> list[list[str]]:
    text, found = read(marked)
    return [
        [span.of(text) for span in item.content]
        for item in bounded(text, found, find_quotations(text))
    ]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "{s1 Police} {q1 say} {c1 that he was drunk, but {s2 his lawyer} {q2 says}"
            " {c2 that he was not}}.",
            [["that he was drunk"], ["that he was not"]],
        ),
        (
            "{s1 The union} {q1 says} {c1 that wages fell, while {s2 the company} {q2 insists}"
            " {c2 that they rose}}.",
            [["that wages fell"], ["that they rose"]],
        ),
        (
            "{s1 Police} {q1 say} {c1 that he was drunk, but {s2 his lawyer, Nadia Perl}},"
            " {q2 says} {c2 that he was not}.",
            [["that he was drunk"], ["that he was not"]],
        ),
        # No contrast: who is quoted is quoted by the first speaker.
        (
            "{s1 Police} {q1 say} {c1 that {s2 his lawyer} {q2 says} {c2 that he was not}}.",
            [["that his lawyer says that he was not"], ["that he was not"]],
        ),
        (
            "{s1 Police} {q1 say} {c1 that he was drunk, and that {s2 his lawyer} {q2 says}"
            " {c2 that he was not}}.",
            [["that he was drunk, and that his lawyer says that he was not"], ["that he was not"]],
        ),
        # The first speaker's own second clause.
        (
            "{s1 Police} {q1 say} {c1 that he was drunk, but that he was not fast}.",
            [["that he was drunk, but that he was not fast"]],
        ),
    ],
)
def test_a_contrast_that_brings_in_a_speaker_ends_a_content(
    marked: str, expected: list[list[str]]
) -> None:
    assert contents(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "{c1 {c2 The port closed today}}, {s1 the office} {q1 said}."
            " {c2 It had been inspected}, {s2 dockers} {q2 said}.",
            [["The port closed today"], ["It had been inspected"]],
        ),
        # Nobody else says so: the second speaker may.
        (
            "{c1 The port closed today}. {c1 It had been inspected}, {s1 dockers} {q1 said}.",
            [["The port closed today", "It had been inspected"]],
        ),
        # A quotation goes on over sentences.
        (
            "{c1 “The port closed,”} {s1 the office} {q1 said}. {c1 “It was inspected.”}",
            [["“The port closed,”", "“It was inspected.”"]],
        ),
        # One that has its own cue beside it is not the other speaker's too.
        (
            "{c1 {c2 “I like it,”}} {s1 Mr. Hill} {q1 told} the Argus."
            " {c2 “I do,”} {s2 he} {q2 added}.",
            [["“I like it,”"], ["“I do,”"]],
        ),
        # Somebody quoted inside of it does not take it away.
        (
            "{c1 “The port closed,”} {s1 the office} {q1 said}."
            " {c1 “{s2 Dockers} {q2 say} {c2 that it was inspected}.”}",
            [
                ["“The port closed,”", "“Dockers say that it was inspected.”"],
                ["that it was inspected"],
            ],
        ),
    ],
)
def test_a_sentence_with_its_own_speaker_is_theirs(marked: str, expected: list[list[str]]) -> None:
    assert contents(marked) == expected
