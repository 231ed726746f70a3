"""Quotations that go on with the one before, or with the one after."""

import pytest

from claims.attributions.continuing import CONTINUED_RULE, add_continued
from claims.inference import find_quotations
from claims.values import Attribution, Span

NEXT = "“We all will go home now.”"


def said(text: str, source: str, cue: str, content: str, manner: str = "direct") -> Attribution:
    """Return an attribution whose parts are found in the text."""
    spans = [(Span(text.index(part), text.index(part) + len(part)),) for part in (source, cue)]
    start = text.index(content)
    return Attribution(*spans, (Span(start, start + len(content)),), manner)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        (f"“I will go,” Ann said. {NEXT}", True),
        (f"“I will go,” Ann said on Friday.\n\n{NEXT}", True),
        (f"“I will go,” Ann said. The hall was quiet. {NEXT}", False),
        (f"“I will go,” Ann said.\n\nThe hall was quiet.\n\n{NEXT}", False),
        ("“I will go,” Ann said. “We all will go home now,” sang Bob.", False),
        ("“I will go,” Ann said. “We all will go home now.” ― Bob", False),
        ("“I will go,” Ann said. The song “We all go home now” was on.", False),
        ("“I will go,” Ann said. “Never.”", False),
    ],
)
def test_a_quotation_goes_on(text: str, goes_on: bool) -> None:
    first = said(text, "Ann", "said", "“I will go,”")
    found = add_continued(text, [first], find_quotations(text))
    added = [item for item in found if item.model == CONTINUED_RULE]
    assert [item.content[0].of(text) for item in added] == ([NEXT] if goes_on else [])
    assert all((item.source, item.cue) == (first.source, first.cue) for item in added)


@pytest.mark.parametrize(
    ("line", "source", "cue"),
    [
        ("The Daily Argus reports:", "The Daily Argus", "reports"),
        ("It was late. Ann Hill later said on Facebook:", "Ann Hill", "later said"),
        ("As Ann Hill wrote in March:", "Ann Hill", "wrote"),
        ("These are the rules:", None, None),
        ("Ann Hill reports it.", None, None),
    ],
)
def test_a_line_introduces_the_quotation_after_it(
    line: str, source: str | None, cue: str | None
) -> None:
    text = f"It rained.\n{line}\n\n{NEXT}\n\n“Nobody will miss us here.”\n\nIt rained."
    found = add_continued(text, [], find_quotations(text))
    expected = [(source, cue)] * 2 if source else []
    assert [(item.source[0].of(text), item.cue[0].of(text)) for item in found] == expected


def test_what_is_taken_stays() -> None:
    text = f"“I will go,” Ann said. {NEXT}"
    items = [said(text, "Ann", "said", "“I will go,”"), said(text, "Ann", "said", NEXT)]
    assert add_continued(text, items, find_quotations(text)) == tuple(sorted(items, key=_order))


def test_an_open_quotation_waits_for_its_speaker() -> None:
    text = "Ann said no.\n\n“We saw it all happen.\n\n“Then we left,” said Bob."
    items = [
        said(text, "Ann", "said", "no", "indirect"),
        said(text, "Bob", "said Bob"[:4], "“Then we left,”"),
    ]
    found = add_continued(text, items, find_quotations(text))
    added = [item for item in found if item.model == CONTINUED_RULE]
    assert [item.source[0].of(text) for item in added] == ["Bob"]


def _order(item: Attribution) -> tuple[object, ...]:
    return item.cue, item.content
