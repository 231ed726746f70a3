"""Forms become actions, or a line that says why not."""

import pytest

from claims.errors import DecisionError
from claims.review.decisions.decision_form import action_of, seen_of, stays
from claims.store.decisions import (
    Action,
    Assign,
    Confirm,
    CorrectCertainty,
    CorrectKind,
    Dismiss,
    Done,
    Flag,
    Note,
    Undo,
    Unflag,
    Verdict,
)

CASES = [
    ({"action": "flag:needs a source"}, Flag("needs a source"), False),
    ({"action": "flag", "flag": "misquoted", "note": " no \n"}, Flag("misquoted", "no"), False),
    ({"action": "unflag"}, Unflag(), True),
    ({"action": "verdict:mostly true", "note": ""}, Verdict("mostly true"), False),
    (
        {"action": "verdict:false", "evidence": "https://a.example\r\nhttps://b.example\r\n"},
        Verdict("false", ("https://a.example", "https://b.example")),
        False,
    ),
    ({"action": "confirm"}, Confirm(), False),
    ({"action": "dismiss", "note": "a title"}, Dismiss("a title"), False),
    ({"action": "done"}, Done(), False),
    # Only a verdict has evidence; what one goes on with keeps the addresses in its note.
    (
        {"action": "flag:misquoted", "note": "p. 3", "evidence": "https://a.example\r\n"},
        Flag("misquoted", "p. 3\nhttps://a.example"),
        False,
    ),
    ({"action": "confirm", "evidence": "https://a.example"}, Confirm("https://a.example"), False),
    ({"action": "dismiss", "evidence": "https://a.example"}, Dismiss("https://a.example"), False),
    ({"action": "done", "evidence": "https://a.example"}, Done("https://a.example"), False),
    # After these one looks at the same claim, where the addresses still stand.
    ({"action": "note", "note": "p. 3", "evidence": "https://a.example"}, Note("p. 3"), True),
    ({"action": "note", "note": "look at p. 3"}, Note("look at p. 3"), True),
    ({"action": "kind", "kind": "opinion"}, CorrectKind("opinion"), True),
    ({"action": "certainty", "certainty": "denied"}, CorrectCertainty("denied"), True),
    ({"action": "assign", "assign": "bo"}, Assign("bo"), True),
    ({"action": "undo:17"}, Undo(17), True),
]


@pytest.mark.parametrize(("fields", "action", "same_claim"), CASES)
def test_a_form_is_an_action(fields: dict[str, str], action: Action, same_claim: bool) -> None:
    assert action_of(fields) == action
    assert stays(action) is same_claim


@pytest.mark.parametrize(
    "action",
    ["", "delete", "verdict/true", "undo:", "undo:-1", "undo:x", "undo:²", "undo:" + "9" * 30],
)
def test_what_is_no_action_is_refused(action: str) -> None:
    with pytest.raises(DecisionError):
        action_of({"action": action})


@pytest.mark.parametrize("seen", ["", "-1", "1e3", "٣"])
def test_a_form_must_say_what_its_reader_saw(seen: str) -> None:
    with pytest.raises(DecisionError):
        seen_of({"seen": seen})
    assert seen_of({"seen": "12"}) == 12
