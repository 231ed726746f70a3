"""A page's furniture and the menu over its headline are told from the article."""

import pytest

from claims.reading.layout.furniture import begins_list, is_furniture, is_list_item
from claims.reading.layout.menus import menu_length
from claims.reading.layout.regions import regions_of

LEAD = (
    "The harbour of Brunnau was closed on Monday after a crane fell on the quay, the port authority"
    " said, and nobody was hurt."
)
HEADLINE = "Crane falls on quay in Brunnau"


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "ADVERTISEMENT",
        "Story continues below advertisement",
        "Read more: Crane falls in Brunnau",
        "Sign up for our newsletter",
        "© 2024 The Daily Example",
        "Skip to main content",
        "Facebook Twitter Email",
        "Facebook, X or WhatsApp",
        "Share",
        "mailto",
        "3 min read",
        "12 minutes ago",
        "Comments (12)",
        "14 comments",
        "4",
        "Published",
        "More on this story",
        "Trending stories",
        "Editors’ picks",
    ],
)
def test_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "He read more of the report: it was long.",
        "More important was the crane: it fell.",
        "Advertisements were withdrawn, the company said.",
        "The video was published on Facebook and Twitter.",
        "Share prices fell.",
        "4 people were hurt.",
        "The top stories of the day were read aloud.",
        "“Watch live,” he said.",
    ],
)
def test_no_furniture(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("More on this story", True),
        ("Related Topics", True),
        ("Most read:", True),
        ("Related: Ferry service to be cut", False),
        ("More from him was not to be had, he said.", False),
        ("Share", False),
    ],
)
def test_a_list_of_other_articles_begins(line: str, *, expected: bool) -> None:
    assert begins_list(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Quay repairs 'could take months'", True),
        ("12 January", True),
        ("The authority said that it was sorry.", False),
        ("“We are sorry.”", False),
        (" ".join(["word"] * 15), False),
    ],
)
def test_a_list_has_short_items(line: str, *, expected: bool) -> None:
    assert is_list_item(line) is expected


@pytest.mark.parametrize(
    ("lines", "length"),
    [
        (["Skip to content", "News", "Sport", HEADLINE, "By Jane Doe", LEAD], 3),
        (["MENU", "World", "U.S.", "Politics", HEADLINE, LEAD], 4),
        (["BBC News", HEADLINE, "Published", "19 February 2024", LEAD], 1),
        (["News", "Sport", HEADLINE, "Share", "3 min read", "BY JANE DOE", LEAD], 2),
        # A headline over another one, a lone kicker, a list, a letter: nothing is hidden.
        (["Crane falls", "Harbour of Brunnau shut on Monday", "By Jane Doe", LEAD], 0),
        (["Harbour News", HEADLINE, LEAD], 0),
        ([HEADLINE, "By Jane Doe", LEAD], 0),
        (["Eggs", "Milk", "Bread", "Two pounds of flour for the cake"], 0),
        (["Dear Ann,", "the crane fell.", "Yours", "Bo"], 0),
        (["News", "Sport", "The crane fell on Monday.", LEAD], 0),
        ([], 0),
    ],
)
def test_a_menu_ends_at_the_headline(lines: list[str], length: int) -> None:
    assert menu_length(lines) == length


COPIED = f"""Skip to main content
The Harbour Times
News
Politics

{HEADLINE}

By Jane Doe and Bo Berg, Staff Writers
Transport correspondents, Brunnau
Updated 5:14 PM EST, Mon February 19, 2024
3 min read

Image caption,
The crane in winter

BRUNNAU, Feb. 19 — {LEAD}

'No warning'

Resident Ann Lee said that she had had no warning, and that nobody had rung at her door.

More on this story
Quay repairs 'could take months'
12 January

The authority said on Tuesday that it was sorry.

Associated Press writer Dan Orr in Brunnau contributed to this report.
"""


def test_a_page_copied_out_of_a_browser_keeps_its_article() -> None:
    regions = [(region.kind, region.span.of(COPIED)) for region in regions_of(COPIED)]
    assert regions == [
        ("caption", "Skip to main content"),
        ("caption", "The Harbour Times"),
        ("caption", "News"),
        ("caption", "Politics"),
        ("headline", HEADLINE),
        ("byline", "By Jane Doe and Bo Berg, Staff Writers"),
        ("byline", "Transport correspondents, Brunnau"),
        ("dateline", "Updated 5:14 PM EST, Mon February 19, 2024"),
        ("caption", "3 min read"),
        ("caption", "Image caption,"),
        ("caption", "The crane in winter"),
        ("dateline", "BRUNNAU, Feb. 19 —"),
        ("headline", "'No warning'"),
        ("caption", "More on this story"),
        ("caption", "Quay repairs 'could take months'"),
        ("caption", "12 January"),
        ("byline", "Associated Press writer Dan Orr in Brunnau contributed to this report."),
    ]
