"""A story in sentences, along a line of time, and in its wordings."""

from dataclasses import replace
from itertools import pairwise

import pytest

from claims.review.story.page import wordings_of
from claims.review.story.rows import Told
from claims.review.story.summary import Against, number_word, range_words, tell, when
from claims.review.story.timeline import MOST_ROWS, days_of, timeline_of
from claims.tracking.stories import make_story
from claims.tracking.values import Teller, Telling

HILL = Teller("s1", "Ann Hill", "person", False, description="mayor of Ostburg")
MOSS = Teller("s2", "Bob Moss", "person", False, description="head of the pilots' union")
SOURCE = Teller("s3", "a person at the bank", "person", True)
AIDES = Teller("s4", "two aides", "group", True, "several")
REUTERS = Teller("s5", "Reuters", "outlet", False)


def telling(number, publisher, *chain, seen="", text="It rained", certainty="asserted"):
    """One telling an hour, where no other time is given."""
    if seen == "":
        seen = f"2024-05-03T{number:02}:00:00+00:00"
    return Telling(
        f"k{number:02}",
        f"d{number:02}",
        1,
        text,
        seen=seen,
        publisher=publisher,
        chain=chain,
        certainty=certainty,
    )


def told(*tellings, voices=None, against=()):
    return " ".join(tell(make_story(tellings, voices or {}), against))


@pytest.mark.parametrize(
    ("tellings", "end"),
    [
        ([telling(1, "X")], "No other article tells it so far. It names no source."),
        ([telling(1, "X", HILL)], "No other article tells it so far. It rests on Ann Hill."),
        (
            [telling(1, "X", SOURCE)],
            "It rests on one unnamed source (“a person at the bank”).",
        ),
        (
            [telling(1, "X"), telling(2, "Y")],
            "Two articles in two outlets tell it. None of them names a source.",
        ),
        (
            [telling(n, outlet, REUTERS, SOURCE) for n, outlet in enumerate("ABCDX")],
            "Five articles in five outlets tell it. All lead through Reuters to one unnamed source "
            "(“a person at the bank”).",
        ),
        (
            [telling(1, "X", HILL), telling(2, "Y", MOSS)],
            "They lead to two independent originators: Ann Hill and Bob Moss.",
        ),
        (
            [telling(1, "X", SOURCE), telling(2, "Y", AIDES)],
            "They lead to a person at the bank (unnamed) and two aides (unnamed): one or two "
            "originators, since some of them may be one.",
        ),
        (
            [telling(1, "X", AIDES), telling(2, "Y", replace(AIDES, key="s6"))],
            "They lead to two aides (unnamed), who may be others in each article.",
        ),
        (
            [
                telling(1, "X", HILL, text="Four men died"),
                telling(2, "Y", MOSS, text="Six men died"),
            ],
            "It leads to Ann Hill; Bob Moss has other figures. On the way, “Four men” became “Six "
            "men” in Y.",
        ),
        (
            [telling(1, "X", AIDES), telling(2, "Y", HILL), telling(3, "Z", MOSS)],
            "They lead to two aides (unnamed), Ann Hill and Bob Moss: two or three originators, "
            "since some of them may be one.",
        ),
        (
            [
                telling(1, "X", Teller("y", "Y", "outlet", anonymous=False), HILL),
                telling(2, "Y", Teller("x", "X", "outlet", anonymous=False), HILL),
            ],
            "All lead to Ann Hill, which X and Y have from each other.",
        ),
        (
            [telling(1, "X", HILL), telling(2, "Y"), telling(3, "Z")],
            "One of them leads to Ann Hill; Y and Z state it as plain fact, with no source.",
        ),
        (
            [
                telling(1, "X", HILL, certainty="hedged", text="It may have rained"),
                telling(2, "Y", HILL),
            ],
            "All lead to Ann Hill. On the way, the hedge fell off in Y.",
        ),
        (
            [
                telling(
                    *(0, "X", HILL), certainty="hedged", seen="2024-05-03", text="Perhaps it rained"
                ),
                *(telling(n, f"P{n}", HILL, seen="2024-05-04") for n in range(1, 6)),
            ],
            "On the way, the hedge fell off in P1, P2 and three more.",
        ),
    ],
)
def test_sentences(tellings, end):
    said = told(*tellings)
    first = tellings[0]
    assert said.startswith(f"First seen in {first.publisher} on {when(first.seen)}. ")
    assert said.endswith(end)


@pytest.mark.parametrize(
    ("numbers", "words"),
    [((1, 1), "one"), ((1, 2), "one or two"), ((2, 4), "two to four"), ((0, 0), "no")],
)
def test_ranges(numbers, words):
    assert range_words(*numbers) == words


def test_of_one_day_without_hours_nobody_was_first():
    said = told(telling(1, "X", seen="2024-05-03"), telling(2, "Y", seen="2024-05-03T09:00:00Z"))
    assert said.startswith(
        "First seen on 3 May 2024 in X, and the same day in Y; which was first is not known."
    )


def test_who_is_cited_was_first():
    cited = Teller("y", "Y", "outlet", False)
    said = told(telling(1, "X", cited, seen="2024-05-03"), telling(2, "Y", seen="2024-05-03"))
    assert said.startswith("First seen in Y on 3 May 2024. ")


def test_what_is_not_known_is_said():
    assert told(telling(1, None, seen=None)).startswith(
        "Told by an article that states no outlet; when it was published is not stated."
    )


def test_copies_are_one_voice():
    tellings = [telling(n, outlet, HILL) for n, outlet in enumerate("XYZ")]
    all_copies = {one.document: "d00" for one in tellings}
    assert "but all print one text and count as one voice." in told(*tellings, voices=all_copies)
    two = told(*tellings, voices={"d01": "d00"})
    assert "Three articles in three outlets tell it; two of them print one text" in two


def test_the_contrary_is_told_with_who_says_so():
    against = [
        Against("It did not rain.", "Reuters → Bob Moss", "The Post"),
        Against("No.", "", "Y"),
    ]
    assert told(telling(1, "X", HILL), against=against).endswith(
        "The Post tells the contrary, on the word of Bob Moss: “It did not rain”. "
        "So does one more story."
    )


@pytest.mark.parametrize(
    ("number", "word"), [(0, "no"), (1, "one"), (12, "twelve"), (13, "13"), (1204, "1,204")]
)
def test_numbers(number, word):
    assert number_word(number) == word


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        ("2024-05-03", "3 May 2024"),
        ("2024-05-03T06:15:00+00:00", "3 May 2024, 06:15"),
        ("hostile", "hostile"),
        (None, None),
    ],
)
def test_moments(moment, written):
    assert when(moment) == written


def shown(*tellings):
    return [Told(one, one.text, "A headline", None, None, (), ()) for one in tellings]


@pytest.mark.parametrize(
    ("moments", "labels"),
    [
        (["2024-05-03", "2024-05-03"], None),
        (["2024-05-03", None, "no date"], None),
        (["2024-05-03", "2024-05-05"], ["3 May 2024", "12:00", "4 May", "12:00", "5 May"]),
        (
            ["2024-05-03T06:00:00+00:00", "2024-05-03T09:30:00+00:00"],
            ["3 May 2024", "07:00", "08:00", "09:00"],
        ),
        (["2024-05-03", "2024-05-28"], ["9 May 2024", "16 May", "23 May"]),
    ],
)
def test_the_line_of_time_is_marked_at_round_times(moments, labels):
    line = timeline_of(shown(*(telling(n, "X", seen=one) for n, one in enumerate(moments))))
    assert (None if line is None else [tick.label for tick in line.ticks]) == labels


def test_marks_go_from_left_to_right_and_none_hides_another():
    many = [
        telling(n, "X", seen=f"2024-05-{3 + n // 5:02}T{n % 5:02}:00:00+00:00") for n in range(30)
    ]
    line = timeline_of(shown(*many))
    assert all(one.x <= other.x for one, other in pairwise(line.dots))
    assert all(0 <= dot.x <= 100 and dot.row < MOST_ROWS for dot in line.dots)
    spots = [(dot.row, dot.x) for dot in line.dots]
    assert all(b - a >= 2 for (row, a), (same, b) in pairwise(sorted(spots)) if row == same)


def test_days():
    days = days_of(shown(telling(1, "X"), telling(2, "Y"), telling(3, "Z", seen=None)))
    assert [(one.label, len(one.tellings)) for one in days] == [("3 May 2024", 2), (None, 1)]


def test_wordings_are_held_against_the_first():
    found = wordings_of(
        shown(
            telling(1, "X", text="It rained in Brno"),
            telling(2, "Y", text="that it rained in Brno."),
            telling(3, "Z", text="It snowed in Brno"),
            telling(4, "X", text="It rained in Brno", certainty="hedged"),
        )
    )
    assert [[name for name, _ in one.outlets] for one in found] == [["X", "Y"], ["Z"], ["X"]]
    assert [(one.kind, one.text) for one in found[1].pieces] == [
        ("same", "It "),
        ("gone", "rained "),
        ("new", "snowed "),
        ("same", "in Brno"),
    ]
    assert [one.first for one in found] == [True, False, False]
