"""A change that many tellings made is one change."""

import pytest
from test_review_story_told import HILL, SOURCE, telling

from claims.review.story_drifts import changes_of
from claims.review.story_rows import Told
from claims.tracking.stories import make_story


def told(*tellings):
    story = make_story(tellings, {})
    return [
        Told(
            one,
            one.text,
            "A headline",
            None,
            None,
            tuple(drift for drift in story.drifts if drift.later == one.key),
            (),
        )
        for one in story.tellings
    ]


FIRST = telling(0, "X", HILL, seen="2024-05-01")


@pytest.mark.parametrize(
    ("later", "changes"),
    [
        ([], []),
        ([telling(1, "Y", HILL)], []),
        (
            [telling(n, f"P{n}", SOURCE) for n in range(1, 4)],
            [("source blurred", "k00", ["k01", "k02", "k03"])],
        ),
        # Capitals and closing marks make no other wording; other words do.
        (
            [
                telling(1, "Y", SOURCE),
                telling(2, "Z", SOURCE, text="it rained."),
                telling(3, "Q", SOURCE, text="It poured"),
            ],
            [("source blurred", "k00", ["k01", "k02"]), ("source blurred", "k00", ["k03"])],
        ),
        (
            [telling(1, "Y", SOURCE), telling(2, "Z")],
            [("source blurred", "k00", ["k01"]), ("source dropped", "k00", ["k02"])],
        ),
    ],
)
def test_each_change_is_there_once_with_all_who_made_it(later, changes):
    found = changes_of(told(FIRST, *later))
    assert [
        (one.kind, one.earlier.telling.key, [two.telling.key for two in one.later]) for one in found
    ] == changes
