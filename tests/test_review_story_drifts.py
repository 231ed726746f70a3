"""A change that many tellings made is one change."""

from dataclasses import replace

import pytest
from test_review_story_told import HILL, SOURCE, telling

from claims.review.story.drifts import changes_of, series_of
from claims.review.story.rows import Told
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


VALLEY = "it rained hard in the valley on Monday."
FIRST = telling(0, "X", HILL, seen="2024-05-01", text=VALLEY.capitalize())


@pytest.mark.parametrize(
    ("later", "changes"),
    [
        ([], []),
        ([telling(1, "Y", HILL, text=VALLEY)], []),
        (
            [telling(n, f"P{n}", SOURCE, text=VALLEY) for n in range(1, 4)],
            [("source blurred", "k00", ["k01", "k02", "k03"])],
        ),
        # Capitals and closing marks make no other wording; other words do.
        (
            [
                telling(1, "Y", SOURCE, text=VALLEY.capitalize()),
                telling(2, "Z", SOURCE, text=VALLEY),
                telling(3, "Q", SOURCE, text=VALLEY.replace("valley", "long valley")),
            ],
            [("source blurred", "k00", ["k01", "k02"]), ("source blurred", "k00", ["k03"])],
        ),
        (
            [telling(1, "Y", SOURCE, text=VALLEY), telling(2, "Z", text=VALLEY)],
            [("source blurred", "k00", ["k01"]), ("source dropped", "k00", ["k02"])],
        ),
    ],
)
def test_each_change_is_there_once_with_all_who_made_it(later, changes):
    found = changes_of(told(FIRST, *later))
    assert [
        (one.kind, one.earlier.telling.key, [two.telling.key for two in one.later]) for one in found
    ] == changes


@pytest.mark.parametrize(
    "later",
    [
        # Another outlet's own words on the matter, however it has them, have lost nothing.
        telling(1, "Y", SOURCE, text="Rain fell for hours, and the river rose."),
        # Who names the source in the sentence after all names it.
        telling(1, "Y", text=f"{VALLEY} Hill said."),
        # Of one day without hours, neither is the later one.
        telling(1, "Y", SOURCE, text=VALLEY, seen="2024-05-01"),
    ],
)
def test_what_is_not_sure_is_no_change(later):
    assert changes_of(told(FIRST, later)) == ()


def toll(number, words, before=None):
    text = f"{words} people died in the fire on the pier."
    return replace(telling(number, f"P{number}", text=text), before=before)


@pytest.mark.parametrize(
    ("tellings", "lines"),
    [
        (
            [toll(1, "Four"), toll(2, "Seven"), toll(3, "Seven"), toll(4, "Nine")],
            [["Four people", "Seven people", "Nine people"]],
        ),
        ([toll(1, "Four"), toll(2, "Four")], []),
        # An article that corrected its own text.
        ([toll(1, "Nine", "Eleven people died in the fire")], [["Eleven people", "Nine people"]]),
    ],
)
def test_a_figure_that_moves_is_one_line(tellings, lines):
    found = series_of(changes_of(told(*tellings)))
    assert [[one.words for one in line] for line in found] == lines
