"""PDF pages whose columns are drawn row by row are read column by column."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from reading_makers import pdf

from claims.reading import read
from claims.values import Document

Drawn = tuple[float, float, float, str]
LEFT = (
    "The port of Vastra was shut on",
    "Monday after a crane fell on the",
    "quay, the harbour office said.",
    "It was built in 1961 and had been",
    "called unsafe by two inspectors",
    "in January, the office said.",
)
RIGHT = (
    "Ana Tork, who runs the office,",
    "said that nobody was hurt when",
    "it fell. She did not say when the",
    "port would open again. A docker",
    "said that he had warned the",
    "board for months.",
)
THIRD = (
    "The harbour has four berths, and",
    "two of them are as old as the",
    "town. The newest one was opened",
    "in 2019 by the mayor, who spoke",
    "of a new age. It is closed now",
    "as well, and nobody works there.",
)
HEADLINE: Drawn = (72, 790, 20, "Crane falls in Vastra")
LEAD: Drawn = (
    *(72, 765, 10),
    "The second accident in a year closes the harbour until further notice, and nobody says why.",
)


def row_by_row(
    *columns: Sequence[str], apart: float = 300, lower: float = 0, top: float = 740
) -> list[Drawn]:
    """Return the lines of columns in the order of rows; `lower` is how much lower each begins."""
    return [
        (72 + apart * place, top - 14 * row - lower * place, 10, words)
        for row, lines in enumerate(zip(*columns, strict=True))
        for place, words in enumerate(lines)
    ]


def right_first(lines: list[Drawn]) -> list[Drawn]:
    return [line for pair in zip(lines[1::2], lines[::2], strict=True) for line in pair]


def text_of(tmp_path: Path, *pages: list[Drawn]) -> str:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(pages))
    [document] = read(str(path))
    assert isinstance(document, Document), document
    return " ".join(document.text.split())


@pytest.mark.parametrize(
    ("drawn", "columns"),
    [
        (row_by_row(LEFT, RIGHT), (LEFT, RIGHT)),
        ([HEADLINE, *row_by_row(LEFT, RIGHT)], (LEFT, RIGHT)),
        ([HEADLINE, LEAD, *row_by_row(LEFT, RIGHT)], ([LEAD[3]], LEFT, RIGHT)),
        ([HEADLINE, *row_by_row(LEFT, RIGHT, lower=3)], (LEFT, RIGHT)),
        ([HEADLINE, *row_by_row(LEFT, RIGHT, lower=6)], (LEFT, RIGHT)),
        ([HEADLINE, *row_by_row(LEFT, RIGHT, lower=42)], (LEFT, RIGHT)),
        ([HEADLINE, *row_by_row(LEFT, RIGHT, apart=172)], (LEFT, RIGHT)),
        (right_first(row_by_row(LEFT, RIGHT)), (LEFT, RIGHT)),
        (row_by_row(LEFT, RIGHT, THIRD, apart=165), (LEFT, RIGHT, THIRD)),
        ([*row_by_row(LEFT, RIGHT), (280, 40, 8, "Page 3")], (LEFT, RIGHT)),
        (
            [*row_by_row(LEFT, RIGHT), (372, 656, 10, "Nobody answered on Tuesday.")],
            (LEFT, (*RIGHT, "Nobody answered on Tuesday.")),
        ),
        (
            [*row_by_row(LEFT[:3], RIGHT[:3]), (*(72, 690, 10), LEAD[3]),
             *row_by_row(LEFT[3:], RIGHT[3:], top=660)],
            (LEFT[:3], RIGHT[:3], [LEAD[3]], LEFT[3:], RIGHT[3:]),
        ),
        (row_by_row(LEFT, RIGHT)[::2] + row_by_row(LEFT, RIGHT)[1::2], (LEFT, RIGHT)),
        (
            row_by_row((*LEFT[:4], "called unsafe by two inspec-", "tors, the firm said."), RIGHT),
            ((*LEFT[:4], "called unsafe by two inspectors, the firm said."), RIGHT),
        ),
    ],
    ids=["two", "headline", "lead across", "3 pt lower", "6 pt lower", "three lines lower",
         "narrow gutter", "right one first", "three", "page number", "uneven",
         "a line across in the middle", "drawn as read", "divided word"],
)  # fmt: skip
def test_columns_are_read_one_after_the_other(
    tmp_path: Path, drawn: list[Drawn], columns: Sequence[Sequence[str]]
) -> None:
    expected = " ".join(line for column in columns for line in column)
    assert expected in text_of(tmp_path, drawn)


@pytest.mark.parametrize(
    "rows",
    [
        [("Harbour Party", "1,204"), ("Farmers", "988"), ("The Left", "310"), ("Others", "12")],
        list(zip(LEFT[:2], RIGHT[:2], strict=True)),
    ],
    ids=["cells of a table", "two rows"],
)
def test_rows_of_a_table_stay_rows(tmp_path: Path, rows: Sequence[tuple[str, str]]) -> None:
    drawn = [LEAD, *row_by_row(*zip(*rows, strict=True))]
    assert " ".join(cell for row in rows for cell in row) in text_of(tmp_path, drawn)
