"""A form about a source says what is to be done, or is refused with a line for a person."""

import pytest

from claims.errors import DecisionError
from claims.review.frame.posted_form import fields_of
from claims.review.source.decision_form import MOST_SPLIT, source_action_of, source_of
from claims.review.source.decision_words import said_of_source
from claims.store.decisions import (
    Action,
    Apart,
    ChangeAnonymity,
    ChangeKind,
    Describe,
    Merge,
    Note,
    Rename,
    Split,
    Undo,
)


@pytest.mark.parametrize(
    ("body", "action"),
    [
        ("action=rename&name=Ann+Hill&note=+", Rename("Ann Hill")),
        ("action=rename&name=A%26B&note=x", Rename("A&B", "x")),
        ("action=describe&description=", Describe("")),
        ("action=kind&kind=outlet", ChangeKind("outlet")),
        ("action=unnamed", ChangeAnonymity(True)),
        ("action=named", ChangeAnonymity(False)),
        ("action=merge:deadbeef", Merge("deadbeef")),
        ("action=apart:deadbeef", Apart("deadbeef")),
        ("action=note&note=+ask+", Note("ask")),
        ("action=undo:17", Undo(17)),
        (
            "action=split&name=B&claims=aa&claims=bb&claims=aa&anonymous=1",
            Split("B", ("aa", "bb"), "person", True),
        ),
    ],
)
def test_a_form_is_an_action(body: str, action: Action) -> None:
    assert source_action_of(fields_of(body.encode())) == action


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"action=",
        b"action=burn",
        b"action=merge:",
        b"action=merge:%27",
        b"action=undo:-1",
        pytest.param("action=undo:\u0661".encode(), id="an Arabic digit"),
        pytest.param(b"action=rename&name=\xff", id="a name in no UTF-8"),
        b"action=split&" + b"&".join([b"claims=c"] * 1001),
        b"action=split&" + b"&".join(b"claims=%x" % number for number in range(MOST_SPLIT + 1)),
    ],
)
def test_nonsense_is_refused(body: bytes) -> None:
    with pytest.raises(DecisionError):
        source_action_of(fields_of(body))


@pytest.mark.parametrize("name", ["", "zz", "dead beef", "<b>", "a" * 65])
def test_no_source_is_refused(name: str) -> None:
    with pytest.raises(DecisionError):
        source_of({"source": [name]})


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("rename", None, "Ann"), "renamed: Ann"),
        (("correct", "anonymous", "1"), "it is unnamed"),
        (("correct", "kind", "outlet"), "kind: outlet"),
        (("correct", "description", ""), "description: none"),
        (("merge", None, '{"name": "Ann", "source": "x"}'), "the same as Ann"),
        (("apart", None, '{"name": "Ann", "source": "x"}'), "not the same as Ann"),
        (("split", None, '{"name": "Ann", "claims": ["x"]}'), "1 claim split off to Ann"),
        (("merge", None, "by other means"), "the same as ?"),
        (("note", None, None), "note"),
    ],
)
def test_decisions_are_told_in_words(row: tuple[str | None, ...], said: str) -> None:
    assert said_of_source(dict(zip(("action", "field", "value"), row, strict=True))) == said
