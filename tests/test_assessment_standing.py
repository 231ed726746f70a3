"""Parts of sentences: which are read by themselves, which with the sentence around them."""

import pytest

from claims.assessment.self_contained import hangs, is_whole
from claims.values import Span


def part(marked: str) -> tuple[str, Span, tuple[Span, ...]]:
    """Read the content, "[...]", out of a sentence."""
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    return text, Span(0, len(text)), (Span(start, end),)


@pytest.mark.parametrize(
    ("marked", "whole"),
    [
        ("[The port was closed], Ann Hill said.", True),
        ("She said so, but [federal agents opened it].", True),
        ("She said so as [he opened the port].", True),
        ("[Ann Hill, who owns a boat], said so.", True),
        ("[The talks took place nearly three years] after he agreed.", False),
        ("She signalled a war [with a tweet that was sent].", False),
        ("It rose to 4 percent, he said, [with sales at 3 percent].", False),
        ("[Ann Hill, owner of a boat], said so.", True),
        ("She [was cleared of it].", False),
        ("She left, but [gave no reason].", False),
        ("[The port was closed.]", True),
    ],
)
def test_whole(marked: str, whole: bool) -> None:
    assert is_whole(*part(marked)) is whole


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("It is a fund, [which will open].", True),
        ("They call [themselves the party of work].", True),
        ("They say [the party works].", False),
        ("It reported [a drop in earnings].", True),
        ("It reported [“a drop in earnings”].", False),
    ],
)
def test_hangs(marked: str, expected: bool) -> None:
    text, _, content = part(marked)
    assert hangs(text, content) is expected


def test_nothing_is_not_whole() -> None:
    assert not is_whole("", Span(0, 0), ())
    assert not hangs("", ())
