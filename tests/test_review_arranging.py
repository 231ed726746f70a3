"""An editor's forms become lists, shares and names, or a line that says why not."""

import pytest

from claims.errors import DecisionError, SettingsError
from claims.review.team.settings_form import people_of, share_of, targets_of, verdicts_of
from claims.store.decisions import VerdictChoice

VERDICTS = [
    ({"name:1": "true", "description:1": "so"}, [VerdictChoice("true", "so")]),
    ({"name:1": "a", "place:1": "2", "name:2": "b", "place:2": "1"}, ["b", "a"]),
    ({"name:1": "a", "name:2": " ", "name:3": "c"}, ["a", "c"]),
    ({"name:1": "a", "place:1": "x", "name:10": "j", "name:9": "i"}, ["a", "i", "j"]),
    ({"name:1": "a", "place:1": "1", "name:2": "b", "place:2": "1"}, ["a", "b"]),
    ({"name:x": "a", "name": "b", "other:1": "c"}, []),
]


@pytest.mark.parametrize(("fields", "expected"), VERDICTS)
def test_a_list_of_verdicts(fields, expected):
    found = verdicts_of(fields)
    assert found == [
        one if isinstance(one, VerdictChoice) else VerdictChoice(one, "") for one in expected
    ]


@pytest.mark.parametrize(
    ("text", "share"), [("0", 0), ("100", 1), (" 12.5 ", 0.125), ("7,5", 0.075), ("20 %", 0.2)]
)
def test_a_share(text, share):
    assert share_of({"share": text}) == pytest.approx(share)


@pytest.mark.parametrize("text", ["", "half", "-1", "101", "nan", "inf", "1e9"])
def test_what_is_no_share(text):
    with pytest.raises(SettingsError, match="per cent"):
        share_of({"share": text})


TARGETS = [
    ("0123abcd", [("claim", "0123abcd")]),
    ("https://desk.example/-/claims/claim/0123abcd", [("claim", "0123abcd")]),
    ("http://127.0.0.1:8010/-/claims/article/0123abcd#s4", [("article", "0123abcd")]),
    ("/-/claims/claim/0123abcd?x=1\r\n/-/claims/claim/0123abcd", [("claim", "0123abcd")]),
    ("beef\nfeed", [("claim", "beef"), ("claim", "feed")]),
    ("f00d " * 9, [("claim", "f00d")]),
]


@pytest.mark.parametrize(("text", "expected"), TARGETS)
def test_claims_and_articles_that_are_named(text, expected):
    assert targets_of({"targets": text}) == expected


NO_TARGETS = [
    "",
    "  ",
    "the wall",
    "/-/claims/source/0123abcd",
    "https://[",
    "beef\nfeed;x",
    " ".join(f"{number:08x}" for number in range(501)),
]


@pytest.mark.parametrize("text", NO_TARGETS)
def test_what_names_nothing(text):
    with pytest.raises(DecisionError):
        targets_of({"targets": text})


def test_two_people_are_needed():
    assert people_of({"person:bo": "on", "person:cy": "on", "targets": "x"}) == ["bo", "cy"]
    with pytest.raises(DecisionError, match="two people"):
        people_of({"person:bo": "on"})
