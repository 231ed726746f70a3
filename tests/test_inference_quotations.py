"""Quotation marks: whatever the marks, over paragraphs, and when one is missing."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.inference import find_quotations

CASES = [
    ("", []),
    ("No marks at all.", []),
    ('He said "yes" and "no".', ['"yes"', '"no"']),
    ("“Yes,” he said. “No.”", ["“Yes,”", "“No.”"]),
    ("He called it ''a mess'' and left.", ["''a mess''"]),
    ("``A mess,'' he said.", ["``A mess,''"]),
    ("«Oui», dit-il.", ["«Oui»"]),
    ("„Ja“, sagte er.", ["„Ja“"]),
    ("„Ja”, said he.", ["„Ja”"]),
    ("(“Yes”)", ["(“Yes”)"[1:-1]]),
    # a quotation in a quotation belongs to the outer one
    ("“He said “no” to me,” she said.", ["“He said “no” to me,”"]),
    # one that is not closed is dropped, and the next paragraph is not inverted
    ("“He left.\nThen she said “no” to him.", ["“no”"]),
    ('He said "yes.\nShe said "no" to him.', ['"no"']),
    # one that is not opened is dropped
    ("He left,” she said. “And so did I.”", ["“And so did I.”"]),
    # over paragraphs: opened anew, closed once
    ("“One.\n“Two.\n“Three,” he said.", ["“One.", "“Two.", "“Three,”"]),
    # over paragraphs, not opened anew
    ("“One.\nTwo,” he said. “Three.”", ["“One.", "Two,”", "“Three.”"]),
    # a mark of quoting at the beginning of a line
    (">“They learned,” the source said.", ["“They learned,”"]),
    ('"""', ['""']),
    # doubled straight marks, left over from CSV
    ('""Take care,"" she said. ""Or pay.""', ['""Take care,""', '""Or pay.""']),
    ("‘’“”", ["“”"]),
    # German marks
    ("»Ja«, sagte er. »Nein.«", ["»Ja«", "»Nein.«"]),
    ("Er sagte: „Ja.“ Sie sagte: „Nein“!", ["„Ja.“", "„Nein“"]),
    (
        "»The gate was open. Nobody was on guard.« He left.",
        ["»The gate was open. Nobody was on guard.«"],
    ),
    # single marks, told from apostrophes
    (
        "'The council's plan isn't safe,' said residents' leader Ann Hill. It 'falls short'.",
        ["'The council's plan isn't safe,'", "'falls short'"],
    ),
    ("‘It’s over,’ she said. ‘They’re gone.’", ["‘It’s over,’", "‘They’re gone.’"]),
    ("He said 'the residents' plan' was bad.", ["'the residents' plan'"]),
    ("He called them 'clowns' and left.", ["'clowns'"]),
    ("The residents' leader met the farmers' union in the '90s.", []),
    ("Rock 'n' roll isn't the workers' music.", []),
    ("‘One.\n‘Two,’ he said.", ["‘One.", "‘Two,’"]),
    ("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0][:20] for case in CASES])
def test_quotations(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in find_quotations(text)] == expected


@given(st.text(alphabet="ab .,\n\r\"“”„«»'`>", max_size=60))
def test_quotations_are_in_order_and_apart(text: str) -> None:
    spans = find_quotations(text)
    assert all(span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
