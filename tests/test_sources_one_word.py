"""What a name of one word is."""

import pytest
from sources_examples import entities, resolved


@pytest.mark.parametrize(
    ("marked", "kinds"),
    [
        (
            "{s1 Nordlink} {q1 said} {c1 it rained}.\n{s2 It} {q2 said} {c2 that it was over}.",
            ["organisation"],
        ),
        (
            "{s1 AccuStorm} {q1 said} {c1 it rained}.\n"
            "{c2 “It is over,”} {s2 the company} {q2 said}.",
            ["organisation"],
        ),
        ("{s1 Bertelhaus}, the owner of two presses, {q1 said} {c1 it rained}.", ["organisation"]),
        ("{s1 Senator McNally} {q1 said} {c1 it rained}.", ["person"]),
    ],
)
def test_kinds_of_one_word(marked: str, kinds: list[str]) -> None:
    assert [one.kind for one in entities(marked)] == kinds


def test_police_are_one_body() -> None:
    found = resolved(
        "{c1 Two fled}, {s1 police} {q1 said}.\n{c2 One is held}, {s2 the police} {q2 said}.\n"
        "{c3 It is over}, {s3 the national police} {q3 said}."
    )
    assert [source.name for source in found.sources] == ["the police", "the national police"]
