"""A claim as a sentence that reads by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.assessment.standalone import make_standalone
from claims.values import Span


@pytest.mark.parametrize(
    ("content", "names", "expected"),
    [
        ("that the visit was a success", {}, "The visit was a success."),
        ("“The Iranians learned their lesson,”", {}, "The Iranians learned their lesson."),
        (
            "it was suspending attacks",
            {"it": "Kataib Hezbollah"},
            "Kataib Hezbollah was suspending attacks.",
        ),
        ("that he would appeal", {"he": "Husted"}, "Husted would appeal."),
        ('"I\'m tired of it,"', {"i": "Ann Lee"}, "Ann Lee is tired of it."),
        ("I have seen it", {"i": "Ann Lee"}, "Ann Lee has seen it."),
        ("he’s certain of it", {"he": "Ted Cruz"}, "Ted Cruz is certain of it."),
        ("alleging that the firm cheated", {}, "The firm cheated."),
        ("NEW YORK, Jan. 4 (Xinhua) -- Stocks fell.", {}, "Stocks fell."),
        ("That ferry sank in May.", {}, "That ferry sank in May."),
        ("they left", {"he": "Husted"}, "They left."),
        ("that it was late and he would go", {"he": "Husted"}, "It was late and Husted would go."),
        ("the driver fled when he saw it", {"he": "Husted"}, "The driver fled when he saw it."),
        ("it hit Moss and he fell", {"he": "Husted"}, "It hit Moss and he fell."),
        ("it hit her son and he fell", {"he": "Husted"}, "It hit her son and he fell."),
        ("it was late and she left", {"he": "Lee", "she": "Lee"}, "It was late and she left."),
        ("it was late and he’d go", {"he": "Husted"}, "It was late and he’d go."),
        ("Is it over?", {}, "Is it over?"),
        ("the  lines\nbreak", {}, "The lines break."),
        ("” —", {}, ""),
    ],
)
def test_standalone(content: str, names: dict[str, str], expected: str) -> None:
    assert make_standalone(content, [Span(0, len(content))], names) == expected


def test_parts_are_joined() -> None:
    text = "“I think he will be fair,” she said, “but people will watch.”"
    spans = [Span(0, 26), Span(37, len(text))]
    assert make_standalone(text, spans, {}) == "I think he will be fair but people will watch."


@given(st.text(max_size=80))
def test_any_text_gives_a_sentence_or_nothing(text: str) -> None:
    made = make_standalone(text, [Span(0, len(text))], {"i": "Ann", "he": "Bob"})
    assert made == "" or made[-1] in ".!?…"
