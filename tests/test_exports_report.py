"""An article as plain text, with who says so."""

from dataclasses import replace

import pytest

from claims.exports import readable_chain, report
from claims.values import Document, Extraction, Hop, Problem
from tests.extractions import dam

SOURCES = {source.key: source for source in dam().sources}


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        ((), ""),
        ((Hop("s1", None),), "Reuters"),
        ((Hop("s1", None, inferred=True), Hop("s2", None)), "(Reuters) → an engineer [unnamed]"),
    ],
)
def test_chains_read_from_the_writer_to_the_originator(
    chain: tuple[Hop, ...], expected: str
) -> None:
    assert readable_chain(chain, SOURCES) == expected


def test_a_report_says_who_says_so() -> None:
    assert report(dam()).splitlines() == [
        "  1 The dam holds, an engineer told Reuters.",
        "      Reuters → an engineer [unnamed]: The dam holds (indirect, fact)",
        "",
        "  2 It was built in 1961.",
        "      ? no source stated",
        "",
        "2 sentences: 1 with a source, 0 without, 1 in need of none",
    ]


def test_a_disputable_sentence_is_asked_about_with_the_reason() -> None:
    example = dam()
    first, second = example.assessments
    asked = replace(example, assessments=(first, replace(second, disputable=True)))
    assert "? no source stated: who says so? (a date of construction)" in report(asked)


def test_problems_stand_in_the_report() -> None:
    problem = Problem("-", "language", "German is not supported")
    text = report(Extraction(Document("Hallo."), problems=(problem,)))
    assert "language: German is not supported" in text
