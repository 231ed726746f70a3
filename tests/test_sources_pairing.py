"""Sources that may be one are offered with what speaks for it; others are not."""

import pytest

from claims.sources import Known, merge_suggestion, merge_suggestions, pairing_keys
from claims.values import Source, SourceKind


def known(
    name: str, description: str | None = None, kind: SourceKind = "person", *beside: str
) -> Known:
    source = Source("s1", name, kind, False, "one", description=description)
    return Known(f"{kind} {name} {description}", source, frozenset(beside))


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (known("Hillary Clinton", "nominee"), known("Clinton", "the nominee"), "called nominee"),
        (known("Clinton", None, "person", "Bo"), known("H. Clinton", None, "person", "Bo"), "Bo"),
        (known("Hillary Clinton"), known("Hillary Rodham Clinton"), "shorten"),
        (known("Ann Hill", "mayor"), known("Ann Hill", "nurse"), "differently"),
        (
            known("Human Rights Watch", None, "organisation"),
            known("HRW", None, "organisation"),
            "initials",
        ),
        (
            known("Justice Department", None, "organisation"),
            known("U.S. Department of Justice", None, "organisation"),
            "same words",
        ),
        (known("Herald", None, "outlet"), known("The Herald", None, "organisation"), "an outlet"),
    ],
)
def test_a_doubtful_pair_says_why(one: Known, other: Known, why: str) -> None:
    assert set(pairing_keys(one.source)) & set(pairing_keys(other.source))
    found = merge_suggestion(one, other)
    assert found is not None
    assert why in found.reason
    assert 0 < found.confidence < 1
    turned = merge_suggestion(other, one)
    assert turned is not None
    assert (turned.one, turned.other) == (found.other, found.one)
    assert turned.confidence == found.confidence


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (known("Hillary Clinton"), known("Bill Clinton")),
        (known("Hillary Clinton"), known("Clinton")),
        (known("Ann Hill", "mayor"), known("Ann Hill", "the mayor of Dover")),
        (known("U.S.", None, "organisation"), known("United States", None, "organisation")),
        (
            known("Iranian foreign ministry", None, "organisation"),
            known("Iraqi foreign ministry", None, "organisation"),
        ),
        (
            known("World Bank", None, "organisation"),
            known("White Brigade", None, "organisation"),
        ),
    ],
)
def test_what_is_one_or_hardly_one_is_not_offered(one: Known, other: Known) -> None:
    assert merge_suggestions([one, other]) == ()


def test_the_unnamed_are_not_compared() -> None:
    assert pairing_keys(Source("s1", "a senior official", "person", True, "one")) == ()
    assert pairing_keys(Source("s1", "critics", "group", False, "several")) == ()
