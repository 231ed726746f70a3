"""What attributions cover of a sentence, and what is left to the writer."""

import pytest

from claims.assessment.coverage import (
    Marked,
    counts,
    is_act,
    is_backing,
    measure_coverage,
    naming_part,
)
from claims.assessment.statuses import describe_leftover
from claims.values import Attribution, Hop, Span


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
    ("sentence", "left"),
    [
        ("But ‹Ann Lee› has also {said} [that it rained].", []),
        ("‹Ann Lee› {told} reporters on Tuesday [that it rained].", []),
        ("‹A man› who spoke on condition of anonymity {said} [it rained].", []),
        ("The plan will fail, ‹Ann Lee› {said:} [“I know it.”]", []),
        (
            "Crowds met to honour the poet, ‹who› {said} [it was over].",
            ["Crowds met to honour the poet"],
        ),
        (
            "‹Ann Lee› {said}, [it rained], after police closed the road.",
            ["after police closed the road"],
        ),
    ],
)
def test_what_the_writer_asserts(sentence: str, left: list[str]) -> None:
    text, spans = marked(sentence)
    found = describe_leftover(text, measure_coverage(text, Span(0, len(text)), spans))
    assert [span.of(text) for span in found.spans] == left


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


@pytest.mark.parametrize(
    ("sentence", "backs"),
    [
        ("‹The country› {continues to support} [the war].", True),
        ("‹Both banks› {have long backed} [the line].", True),
        ("‹The party› {supported} [that the line be closed].", False),
        ("‹The party› {supports} [“the line we need”].", False),
        ("‹The party› {says it backs} [the line].", False),
    ],
)
def test_backing_is_a_state_of_affairs(sentence: str, backs: bool) -> None:
    text, spans = marked(sentence)
    source, cue, content = ((span,) for span, _ in spans)
    manner = "direct" if "“" in text else "indirect"
    assert is_backing(text, Attribution(source, cue, content, manner)) is backs


@pytest.mark.parametrize(
    ("sentence", "confidence", "does"),
    [
        ("[The shares are exchanged] {under} ‹the plan›.", 0.5, False),
        ("[The shares are exchanged] {under} ‹the plan›.", 0.6, True),
        ("[The shares fell], {according to} ‹the plan›.", 0.5, True),
    ],
)
def test_what_is_hardly_an_attribution_does_not_count(
    sentence: str, confidence: float, does: bool
) -> None:
    text, spans = marked(sentence)
    content, cue, source = ((span,) for span, _ in spans)
    found = Attribution(source, cue, content, "indirect", None, confidence)
    chain = (Hop("s1", source[0], False, 1.0, "stated"),)
    assert counts(text, found, chain) is does


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("‹The judge› {has yet to approve} [the settlement].", True),
        ("‹They› {were twice denied} [visas to enter].", True),
        ("‹They› {denied} [the charge of theft].", False),
        ("‹The firm› {did not immediately respond to} [a request for comment].", True),
        ("‹Kovac› {had also been looking into} [the links].", True),
        ("‹The service› {issued} [a flood warning].", True),
        ("‹The service› {issued a statement saying} [that it would flood].", False),
        ("‹The minister› {posted on her page} [that it would flood].", False),
        ("‹The court› {ruled} [that the line was legal].", False),
    ],
)
def test_acts_are_told_by_the_writer(sentence: str, act: bool) -> None:
    text, spans = marked(sentence)
    source, cue, content = ((span,) for span, _ in spans)
    assert is_act(text, Attribution(source, cue, content, "indirect")) is act
