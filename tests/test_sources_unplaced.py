"""Whoever says something is a source, even where only a pronoun tells of them."""

import pytest
from sources_examples import chains, entity, model, resolved

from claims.sources import resolve_sources
from claims.values import Attribution, Document, Span


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "The mayor has just spoken to us.\n{c1 “We are sorry,”} {s1 she} {q1 said}.\n"
            "{s2 She} {q2 confirmed} {c2 that two are missing}.",
            ["The mayor", "The mayor"],
        ),
        (
            "A police spokeswoman came out.\nIt rained.\n{c1 Two had died}, {s1 she} {q1 said}.",
            ["A police spokeswoman"],
        ),
        ("The firms met at noon.\n{s1 They} {q1 said} {c1 that it rained}.", ["The firms"]),
        ("Many accuse the council of {c1 fraud}, a charge {s1 it} {q1 denies}.", ["the council"]),
        # Nobody is told, or nobody who agrees.
        ("{s1 He} {q1 said} {c1 it rained}.\n{c2 “Go,”} {s2 he} {q2 added}.", ["he", "he"]),
        ("The bridge fell.\n{c1 It rained}, {s1 she} {q1 said}.", ["she"]),
        ("The mayor came.\n" + "It rained.\n" * 4 + "{c1 It hailed}, {s1 she} {q1 said}.", ["she"]),
        ("{c1 “It is over,”} {s1 he} {q1 shrugged}.", ["he"]),
    ],
)  # fmt: skip
def test_whom_a_pronoun_stands_for(marked: str, expected: list[str]) -> None:
    assert chains(resolved(marked)) == expected


def test_a_text_without_sentences_is_no_error() -> None:
    said = Attribution((Span(0, 3),), (Span(4, 8),), (Span(9, 18),), "indirect")
    text = "She said it rained."
    found = resolve_sources(Document(text), [], [said], model().encode(text), model())
    (source,) = found.sources
    assert source.name == "she"


def test_a_source_of_which_only_the_pronoun_is_known_is_anonymous() -> None:
    found = entity("She")
    assert (found.kind, found.number, found.anonymous, found.label) == (
        "person",
        "one",
        True,
        "she",
    )


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{c1 The carmaker Volta Motors is for sale}, {s1 it} {q1 said}.", "Volta Motors"),
        ("{c1 Ann Hill left early}, {s1 she} {q1 said}.", "Ann Hill"),
        # Of whom a quotation speaks, does not speak it.
        ("{c1 “Ann Hill left early,”} {s1 she} {q1 said}.", "she"),
        # Who is named before all that is said comes first.
        ("Eve Moss came.\n{c1 Ann Hill left early}, {s1 she} {q1 said}.", "Eve Moss"),
    ],
)  # fmt: skip
def test_who_is_named_in_what_is_said(marked: str, expected: str) -> None:
    assert chains(resolved(marked)) == [expected]
