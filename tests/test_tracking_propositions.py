"""What a claim puts forward, and whether it denies it."""

import pytest

from claims.tracking.propositions import Proposition, proposition_of
from claims.tracking.values import Telling
from claims.values import Certainty

RESIGNED = "Petra Lindqvist resigned on Sunday."


@pytest.mark.parametrize(
    ("text", "content", "certainty", "denied"),
    [
        (RESIGNED, RESIGNED, "asserted", False),
        (f"{RESIGNED[:-1]}, the mayor said on Monday.", RESIGNED[:-1], "asserted", False),
        (f"It is not true that {RESIGNED}", None, "asserted", True),
        (f"It is false that {RESIGNED}", None, "denied", True),
        (
            "Ostmark denied that Petra Lindqvist resigned on Sunday.",
            "that Petra Lindqvist resigned on Sunday",
            "denied",
            True,
        ),
        (
            "Ostmark dismissed a report that Petra Lindqvist resigned on Sunday.",
            "a report that Petra Lindqvist resigned on Sunday",
            "denied",
            True,
        ),
        (
            "Ostmark rejected recent media reports that Petra Lindqvist resigned on Sunday.",
            "recent media reports that Petra Lindqvist resigned on Sunday",
            "denied",
            True,
        ),
        (
            f"Ostmark denied that it is not true that {RESIGNED}",
            f"that it is not true that {RESIGNED}",
            "denied",
            False,
        ),
    ],
)
def test_what_is_put_forward(
    text: str, content: str | None, certainty: Certainty, denied: bool
) -> None:
    telling = Telling("k", "d", 1, text, certainty=certainty, content=content)
    assert proposition_of(telling) == Proposition(RESIGNED, denied)


@pytest.mark.parametrize(
    ("content", "denied"),
    [
        # Who rejects a veto, a call or an allegation says nothing that another one asserts.
        ("the allegations", None),
        ("calls for a higher minimum wage", None),
        ("proposals for reopening the harbour", None),
        ("a veto of a bill letting families sue", None),
        ("Congress rejected the veto of the bill", None),
        ("he betrayed the party", "He betrayed the party."),
        ("breaking the law", "Breaking the law."),
        ("Pence rejected assertions that the law is unfair", "The law is unfair."),
    ],
)
def test_only_a_statement_is_denied(content: str, denied: str | None) -> None:
    telling = Telling("k", "d", 1, "Who denies it, denied it.", certainty="denied", content=content)
    found = proposition_of(telling)
    assert (found.text if found.denied else None) == denied


@pytest.mark.parametrize("text", ["", "Reports that lie.", "that", "It is not true that "])
def test_any_words_have_one(text: str) -> None:
    for certainty in ("asserted", "denied"):
        telling = Telling("k", "d", 1, text, certainty=certainty, content=text)  # type: ignore[arg-type]  # from the list
        assert len(proposition_of(telling).text) <= len(text) + 1


@pytest.mark.parametrize(
    ("text", "content"),
    [
        # The content alone is no sentence: who announced it belongs to what is compared.
        ("Rwanda announced a plan for the port.", "a plan for the port"),
        ("The company’s shares fell.", "its shares fell"),
    ],
)
def test_a_readable_form_that_says_more_stays(text: str, content: str) -> None:
    assert proposition_of(Telling("k", "d", 1, text, content=content)).text == text
