"""Quotations and sentences in which somebody goes on telling, though nothing says so again."""

from dataclasses import replace

import pytest

from claims.attributions.continuations import TOLD_ON, add_continued, add_told_on
from claims.inference import find_quotations
from claims.values import Attribution, Sentence, Span

FIRST, SECOND, THIRD = "The dam holds, Weil said.", "It was built in 1931.", "It has two gates."
TEXT = f"{FIRST} {SECOND} {THIRD}"


def span_of(part: str) -> Span:
    return Span(TEXT.index(part), TEXT.index(part) + len(part))


def sentences(headline: int | None = None) -> list[Sentence]:
    return [
        Sentence(number, span_of(part), headline=number == headline)
        for number, part in enumerate((FIRST, SECOND, THIRD))
    ]


SAID = Attribution(
    source=(span_of("Weil"),),
    cue=(span_of("said"),),
    content=(span_of("The dam holds"),),
    manner="indirect",
    confidence=0.8,
)


@pytest.mark.parametrize(
    ("attributed", "told"),
    [
        ((0.9, TOLD_ON, 0.1), [SECOND]),
        ((0.9, TOLD_ON - 0.01, 0.1), []),
        ((0.9, 0.9, TOLD_ON), [SECOND, THIRD]),
        # The sentence between is the writer's own: nobody goes on.
        ((0.9, 0.1, 0.9), []),
    ],
)
def test_who_goes_on_telling(attributed: tuple[float, ...], told: list[str]) -> None:
    found = add_told_on(TEXT, [SAID], sentences(), attributed)
    assert [item.content[0].of(TEXT) for item in found if item.model == "sentence goes on"] == told
    assert all((item.source, item.cue) == (SAID.source, SAID.cue) for item in found)
    assert found[0].confidence == SAID.confidence
    assert all(item.confidence < SAID.confidence for item in found[1:])


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ("It was built in 1931.", True),
        ("“Nobody sleeps.”", True),
        ("But nobody listens.", True),
        # Somebody else may be speaking.
        ("The mayor disagreed.", False),
        ("Olaf Brandt disagreed.", False),
        ("Residents disagreed.", False),
    ],
)
def test_who_is_named_first_may_be_another(second: str, told: bool) -> None:
    text = f"{FIRST} {second}"
    sentences = [
        Sentence(0, Span(0, len(FIRST))),
        Sentence(1, Span(len(FIRST) + 1, len(text))),
    ]
    found = add_told_on(text, [SAID], sentences, (0.9, 0.9))
    assert len(found) == (2 if told else 1)


def test_nobody_goes_on_without_a_source() -> None:
    nobody = Attribution((), SAID.cue, SAID.content, "indirect", confidence=0.8)
    assert len(add_told_on(TEXT, [nobody], sentences(), (0.9, 0.9, 0.9))) == 1
    assert add_told_on(TEXT, [], sentences(), (0.9, 0.9, 0.9)) == ()


def test_a_sentence_with_an_attribution_is_left_alone() -> None:
    other = Attribution((), (span_of("built"),), (span_of("in 1931"),), "indirect", confidence=0.5)
    assert len(add_told_on(TEXT, [SAID, other], sentences(), (0.9, 0.9, 0.1))) == 2


@pytest.mark.parametrize("headline", [0, 1])
def test_headlines_neither_go_on_nor_are_gone_on_with(headline: int) -> None:
    assert add_told_on(TEXT, [SAID], sentences(headline), (0.9, 0.9, 0.1)) == (SAID,)


def test_who_holds_whom_stays_right_where_a_sentence_is_added() -> None:
    outer = replace(SAID, cue=(span_of("It has"),), content=(span_of("two gates"),))
    inner = replace(SAID, cue=(span_of("two"),), content=(span_of("gates"),), parent=1)
    found = add_told_on(TEXT, [SAID, outer, inner], sentences(), (0.9, 0.9, 0.9))
    contents = [item.content[0].of(TEXT) for item in found]
    assert contents == ["The dam holds", SECOND, "two gates", "gates"]
    assert [item.parent for item in found] == [None, None, None, 2]


@pytest.mark.parametrize(
    ("second", "manner"), [("It is old.", "indirect"), ("“It is old.”", "direct")]
)
def test_how_it_is_told(second: str, manner: str) -> None:
    text = f"{FIRST} {second}"
    places = [Sentence(0, Span(0, len(FIRST))), Sentence(1, Span(len(FIRST) + 1, len(text)))]
    assert add_told_on(text, [SAID], places, (0.9, 0.9))[-1].manner == manner


SPOKEN = "“The dam holds,” Weil said.\n“The mayor said that it was old. I doubt it.”"


def in_spoken(part: str) -> tuple[Span, ...]:
    return (Span(SPOKEN.index(part), SPOKEN.index(part) + len(part)),)


@pytest.mark.parametrize(
    ("cue", "content", "claimed"),
    [
        # What is said inside of the quotation does not claim it.
        ("said that", "it was old", True),
        # What reaches out of it, or claims all of it, does.
        ("Weil said.\n“The mayor said", "it was old", False),
        ("said that", "“The mayor said that it was old. I doubt it.”", False),
    ],
)
def test_a_quotation_goes_on_whoever_is_quoted_in_it(cue: str, content: str, claimed: bool) -> None:
    spoken = Attribution(
        in_spoken("Weil"), in_spoken("said"), in_spoken("“The dam holds,”"), "direct"
    )
    other = Attribution(in_spoken("The mayor"), in_spoken(cue), in_spoken(content), "indirect")
    found = add_continued(SPOKEN, [spoken, other], find_quotations(SPOKEN))
    added = [item for item in found if item.model == "quotation continues"]
    assert [item.source for item in added] == ([spoken.source] if claimed else [])
