"""Silent edits: which claims of an article were added, dropped, altered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.tracking.versions import Wording, compare_versions


def wording(text: str, chain: str = "the mayor", certainty: str = "asserted") -> Wording:
    return Wording(text, text, chain, certainty)


INJURED = wording("Twelve people were injured in the fire")
TURNED = wording("In the fire, on Monday night, twelve people were injured")
CLOSED = wording("The school will stay closed until Friday")
CASES = [
    ([INJURED, CLOSED], [INJURED, CLOSED], [("kept", ()), ("kept", ())]),
    (
        [INJURED],
        [wording("Fourteen people were injured in the fire")],
        [("altered", ("wording",))],
    ),
    ([INJURED], [wording(INJURED.text, chain="")], [("altered", ("source",))]),
    ([INJURED], [wording(INJURED.text, certainty="hedged")], [("altered", ("certainty",))]),
    ([INJURED, CLOSED], [CLOSED], [("kept", ()), ("dropped", ())]),
    ([INJURED], [CLOSED, INJURED], [("added", ()), ("kept", ())]),
    ([INJURED], [CLOSED], [("added", ()), ("dropped", ())]),
    # The same words in another order are the same claim, the same words in the same order sooner.
    ([INJURED], [TURNED], [("altered", ("wording",))]),
    (
        [INJURED],
        [wording("In the fire twelve people were injured"), INJURED],
        [("added", ()), ("kept", ())],
    ),
    ([], [], []),
]


@pytest.mark.parametrize(("before", "after", "edits"), CASES)
def test_edits(
    before: list[Wording], after: list[Wording], edits: list[tuple[str, tuple[str, ...]]]
) -> None:
    found = compare_versions(before, after)
    assert [(edit.kind, edit.changed) for edit in found] == edits


texts = st.lists(st.text(alphabet="ab cd", min_size=1, max_size=12), max_size=6)


@given(texts, texts)
def test_every_claim_is_accounted_for_once(before: list[str], after: list[str]) -> None:
    old, new = [wording(text) for text in before], [wording(text) for text in after]
    edits = compare_versions(old, new)
    assert sorted(one.before.text for one in edits if one.before) == sorted(before)
    assert [one.after.text for one in edits if one.after] == after
