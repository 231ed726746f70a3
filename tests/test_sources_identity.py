"""Who is the same across articles, and who is only offered for merging."""

import pytest

from claims.sources import Known, merge_suggestions, same_person, source_identity
from claims.values import Source, SourceKind


def source(name: str, kind: SourceKind = "person", description: str | None = None) -> Source:
    return Source("s1", name, kind, False, "one", description=description)


def known(
    identity: str,
    name: str,
    description: str | None = None,
    kind: SourceKind = "person",
    *beside: str,
) -> Known:
    return Known(identity, source(name, kind, description), frozenset(beside))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (source("Esmail Qaani"), source("General Esmail Qaani")),
        (source("the Pentagon", "organisation"), source("Pentagon", "organisation")),
        (source("U.S.", "organisation"), source("United States", "organisation")),
        (source("AP", "outlet"), source("Associated Press", "outlet")),
        (source("O’Neill Jim"), source("O'Neill Jim")),
    ],
)
def test_one_identity(one: Source, other: Source) -> None:
    assert source_identity(one) == source_identity(other) is not None


@pytest.mark.parametrize(
    "alone",
    [
        source("Clinton"),
        source("the company", "organisation"),
        source("the ruling", "document"),
        source("critics", "group"),
        Source("s1", "a senior official", "person", True, "one"),
        Source("s1", "Ann Hill and Bob Moss", "person", False, "several"),
    ],
)
def test_stays_in_its_article(alone: Source) -> None:
    assert source_identity(alone) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (known("1", "Ann Hill", "mayor of Dover"), known("2", "Ann Hill", "Dover mayor"), True),
        (known("1", "Ann Hill", "mayor of Dover"), known("2", "Ann Hill"), True),
        (known("1", "Ann Hill", "mayor"), known("2", "Ann Hill", "nurse"), False),
        (
            known("1", "Ann Hill", "mayor", "person", "Bob Moss"),
            known("2", "Ann Hill", "nurse", "person", "Bob Moss"),
            True,
        ),
    ],
)
def test_same_name_is_not_merged_blindly(one: Known, other: Known, same: bool) -> None:
    assert same_person(one, other) is same
    assert bool(merge_suggestions([one, other])) is not same


def test_suggestions_are_ordered_by_confidence() -> None:
    found = merge_suggestions(
        [
            known("1", "Hillary Clinton", "Democratic nominee"),
            known("2", "Clinton", "nominee"),
            known("3", "H. Clinton"),
            known("4", "Bill Moss"),
            known("5", "Human Rights Watch", None, "organisation"),
            known("6", "HRW", None, "organisation"),
        ]
    )
    # An acronym says more than a surname with a role in common.
    assert [(s.one, s.other) for s in found[:2]] == [("5", "6"), ("1", "2")]
    assert all(0 < s.confidence < 1 and s.reason for s in found)
    assert not any("4" in (s.one, s.other) for s in found)
