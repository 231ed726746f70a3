"""Turns of transcripts and signed quotations, from the layout of the text alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sources_examples import chains, entities, resolved

from claims.sentences import split_sentences
from claims.sources.mentions.transcripts import speaks_as, turns


def found(text: str) -> list[tuple[str, str]]:
    return [
        (one.source[0].of(text), one.content[0].of(text))
        for one in turns(text, split_sentences(text, ()))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Interviewer: When did you learn of the leak?\n"
            "Dr. Hanna Voss: In May. My deputy told me that the valve had been open for a week.",
            [
                ("Dr. Hanna Voss", "In May."),
                (
                    "Dr. Hanna Voss",
                    "My deputy told me that the valve had been open for a week.",
                ),
            ],
            id="an interview",
        ),
        pytest.param(
            "MODERATOR: Is the plant safe?\nHANSEN: Yes. It was inspected in May.\n"
            "The inspectors found no leaks.\n"
            "OKORO: That is not what the report says. It lists four leaks.",
            [
                ("HANSEN", "Yes."),
                ("HANSEN", "It was inspected in May."),
                ("HANSEN", "The inspectors found no leaks."),
                ("OKORO", "That is not what the report says."),
                ("OKORO", "It lists four leaks."),
            ],
            id="names in capitals; a turn of two lines",
        ),
        pytest.param(
            "Q: How many people were on board?\nA: We believe that there were 34.\n"
            "Q: Who owns the ship?\nA: It is registered to a firm in Panama.",
            [
                ("A", "We believe that there were 34."),
                ("A", "It is registered to a firm in Panama."),
            ],
            id="Q and A",
        ),
        pytest.param(
            "The two met on Monday.\n\nHILL: We lost.\n\nMOSS: We won.\n\nHILL: Nobody won.\n\n"
            "The debate ended at noon.",
            [("HILL", "We lost."), ("MOSS", "We won."), ("HILL", "Nobody won.")],
            id="what stands before and after is the writer's",
        ),
        pytest.param(
            "“Nobody warned us” — Pia Lindqvist, farmer",
            [("Pia Lindqvist, farmer", "“Nobody warned us”")],
            id="a signed quotation",
        ),
        pytest.param("HILL: We lost.\nHILL: We lost again.", [], id="one speaker alone"),
        pytest.param(
            "Time: 8 p.m.\nPlace: Town Hall\nPrice: 4 euros", [], id="the lines of a form"
        ),
        pytest.param("NOTE: It rained.\nUPDATE: It snowed.", [], id="notes"),
        pytest.param(
            "The mayor said one thing: It rained.\nThe nurse said another: It snowed.",
            [],
            id="sentences with a colon",
        ),
        pytest.param("“The Long Road” — A novel", [], id="a title with what it is"),
    ],
)
def test_turns(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("label", "speaks"),
    [
        ("Q", True),
        ("THE PRESIDENT", True),
        ("Moderator", True),
        ("Ann Hill", True),
        ("Ann Hill (by telephone)", True),
        ("Note", False),
        ("Place", False),
        ("", False),
    ],
)
def test_who_speaks(label: str, speaks: bool) -> None:
    assert speaks_as(label) is speaks


@given(st.text(alphabet="QA: \nHI.?“”—-b", max_size=60))
def test_turns_lie_in_the_text(text: str) -> None:
    for one in turns(text, split_sentences(text, ())):
        assert one.content[0].of(text).strip() == one.content[0].of(text) != ""
        assert one.cue[0].of(text).strip("—–-") in (":", "")


def test_speakers_are_sources() -> None:
    marked = (
        "{s1 HANSEN}{q1 :} {c1 Yes.}\n{s2 A}{q2 :} {c2 We won.}\n"
        "{s3 Ann Hill}{q3 :} {c3 No.}\n{s4 A}{q4 :} {c4 We did.}\n"
        "{s5 Hill}{q5 :} {c5 No.}\n{s6 HANSEN}{q6 :} {c6 Yes.}"
    )
    assert chains(resolved(marked)) == ["HANSEN", "A", "Ann Hill", "A", "Ann Hill", "HANSEN"]
    assert {one.kind for one in entities(marked)} == {"person"}
